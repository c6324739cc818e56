import sinon from "sinon";
import { setDefaults } from "../../../src/element.ts";

/** Runs what `<script src="lhc-status.js" data-lhc-base-url="…">` runs, once per page. Later calls change its server. */
export async function scriptTag(baseUrl: string): Promise<void> {
  const script = document.createElement("script");
  script.dataset["lhcBaseUrl"] = baseUrl;
  // Modules have no currentScript, but the built script has.
  const current = sinon.stub(Document.prototype, "currentScript").get(() => script);
  await import("../../../src/embed.ts");
  current.restore();
  setDefaults({ baseUrl });
}

/** Stubs console.warn and returns its calls. */
export function warnings(): unknown[][] {
  const warned: unknown[][] = [];
  sinon.stub(console, "warn").callsFake((...args: unknown[]) => void warned.push(args));
  return warned;
}
