/** Globals that Node may lack. This is the global object itself, so each use reads the current value. */
export const globals: {
  readonly customElements?: CustomElementRegistry;
  readonly document?: Document;
  readonly location?: Location;
  readonly navigator?: Partial<Navigator>;
} = globalThis;
