// #region setup
import { setDefaults } from "lhc-status"; // Defines <lhc-status>.

export default defineNuxtPlugin(() => {
  setDefaults({ baseUrl: "https://chat.example.com/" });
});
// #endregion
