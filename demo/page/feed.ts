import type { Answer, Changed, Question } from "../control/wire.ts";

export interface FeedListener {
  changed(news: Changed): void;
  asked(question: Question): void;
  answered(answer: Answer): void;
  /** Whether the demo's server is there. */
  connected(yes: boolean): void;
}

/** Follows what happens at the demo's server. */
export function follow(listener: FeedListener): void {
  const feed = new EventSource("/control/events");
  const on = (type: string, hear: (news: unknown) => void): void =>
    feed.addEventListener(type, (event: MessageEvent<string>) => hear(JSON.parse(event.data)));
  on("state", (news) => listener.changed(news as Changed));
  on("question", (news) => listener.asked(news as Question));
  on("answer", (news) => listener.answered(news as Answer));
  feed.onopen = () => listener.connected(true);
  feed.onerror = () => listener.connected(false);
}

/** @throws Error with what the server had against it */
export async function order(kind: "user" | "department" | "behaviour", body: object): Promise<void> {
  const response = await fetch(`/control/${kind}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
}
