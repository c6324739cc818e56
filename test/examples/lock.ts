/** Writes the lock files of the examples, after a change to a package.json: `npm run lock:examples [names]`. */
import { join } from "node:path";
import {
  copyExample,
  exampleNames,
  examples,
  type Lock,
  PACKAGE,
  PACKAGE_IN_LOCK,
  readJson,
  writeJson,
} from "./support/project.ts";

const LOCK = "package-lock.json";

const names = process.argv.slice(2);
for (const name of names.length > 0 ? names : exampleNames()) {
  const project = copyExample(name);
  try {
    await project.npm("install", "--package-lock-only", "--ignore-scripts");
    const lock = readJson(join(project.folder, LOCK)) as Lock;
    const { version } = lock.packages[PACKAGE_IN_LOCK]!;
    lock.packages[""]!.dependencies![PACKAGE] = version!;
    // They differ for each build.
    delete lock.packages[PACKAGE_IN_LOCK]!.resolved;
    delete lock.packages[PACKAGE_IN_LOCK]!.integrity;
    writeJson(join(examples, name, LOCK), lock);
    console.log(`${name}: ${Object.keys(lock.packages).length} packages`);
  } finally {
    project.remove();
  }
}
