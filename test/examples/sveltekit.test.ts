import { testExample } from "./support/example.ts";

testExample("sveltekit", { outputs: ["event", "hook"] });
