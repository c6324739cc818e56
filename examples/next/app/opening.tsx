"use client";

// #region hook
import "./setup";
import { useLhcStatus } from "lhc-status/react";

export function Opening({ department }: { department: number }) {
  const { status } = useLhcStatus({ department });
  return (
    <p>
      We are <output id="hook">{status}</output>.
    </p>
  );
}
// #endregion
