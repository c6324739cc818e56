import { testExample } from "./support/example.ts";

testExample("html", { outputs: ["event"], isImported: false });
