import { realpathSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { createServer, type ViteDevServer } from "vite";
import type { OwnServer } from "./command-line.ts";
import { control } from "./control/control.ts";
import { Driver } from "./control/driver.ts";
import { EventStream } from "./control/event-stream.ts";
import type { Settings } from "./control/wire.ts";
import { type LhcServer, startLhcServer } from "./lhc-server/index.ts";
import { type Middleware, pageFiles } from "./page-files.ts";
import { demoSettings, ownSettings } from "./settings.ts";
import { sheetServer } from "./sheet/serve.ts";

const PAGE_PORT = 5173;
const LHC_PORT = 8088;

export interface Demo {
  /** URL of the page. */
  readonly page: string;
  /** URL of the Live Helper Chat server that it shows. */
  readonly lhc: string;
  openBrowser(): void;
  close(): Promise<void>;
}

/** Serves the page on the loopback interface, and a small Live Helper Chat server unless `ownServer` is set. */
export async function startDemo(options: { port?: number; ownServer?: OwnServer } = {}): Promise<Demo> {
  const { ownServer, port = PAGE_PORT } = options;
  if (ownServer) return servePage(port, ownSettings(ownServer), []);

  const lhc = await startLhc();
  try {
    const driver = new Driver(lhc);
    const events = new EventStream(driver);
    events.follow(lhc);
    const settings = demoSettings(`${lhc.origin}/`, driver.snapshot);
    const demo = await servePage(port, settings, [control(driver, events)]);
    return {
      ...demo,
      async close() {
        await demo.close();
        await lhc.close();
      },
    };
  } catch (error) {
    await lhc.close();
    throw error;
  }
}

/** Starts with one operator online. */
async function startLhc(): Promise<LhcServer> {
  const state = { activeUsers: [2] };
  try {
    return await startLhcServer({ port: LHC_PORT, state });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    return startLhcServer({ port: 0, state });
  }
}

async function servePage(
  port: number,
  settings: Settings,
  middlewares: readonly Middleware[],
): Promise<Demo> {
  const sheet = sheetServer();
  const vite = await createServer({
    configFile: false,
    envDir: false,
    root: folder("."),
    appType: "custom",
    logLevel: "error",
    clearScreen: false,
    // Lit's production build, because the development build warns in the console.
    resolve: { conditions: ["module", "browser", "production"] },
    // Lit consists of ES modules already. Without pre-bundling there is no cache to write or to become stale.
    optimizeDeps: { noDiscovery: true, include: [] },
    server: {
      host: "localhost",
      port,
      hmr: false,
      ws: false,
      cors: false,
      fs: { allow: ["page", "sheet", "../src", "../node_modules"].map(folder) },
    },
    plugins: [
      {
        name: "demo",
        configureServer(server) {
          for (const middleware of [...middlewares, sheet.middleware, pageFiles(settings)])
            server.middlewares.use(middleware);
        },
      },
    ],
  });
  try {
    await vite.listen();
  } catch (error) {
    await vite.close();
    throw error;
  }
  return {
    page: address(vite),
    lhc: settings.baseUrl,
    openBrowser: () => vite.openBrowser(),
    close: async () => {
      await Promise.all([vite.close(), sheet.close()]);
    },
  };
}

function address(vite: ViteDevServer): string {
  return `http://localhost:${(vite.httpServer?.address() as AddressInfo).port}/`;
}

/** The real path, because node_modules may be a symbolic link. */
function folder(path: string): string {
  return realpathSync(fileURLToPath(new URL(path, import.meta.url)));
}
