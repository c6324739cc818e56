import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Είμαστε online",
  "Είμαστε offline",
  "Έλεγχος…",
  "Επικοινωνήστε μαζί μας",
  "Συνομιλήστε μαζί μας",
  "Αφήστε ένα μήνυμα",
];
