import { installStandIn } from "./stand-in.ts";

installStandIn();
