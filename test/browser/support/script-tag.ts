import sinon from "sinon";
import { setDefaults } from "../../../src/element.ts";

/** What `<script src="lhc-status.js" data-lhc-base-url="…">` does, once in a page; later calls change its server. */
export async function scriptTag(baseUrl: string): Promise<void> {
  const script = document.createElement("script");
  script.dataset["lhcBaseUrl"] = baseUrl;
  // A module has no currentScript; the script that is built has.
  const current = sinon.stub(Document.prototype, "currentScript").get(() => script);
  await import("../../../src/embed.ts");
  current.restore();
  setDefaults({ baseUrl });
}

/** Takes the console's warnings over. */
export function warnings(): unknown[][] {
  const warned: unknown[][] = [];
  sinon.stub(console, "warn").callsFake((...args: unknown[]) => void warned.push(args));
  return warned;
}
