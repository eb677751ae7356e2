import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { goThrough, type Walk } from "../../lib/cli/step.ts";
import type { Wish } from "../../lib/cli/keys.ts";
import { makeJob } from "../../lib/machine/job.ts";
import { run } from "../../lib/machine/run.ts";
import { drawFrame, framesOf } from "../../lib/picture/frames.ts";
import { readWrite } from "../../lib/strategy/textbook.ts";
import { displayWidth } from "../../lib/text/width.ts";
import { pathOf, root } from "../../lib/workbook/path.ts";
import { temporaryTest } from "../command.ts";
import { hasTerminals } from "../typing.ts";
import { slug, Workbook } from "../workbook.ts";

Deno.test(
  temporaryTest(
    "--step prints each step once where nobody types, then what arrived",
    async (folder) => {
      const book = new Workbook(folder);
      const sizes = ["--size", "6000", "--buffer", "4096"];
      for (const columns of [40, 80]) {
        const { code, out, err } = await book.task(
          "lesson",
          ...["5", "--step", "--width", `${columns}`, ...sizes],
        );
        assertEquals([code, err], [0, ""]);
        const done = run(
          readWrite,
          makeJob({ fileBytes: 6000, bufferBytes: 4096 }),
        );
        for (const frame of framesOf(done)) {
          const drawn = drawFrame(frame, done, columns).join("\n");
          assertEquals(out.split(drawn).length, 2, drawn);
        }
        assertEquals(out.match(/^── /gm)?.length, 1 + 2 * 8);
        assertStringIncludes(out, "The client has 6,000 bytes: the very");
        for (const line of out.split("\n")) {
          assert(displayWidth(line) <= columns, line);
        }
        assert(!out.includes("Enter"), "nobody can type it");
      }
    },
  ),
);

Deno.test(
  temporaryTest(
    "--step goes through one strategy of several, and what the kernel falls back to",
    async (folder) => {
      const book = new Workbook(folder);
      const { code, out } = await book.task(
        "lesson",
        ...["8", "--step", "--strategy", "splice", "--nic", "no-gather"],
      );
      assertEquals(code, 0);
      assertStringIncludes(out, "splice: 64 KiB in one piece");
      assertStringIncludes(out, "copy referenced pages → socket buffer by CPU");
    },
  ),
);

const head = `import { program } from "zero-copy/machine/program.ts";
import { cpuCopy, dmaCopy, enterKernel, leaveKernel } from "zero-copy/machine/instruction.ts";
`;

Deno.test(
  temporaryTest(
    "--step goes through a program of one's own, to the step that breaks a rule",
    async (folder) => {
      const book = new Workbook(folder);
      const step = (path: string) =>
        book.task("lesson", "5", "--step", "--program", path);
      Deno.mkdirSync(`${book.top}/my own`);
      const mine = (source: string) =>
        Deno.writeTextFileSync(`${book.top}/my own/mine.ts`, head + source);
      mine(`export const mine = program("mine", [
        enterKernel("read"), dmaCopy("disk", "page cache"),
        leaveKernel("read"), cpuCopy("page cache", "user buffer"),
        dmaCopy("socket buffer", "nic")]);`);
      const faulty = await step("my own/mine.ts");
      assertEquals(faulty.code, 1);
      assertStringIncludes(faulty.out, "mine: 64 KiB in one piece");
      assertStringIncludes(
        faulty.out,
        "▶ 4  copy page cache → user buffer by CPU",
      );
      assertStringIncludes(
        faulty.out,
        "✗ Cannot copy page cache → user buffer",
      );
      assertMatch(faulty.out, /The machine stops at step 4\.\n$/);
      assert(!faulty.out.includes("Step 5 of 5"), faulty.out);
      mine(`export default () => program("none", []);`);
      const idle = await step("my own/mine.ts");
      assertEquals(idle.code, 1);
      assertMatch(idle.out, /has 0 bytes: NOT the bytes of the file\.\n$/);
      mine('console.log("\\x1b[2Jhi"); export const a = program("a", []);');
      assertEquals((await step("my own/mine.ts")).err, "[2Jhi\n");
      const named = await step(
        `${book.top}/solutions/${slug}/answer.ts#mended`,
      );
      assertEquals([named.code, named.err], [0, ""]);
      assertStringIncludes(named.out, "the very bytes of the file");
    },
  ),
);

