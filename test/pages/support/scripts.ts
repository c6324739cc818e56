/** The scripts that pages load: the file for a script tag, and a bundle of the npm package. */
import { build } from "vite";
import { classicScript } from "../../../vite.config.ts";

/** The same as `npm run build`, but in memory. */
export async function scriptForTag(): Promise<string> {
  const { build: options, ...config } = classicScript("src/embed.ts");
  return firstChunk({ ...config, build: { ...options, sourcemap: false } });
}

/** A module and all that it imports, as an ES module. */
export const bundle = (entry: string): Promise<string> =>
  firstChunk({
    define: { "process.env.NODE_ENV": `"production"` },
    resolve: { conditions: ["production", "browser", "module", "import", "default"] },
    build: { target: "es2022", lib: { entry, formats: ["es"] } },
  });

async function firstChunk(config: Parameters<typeof build>[0]): Promise<string> {
  const options = { ...config?.build, write: false };
  const built = await build({ ...config, configFile: false, logLevel: "error", build: options });
  const [first] = [built].flat();
  if (!first || !("output" in first)) throw new Error("Vite has built nothing");
  return first.output[0].code;
}
