export default defineNuxtConfig({
  compatibilityDate: "2026-01-01",
  app: { head: { title: "Chat", link: [{ rel: "icon", href: "data:," }] } },
  // #region config
  vue: { compilerOptions: { isCustomElement: (tag) => tag === "lhc-status" } },
  // #endregion
});