/** What is printed when these are wished for, one after the other. */
async function walk(
  wishes: readonly Wish[],
): Promise<{ shown: string[]; ended: Wish }> {
  const four: Walk = {
    head: "head\n",
    length: 4,
    show: (at) => `<${at}>`,
    end: "end\n",
  };
  let printed = "";
  const { writeSync } = Deno.stdout;
  Deno.stdout.writeSync = (bytes) => {
    printed += new TextDecoder().decode(bytes);
    return bytes.length;
  };
  try {
    const ended = await goThrough(
      four,
      async function* (): AsyncGenerator<Wish> {
        for (const wish of wishes) yield await Promise.resolve(wish);
      }(),
    );
    return { shown: printed.match(/<\d>|end/g) ?? [], ended };
  } finally {
    Deno.stdout.writeSync = writeSync;
  }
}

Deno.test("goThrough() goes on and back, no further than there is, and ends when it is wished", async () => {
  const wishes = ["next", "back", "back", "next", "next", "quit"] as const;
  assertEquals(await walk(wishes), {
    shown: ["<0>", "<1>", "<0>", "<0>", "<1>", "<2>"],
    ended: "quit",
  });
  assertEquals(await walk(Array(6).fill("next")), {
    shown: ["<0>", "<1>", "<2>", "<3>", "end"],
    ended: "quit",
  });
  assertEquals((await walk(["next", "interrupt", "next"])).ended, "interrupt");
});

/** Stands among keys for a signal that ends the process. */
const killing = "kill";

/** Runs a shell command in a terminal of its own, and types into it when it asks. */
async function typeInto(
  command: string,
  keys: readonly string[],
  folder: string,
): Promise<string> {
  const child = new Deno.Command("script", {
    args: ["--quiet", "--return", "--command", command, "/dev/null"],
    cwd: pathOf(root),
    env: { NO_COLOR: "1", DENO: Deno.execPath(), FOLDER: folder },
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  let out = "";
  let typed = 0;
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    out += text;
    const asked = out.split("q: quit").length - 1;
    for (; typed < Math.min(asked, keys.length); typed++) {
      const key = keys[typed]!;
      if (key === killing) Deno.writeTextFileSync(`${folder}/end`, "");
      else await writer.write(new TextEncoder().encode(key));
    }
  }
  await writer.close().catch(() => {});
  await child.status;
  return out;
}

/** Steps in a process that ends when it is told to, and says how the terminal is set before and after. */
const stepping = `modes() {
    stty -a | tr ' ;' '\\n\\n' | grep -xE -e '-?(icanon|echo|isig)'
  }
  modes
  sh -c '
    (until [ -e "$FOLDER/end" ]; do sleep 0.1; done; kill $$) &
    exec "$DENO" run --quiet --no-prompt --allow-read \
      --allow-env=INIT_CWD,TERM lib/cli/main.ts lesson 8 --step
  '
  echo code $?
  touch "$FOLDER/end"
  modes`;

Deno.test({
  ...temporaryTest(
    "in a terminal, --step goes by single keys, and leaves it as it was",
    async (folder) => {
      const cases = [
        { keys: ["\r", "\r", "b", "q"], code: 0 },
        { keys: ["\r", "\r", "b", "\x03"], code: 130 },
        { keys: ["\r", "\r", "b", killing], code: 143 },
      ];
      for (const { keys, code } of cases) {
        const own = Deno.makeTempDirSync({ dir: folder });
        const typed = await typeInto(stepping, keys, own);
        assertEquals(typed.match(/── [^\r\n]+/g), [
          "── At the start",
          "── Step 1 of 5",
          "── Step 2 of 5",
          "── Step 1 of 5",
        ]);
        assertStringIncludes(typed, `code ${code}`);
        const modes = typed.match(/-?\b(icanon|echo|isig)\b/g);
        const usual = ["isig", "icanon", "echo"];
        assertEquals(modes, [...usual, ...usual], typed);
      }
    },
  ),
  ...(hasTerminals() ? {} : { ignore: true }),
});
