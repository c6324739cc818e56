/** A response built like in PHP. Strings are bytes. */
import { urlDecode } from "./php.ts";

export type Header = readonly [name: string, value: string];

export class PhpResponse {
  status = 200;
  headers: Header[] = [];
  body = "";

  /** `header()`: appends a header. It replaces others of that name unless `replace` is false. */
  header(name: string, value: string, replace = true): void {
    const isOther = ([other]: Header): boolean => other.toLowerCase() !== name.toLowerCase();
    if (replace) this.headers = this.headers.filter(isOther);
    this.headers.push([name, value.trimEnd()]);
  }

  /** A Location sets the status 302, unless it is already a redirect. */
  redirect(location: string): void {
    if (this.status < 300 || this.status > 399) this.status = 302;
    this.header("Location", location);
  }

  /** `session_start()`: keeps the request's id if it has only allowed characters. */
  startSession(cookies: string, newId: () => string): void {
    const id = urlDecode(/(?:^|; *)PHPSESSID=([^;]*)/.exec(cookies)?.[1] ?? "");
    if (id === "" || /[\r\n\t <>'"\\]/.test(id)) {
      this.header("Set-Cookie", `PHPSESSID=${newId()}; path=/; HttpOnly; SameSite=Lax`, false);
    }
    this.header("Expires", "Thu, 19 Nov 1981 08:52:00 GMT");
    this.header("Cache-Control", "no-store, no-cache, must-revalidate");
    this.header("Pragma", "no-cache");
  }

  /** Adds PHP's default headers. */
  finish(): void {
    if (!this.headers.some(([name]) => name.toLowerCase() === "content-type")) {
      this.header("Content-type", "text/html; charset=UTF-8");
    }
  }
}
