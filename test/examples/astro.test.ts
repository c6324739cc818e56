import { testExample } from "./support/example.ts";

testExample("astro", { outputs: ["event", "hook"] });
