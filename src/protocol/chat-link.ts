/** Of a `URL`, or of an `<a>`. */
type Address = Pick<URL, "host" | "pathname">;

/** What a link into the chat says. Several values are a list: `1,2`. */
export interface ChatLink {
  department: string | undefined;
  operator: string | undefined;
}

/**
 * What may follow an installation's own path: `index.php/`, and a site access.
 * Source: LHC's `available_site_access`, as it is shipped.
 */
const ENTRY =
  /\/(index\.php\/)?((eng|lit|hrv|esp|por|nld|ara|ger|pol|rus|ita|fre|chn|cse|nor|tur|vnm|idn|sve|per|ell|dnk|rou|bgr|tha|geo|fin|alb|heb|cat|hun|svk|site_admin)\/)?$/;

/**
 * Whether both addresses, with paths that end in a slash, are of one installation. The scheme does not count: a page may
 * reach by `https:` what its author linked by `http:`. Nor do `index.php/` and a site access, which the same LHC answers
 * with and without.
 */
export const isSameInstallation = (one: Address, other: Address): boolean =>
  one.host === other.host && one.pathname.replace(ENTRY, "/") === other.pathname.replace(ENTRY, "/");

/**
 * Who a link into the chat leads to, as `chatUrl` writes it. Null, if it leads to no chat of this installation.
 * Source: LHC's path syntax, `(name)/value/value`, and its `chat/start`.
 *
 * @param base an installation as `resolveBaseUrl` gives it
 * @throws URIError, if a stray `%` is in it
 */
export function readChatLink({ host, pathname }: Address, base: Address): ChatLink | null {
  const [, installation, rest] = /^(.*?\/)chat\/start(\/.*)?$/.exec(pathname) ?? [];
  if (!installation || !isSameInstallation({ host, pathname: installation }, base)) return null;
  const path = decodeURIComponent(rest ?? "");
  const valueOf = (name: string): string | undefined =>
    path.split(`/(${name})`)[1]?.split("/(")[0]?.match(/[^/]+/g)?.join();
  return { department: valueOf("department"), operator: valueOf("operator") };
}
