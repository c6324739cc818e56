import {
  computed,
  type ComputedRef,
  getCurrentInstance,
  type MaybeRefOrGetter,
  onMounted,
  onScopeDispose,
  shallowRef,
  toValue,
  watch,
} from "vue";
import { globals } from "../page/globals.ts";
import type { Target } from "../protocol/target.ts";
import type { WatchOptions } from "../status/watch-status.ts";
import { type StatusSnapshot, type StatusStore, statusStore, watchedValues } from "./status-store.ts";

export type { StatusSnapshot };

/** The values of a {@link StatusSnapshot} as readonly refs. */
export type StatusRefs = {
  readonly [Key in Exclude<keyof StatusSnapshot, "refresh">]: ComputedRef<StatusSnapshot[Key]>;
} & Pick<StatusSnapshot, "refresh">;

/**
 * A live status for a Vue component or effect scope: `checking` on the server and until the component is mounted,
 * polling until the scope is disposed of.
 *
 * @param target what to watch, or a ref or getter of it. An invalid target has the status `unknown` and a `config` error
 * @example
 * const { status } = useLhcStatus(() => ({ baseUrl: "https://chat.example.com/", department: props.department }));
 */
export function useLhcStatus(
  target: MaybeRefOrGetter<Target>,
  options?: MaybeRefOrGetter<WatchOptions | undefined>,
): StatusRefs {
  const create = (): StatusStore => statusStore(toValue(target), toValue(options));
  const snapshot = shallowRef(create().getSnapshot());
  let stop = (): void => {};
  const start = (values: unknown[], former?: unknown[]): void => {
    if (former?.every((value, i) => Object.is(value, values[i]))) return;
    const store = create();
    const update = (): void => {
      snapshot.value = store.getSnapshot();
    };
    update();
    const stopFormer = stop;
    stop = store.subscribe(update);
    stopFormer();
  };
  const begin = (): void => {
    watch(() => watchedValues(toValue(target), toValue(options)), start, { immediate: true });
  };
  // A server only renders. A component starts when it is mounted, because hydration must see what the server rendered.
  if (getCurrentInstance()) onMounted(begin);
  else if (globals.document) begin();
  onScopeDispose(() => {
    stop();
  });
  return {
    status: computed(() => snapshot.value.status),
    stale: computed(() => snapshot.value.stale),
    checkedAt: computed(() => snapshot.value.checkedAt),
    error: computed(() => snapshot.value.error),
    refresh: () => snapshot.value.refresh(),
  };
}
