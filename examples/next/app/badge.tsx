"use client";

import { type LhcStatusElement, setDefaults } from "lhc-status";
import type {} from "lhc-status/react";
import { useEffect, useRef, useState } from "react";

setDefaults({ baseUrl: "https://chat.example.com/" });

export function Badge({ department }: { department: number }) {
  const badge = useRef<LhcStatusElement>(null);
  const [status, setStatus] = useState("checking");

  useEffect(() => {
    const element = badge.current!;
    const show = () => setStatus(element.status);
    show();
    element.addEventListener("lhc-status-change", show);
    return () => element.removeEventListener("lhc-status-change", show);
  }, []);

  return (
    <>
      <lhc-status ref={badge} department={department}>
        Chat with us
      </lhc-status>
      <p>
        By the event: <output id="event">{status}</output>
      </p>
    </>
  );
}
