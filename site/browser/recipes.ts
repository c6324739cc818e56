/** The recipes ask a stand-in. */
import { installStandIn } from "./stand-in.ts";

installStandIn();
document.addEventListener("lhc-chat-open", (event) => event.preventDefault());
document.addEventListener("click", (event) => {
  // The links of the examples lead nowhere.
  if ((event.target as Element).closest(".example a")) event.preventDefault();
});
