import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  type AddressStore,
  type AddressWindow,
  openAddress,
} from "../../../lib/web/address_store.ts";
import {
  type PlayerProps,
  showPlayer,
} from "../../../lib/web/player/player.tsx";
import {
  inBrowser,
  type PretendBrowser,
  type PretendNode,
} from "../pretend_document.ts";
import { makeChoice, makeFilm } from "./made_up_film.ts";

/** A player in a browser, with two films: of 1000, 2000 and 500 ms, and of 1000 and 1000. */
interface Shown extends PretendBrowser {
  readonly store: AddressStore;
  /** Shows it with other properties. */
  readonly show: (changed: Partial<PlayerProps>) => Promise<void>;
  /** What is said of each film. */
  readonly captions: () => string[];
  readonly press: (key: string, on?: PretendNode) => Promise<boolean>;
  readonly click: (name: string) => Promise<void>;
}

const films = [
  makeChoice("read + write", [1000, 2000, 500]),
  makeChoice("sendfile", [1000, 1000], "fault"),
];

function withPlayer(
  test: (player: Shown) => Promise<void>,
  { hash = "", lessMotion = false } = {},
): Promise<void> {
  return inBrowser(async (browser) => {
    const view: AddressWindow = {
      location: { hash, href: `file:///page.html${hash}` },
      history: { replaceState: () => {} },
      addEventListener: () => {},
    };
    const { body, pass } = browser;
    const store = openAddress(view);
    let props: PlayerProps = { choices: films, shown: ["read + write"], store };
    async function show(changed: Partial<PlayerProps>): Promise<void> {
      props = { ...props, ...changed };
      showPlayer(body as never, props);
      await pass(60);
    }
    await show({});
    await test({
      ...browser,
      store,
      show,
      captions: () =>
        body.all((node) =>
          node.getAttribute("class")?.startsWith("caption ") === true &&
          node.getAttribute("aria-hidden") === null
        ).map(({ text }) => text),
      press: async (key, on = body.find("Player")) => {
        const modifiers = { altKey: false, ctrlKey: false, metaKey: false };
        const isTaken = on.send("keydown", { key, ...modifiers });
        await pass(60);
        return isTaken;
      },
      click: async (name) => {
        body.find(name).send("click");
        await pass(60);
      },
    });
  }, { lessMotion });
}

Deno.test("a player stands at the start, and goes from stop to stop", () =>
  withPlayer(async ({ captions, click, press }) => {
    assertStringIncludes(captions()[0] ?? "", "Nothing has happened yet");
    await click("One step forward");
    assertEquals(captions(), ["1CPU does thing 1"]);
    await press("ArrowRight");
    assertEquals(captions(), ["2CPU does thing 2"]);
    await press("ArrowLeft");
    assertEquals(captions(), ["1CPU does thing 1"]);
    await press("End");
    assertEquals(captions(), ["✓ read + write is delivered."]);
  }));

Deno.test("a film plays by the frames of the browser, and begins again after its end", () =>
  withPlayer(async ({ captions, click, pass, store }) => {
    await click("Play");
    await pass(2000);
    assertEquals(captions(), ["2CPU does thing 2"]);
    await pass(2000);
    assertEquals(captions(), ["✓ read + write is delivered."]);
    await pass(400);
    assertEquals(store.get(), { t: "3500" });
    await click("Play again");
    await pass(200);
    assertEquals(captions(), ["1CPU does thing 1"]);
  }));

Deno.test("while it plays it writes no address, and says nothing to whoever listens", () =>
  withPlayer(async ({ body, click, pass, store }) => {
    const [live] = body.all((node) =>
      node.getAttribute("aria-live") === "polite"
    );
    assertStringIncludes(live?.text ?? "", "Nothing has happened yet");
    await click("Play");
    await pass(2000);
    assertEquals(store.get(), {});
    assertEquals(live?.text, "");
    await click("Pause");
    await pass(400);
    assertEquals(live?.text, "read + write, step 2 of 3: CPU does thing 2");
    assertEquals(store.get(), { t: "3000" });
  }, { lessMotion: true }));

