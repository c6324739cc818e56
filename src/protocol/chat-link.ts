/** A `URL` or an `<a>`. */
type Address = Pick<URL, "host" | "pathname">;

/** The parameters of a chat link. Several values are a list: `1,2`. */
export interface ChatLink {
  department: string | undefined;
  operator: string | undefined;
}

/**
 * What may follow an installation's path: `index.php/` and a site access.
 * Source: the default of LHC's `available_site_access`.
 */
const ENTRY =
  /\/(index\.php\/)?((eng|lit|hrv|esp|por|nld|ara|ger|pol|rus|ita|fre|chn|cse|nor|tur|vnm|idn|sve|per|ell|dnk|rou|bgr|tha|geo|fin|alb|heb|cat|hun|svk|site_admin)\/)?$/;

/**
 * Whether both addresses, whose paths end in a slash, belong to the same installation. The scheme is ignored, because a
 * page may upgrade an `http:` link to `https:`. `index.php/` and a site access are ignored, because the same LHC answers
 * with and without them.
 */
export const isSameInstallation = (one: Address, other: Address): boolean =>
  one.host === other.host && one.pathname.replace(ENTRY, "/") === other.pathname.replace(ENTRY, "/");

/**
 * Reads a chat link as written by `chatUrl`. Null if it is not a chat of this installation.
 * Source: LHC's path syntax, `(name)/value/value`, and its `chat/start`.
 *
 * @param base an installation as `resolveBaseUrl` gives it
 * @throws URIError for a stray `%`
 */
export function readChatLink({ host, pathname }: Address, base: Address): ChatLink | null {
  // Stryker disable next-line ArrayDeclaration: its first entry is not read
  const [, installation, rest] = /(.*?\/)chat\/start(\/.*)?$/.exec(pathname) ?? [];
  if (!installation || !isSameInstallation({ host, pathname: installation }, base)) return null;
  // Stryker disable next-line StringLiteral: a text without parameters reads as none
  const path = decodeURIComponent(rest ?? "");
  const valueOf = (name: string): string | undefined =>
    // Stryker disable next-line OptionalChaining: split() returns at least one part
    path.split(`/(${name})`)[1]?.split("/(")[0]?.match(/[^/]+/g)?.join();
  return { department: valueOf("department"), operator: valueOf("operator") };
}
