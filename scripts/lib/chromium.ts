/** Finds a Chromium for the tests, or downloads one. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { Browser, canDownload, detectBrowserPlatform, install, resolveBuildId } from "@puppeteer/browsers";

export interface Chromium {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string | undefined>;
}

const cache = join(import.meta.dirname, "../../node_modules/.cache");

/**
 * In this order: the browser named in the environment, an installed one, the one in the package `@sparticuz/chromium`,
 * a download. `LHC_STATUS_BROWSER=bundled` skips the first two.
 */
export async function findChromium(): Promise<Chromium> {
  const { CHROME_PATH, PUPPETEER_EXECUTABLE_PATH, CHROME_BIN, LHC_STATUS_BROWSER } = process.env;
  if (LHC_STATUS_BROWSER !== "bundled") {
    const found = CHROME_PATH || PUPPETEER_EXECUTABLE_PATH || CHROME_BIN || installed().find(existsSync);
    if (found) return described(found);
  }
  const bundled = await unpacked();
  if (bundled) return bundled;
  try {
    return described(await downloaded());
  } catch (cause) {
    throw new Error(
      "No Chromium was found or could be downloaded. Install one (Debian, Ubuntu: apt-get install -y chromium) " +
        "or set CHROME_PATH.",
      { cause },
    );
  }
}

function described(executablePath: string, env: Chromium["env"] = process.env): Chromium {
  const args = [
    // Disable the browser's own network requests.
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  // Chromium's sandbox does not run as root, the usual user of containers.
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  return { executablePath, args, env };
}

function installed(): string[] {
  if (process.platform === "darwin") {
    return ["Google Chrome", "Chromium", "Microsoft Edge"].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === "win32") {
    const { PROGRAMFILES, "PROGRAMFILES(X86)": programFilesX86, LOCALAPPDATA } = process.env;
    return [PROGRAMFILES, programFilesX86, LOCALAPPDATA].flatMap((folder) =>
      folder
        ? [
            join(folder, "Google/Chrome/Application/chrome.exe"),
            join(folder, "Chromium/Application/chrome.exe"),
            join(folder, "Microsoft/Edge/Application/msedge.exe"),
          ]
        : [],
    );
  }
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** Not by the package's own function, which uses a shared temporary folder and disables web security. */
async function unpacked(): Promise<Chromium | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const root =
    dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")).split("/build/")[0] ?? "";
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
  const folder = join(cache, `chromium-${version}`);
  if (!existsSync(folder)) {
    const packed = async (name: string) => brotliDecompressSync(await readFile(join(root, "bin", name)));
    const partial = `${folder}.${process.pid}`;
    await mkdir(partial, { recursive: true });
    await writeFile(join(partial, "chromium"), await packed("chromium.br"), { mode: 0o755 });
    // Libraries that a minimal system lacks, and a font.
    await untar(await packed("al2023.tar.br"), partial);
    await untar(await packed("fonts.tar.br"), partial);
    await writeFile(
      join(partial, "fonts.conf"),
      `<fontconfig><dir>/usr/share/fonts</dir><dir>${folder}/fonts</dir><cachedir>${folder}/font-cache</cachedir></fontconfig>`,
    );
    // Rename atomically. If another process was faster, remove this copy.
    await rename(partial, folder).catch(() => rm(partial, { recursive: true }));
  }
  const libraries = [join(folder, "lib"), process.env["LD_LIBRARY_PATH"]].filter(Boolean).join(":");
  const env = { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(folder, "fonts.conf") };
  const executablePath = join(folder, "chromium");
  return spawnSync(executablePath, ["--version"], { env }).status === 0
    ? described(executablePath, env)
    : undefined;
}

/** Extracts plain files with short names. The archives contain nothing else. */
async function untar(tar: Buffer, folder: string): Promise<void> {
  const text = (start: number, length: number) =>
    tar.toString("latin1", start, start + length).replace(/\0.*$/s, "");
  for (let at = 0; tar[at];) {
    const size = Number.parseInt(text(at + 124, 12), 8);
    const file = join(folder, text(at, 100));
    if (text(at + 156, 1) === "0") {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, tar.subarray(at + 512, at + 512 + size));
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

async function downloaded(): Promise<string> {
  const platform = detectBrowserPlatform();
  if (!platform) throw new Error(`Chromium is not published for ${process.platform}`);
  const browser = Browser.CHROMEHEADLESSSHELL;
  const options = {
    browser,
    platform,
    cacheDir: cache,
    buildId: await resolveBuildId(browser, platform, "stable"),
  };
  if (!(await canDownload(options))) throw new Error(`${browser} ${options.buildId} cannot be downloaded`);
  return (await install(options)).executablePath;
}
