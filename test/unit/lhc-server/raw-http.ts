/** HTTP over a bare socket, because client libraries normalize responses. Strings are bytes. */
import { connect, type Socket } from "node:net";

export interface RawRequest {
  method?: string;
  target: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface RawAnswer {
  status: number;
  /** without the web server's own headers */
  headers: [name: string, value: string][];
  body: string;
  /** the whole response */
  text: string;
  /** ECONNRESET, or undefined if the connection ended properly */
  error: string | undefined;
}

const SERVERS_OWN = ["host", "date", "connection", "x-powered-by"];

export function open(
  origin: string,
  { method = "GET", target, headers = {}, body = "" }: RawRequest,
): Socket {
  const { hostname, port, host } = new URL(origin);
  const socket = connect(Number(port), hostname);
  const all = { Host: host, Connection: "close", ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  if (body !== "") lines.push(`Content-Length: ${body.length}\r\n`);
  socket.write(`${method} ${target} HTTP/1.1\r\n${lines.join("")}\r\n${body}`, "latin1");
  return socket;
}

/** Waits for the end of the connection, even by an error. */
export function ask(origin: string, request: RawRequest): Promise<RawAnswer> {
  const socket = open(origin, request);
  return new Promise((resolve) => {
    let text = "";
    let error: string | undefined;
    socket.setEncoding("latin1");
    socket.on("data", (chunk) => (text += String(chunk)));
    socket.on("error", (problem: NodeJS.ErrnoException) => (error = problem.code));
    socket.on("close", () => resolve({ ...parse(text), text, error }));
  });
}

/** Waits until the response matches, and keeps the connection open. */
export function until(socket: Socket, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    socket.setEncoding("latin1");
    socket.on("data", (chunk) => {
      text += String(chunk);
      if (pattern.test(text)) resolve(text);
    });
    socket.on("close", () => reject(new Error(`closed after ${JSON.stringify(text)}`)));
  });
}

function parse(text: string): Pick<RawAnswer, "status" | "headers" | "body"> {
  const end = text.indexOf("\r\n\r\n");
  const [first = "", ...lines] = text.slice(0, end < 0 ? text.length : end).split("\r\n");
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, "")];
  });
  return {
    status: Number(first.split(" ")[1]),
    headers: headers.filter(([name]) => !SERVERS_OWN.includes(name.toLowerCase())),
    body: end < 0 ? "" : text.slice(end + 4),
  };
}
