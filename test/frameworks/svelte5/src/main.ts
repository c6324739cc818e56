import { flushSync, mount } from "svelte";
import { setDefaults } from "lhc-status";
import App from "./App.svelte";
import { type Shown, state } from "./state.svelte.ts";

setDefaults({ baseUrl: new URLSearchParams(location.search).get("lhc") });
mount(App, { target: document.getElementById("app")! });

function render(shown: Shown) {
  Object.assign(state, shown);
  flushSync();
}
Object.assign(window, { render });
