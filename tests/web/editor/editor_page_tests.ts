import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { linux } from "../../../lib/strategy/linux.ts";
import { readAddress } from "../../../lib/web/address.ts";
import { openEditor } from "../../../lib/web/editor/open_editor.tsx";
import { holes } from "../../../lib/workbook/golf.ts";
import {
  programText,
  readProgram,
} from "../../../lib/workbook/program_text.ts";
import { inBrowser, PretendNode } from "../pretend_document.ts";

/** The page in a browser. */
interface Shown {
  readonly body: PretendNode;
  /** What stands behind "#" in the address. */
  readonly address: () => Readonly<Record<string, string>>;
  /** What each line says. */
  readonly lines: () => string[];
  readonly press: (key: string, shiftKey?: boolean) => Promise<void>;
  readonly click: (label: string) => Promise<void>;
  readonly choose: (label: string, value: string) => Promise<void>;
}

function withEditor(
  test: (editor: Shown) => Promise<void>,
  hash = "",
): Promise<void> {
  return inBrowser(async ({ body, pass }) => {
    let shown = hash;
    const view = {
      location: {
        get hash(): string {
          return shown;
        },
        get href(): string {
          return `file:///own.html${shown}`;
        },
      },
      history: {
        replaceState: (_: unknown, __: string, url: string): void => {
          shown = url.replace(/^[^#]*/, "");
        },
      },
      addEventListener: (): void => {},
    };
    openEditor(body as never, view);
    await pass(60);
    const byText = (text: string): PretendNode => {
      const [found] = body.all(({ localName, text: own }) =>
        localName === "button" && own === text
      );
      return found ?? body.find(text);
    };
    const current = (): PretendNode =>
      body.all((node) => node.getAttribute("aria-current") === "true")[0]!;
    await test({
      body,
      address: () => readAddress(shown),
      lines: () =>
        body.all((node) => node.getAttribute("class") === "own-says")
          .map(({ text }) => text),
      press: async (key, shiftKey = false) => {
        const others = { altKey: false, ctrlKey: false, metaKey: false };
        current().find("own-says").send("keydown", {
          key,
          shiftKey,
          ...others,
        });
        await pass(60);
      },
      click: async (text) => {
        byText(text).send("click");
        await pass(60);
      },
      choose: async (label, value) => {
        const field = body.all((node) =>
          node.getAttribute("id") === `own-${label}` ||
          node.localName === "label" && node.text.startsWith(label)
        ).flatMap((one) => [one, ...one.all(() => true)])
          .find(({ localName }) => /^(?:select|input)$/.test(localName));
        field!.value = value;
        field!.send("change");
        await pass(60);
      },
    });
  });
}

const own = "mine*each.in-sendfile.dma-d-c.cpu-c-s.dma-s-n.out-sendfile";

Deno.test("the editor shows the program of the address, and what becomes of it", () =>
  withEditor(async ({ body, lines, address, press }) => {
    assertEquals(lines(), [
      "for each piece",
      "1enter the kernel for sendfile()",
      "2copy disk → page cache by DMA",
      "3copy page cache → socket buffer by CPU",
      "4copy socket buffer → nic by DMA",
      "5return from sendfile()",
    ]);
    assertStringIncludes(body.find("own-outcome").text, "the very bytes");
    await press("ArrowDown");
    await press("Delete");
    assertEquals(
      address().own,
      "mine*each.in-sendfile.cpu-c-s.dma-s-n.out-sendfile",
    );
    assertStringIncludes(
      body.find("own-outcome").text,
      "Cannot copy page cache → socket buffer by CPU at step 2",
    );
    assertStringIncludes(lines()[2]!, "breaks a rule");
    assertEquals(
      body.all((node) =>
        node.getAttribute("class")?.includes("own-fault own") === true
      ).length,
      0,
    );
  }, `#own=${own}`));

Deno.test("a program is written from nothing by keys and choices, and delivers", () =>
  withEditor(async ({ body, lines, address, press, choose, click }) => {
    assertStringIncludes(body.find("own-outcome").text, "There is no step yet");
    await press("Enter");
    await choose("call", "sendfile");
    await press("Enter");
    assertEquals(lines().slice(1), [
      "1enter the kernel for sendfile()",
      "2return from sendfile()",
    ]);
    await press("ArrowUp");
    await press("Enter");
    await choose("step", "copy by DMA");
    await press("Enter");
    await choose("step", "pass pages");
    await press("End");
    await press("Enter");
    await choose("step", "transmit");
    assertStringIncludes(body.find("own-outcome").text, "the very bytes");
    assertEquals(
      readProgram(address().own!),
      readProgram(
        "own*each.in-sendfile.dma-d-c.pass-c-s.out-sendfile.send",
      ),
    );
    await press("ArrowUp", true);
    assertStringIncludes(lines()[4]!, "transmit");
    await click("Undo");
    assertStringIncludes(lines()[5]!, "transmit");
    await click("Redo");
    assertStringIncludes(lines()[4]!, "transmit");
  }, "#own=own*each"));

Deno.test("what is typed for the job is read, or refused beside its field", () =>
  withEditor(async ({ body, address, choose }) => {
    await choose("nic", "no-gather");
    assertEquals(address().nic, "no-gather");
    await choose("size", "lots");
    assertStringIncludes(body.text, "--size takes a whole number of bytes");
    await choose("size", "1MiB");
    assert(!body.text.includes("--size takes"));
    assertEquals(address().size, "1MiB");
  }));

Deno.test("an address without a program that can be read is refused in words", () =>
  withEditor(
    async ({ body, lines }) => {
      assertStringIncludes(body.text, "The address has no program that can");
      assertEquals(lines()[1], "1enter the kernel for read()");
      await Promise.resolve();
    },
    "#own=mine*each.fly&size=-1&nic=__proto__&t=x&a=y&hole=z&answer=return",
  ));

Deno.test("each program of Linux can be begun with", () =>
  withEditor(async ({ address, choose }) => {
    for (const [i, one] of linux.entries()) {
      await choose("Begin with", String(6 + i));
      assertEquals(address().own, programText(one));
    }
    await choose("Begin with", "0");
    assertEquals(address().own, "mine*each");
  }));

Deno.test("the module is named as an exercise asks", () =>
  withEditor(async ({ body }) => {
    assertStringIncludes(body.text, "export function readAndWrite(): Program");
    await Promise.resolve();
  }, `#own=${own}&answer=readAndWrite`));

Deno.test("a hole that is played tells the score as the program changes", () =>
  withEditor(async ({ body, click, address, choose }) => {
    await click("Play here");
    assertEquals(address().hole, holes[0]!.name);
    await choose("Begin with", "5");
    assertStringIncludes(
      body.find("own-now").text,
      "Now: 0 B by CPU, 2 mode switches, 64 KiB of peak memory, as good as",
    );
    await choose("step", "transmit");
    assertStringIncludes(body.find("own-now").text, "No score yet.");
    await choose("cache", "warm");
    assert(!body.text.includes("No score yet"));
  }));
