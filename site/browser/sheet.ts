/** Every look in every state, as in docs/styling.md. */
import { installStandIn } from "./stand-in.ts";

installStandIn();
document.addEventListener("lhc-chat-open", (event) => event.preventDefault());
