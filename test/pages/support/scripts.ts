/** What pages load: the file for a script tag, and what somebody's bundler makes of the npm package. */
import { build } from "vite";
import { classicScript } from "../../../vite.config.ts";

/** As `npm run build` makes it, without writing it. */
export async function scriptForTag(): Promise<string> {
  const { build: options, ...config } = classicScript("src/embed.ts");
  return firstChunk({ ...config, build: { ...options, sourcemap: false } });
}

/** An ES module with all that `lhc-status` exports, Lit's part included. */
export const npmBundle = (): Promise<string> =>
  firstChunk({
    resolve: { conditions: ["production", "browser", "module", "import", "default"] },
    build: { target: "es2022", lib: { entry: "src/index.ts", formats: ["es"] } },
  });

async function firstChunk(config: Parameters<typeof build>[0]): Promise<string> {
  const options = { ...config?.build, write: false };
  const built = await build({ ...config, configFile: false, logLevel: "error", build: options });
  const [first] = [built].flat();
  if (!first || !("output" in first)) throw new Error("Vite has built nothing");
  return first.output[0].code;
}
