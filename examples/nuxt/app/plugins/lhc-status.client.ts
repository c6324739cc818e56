// #region setup
import { setDefaults } from "lhc-status"; // Defines <lhc-status>.

// Not in the function: badges from the server ask as soon as the element is defined.
setDefaults({ baseUrl: "https://chat.example.com/" });

export default defineNuxtPlugin(() => {});
// #endregion
