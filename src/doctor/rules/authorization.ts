/** Rules for the REST API, which the badge does not need. */
import type { Facts } from "./facts.ts";
import { advice, ok, skipped, warning, type Verdict } from "./finding.ts";

/** Each with where it goes. The first two are alternatives. */
const APACHE = `If LHC runs on Apache, add this to the .htaccess in LHC's folder:

RewriteEngine On
RewriteCond %{HTTP:Authorization} ^(.+)
RewriteRule .* - [e=HTTP_AUTHORIZATION:%1]

or, with Apache 2.4.13 or newer, this line to the same file or to its <Directory>:

CGIPassAuth On`;
const NGINX = `If LHC runs on nginx, add this line beside fastcgi_pass, after any include of fastcgi_params:

fastcgi_param HTTP_AUTHORIZATION $http_authorization;`;

function cureFor(server = ""): string {
  if (/apache/i.test(server)) return APACHE;
  return /nginx/i.test(server) ? NGINX : `${APACHE}\n\n${NGINX}`;
}

/** LHC refuses a call without credentials and one with an unknown user name by different messages. */
export function authorization({ refusals }: Facts): Verdict {
  if (!refusals) return skipped("the REST API was not asked");
  const { without, withUnknownUser, server } = refusals;
  if (without === undefined || withUnknownUser === undefined) return skipped("restapi/chats gave no message");
  if (without !== withUnknownUser) return ok(`the Authorization header reaches LHC: ${withUnknownUser}`);
  // Some rewrite rules set an empty header where there is none, and LHC then refuses both calls as wrong credentials.
  if (/authorization failed/i.test(without))
    return ok(`LHC gets an Authorization header with each call: ${without}`);
  return advice(
    `restapi/chats, with and without an Authorization header: ${without}`,
    "The badge needs no credentials. Programs that use LHC's REST API cannot log in, because the web server keeps the " +
      "Authorization header from PHP.",
    cureFor(server),
  );
}

/** Which reading calls the given credentials may use. */
export function credentials({ calls }: Facts): Verdict {
  if (!calls || calls.length === 0) return skipped("no credentials are given");
  const refused = calls.filter(({ refusal }) => refusal !== undefined);
  const works = calls.filter(({ refusal }) => refusal === undefined).map(({ call }) => call);
  const seen = [
    works.length > 0 ? `these calls work: ${works.join(", ")}` : "no call works",
    ...refused.map(({ call, refusal = "" }) => `${call}: ${refusal}`),
  ].join("; ");
  const [first] = refused;
  if (!first) return ok(seen);
  if (first.isFinal) {
    return warning(
      seen,
      "Programs cannot use LHC's REST API with these credentials. The badge needs none.",
      "Use the user name, not the e-mail address, with an active key of that user. A password needs the function " +
        "use_direct_logins of lhrestapi in the user's role. A key can be limited to IP addresses.",
    );
  }
  return advice(
    seen,
    "The user's role lacks functions that these calls need.",
    `If your program uses them, add to the role: ${refused.map(({ call, needs }) => `${needs} (${call})`).join(", ")}.`,
  );
}
