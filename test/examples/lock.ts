/** Writes the lock files of the examples, after a change to a package.json: `npm run lock:examples [names]`. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  copyExample,
  examples,
  exampleNames,
  PACKAGE,
  PACKAGE_IN_LOCK,
  type Lock,
} from "./support/project.ts";

const names = process.argv.slice(2);
for (const name of names.length > 0 ? names : exampleNames()) {
  const project = copyExample(name);
  try {
    await project.npm("install", "--package-lock-only", "--ignore-scripts");
    const lock = JSON.parse(readFileSync(join(project.folder, "package-lock.json"), "utf8")) as Lock;
    const { version } = lock.packages[PACKAGE_IN_LOCK]!;
    lock.packages[""]!.dependencies![PACKAGE] = version!;
    // They differ for each build.
    delete lock.packages[PACKAGE_IN_LOCK]!.resolved;
    delete lock.packages[PACKAGE_IN_LOCK]!.integrity;
    writeFileSync(join(examples, name, "package-lock.json"), `${JSON.stringify(lock, null, 2)}\n`);
    console.log(`${name}: ${Object.keys(lock.packages).length} packages`);
  } finally {
    project.remove();
  }
}
