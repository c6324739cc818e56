/** The ways in which the demo server can answer, and what is to be seen then. */
export const BEHAVIOURS: readonly { readonly name: string; readonly label: string; readonly hint: string }[] =
  [
    { name: "well", label: "As it should", hint: "Each question is answered within milliseconds." },
    {
      name: "slow",
      label: "Slowly",
      hint: "Each answer takes 3 seconds. Badges keep what they show until it is there.",
    },
    {
      name: "hang",
      label: "Hangs",
      hint: "No byte comes back. After 8 seconds the question is given up, and its connection is freed.",
    },
    {
      name: "500",
      label: "500",
      hint: "A PHP error: an empty answer. A failure never turns a badge to offline.",
    },
    {
      name: "503",
      label: "503 maintenance",
      hint: "LHC without its database: a page of HTML, whoever asks.",
    },
    {
      name: "nonsense",
      label: "Nonsense",
      hint: "The callback is called, but with “perhaps” in place of true or false.",
    },
    { name: "reset", label: "Resets", hint: "The connection is torn down before an answer." },
    {
      name: "redirect",
      label: "Redirects to a page",
      hint: "What LHC does with a mistyped address: it sends the browser to its chat page.",
    },
    {
      name: "plain",
      label: "Plain JSON",
      hint: "The callback is left out, as by a proxy that drops it. A page that starts like this falls back to fetch.",
    },
    {
      name: "nosniff",
      label: "nosniff",
      hint: "X-Content-Type-Options keeps browsers from running the answer. A page that starts like this falls back to fetch.",
    },
  ];
