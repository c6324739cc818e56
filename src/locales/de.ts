import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Wir sind online",
  "Wir sind offline",
  "Wird geprüft …",
  "Kontakt aufnehmen",
  "Mit uns chatten",
  "Nachricht hinterlassen",
];
