import { StrictMode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { setDefaults } from "lhc-status";
import { cases } from "./Cases.tsx";
import { SalesBadge } from "./SalesBadge.tsx";

setDefaults({ baseUrl: new URLSearchParams(location.search).get("lhc") });

interface Shown {
  shown: string;
  value: unknown;
  keys: number[];
}

function App({ shown, value, keys }: Shown) {
  if (shown === "badge") return <SalesBadge />;
  if (shown === "list")
    return (
      <>
        {keys.map((department) => (
          <lhc-status key={department} department={department} />
        ))}
      </>
    );
  const Case = cases[shown];
  return Case ? <Case value={value} /> : null;
}

const root = createRoot(document.getElementById("app")!);
const render = (shown: Shown) =>
  flushSync(() =>
    root.render(
      <StrictMode>
        <App {...shown} />
      </StrictMode>,
    ),
  );
Object.assign(window, { render });
