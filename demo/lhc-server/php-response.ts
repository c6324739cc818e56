/** A response as PHP puts it together. Strings are bytes. */
import { urlDecode } from "./php.ts";

export type Header = readonly [name: string, value: string];

export class PhpResponse {
  status = 200;
  headers: Header[] = [];
  body = "";

  /** `header()`: takes the place of headers of that name, but at the end of the list, unless `replace` is false. */
  header(name: string, value: string, replace = true): void {
    const isOther = ([other]: Header): boolean => other.toLowerCase() !== name.toLowerCase();
    if (replace) this.headers = this.headers.filter(isOther);
    this.headers.push([name, value.trimEnd()]);
  }

  /** A Location makes it a 302, unless it is a redirect already. */
  redirect(location: string): void {
    if (this.status < 300 || this.status > 399) this.status = 302;
    this.header("Location", location);
  }

  /** `session_start()`: an id that the request brings is kept, if it has no harmful character. */
  startSession(cookies: string, newId: () => string): void {
    const id = urlDecode(/(?:^|; *)PHPSESSID=([^;]*)/.exec(cookies)?.[1] ?? "");
    if (id === "" || /[\r\n\t <>'"\\]/.test(id)) {
      this.header("Set-Cookie", `PHPSESSID=${newId()}; path=/; HttpOnly; SameSite=Lax`, false);
    }
    this.header("Expires", "Thu, 19 Nov 1981 08:52:00 GMT");
    this.header("Cache-Control", "no-store, no-cache, must-revalidate");
    this.header("Pragma", "no-cache");
  }

  /** What PHP adds itself when it sends the head. */
  finish(): void {
    if (!this.headers.some(([name]) => name.toLowerCase() === "content-type")) {
      this.header("Content-type", "text/html; charset=UTF-8");
    }
  }
}
