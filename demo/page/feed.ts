import type { Answer, Changed, Question } from "../control/wire.ts";

export interface FeedListener {
  onChange(change: Changed): void;
  onQuestion(question: Question): void;
  onAnswer(answer: Answer): void;
  onConnection(isConnected: boolean): void;
}

/** Subscribes to the events of the demo's server. */
export function subscribe(listener: FeedListener): void {
  const feed = new EventSource("/control/events");
  const on = (type: string, handle: (data: unknown) => void): void =>
    feed.addEventListener(type, (event: MessageEvent<string>) => handle(JSON.parse(event.data)));
  on("state", (data) => listener.onChange(data as Changed));
  on("question", (data) => listener.onQuestion(data as Question));
  on("answer", (data) => listener.onAnswer(data as Answer));
  feed.onopen = () => listener.onConnection(true);
  feed.onerror = () => listener.onConnection(false);
}

/** @throws Error with the server's message */
export async function sendCommand(kind: "user" | "department" | "behaviour", body: object): Promise<void> {
  const response = await fetch(`/control/${kind}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
}