Deno.test("it plays on while others write into the address, and rests in a hidden page", () =>
  withPlayer(async ({ click, hide, pass, store, body }) => {
    await click("Play");
    await pass(500);
    store.set({ size: "1MiB" });
    await pass(500);
    body.find("Pause");
    hide(true);
    await pass(100);
    hide(false);
    await pass(100);
    body.find("Play");
  }));

Deno.test("the end of a film is a stop, also where it ends without a line", () =>
  withPlayer(async ({ captions, press, show }) => {
    const film = makeFilm("short", [100, 100]);
    const beats = film.beats.map((beat) =>
      beat.line === 2 ? { ...beat, line: 0 } : beat
    );
    await show({
      choices: [{ name: "short", film: () => ({ ...film, beats }) }],
    });
    await press("ArrowRight");
    assertEquals(captions(), ["1CPU does thing 1"]);
    await press("ArrowRight");
    assertEquals(captions(), ["✓ short is delivered."]);
  }));

Deno.test("two films stand under one playhead; the shorter waits at its end", () =>
  withPlayer(async ({ captions, press }) => {
    assertEquals(captions().length, 2);
    for (const _ of [1, 2]) await press("ArrowRight");
    assertEquals(captions(), ["2CPU does thing 2", "! sendfile is fault."]);
    await press("End");
    assertEquals(captions(), [
      "✓ read + write is delivered.",
      "! sendfile is fault.",
    ]);
  }, { hash: "#b=sendfile" }));

Deno.test("where it rests stands in the address, and where the address says it goes", () =>
  withPlayer(async ({ captions, press, store, pass }) => {
    assertEquals(captions(), ["2CPU does thing 2"]);
    await press("ArrowRight");
    await press("2");
    await pass(400);
    assertEquals(store.get(), { a: "sendfile", t: "2000" });
    store.set({ a: undefined, t: "1000" });
    await pass(60);
    assertEquals(captions(), ["1CPU does thing 1"]);
    store.set({ a: "nobody", t: "x" });
    await pass(60);
    assertStringIncludes(captions()[0] ?? "", "Nothing has happened yet");
  }, { hash: "#t=1500" }));

Deno.test("what is chosen just before the address is written stays chosen", async () => {
  for (let ms = 0; ms < 250; ms += 20) {
    await withPlayer(async ({ pass, press, store }) => {
      await pass(ms);
      await press("2");
      await pass(400);
      assertEquals(store.get(), { a: "sendfile" });
    });
  }
});

Deno.test("a second film can be chosen, and left again", () =>
  withPlayer(async ({ body, captions, pass, store }) => {
    const choose = async (selectedIndex: number): Promise<void> => {
      const select = body.find("Film beside it");
      Object.assign(select, { selectedIndex });
      select.send("change");
      await pass(60);
    };
    await choose(2);
    assertEquals(store.get(), { b: "sendfile" });
    assertEquals(captions().length, 2);
    await choose(0);
    assertEquals(store.get(), {});
    assertEquals(captions().length, 1);
  }));

Deno.test("a browser that copies nothing shows the link", () =>
  withPlayer(async ({ body, pass }) => {
    body.all(({ text }) => text === "Copy link").at(-1)?.send("click");
    await pass(60);
    assertEquals(
      body.find("The link, to be copied").value,
      "file:///page.html",
    );
  }));

Deno.test("with other films it stays at the same step", () =>
  withPlayer(async ({ captions, press, show }) => {
    for (const _ of [1, 2]) await press("ArrowRight");
    await show({ choices: [makeChoice("read + write", [10, 10, 10])] });
    assertEquals(captions(), ["2CPU does thing 2"]);
    await show({ choices: [makeChoice("read + write", [10])] });
    assertStringIncludes(captions()[0] ?? "", "Nothing has happened yet");
  }));

