import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "We are online",
  "We are offline",
  "Checking…",
  "Contact us",
  "Chat with us",
  "Leave a message",
];
