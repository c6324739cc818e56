import { call } from "./natives.ts";

/**
 * Stands in Lit's place in the script for a script tag (vite.config.ts): as much of `ReactiveElement` as the element
 * uses, at a fifth of its size. What an npm bundle shares with the page's other Lit elements, a script tag would
 * have to load for this one alone. The browser tests run with both.
 */
interface Property {
  attribute?: string;
  type?: unknown;
}

interface Controller {
  hostConnected(): void;
  hostDisconnected(): void;
  hostUpdate(): void;
}

type Values = Record<PropertyKey, unknown>;

/** The page's `HTMLElement`, be it the browser's or a polyfill's: neither can be made without a definition. */
let { HTMLElement } = globalThis;
try {
  new HTMLElement();
  // A library's own: of no use as a base class.
  HTMLElement = (Object.getPrototypeOf(call(document, "createElement", "b")) as HTMLElement)
    .constructor as typeof HTMLElement;
} catch {
  // As it should be
}

export const css = ([text]: TemplateStringsArray): CSSStyleSheet => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text!);
  return sheet;
};

export class ReactiveElement extends HTMLElement {
  static properties: Record<string, Property>;
  static styles: CSSStyleSheet;
  static elementProperties: Map<string, Property>;

  /** The browser reads it when the element is defined: the time to make the properties. */
  static get observedAttributes(): string[] {
    this.elementProperties = new Map(Object.entries(this.properties));
    return [...this.elementProperties].map(([name, { attribute = name }]) => {
      const { get, set } = ReactiveElement.#accessor.call(this, name);
      Object.defineProperty(this.prototype, name, {
        configurable: true,
        get,
        set(this: ReactiveElement & Values, value: unknown) {
          const former = this[name];
          set.call(this, value);
          if (!Object.is(this[name], former)) this.requestUpdate();
        },
      });
      return attribute;
    });
  }

  /** The class's own, or else a plain one. */
  static #accessor(name: string): Required<PropertyDescriptor> {
    for (
      let owner = this.prototype as object;
      owner !== HTMLElement.prototype;
      owner = Object.getPrototypeOf(owner) as object
    ) {
      const descriptor = Object.getOwnPropertyDescriptor(owner, name);
      if (descriptor) return descriptor as Required<PropertyDescriptor>;
    }
    const key = Symbol(name);
    return {
      get(this: Values) {
        return this[key];
      },
      set(this: Values, value: unknown) {
        this[key] = value;
      },
    } as Required<PropertyDescriptor>;
  }

  readonly #controllers: Controller[] = [];
  /** What was set before the element was defined hides the properties. */
  readonly #early: Values = {};
  #connect = (): void => {};
  #updating: Promise<void> | undefined = new Promise<void>((resolve) => (this.#connect = resolve)).then(
    () => {
      Object.assign(this, this.#early);
      return this.#update();
    },
  );
  #complete = this.#updating;

  constructor() {
    super();
    for (const name of Object.keys(this)) {
      if (!(this.constructor as typeof ReactiveElement).elementProperties.has(name)) continue;
      this.#early[name] = (this as Values)[name];
      Reflect.deleteProperty(this, name);
    }
  }

  get updateComplete(): Promise<void> {
    return Promise.resolve(this.#complete);
  }

  addController(controller: Controller): void {
    this.#controllers.push(controller);
  }

  requestUpdate(): void {
    this.#complete = this.#updating ??= Promise.resolve().then(() => this.#update());
  }

  #update(): void {
    this.#updating = undefined;
    for (const controller of this.#controllers) controller.hostUpdate();
    this.updated();
  }

  protected updated(): void {}

  protected createRenderRoot(): ShadowRoot {
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [(this.constructor as typeof ReactiveElement).styles];
    return root;
  }

  connectedCallback(): void {
    if (!this.shadowRoot) this.createRenderRoot();
    for (const controller of this.#controllers) controller.hostConnected();
    this.#connect();
  }

  disconnectedCallback(): void {
    for (const controller of this.#controllers) controller.hostDisconnected();
  }

  attributeChangedCallback(attribute: string, _former: string | null, value: string | null): void {
    for (const [name, property] of (this.constructor as typeof ReactiveElement).elementProperties) {
      if ((property.attribute ?? name) !== attribute) continue;
      (this as Values)[name] = property.type === Boolean ? value !== null : value;
    }
  }
}
