"use client";

import "./setup";
import type { LhcStatusElement } from "lhc-status";
// The types of <lhc-status>.
import type {} from "lhc-status/react";
import { useEffect, useRef, useState } from "react";

// #region element
export function Badge({ department }: { department: number }) {
  const badge = useRef<LhcStatusElement>(null);
  const [status, setStatus] = useState("checking");

  // Not onlhc-status-change: React adds no listener to a custom element that the server has rendered.
  useEffect(() => {
    const element = badge.current!;
    const update = () => setStatus(element.status);
    element.addEventListener("lhc-status-change", update);
    // The answer may have come before this listener.
    update();
    return () => element.removeEventListener("lhc-status-change", update);
  }, []);

  return (
    <p>
      <lhc-status ref={badge} department={department}>
        Chat with us
      </lhc-status>
      The badge is <output id="event">{status}</output>.
    </p>
  );
}
// #endregion
