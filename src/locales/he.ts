import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "אנחנו זמינים",
  "אנחנו לא זמינים",
  "בודקים…",
  "צרו קשר",
  "דברו איתנו בצ׳אט",
  "השאירו הודעה",
];
