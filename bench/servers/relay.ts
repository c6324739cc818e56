import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A server behind a network path of this round trip time. Bandwidth and packet loss are not emulated. */
export interface Relay {
  readonly port: number;
  /** Seconds, for connections and data from now on. */
  roundTrip: number;
}

export async function startRelay(host: string, target: number): Promise<Relay> {
  const server = createServer((client) => {
    const opened = performance.now();
    const upstream = connect(target, "127.0.0.1");
    // The first byte of a client leaves when its connection is set up, which takes one round trip.
    pipe(client, upstream, () => Math.max(0, opened + roundTripMs() - performance.now()) + roundTripMs() / 2);
    pipe(upstream, client, () => roundTripMs() / 2);
  });
  await once(server.listen(0, host), "listening");
  const relay: Relay = { port: (server.address() as AddressInfo).port, roundTrip: 0 };
  const roundTripMs = (): number => relay.roundTrip * 1000;
  return relay;
}

function pipe(from: Socket, to: Socket, delayMs: () => number): void {
  from.setNoDelay();
  // A chain of timers could reorder data, so each part waits for the one before it.
  let last = Promise.resolve();
  const later = (act: () => void): void => {
    const due = new Promise((resolve) => setTimeout(resolve, delayMs()));
    last = last.then(() => due).then(act);
  };
  from.on("data", (data) => later(() => to.writable && to.write(data)));
  from.on("end", () => later(() => to.end()));
  from.on("error", () => to.destroy());
  from.on("close", () => later(() => to.destroy()));
}
