import "../setup";
import type { LhcStatusElement } from "lhc-status";
// The types of <lhc-status>.
import type {} from "lhc-status/preact";
import { useEffect, useRef, useState } from "preact/hooks";

// #region element
export function Badge({ department }: { department: number }) {
  const badge = useRef<LhcStatusElement>(null);
  const [status, setStatus] = useState("checking");
  const update = () => setStatus(badge.current!.status);
  // The answer may have come before hydration.
  useEffect(update, []);

  return (
    <p>
      <lhc-status ref={badge} department={department} onlhc-status-change={update}>
        Chat with us
      </lhc-status>
      The badge is <output id="event">{status}</output>.
    </p>
  );
}
// #endregion
