export interface Shown {
  shown: string;
  value: unknown;
  keys: number[];
}

export const state = $state<Shown>({ shown: "", value: undefined, keys: [] });
