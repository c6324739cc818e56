import { expect, test } from "vitest";
import { readServer, shortServer } from "../../../site/generator/server.ts";

const EMBED_CODE = `<script>var LHC_API = LHC_API||{};
LHC_API.args = {mode:'widget',lhc_base_url:'//chat.example.com/index.php/',wheight:450,department:['2','sales'],leaveamessage:true};
(function() { var po = document.createElement('script'); })();</script>`;

test.each([
  ["https://chat.example.com", { baseUrl: "https://chat.example.com/" }],
  ["chat.example.com", { baseUrl: "https://chat.example.com/" }],
  ["https://example.com/lhc/index.php/site_admin/", { baseUrl: "https://example.com/lhc/index.php/" }],
  [
    "https://chat.example.com/chat/start/(department)/3",
    { baseUrl: "https://chat.example.com/", department: "3" },
  ],
  ["chat.example.com/chat/start/(operator)/5", { baseUrl: "https://chat.example.com/", user: "5" }],
  [EMBED_CODE, { baseUrl: "https://chat.example.com/index.php/", department: "2,sales" }],
])("reads %s", (text, read) => {
  expect(readServer(text)).toEqual(read);
});

test.each([
  ["javascript:alert(1)", /is a javascript: address/],
  ["https://me:secret@chat.example.com/", /contains a password/],
  ["https://%", /is not a valid URL|is not an address/],
  ["x".repeat(5000), /too long/],
])("explains what is wrong with %.40s", (text, problem) => {
  const read = readServer(text);
  expect(read.baseUrl).toBe("");
  expect(read.problem).toMatch(problem);
  expect(read.problem).not.toMatch(/secret|base-url=/);
});

test("keeps the address alone of embed code", () => {
  expect(shortServer(EMBED_CODE)).toBe("https://chat.example.com/index.php/");
  expect(shortServer(" chat.example.com ")).toBe("chat.example.com");
});
