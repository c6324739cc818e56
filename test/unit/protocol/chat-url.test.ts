import { expect, it } from "vitest";
import { chatUrl } from "../../../src/protocol/chat-url.ts";

const base = new URL("https://chat.example.com/index.php/");

it.each([
  [{}, "chat/start"],
  [{ department: 3 }, "chat/start/(department)/3"],
  [{ department: "1, sales" }, "chat/start/(department)/1/sales"],
  [{ department: "", operator: null, theme: undefined, lang: "" }, "chat/start"],
  [
    { leaveMessage: true, theme: 2, operator: 5, department: "sales", lang: "lit" },
    "lit/chat/start/(department)/sales/(operator)/5/(theme)/2/(leaveamessage)/true",
  ],
  [{ leaveMessage: false }, "chat/start"],
  [{ department: "Ünï" }, "chat/start/(department)/%C3%9Cn%C3%AF"],
])("chat URL of %j", (chat, path) => {
  expect(chatUrl(base, chat)).toBe(`https://chat.example.com/index.php/${path}`);
});

it("keeps the base URL's query", () => {
  expect(chatUrl(new URL("https://h.example/lhc/?key=1"), { operator: 1 })).toBe(
    "https://h.example/lhc/chat/start/(operator)/1?key=1",
  );
});

it.each(["a/(theme)/9", "?x=1", "#x", "../..", "(theme)", "a/b", "...x"])(
  "no value breaks out of its place: %j",
  (value) => {
    for (const chat of [{ department: value }, { operator: value }, { theme: value }, { lang: value }]) {
      const { pathname, search, hash } = new URL(chatUrl(base, chat));
      expect(search + hash).toBe("");
      expect(pathname.startsWith("/index.php/")).toBe(true);
      expect(pathname.split("/")).toHaveLength("lang" in chat ? 5 : 6);
    }
  },
);

it.each(["..", ".", "...", " ", ",", "..,."])("omits an empty value: %j", (value) => {
  expect(chatUrl(base, { department: value, operator: value, theme: value, lang: value })).toBe(
    `${base.href}chat/start`,
  );
});

it("does not change the base URL", () => {
  chatUrl(base, { department: 3 });
  expect(base.href).toBe("https://chat.example.com/index.php/");
});
