import { expect } from "@open-wc/testing";
import { sendKeys } from "@web/test-runner-commands";
import sinon, { type SinonStub } from "sinon";
import "../../src/define.ts";
import type { LhcStatusElement } from "../../src/index.ts";
import { lhcForEach } from "./support/lhc.ts";
import { engine, labelOf, mount, next, settle, shows, stopTheClock } from "./support/page.ts";

interface PageWithLhc {
  LHC_API?: object;
  $_LHC?: object;
}

const base = (element: LhcStatusElement) => element.shadowRoot!.querySelector<HTMLElement>("[part=base]")!;

describe("the chat of a badge", () => {
  const lhc = lhcForEach({ activeUsers: [2] });
  let opened: SinonStub;
  beforeEach(() => {
    // A real window would take the focus from the other tests' pages.
    opened = sinon.stub(window, "open").returns({ focus() {} } as Window);
  });
  afterEach(() => {
    const page = window as PageWithLhc;
    delete page.LHC_API;
    delete page.$_LHC;
  });

  const make = async (attributes: string, content = "", state = "online"): Promise<LhcStatusElement> => {
    const element = mount(`<lhc-status base-url="${lhc.origin}" ${attributes}>${content}</lhc-status>`);
    await shows(element, state);
    await settle();
    return element;
  };

  it("chat=none renders no control", async () => {
    const element = await make("");
    expect(base(element).localName).to.equal("span");
    base(element).click();
    expect(opened.called).to.equal(false);
    expect(labelOf(element)).to.equal("We are online");
  });

  it("chat=link renders a link, which leads to the message form when offline", async () => {
    const clock = stopTheClock();
    const element = await make('chat="link" department="1" chat-theme="3" chat-lang="lit"');
    const link = base(element) as HTMLAnchorElement;
    expect(link.localName).to.equal("a");
    expect(link.href).to.equal(`${lhc.origin}/lit/chat/start/(department)/1/(theme)/3`);
    expect(labelOf(element)).to.equal("Chat with us");
    link.focus();
    await lhc.lay({ activeUsers: [] });
    clock.tick(6000);
    await element.refresh();
    expect(base(element)).to.equal(link);
    expect(element.shadowRoot!.activeElement).to.equal(link);
    expect(link.href).to.equal(`${lhc.origin}/lit/chat/start/(department)/1/(theme)/3/(leaveamessage)/true`);
    expect(labelOf(element)).to.equal("Leave a message");
    clock.restore();
    await expect(element).to.be.accessible();
  });

  it("chat-department and chat-operator affect only the chat, not the status", async () => {
    const element = await make(
      'chat="link" department="2" chat-department="sales" chat-operator="5"',
      "",
      "offline",
    );
    expect((base(element) as HTMLAnchorElement).href).to.contain(
      "/chat/start/(department)/sales/(operator)/5",
    );
    expect((await lhc.requests())[0]!.target).to.contain("/isonlinedepartment/2");
  });

  for (const [name, key] of Object.entries({ Enter: "Enter", Space: " " })) {
    it(`chat=popup opens LHC's popup by ${name} and by a click`, async function () {
      // The test runner cannot send keys to WebKit.
      if (engine === "webkit") this.skip();
      const element = await make('chat="popup" user="2"');
      expect(base(element).localName).to.equal("button");
      const openings: unknown[] = [];
      element.addEventListener("lhc-chat-open", ({ detail }) => openings.push(detail));
      base(element).focus();
      await sendKeys({ press: key });
      const url = `${lhc.origin}/chat/start/(operator)/2`;
      expect(opened.args).to.deep.equal([[url, "lhc_popup_v2", "popup,width=480,height=640"]]);
      expect(openings).to.deep.equal([{ url, status: "online" }]);
      base(element).click();
      expect(opened.callCount).to.equal(2);
      await expect(element).to.be.accessible();
    });
  }

  it("preventDefault() on lhc-chat-open opens no chat", async () => {
    const element = await make('chat="popup"');
    element.addEventListener("lhc-chat-open", (event) => event.preventDefault());
    base(element).click();
    element.openChat();
    expect(opened.called).to.equal(false);
  });

  it("the author's own link keeps its URL, listeners, and clicks with a modifier key", async () => {
    const element = await make('chat="popup"', '<a href="#theirs">Chat</a>');
    const link = element.querySelector("a")!;
    expect(base(element).localName).to.equal("span");
    expect(link.getAttribute("href")).to.equal("#theirs");
    let clicks = 0;
    link.addEventListener("click", () => clicks++);
    link.click();
    expect([clicks, opened.callCount, location.hash]).to.deep.equal([1, 1, ""]);
    // Don't let the browser open a tab.
    document.addEventListener("click", (event) => event.preventDefault(), { once: true });
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: true }));
    expect(opened.callCount).to.equal(1);
    link.addEventListener("click", (event) => event.preventDefault());
    link.click();
    expect(opened.callCount).to.equal(1);
    location.hash = "";
  });

  describe("with chat=link, the author's own", () => {
    let frame: HTMLIFrameElement;
    /** Loads a separate page, because the test navigates away. */
    const visit = async (content: string): Promise<LhcStatusElement> => {
      const place = mount("<iframe></iframe>") as unknown;
      expect(place).to.equal(null);
      frame = [...document.querySelectorAll("iframe")].at(-1)!;
      const markup = `<lhc-status base-url="${lhc.origin}" chat="link">${content}</lhc-status>`;
      frame.srcdoc = `<form action="/elsewhere">${markup}</form><script type="module" src="/src/define.ts"></script>`;
      await next(frame, "load");
      const element = frame.contentDocument!.querySelector("lhc-status")!;
      await shows(element, "online");
      return element;
    };
    const buttons: Record<string, string> = {
      "<button>": "<button>Chat</button>",
      "<button type=button> with an inner element": "<button type=button><b>Chat</b></button>",
      "<input type=button>": "<input type=button value=Chat>",
      "<input type=submit>": "<input type=submit value=Chat>",
      "<a> without href": "<a>Chat</a>",
      "<span role=button>": "<span role=button tabindex=0>Chat</span>",
      "<button> in a component": "<div><template shadowrootmode=open><button>Chat</button></template></div>",
      "<button> in a closed component":
        "<div><template shadowrootmode=closed><button>Chat</button></template></div>",
    };
    for (const [what, content] of Object.entries(buttons)) {
      it(`${what} opens the chat`, async () => {
        const element = await visit(content);
        let openings = 0;
        element.addEventListener("lhc-chat-open", () => openings++);
        const outer = element.firstElementChild as HTMLElement;
        const inner = (outer.shadowRoot ?? outer).querySelector<HTMLElement>("button, b");
        await lhc.clearRequests();
        (inner ?? outer).click();
        await lhc.waitForRequests(1);
        expect((await lhc.requests()).map(({ target }) => target)).to.deep.equal(["/chat/start"]);
        expect(openings).to.equal(1);
      });
    }

    it("disabled button opens no chat", async () => {
      const element = await visit(
        "<button disabled><b>Chat</b></button><button aria-disabled=true><b>Chat</b></button>",
      );
      let openings = 0;
      element.addEventListener("lhc-chat-open", () => openings++);
      // Don't submit the form.
      element.closest("form")!.addEventListener("click", (event) => event.preventDefault());
      for (const word of element.querySelectorAll("b")) word.click();
      expect(openings).to.equal(0);
    });

    it("button opens no chat if the page calls preventDefault()", async () => {
      const element = await visit("<button>Chat</button>");
      element.addEventListener("lhc-chat-open", (event) => event.preventDefault());
      const click = new MouseEvent("click", { bubbles: true, cancelable: true });
      element.querySelector("button")!.dispatchEvent(click);
      expect(click.defaultPrevented).to.equal(true);
    });
  });

  it("recognizes the author's own button even if a library has replaced native constructors", async () => {
    // As MooTools does.
    for (const name of ["Element", "Node", "HTMLElement"] as const)
      sinon.replace(window, name, function () {} as never);
    const element = await make('chat="popup"', "<button>Chat</button>");
    expect(base(element).localName).to.equal("span");
    element.querySelector("button")!.click();
    expect(opened.callCount).to.equal(1);
  });

  it("a button also opens the chat with a modifier key", async () => {
    const element = await make('chat="popup"');
    base(element).dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true, shiftKey: true }));
    expect(opened.callCount).to.equal(1);
  });

  it("with chat=link the author's own link keeps its target", async () => {
    const element = await make('chat="link"', '<a href="#theirs">Chat</a>');
    const gone = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
    element.querySelector("a")!.click();
    await gone;
    expect(location.hash).to.equal("#theirs");
    history.replaceState(null, "", location.pathname + location.search);
  });

  describe("chat=widget", () => {
    let container: HTMLElement;
    let frame: HTMLElement;
    let events: string[];
    let isOpen: boolean;
    let answered: () => void;

    /** Sets up the page as LHC's script does before its server answers. `answered` runs what follows the answer. */
    const runLhcScript = (mode = "widget"): void => {
      events = [];
      isOpen = false;
      const listeners: (() => void)[] = [];
      container = document.createElement("div");
      container.id = "lhc_container_v2";
      container.innerHTML = `<iframe id="lhc_widget_v2" style="position: fixed; display: none !important"></iframe>`;
      frame = container.querySelector("iframe")!;
      document.body.append(container);
      const set = (value: boolean): void => {
        isOpen = value;
        for (const listener of listeners) listener();
      };
      answered = () => {
        const toggle = (): void => frame.style.setProperty("display", isOpen ? "block" : "none", "important");
        listeners.push(toggle);
        toggle();
      };
      (window as PageWithLhc).$_LHC = {
        attributes: {
          mode,
          widgetStatus: {
            get value() {
              return isOpen;
            },
          },
        },
        eventListener: {
          emitEvent: (name: string) => {
            events.push(name);
            if (name === "closeWidget") set(false);
            if (name !== "showWidget") return;
            set(true);
            if (mode === "popup") window.open("", "lhc_popup_v2");
            if (mode === "popup") frame.style.setProperty("display", "none", "important");
          },
        },
      };
    };
    afterEach(() => container?.remove());
    const isShown = (): boolean => frame.getClientRects().length > 0;

    it("shows LHC's own widget", async () => {
      runLhcScript();
      answered();
      base(await make('chat="widget"')).click();
      expect([events, isShown(), opened.callCount]).to.deep.equal([["showWidget"], true, 0]);
    });

    it("keeps an open widget open", async () => {
      runLhcScript();
      answered();
      const element = await make('chat="widget"');
      element.openChat();
      base(element).click();
      expect([isShown(), opened.callCount]).to.deep.equal([true, 0]);
    });

    it("opens the popup if the page has no widget", async () => {
      base(await make('chat="widget"')).click();
      expect(opened.callCount).to.equal(1);
    });

    const absences: Record<string, () => void> = {
      "that is disabled in LHC": () => runLhcScript(),
      "hidden by a content blocker": () => {
        runLhcScript();
        answered();
        container.style.setProperty("display", "none", "important");
      },
      "whose frame was removed": () => {
        runLhcScript();
        answered();
        container.remove();
      },
      "whose script has not loaded yet": () => {
        runLhcScript();
        (window as PageWithLhc).$_LHC = {};
      },
      "whose listener throws": () => {
        runLhcScript();
        (window as PageWithLhc).$_LHC = {
          eventListener: {
            emitEvent: () => {
              throw new Error("thrown on purpose");
            },
          },
        };
      },
    };
    for (const [which, arrange] of Object.entries(absences)) {
      it(`opens the popup in the same click for a widget ${which}`, async () => {
        arrange();
        base(await make('chat="widget"')).click();
        expect([isShown(), opened.callCount]).to.deep.equal([false, 1]);
      });
    }

    it("opens only the popup for a widget whose server answers later", async () => {
      runLhcScript();
      base(await make('chat="widget"')).click();
      answered();
      expect([isShown(), opened.callCount]).to.deep.equal([false, 1]);
    });

    it("does not close a widget that is open in another tab", async () => {
      runLhcScript();
      isOpen = true;
      base(await make('chat="widget"')).click();
      expect([events, opened.callCount]).to.deep.equal([["showWidget"], 1]);
    });

    it("opens no second popup if LHC's own script opens one", async () => {
      runLhcScript("popup");
      base(await make('chat="widget"')).click();
      expect(opened.args).to.deep.equal([["", "lhc_popup_v2"]]);
    });

    it("opens the popup from a modal dialog that does not contain the widget", async () => {
      runLhcScript();
      answered();
      const element = await make('chat="widget"');
      const dialog = document.createElement("dialog");
      element.before(dialog);
      dialog.append(element);
      dialog.showModal();
      base(element).click();
      expect([isShown(), opened.callCount]).to.deep.equal([false, 1]);
      dialog.close();
      base(element).click();
      expect([isShown(), opened.callCount]).to.deep.equal([true, 1]);
    });
  });

  it("an invalid base URL renders no control", async () => {
    sinon.stub(console, "warn");
    const element = mount(`<lhc-status base-url="ftp://x/" chat="link"></lhc-status>`);
    await shows(element, "unknown");
    expect(base(element).localName).to.equal("span");
    element.openChat();
    expect(opened.called).to.equal(false);
  });
});

