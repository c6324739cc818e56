import { createSignal } from "solid-js";
import type { LhcStatusElement } from "lhc-status";
import "lhc-status";
import type {} from "lhc-status/solid";

export function SalesBadge() {
  let badge!: LhcStatusElement;
  const [status, setStatus] = createSignal("checking");
  return (
    <>
      <lhc-status
        ref={badge}
        prop:user={2}
        label-online="Chat with sales"
        on:lhc-status-change={({ detail }) => setStatus(detail.status)}
      />
      <p>Sales is {status()}</p>
      <button onClick={() => badge.refresh()}>Refresh</button>
    </>
  );
}
