/** The recipes ask a stand-in, and a switch changes its answer. */
import { installStandIn } from "./stand-in.ts";

installStandIn();