describe("openChat()", () => {
  const lhc = lhcForEach({ activeUsers: [2] });

  it("uses settings that have changed in the same task", async () => {
    const element = mount(`<lhc-status base-url="${lhc.origin}" chat="popup" department="1"></lhc-status>`);
    await shows(element, "online");
    const urls: string[] = [];
    element.addEventListener("lhc-chat-open", (event) => {
      event.preventDefault();
      urls.push(event.detail.url);
    });
    element.chatDepartment = "sales";
    element.openChat();
    expect(urls).to.deep.equal([`${lhc.origin}/chat/start/(department)/sales`]);
  });

  it("a badge inside the author's own link renders no control", async () => {
    mount(`<a href="#own"><lhc-status base-url="${lhc.origin}" chat="popup"></lhc-status></a>`);
    const element = document.querySelector("lhc-status")!;
    await shows(element, "online");
    expect(element.shadowRoot!.querySelector("a,button")).to.equal(null);
  });
});

describe("hide-when and variant", () => {
  const lhc = lhcForEach({ activeUsers: [2] });

  it("hide-when hides the badge in these states without a layout shift", async () => {
    const element = mount(`<lhc-status base-url="${lhc.origin}" hide-when="online, unknown"></lhc-status>`);
    await element.updateComplete;
    const before = element.getBoundingClientRect().width;
    await shows(element, "online");
    expect(getComputedStyle(base(element)).visibility).to.equal("hidden");
    expect(element.matches(":state(hidden)")).to.equal(true);
    expect(element.getBoundingClientRect().width).to.equal(before);
    element.hideWhen = "offline";
    await element.updateComplete;
    expect(getComputedStyle(base(element)).visibility).to.equal("visible");
    expect(element.matches(":state(hidden)")).to.equal(false);
  });

  it("hide-when keeps a focused badge visible until it loses the focus", async () => {
    const clock = stopTheClock();
    const element = mount(
      `<lhc-status base-url="${lhc.origin}" chat="link" hide-when="offline"></lhc-status><button>B</button>`,
    );
    await shows(element, "online");
    base(element).focus();
    await lhc.lay({ activeUsers: [] });
    clock.tick(6000);
    await element.refresh();
    expect(element.status).to.equal("offline");
    expect(element.shadowRoot!.activeElement).to.equal(base(element));
    expect(getComputedStyle(base(element)).visibility).to.equal("visible");
    element.parentElement!.querySelector("button")!.focus();
    await element.updateComplete;
    expect(getComputedStyle(base(element)).visibility).to.equal("hidden");
  });

  it("each variant has its class and a label", async () => {
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "online");
    for (const variant of ["badge", "text", "dot", "button"] as const) {
      element.variant = variant;
      await element.updateComplete;
      expect(base(element).parentElement!.className).to.equal(`online ${variant}`);
      expect(labelOf(element)).to.equal("We are online");
      const label = element.shadowRoot!.querySelector("[part=label]")!.getBoundingClientRect();
      expect(label.width === 1).to.equal(variant === "dot");
    }
  });
});
