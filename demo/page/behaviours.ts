/** How the demo server can respond, and what the badges show then. */
export const BEHAVIOURS: readonly { readonly name: string; readonly label: string; readonly hint: string }[] =
  [
    { name: "normal", label: "Normal", hint: "Each question is answered within milliseconds." },
    {
      name: "slow",
      label: "Slow",
      hint: "Each answer takes 3 seconds. Meanwhile badges keep their last status.",
    },
    {
      name: "hang",
      label: "Hangs",
      hint: "The server sends nothing. After 8 seconds the request is aborted and its connection is closed.",
    },
    {
      name: "500",
      label: "500",
      hint: "A PHP error with an empty body. A failed request never shows as offline.",
    },
    {
      name: "503",
      label: "503 maintenance",
      hint: "LHC cannot reach its database and sends an HTML page.",
    },
    {
      name: "nonsense",
      label: "Nonsense",
      hint: "The callback gets “perhaps” instead of true or false.",
    },
    { name: "reset", label: "Connection reset", hint: "The connection is reset before an answer." },
    {
      name: "redirect",
      label: "Redirect to a page",
      hint: "With a mistyped base URL, LHC redirects to its chat page.",
    },
    {
      name: "plain",
      label: "Plain JSON",
      hint: "The callback is missing, as if a proxy had removed it. A page that starts like this falls back to fetch.",
    },
    {
      name: "nosniff",
      label: "nosniff",
      hint: "X-Content-Type-Options stops browsers from running the answer. A page that starts like this falls back to fetch.",
    },
  ];