Deno.test("nothing is drawn before there is a width to draw it for", () =>
  withPlayer(async ({ show }) => {
    const film = makeFilm("sendfile", [10]);
    const layouts: string[] = [];
    const still: typeof film.still = (timeMs, layout) => {
      layouts.push(layout);
      return film.still(timeMs, layout);
    };
    const other = { ...film, name: "splice", still };
    const choices = [film, other].map((film) => ({
      name: film.name,
      film: () => film,
    }));
    await show({ choices, shown: ["sendfile", "splice"] });
    assertEquals([...new Set(layouts)], ["wide"]);
  }));

Deno.test("with less motion it plays from step to step", () =>
  withPlayer(async ({ body, click, pass }) => {
    const seen = new Set([body.find("tiles").text]);
    await click("Play");
    for (let ms = 0; ms < 4000; ms += 100) {
      await pass(100);
      seen.add(body.find("tiles").text);
    }
    assertEquals([...seen], ["time0", "time1000", "time3000", "time3500"]);
  }, { lessMotion: true }));

Deno.test("keys of a select stay with it, and a key that acts is taken", () =>
  withPlayer(async ({ body, press }) => {
    assertEquals(await press("ArrowRight", body.find("Film")), false);
    assertEquals(await press("ArrowRight"), true);
    assertEquals(await press("x"), false);
  }));

Deno.test("the legend has the colours that are seen, and what a film says of them", () =>
  withPlayer(async ({ body, show }) => {
    const legend = (): string[] =>
      body.find("legend").children.map(({ text }) => text);
    assertEquals(legend(), ["CPU", "DMA", "mode switch"]);
    const film = makeFilm("swapping", [10, 10]);
    const meanings = { DMA: "swap" };
    await show({
      choices: [{ name: "swapping", film: () => ({ ...film, meanings }) }],
    });
    assertEquals(legend(), ["swap", "mode switch"]);
  }));

Deno.test("the slider follows a pointer that holds it, and no other", () =>
  withPlayer(async ({ body, captions, pass }) => {
    const slider = body.find("Where the film stands");
    let holds = false;
    Object.assign(slider, {
      getBoundingClientRect: () => ({ left: 100, width: 700 }),
      setPointerCapture: () => holds = true,
      hasPointerCapture: () => holds,
    });
    const send = async (type: string, clientX: number): Promise<void> => {
      slider.send(type, { clientX });
      await pass(60);
    };
    await send("pointermove", 700);
    assertStringIncludes(captions()[0] ?? "", "Nothing has happened yet");
    await send("pointerdown", 200);
    assertEquals(captions(), ["1CPU does thing 1"]);
    await send("pointermove", 9999);
    assertEquals(captions(), ["✓ read + write is delivered."]);
    await send("pointermove", 400);
    assertEquals(captions(), ["2CPU does thing 2"]);
  }));

Deno.test("a click on a step goes to where it has happened", () =>
  withPlayer(async ({ body, captions, pass }) => {
    const rows = body.find("steps").all(({ tagName }) => tagName === "button");
    rows[1]?.send("click");
    await pass(60);
    assertEquals(captions(), ["2CPU does thing 2"]);
    const current = body.all((node) =>
      node.getAttribute("aria-current") === "step"
    );
    assertEquals(current.map(({ text }) => text), ["2CPU does thing 2"]);
    rows.at(-1)?.send("click");
    await pass(60);
    assertEquals(captions(), ["✓ read + write is delivered."]);
  }));

Deno.test("the slider says where the film stands", () =>
  withPlayer(async ({ body, press }) => {
    await press("ArrowRight");
    const slider = body.find("Where the film stands");
    assertEquals(slider.getAttribute("aria-valuenow"), "1000");
    assertEquals(slider.getAttribute("aria-valuemax"), "3500");
    assertEquals(
      slider.getAttribute("aria-valuetext"),
      "read + write, step 1 of 3: CPU does thing 1",
    );
  }));
