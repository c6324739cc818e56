import { For, Show } from "solid-js";
import { createStore } from "solid-js/store";
import { Dynamic, render as solidRender } from "solid-js/web";
import { setDefaults } from "lhc-status";
import { cases } from "./Cases.tsx";
import { SalesBadge } from "./SalesBadge.tsx";
import { SalesStatus } from "./SalesStatus.tsx";

setDefaults({ baseUrl: new URLSearchParams(location.search).get("lhc") });

interface Shown {
  shown: string;
  value: unknown;
  keys: number[];
}

const [state, render] = createStore<Shown>({ shown: "", value: undefined, keys: [] });

function App() {
  return (
    <>
      <Show when={state.shown === "badge"}>
        <SalesBadge />
      </Show>
      <Show when={state.shown === "status"}>
        <SalesStatus />
      </Show>
      <For each={state.keys}>{(department) => <lhc-status prop:department={department} />}</For>
      <Dynamic component={cases[state.shown]} value={state.value} />
    </>
  );
}

solidRender(App, document.getElementById("app")!);
Object.assign(window, { render });
