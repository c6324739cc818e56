/** The examples of docs/testing.md. `npm run docs` copies the regions. */
// #region setup
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { setDefaults } from "lhc-status";

const fetchMock = vi.fn<typeof fetch>();
const answerOnline = (isonline: boolean) =>
  fetchMock.mockImplementation(() => Promise.resolve(Response.json({ isonline })));

let servers = 0;
beforeEach(() => {
  vi.stubGlobal("fetch", fetchMock);
  // A new server for each test, because the page keeps the answers of a server.
  setDefaults({ baseUrl: `https://chat-${++servers}.example.com/`, transport: "fetch", share: "page" });
});
afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
// #endregion

// #region app
function showContact(place: HTMLElement): void {
  place.innerHTML = "<p></p><lhc-status></lhc-status>";
  place.querySelector("lhc-status")!.addEventListener("lhc-status-change", ({ detail }) => {
    place.querySelector("p")!.textContent = detail.status === "online" ? "Talk to us" : "Write to us";
  });
}
// #endregion

// #region badge
test("invites visitors to talk while someone is online", async () => {
  answerOnline(true);
  showContact(document.body);

  expect(await document.querySelector("lhc-status")!.refresh()).toBe("online");
  expect(document.querySelector("p")!.textContent).toBe("Talk to us");
});
// #endregion

// #region failure
test("invites visitors to write if the server fails", async () => {
  fetchMock.mockResolvedValue(new Response("", { status: 503 }));
  showContact(document.body);

  const badge = document.querySelector("lhc-status")!;
  expect(await badge.refresh()).toBe("unknown");
  expect(badge.error!.code).toBe("http");
  expect(document.querySelector("p")!.textContent).toBe("Write to us");
});
// #endregion

// #region change
test("invites visitors to write when the last operator leaves", async () => {
  vi.useFakeTimers();
  answerOnline(true);
  showContact(document.body);
  await document.querySelector("lhc-status")!.refresh();

  answerOnline(false);
  await vi.advanceTimersByTimeAsync(80_000);
  expect(document.querySelector("p")!.textContent).toBe("Write to us");
});
// #endregion

// #region core
import { checkStatus } from "lhc-status/core";

async function contactLabel(): Promise<string> {
  const { online } = await checkStatus({ department: 2 });
  return online ? "Talk to us" : "Write to us";
}

test("names the button by the status", async () => {
  answerOnline(false);
  expect(await contactLabel()).toBe("Write to us");
});
// #endregion

// #region fixed
let now = Date.now();

test.each([true, false])("shows the status of our own server: %s", async (isOnline) => {
  // After an hour, the answer of the test before is too old to show.
  vi.useFakeTimers({ now: (now += 3_600_000), toFake: ["Date"] });
  answerOnline(isOnline);
  document.body.innerHTML = '<lhc-status base-url="https://chat.example.com/"></lhc-status>';

  expect(await document.querySelector("lhc-status")!.refresh()).toBe(isOnline ? "online" : "offline");
});
// #endregion

test("an inclusive question has another answer", async () => {
  fetchMock.mockImplementation(() => Promise.resolve(Response.json({ online: true })));
  const target = { department: "1,sales", departmentMatch: "inclusive" } as const;
  expect(await checkStatus(target)).toMatchObject({ online: true });
});

test.each([
  ["page", 0],
  ["tabs", 1],
] as const)("with share=%s another test file receives %i answers", async (share, count) => {
  const file = new BroadcastChannel("lhc-status");
  const received: unknown[] = [];
  file.onmessage = ({ data }) => received.push(data);
  setDefaults({ share });
  answerOnline(true);
  document.body.innerHTML = "<lhc-status></lhc-status>";
  await document.querySelector("lhc-status")!.refresh();
  // Messages arrive in order, so this one is the last.
  const last = new Promise(
    (resolve) => (file.onmessage = ({ data }) => (data === "last" ? resolve(data) : received.push(data))),
  );
  const other = new BroadcastChannel("lhc-status");
  other.postMessage("last");
  await last;
  other.close();
  file.close();
  expect(received.filter((entry) => "online" in (entry as object))).toHaveLength(count);
});

test("without a new server, a test sees the answer of the test before", async () => {
  const mount = () => {
    document.body.innerHTML = "<lhc-status></lhc-status>";
    return document.querySelector("lhc-status")!.refresh();
  };
  answerOnline(true);
  await mount();
  answerOnline(false);
  expect(await mount()).toBe("online");
});
