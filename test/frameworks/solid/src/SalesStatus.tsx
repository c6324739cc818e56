import { from } from "solid-js";
import { type Status, watchStatus } from "lhc-status/core";

export function SalesStatus() {
  const status = from<Status>((set) => {
    const watch = watchStatus({ user: 2 }, ({ status }) => set(status));
    set(watch.status);
    return watch.stop;
  });
  return <p>Sales is {status()}</p>;
}
