import { describe, expect, it } from "vitest";
import { isSameInstallation, readChatLink } from "../../../src/protocol/chat-link.ts";
import { chatUrl } from "../../../src/protocol/chat-url.ts";

const read = (link: string, base = "https://chat.example.com/") => readChatLink(new URL(link), new URL(base));

describe("a chat link has a department and an operator", () => {
  it.each([
    ["chat/start", undefined, undefined],
    ["chat/start/", undefined, undefined],
    ["chat/start?prefill[username]=(department)/9", undefined, undefined],
    ["chat/start/(department)/3", "3", undefined],
    ["chat/start/(department)/3/", "3", undefined],
    ["chat/start/(department)//3//4", "3,4", undefined],
    ["chat/start/(department)/3#lhc-status", "3", undefined],
    ["chat/start/%28department%29/3", "3", undefined],
    ["chat/start/(department)/1/2/(operator)/2/(theme)/1/(leaveamessage)/true", "1,2", "2"],
    ["chat/start/(operator)/2/(department)/sales", "sales", "2"],
    ["chat/start/(department)/%C3%BCni", "üni", undefined],
    ["lit/chat/start/(department)/3", "3", undefined],
    ["site_admin/chat/start/(department)/3", "3", undefined],
    ["index.php/chat/start/(department)/3", "3", undefined],
    ["index.php/lit/chat/start/(department)/3", "3", undefined],
    ["chat/start/(theme)/1", undefined, undefined],
    ["chat/start/(department)", undefined, undefined],
    ["chat/start/(department)/(operator)/2", undefined, "2"],
    ["chat/start/(__proto__)/1/(constructor)/2", undefined, undefined],
  ])("%s", (path, department, operator) => {
    expect(read(`https://chat.example.com/${path}`)).toEqual({ department, operator });
  });

  it.each([
    { department: 3 },
    { department: "1,2", operator: 5, theme: 2, lang: "lit", leaveMessage: true },
    { department: "sales" },
    { department: "Ünï (Dép)" },
    {},
  ])("a URL by chatUrl is read back: %j", (chat) => {
    const base = new URL("https://example.com/lhc/index.php/");
    const { department, operator } = chat as { department?: string | number; operator?: number };
    expect(readChatLink(new URL(chatUrl(base, chat)), base)).toEqual({
      department: department?.toString(),
      operator: operator?.toString(),
    });
  });
});

describe("a link to another place is not a chat of this installation", () => {
  it.each([
    ["https://other.example.com/chat/start"],
    ["https://chat.example.com.evil.example/chat/start"],
    ["https://chat.example.com:8443/chat/start"],
    ["https://chat.example.com/"],
    ["https://chat.example.com/chat/started"],
    ["https://chat.example.com/chat/startchat"],
    ["https://chat.example.com/mychat/start"],
    ["https://chat.example.com/a/b/chat/start"],
    ["https://chat.example.com/x?y=/chat/start"],
    ["https://chat.example.com/x#/chat/start"],
    ["mailto:chat/start@chat.example.com"],
  ])("%s", (link) => {
    expect(read(link)).toBe(null);
  });

  it.each([
    ["https://example.com/lhc/", "https://example.com/chat/start"],
    ["https://example.com/lhc/", "https://example.com/lhc2/chat/start"],
    ["https://example.com/", "https://example.com/shop/chat/start"],
    ["https://example.com/", "https://example.com/xyz/chat/start"],
    ["https://example.com/", "https://example.com/lit/index.php/chat/start"],
    ["https://example.com/", "https://example.com/lit/eng/chat/start"],
    ["https://example.com/", "https://example.com/split/chat/start"],
    ["https://example.com/", "https://example.com/myindex.php/chat/start"],
    ["https://example.com/", "https://example.com/index.php"],
    ["https://example.com/shop/", "https://example.com/chat/start"],
    ["https://example.com/shop/", "https://example.com/lit/chat/start"],
    ["https://example.com/split/", "https://example.com/sp/chat/start"],
  ])("of %s: %s", (base, link) => {
    expect(read(link, base)).toBe(null);
  });
});

it.each([
  ["https://example.com/lhc/", "https://example.com/lhc/chat/start/(department)/3"],
  ["https://example.com/lhc/index.php/", "https://example.com/lhc/index.php/lit/chat/start/(department)/3"],
  ["https://example.com/lit/", "https://example.com/lit/chat/start/(department)/3"],
  ["https://example.com/", "https://example.com/index.php/chat/start/(department)/3"],
  ["https://example.com/", "https://example.com/index.php/eng/chat/start/(department)/3"],
  ["https://example.com/index.php/", "https://example.com/chat/start/(department)/3"],
  ["https://example.com/eng/", "https://example.com/chat/start/(department)/3"],
  ["https://example.com/lit/", "https://example.com/eng/chat/start/(department)/3"],
  ["https://example.com/index.php/lit/", "https://example.com/ger/chat/start/(department)/3"],
  ["https://example.com/lhc/eng/", "https://example.com/lhc/index.php/chat/start/(department)/3"],
  ["https://example.com/lhc/index.php/site_admin/", "https://example.com/lhc/chat/start/(department)/3"],
  ["https://example.com/shop/", "https://example.com/shop/svk/chat/start/(department)/3"],
  ["https://chat.example.com/?key=1", "http://chat.example.com/chat/start/(department)/3"],
])("accepts links with a folder, http:, index.php or a language: %s, %s", (base, link) => {
  expect(read(link, base)).toEqual({ department: "3", operator: undefined });
});

it("a stray % is an error", () => {
  expect(() => read("https://chat.example.com/chat/start/(department)/%E0%A4")).toThrow(URIError);
});

it.each([
  ["https://h.example/", "https://h.example/index.php/eng/", true],
  ["https://h.example/", "http://h.example/lit/", true],
  ["https://h.example/lhc/", "https://h.example/lhc/index.php/", true],
  ["https://h.example/", "https://h.example/lhc/", false],
  ["https://h.example/", "https://h.example/shop/", false],
  ["https://h.example/", "https://i.example/", false],
  ["https://h.example/", "https://h.example:8443/", false],
])("%s and %s are the same installation: %s", (one, other, same) => {
  expect(isSameInstallation(new URL(one), new URL(other))).toBe(same);
  expect(isSameInstallation(new URL(other), new URL(one))).toBe(same);
});
