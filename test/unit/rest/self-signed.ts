/** A server with a self-signed certificate. The key is only for this test and protects nothing. */
import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";

const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgHukl2M1u/TpdsTI+
NPDGpwJ5CToWNuhiF7fGrAaPNpqhRANCAATrKmHeDeOcWuulJclKaGBNLAasaDlD
KpB8plZmGhm267EgP5RBxgq62hKfBnNrfSzXLq5jjIgqolSuhZV85pjs
-----END PRIVATE KEY-----
`;

const cert = `-----BEGIN CERTIFICATE-----
MIIBjzCCATagAwIBAgIUYjtVQNgnGHVc4tXggCIxxNoo4FAwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNzAyMzUzNVoYDzIxMDkwMTE2
MDIzNTM1WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATrKmHeDeOcWuulJclKaGBNLAasaDlDKpB8plZmGhm267EgP5RBxgq6
2hKfBnNrfSzXLq5jjIgqolSuhZV85pjso2QwYjAdBgNVHQ4EFgQU3nlnJ3Uu6EUB
0bv2QRjEjw65BvQwHwYDVR0jBBgwFoAU3nlnJ3Uu6EUB0bv2QRjEjw65BvQwDwYD
VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0cAMEQC
IBDDebnrYyawah2vBOvn1kQ4M7XtIzH4Bxf9k+xLxTLyAiB5xr9XRkcqocqFn9N0
6UOuetdi6ZuPBfZuTFHuzMnt8A==
-----END CERTIFICATE-----
`;

export async function startSelfSignedServer(): Promise<{ origin: string; close(): void }> {
  const https = createServer({ key, cert }, (_request, response) => response.end("{}"));
  https.listen(0, "127.0.0.1");
  await once(https, "listening");
  return {
    origin: `https://127.0.0.1:${(https.address() as AddressInfo).port}`,
    close() {
      https.closeAllConnections();
      https.close();
    },
  };
}
