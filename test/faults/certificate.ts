/** Generates self-signed certificates for 127.0.0.1. */
import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from "node:crypto";

const der = (tag: number, ...parts: (Buffer | string)[]): Buffer => {
  const body = Buffer.concat(
    parts.map((part) => (typeof part === "string" ? Buffer.from(part, "hex") : part)),
  );
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
};

const SEQUENCE = 0x30;
const ECDSA_WITH_SHA256 = der(SEQUENCE, "06082a8648ce3d040302");

function utcTime(date: Date): Buffer {
  const digits = date.toISOString().replaceAll(/\D/g, "").slice(2, 14);
  return der(0x17, Buffer.from(`${digits}Z`));
}

const DAY = 86_400_000;

/** @param duration milliseconds from now; negative for a certificate that has expired */
export function selfSigned(now = Date.now(), duration = DAY): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "der" },
  });
  const name = der(SEQUENCE, der(0x31, der(SEQUENCE, "0603550403", der(0x0c, Buffer.from("127.0.0.1")))));
  const content = der(
    SEQUENCE,
    der(0xa0, "020102"),
    der(0x02, "01", randomBytes(8)),
    ECDSA_WITH_SHA256,
    name,
    der(SEQUENCE, utcTime(new Date(now - 30 * DAY)), utcTime(new Date(now + duration))),
    name,
    publicKey,
    // subjectAltName: the address 127.0.0.1
    der(0xa3, der(SEQUENCE, der(SEQUENCE, "0603551d11", der(0x04, der(SEQUENCE, der(0x87, "7f000001")))))),
  );
  const signature = sign("sha256", content, createPrivateKey(privateKey));
  const cert = der(SEQUENCE, content, ECDSA_WITH_SHA256, der(0x03, "00", signature));
  const lines = cert.toString("base64").replaceAll(/.{64}/g, "$&\n");
  return { key: privateKey, cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n` };
}
