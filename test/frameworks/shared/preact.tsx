import { render as preactRender } from "preact";
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

const render = (shown: Shown) => preactRender(<App {...shown} />, document.getElementById("app")!);
Object.assign(window, { render });
