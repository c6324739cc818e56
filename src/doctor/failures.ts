/** Plain words for the error codes of Node and OpenSSL. */
import type { Failure, FailureKind } from "./rules/facts.ts";

/** The first match counts. */
const FAILURES: readonly (readonly [code: RegExp, kind: FailureKind, message: string])[] = [
  [/^(ENOTFOUND|EAI_\w+)$/, "host", "the host is unknown"],
  [/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EACCES|EADDRNOTAVAIL)$/, "refused", "no connection"],
  [/^CERT_HAS_EXPIRED$/, "certificate-expired", "the certificate has expired"],
  [/^CERT_NOT_YET_VALID$/, "certificate-expired", "the certificate is not valid yet"],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, "certificate-host", "the certificate is for another host"],
  [
    /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN)$/,
    "certificate-untrusted",
    "the certificate is self-signed, or from an authority that browsers do not know",
  ],
  [
    /^(UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT\w*)$/,
    "certificate-chain",
    "the issuer of the certificate is unknown: an intermediate certificate is missing, or no browser knows the authority",
  ],
  [/^CERT_REVOKED$/, "certificate", "the certificate was revoked"],
  [/CERT|SIGNED|ISSUER|ALTNAME/, "certificate", "the certificate is not trusted"],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, "cut", "the connection ended too early"],
  [
    /^ERR_SSL_(\w*ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|\w*HANDSHAKE_FAILURE|NO_PROTOCOLS_AVAILABLE)$/,
    "tls",
    "the server supports no TLS version or cipher that browsers accept",
  ],
  [
    /^(ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)|EPROTO)$/,
    "garbled",
    "the port does not speak HTTPS",
  ],
  [/^(HPE_\w+|ERR_SSL_\w+|ERR_HTTP\w*)$/, "garbled", "the answer is not HTTP"],
];

const OTHER_FAILURE: (typeof FAILURES)[number] = [/^/, "cut", "no answer"];

/** The body does not match its Content-Encoding header. */
export class CompressionError extends Error {}

export const codeOf = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code ?? (error instanceof Error ? error.message : String(error));

export function failureOf(error: unknown): Failure {
  if (error instanceof CompressionError) return { kind: "compression", message: error.message };
  const code = codeOf(error);
  const [, kind, message] = FAILURES.find(([pattern]) => pattern.test(code)) ?? OTHER_FAILURE;
  return { kind, message: `${message} (${code})` };
}
