/** What pages have and Node may lack. The global object itself: each use reads what is there at that time. */
export const globals: {
  readonly customElements?: CustomElementRegistry;
  readonly document?: Document;
  readonly location?: Location;
  readonly navigator?: Partial<Navigator>;
} = globalThis;
