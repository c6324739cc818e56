import { testExample } from "./support/example.ts";

testExample("nuxt", { outputs: ["event", "hook"] });
