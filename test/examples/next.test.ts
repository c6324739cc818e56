import { testExample } from "./support/example.ts";

testExample("next", { outputs: ["event", "hook"] });
