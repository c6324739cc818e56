/** Of a `URL`, or of an `<a>`. */
type Address = Pick<URL, "host" | "pathname">;

/** What a link into the chat says. Several values are a list: `1,2`. */
export interface ChatLink {
  department: string | undefined;
  operator: string | undefined;
}

/**
 * Who a link into the chat leads to, as `chatUrl` writes it. Null, if it leads to no chat of this installation.
 * The scheme does not count: a page may reach by `https:` what its author linked by `http:`.
 * Source: LHC's path syntax, `(name)/value/value`, and its `chat/start`, with a site access before it or not.
 *
 * @param base an installation as `resolveBaseUrl` gives it
 * @throws URIError, if a stray `%` is in it
 */
export function readChatLink(link: Address, base: Address): ChatLink | null {
  if (link.host !== base.host || !link.pathname.startsWith(base.pathname)) return null;
  const path = decodeURIComponent(link.pathname.slice(base.pathname.length));
  if (!/^([\w-]+\/)?chat\/start(\/|$)/.test(path)) return null;
  const valueOf = (name: string): string | undefined =>
    path.split(`/(${name})`)[1]?.split("/(")[0]!.match(/[^/]+/g)?.join();
  return { department: valueOf("department"), operator: valueOf("operator") };
}
