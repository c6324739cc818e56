// #region hook
import { useLhcStatus } from "lhc-status/preact";

export function Opening({ department }: { department: number }) {
  const { status } = useLhcStatus({ department });
  return (
    <p>
      We are <output id="hook">{status}</output>.
    </p>
  );
}
// #endregion
