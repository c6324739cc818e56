import { shallowReactive } from "vue";

export interface Shown {
  shown: string;
  value: unknown;
  keys: number[];
}

export const state = shallowReactive<Shown>({ shown: "", value: undefined, keys: [] });
