import { useRef, useState } from "preact/hooks";
import type { LhcStatusElement } from "lhc-status";
import "lhc-status";
import type {} from "lhc-status/preact";

export function SalesBadge() {
  const badge = useRef<LhcStatusElement>(null);
  const [status, setStatus] = useState("checking");
  return (
    <>
      <lhc-status
        ref={badge}
        user={2}
        label-online="Chat with sales"
        onlhc-status-change={({ detail }) => setStatus(detail.status)}
      />
      <p>Sales is {status}</p>
      <button onClick={() => badge.current?.refresh()}>Refresh</button>
    </>
  );
}
