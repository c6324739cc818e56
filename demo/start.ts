import { canOpenBrowser } from "./can-open-browser.ts";
import { readCommandLine, USAGE, UsageError } from "./command-line.ts";
import { type Demo, startDemo } from "./serve.ts";

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}

async function main(): Promise<void> {
  const { help, open, ...options } = readCommandLine(process.argv.slice(2));
  if (help) {
    console.log(USAGE);
    return;
  }
  const demo = await startDemo(options);
  console.log(greeting(demo, options.ownServer !== undefined));
  if (open && canOpenBrowser(process.platform, process.env)) demo.openBrowser();
  stopOnSignal(demo);
}

function greeting({ page, lhc }: Demo, own: boolean): string {
  return `
  lhc-status demo

    Page                ${page}
  ${own ? "Your LHC            " : "Demo LHC            "}${lhc}

  Stop it with Ctrl-C.
`;
}

function stopOnSignal(demo: Demo): void {
  const stop = (): void => {
    // A second signal exits at once.
    process.once("SIGINT", () => process.exit(130));
    void demo.close().finally(() => process.exit(0));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}
