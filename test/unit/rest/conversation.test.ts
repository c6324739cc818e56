/** A complete conversation with the demo's LHC. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type LhcServer, startLhcServer } from "../../../demo/lhc-server/index.ts";
import { ChatStatus, LhcRestClient, messageAuthor } from "../../../src/rest.ts";

const ADMIN = { username: "admin", apiKey: "0123456789abcdef0123456789abcdef" };

let server: LhcServer;
let lhc: LhcRestClient;
beforeAll(async () => {
  server = await startLhcServer();
});
beforeEach(() => {
  server.lay({});
  lhc = new LhcRestClient({ baseUrl: server.origin, ...ADMIN });
});
afterAll(() => server.close());

const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
};

it("runs from the first page view to the end of the chat", async () => {
  // A visitor arrives, and an operator sends a message.
  const first = await lhc.checkOperatorMessage({ ip: "203.0.113.7", page: "Prices", countPage: true });
  if (first.action !== "continue") expect.unreachable(first.action);
  const { vid } = first;
  server.update(({ visitors }) => {
    visitors![0]!.operatorMessage = "Can I help?";
    visitors![0]!.operatorUser = 2;
  });
  const events = lhc.trackVisitor({ vid, department: 1 });
  const { value: written } = await events.next();
  await events.return();
  expect(written).toMatchObject({
    action: "read_message",
    vid,
    name_support: "Bob Brown",
    message: "Can I help?",
  });

  // The visitor replies.
  const chat = await lhc.startChat({
    question: "What does it cost?",
    department: 1,
    vid,
    attributes: { order: "A-77" },
  });
  expect(chat).toMatchObject({ status: ChatStatus.pending, dep_id: 1 });
  expect(chat.additional_data).toContain("A-77");
  const bare = new LhcRestClient({ baseUrl: server.origin });
  await bare.addMessage(chat.id, "Are you there?", { hash: chat.hash });
  expect(await lhc.chatsCount({ status: ChatStatus.pending })).toBe(1);

  // The operator replies.
  await lhc.addMessage(chat.id, "Ten a month.");
  await lhc.setChatStatus(chat.id, ChatStatus.active);
  expect(await lhc.chat(chat.id)).toMatchObject({ status: ChatStatus.active, user_id: 1 });
  const { messages } = await lhc.messages(chat.id);
  const texts = (author: string) =>
    messages.filter((message) => messageAuthor(message) === author).map(({ msg }) => msg);
  expect(texts("visitor")).toContain("Are you there?");
  expect(texts("operator")).toEqual(["Ten a month."]);
  const asked = messages.find(({ msg }) => msg === "Are you there?")!;
  const later = await lhc.messages(chat.id, { since: asked.id });
  expect(later.messages.every(({ id }) => id > asked.id)).toBe(true);
  expect(later.messages.length).toBeGreaterThan(0);

  // Both leave.
  await bare.closeChatAsVisitor(chat.id, chat.hash, { explicit: true });
  await lhc.setChatStatus(chat.id, ChatStatus.closed);
  expect((await all(lhc.followMessages(chat.id))).map(({ msg }) => msg)).toEqual(
    expect.arrayContaining(["Are you there?", "Ten a month."]),
  );
  expect((await lhc.messages(chat.id)).closed).toBe(true);
  expect((await all(lhc.chats({ status: ChatStatus.closed }))).map(({ id }) => id)).toEqual([chat.id]);
  await expect(bare.addMessage(chat.id, "Wait!", { hash: chat.hash })).rejects.toMatchObject({
    code: "bad-request",
  });
});

it("reads all pages of chats", async () => {
  const ids = Array.from({ length: 230 }, (_, i) => i + 1);
  server.lay({ chats: ids.map((id) => ({ id, department: 1 + (id % 2) })) });
  expect((await all(lhc.chats())).map(({ id }) => id)).toEqual(ids.toReversed());
  expect(await all(lhc.chats({ department: 2 }))).toHaveLength(115);
  expect(await lhc.chatsCount({ department: [1, 2], status: ChatStatus.pending })).toBe(230);
  expect(await lhc.chatsCount({ afterId: 200 })).toBe(30);
});

describe("an operator", () => {
  it("can be shown and hidden", async () => {
    server.lay({ activeUsers: [2] });
    expect(await lhc.setUserOnline(2, false)).toBe(false);
    expect(await lhc.isUserOnline(2)).toBe(false);
    expect(await lhc.setUserOnline(2, true)).toBe(true);
    expect(await lhc.isUserOnline(2)).toBe(true);
    expect((await lhc.onlineUsers()).map(({ user_id }) => user_id)).toEqual([2]);
  });
});

it("returns departments and users", async () => {
  expect((await lhc.departments()).map(({ name }) => name)).toContain("Sales");
  expect(await lhc.department(2)).toMatchObject({ id: 2, name: "Sales", alias: "sales" });
  expect((await lhc.users()).map(({ username }) => username)).toContain("bob");
  await expect(lhc.department(99)).rejects.toMatchObject({ code: "not-found" });
  await expect(lhc.chat(99)).rejects.toMatchObject({ code: "not-found" });
  await expect(lhc.messages(99)).rejects.toMatchObject({ code: "not-found" });
});

it("returns the same status as the widget", async () => {
  server.lay({ activeUsers: [1], chats: [{ id: 1, department: 1 }] });
  expect(await lhc.isOnline()).toBe(true);
  expect(await lhc.isUserOnline(1)).toBe(true);
  expect(await lhc.isUserOnline(2)).toBe(false);
  expect(await lhc.isDepartmentOnline(1)).toBe(false);
  expect(await lhc.isDepartmentOnline("sales,1", { departmentMatch: "inclusive" })).toBe(true);
  expect(await lhc.isOnline({ ignoreUserStatus: true })).toBe(false);
  expect(await lhc.isDepartmentOnline(6, { excludeBot: true })).toBe(false);
  expect(await lhc.isDepartmentOnline(6)).toBe(true);
  expect(await lhc.isChatOnline(1)).toBe(false);
  await expect(lhc.isChatOnline(9)).rejects.toMatchObject({ code: "not-found" });
});

it("stops tracking a visitor whom LHC ignores", async () => {
  server.lay({ settings: { ignorableIps: ["203.0.113.7"] } });
  expect(await all(lhc.trackVisitor({ ip: "203.0.113.7" }))).toEqual([]);
});

describe("credentials", () => {
  const as = (username: string, secret: { apiKey: string } | { password: string }) =>
    new LhcRestClient({ baseUrl: server.origin, username, ...secret });

  it.each([
    ["a wrong key", "admin", { apiKey: "wrong" }, "unauthorized"],
    ["another user's key", "bob", { apiKey: ADMIN.apiKey }, "unauthorized"],
    ["an e-mail address with a key", "admin@example.com", { apiKey: ADMIN.apiKey }, "unauthorized"],
    ["a disabled key", "admin", { apiKey: "disabled-key" }, "unauthorized"],
    ["a key for another address", "admin", { apiKey: "ip-restricted-key" }, "forbidden"],
    ["a password without the permission", "bob", { password: "Pass-bob-1" }, "forbidden"],
    ["a role without the function", "bob", { apiKey: "limited-key-for-bob" }, "forbidden"],
  ])("%s", async (_what, username, secret, code) => {
    await expect(as(username, secret).users()).rejects.toMatchObject({ code });
  });

  it("a password with the permission", async () => {
    expect(await as("admin", { password: "Admin-pass-1" }).users()).not.toHaveLength(0);
  });
});

it("detects that LHC is down or at another address", async () => {
  const strict = new LhcRestClient({ baseUrl: server.origin, retries: 0 });
  server.lay({ fault: "database-down" });
  await expect(strict.isOnline()).rejects.toMatchObject({ code: "maintenance", retryAfter: 300 });
  server.lay({ fault: "php-fatal" });
  await expect(strict.isOnline()).rejects.toMatchObject({ code: "maintenance", httpStatus: 500 });
  server.lay({});
  const lost = new LhcRestClient({ baseUrl: `${server.origin}/nowhere/`, ...ADMIN });
  await expect(lost.users()).rejects.toMatchObject({ code: "not-lhc" });
});
