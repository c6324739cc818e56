import { createApp, defineComponent, h, reactive, shallowReactive } from "vue";
import type { Target, WatchOptions } from "../../../src/core.ts";
import { type StatusSnapshot, useLhcStatus } from "../../../src/frameworks/vue.ts";
import type { StartHookApp } from "./hook-app.ts";

export { setDefaults } from "../../../src/core.ts";

export const start: StartHookApp = (target, options, onRender) => {
  const props = shallowReactive({ target, options });
  const Chat = defineComponent({
    props: { isFirst: Boolean },
    setup({ isFirst }) {
      const chat = useLhcStatus(
        () => props.target,
        () => props.options,
      );
      return () => {
        // The unwrapped refs.
        const rendered = { ...reactive({ ...chat }) } as StatusSnapshot;
        if (isFirst) onRender(rendered);
        return rendered.status;
      };
    },
  });
  const app = createApp(() => [h(Chat, { isFirst: true }), h(Chat)]);
  app.mount(document.body.appendChild(document.createElement("div")));
  return {
    show(target: Target, options?: WatchOptions) {
      Object.assign(props, { target, options });
    },
    unmount() {
      app.unmount();
    },
  };
};
