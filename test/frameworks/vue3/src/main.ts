import { createApp, nextTick } from "vue";
import { setDefaults } from "lhc-status";
import App from "./App.vue";
import { type Shown, state } from "./state.ts";

setDefaults({ baseUrl: new URLSearchParams(location.search).get("lhc") });
createApp(App).mount("#app");

async function render(shown: Shown) {
  Object.assign(state, shown);
  await nextTick();
}
Object.assign(window, { render });
