import { useEffect, useRef, useState } from "react";
import type { LhcStatusElement } from "lhc-status";
import "lhc-status";
import type {} from "lhc-status/react";

export function SalesBadge() {
  const badge = useRef<LhcStatusElement>(null);
  const [status, setStatus] = useState("checking");
  useEffect(() => {
    const element = badge.current;
    const update = () => setStatus(element?.status ?? "checking");
    element?.addEventListener("lhc-status-change", update);
    return () => element?.removeEventListener("lhc-status-change", update);
  }, []);
  return (
    <>
      <lhc-status ref={badge} user={2} label-online="Chat with sales" />
      <p>Sales is {status}</p>
      <button onClick={() => badge.current?.refresh()}>Refresh</button>
    </>
  );
}
