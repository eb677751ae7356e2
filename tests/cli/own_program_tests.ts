import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { displayWidth } from "../../lib/text/width.ts";
import { temporaryTest } from "../command.ts";
import { slug, Workbook } from "../workbook.ts";

const head = `import { program } from "zero-copy/machine/program.ts";
import { cpuCopy, dmaCopy, enterKernel, leaveKernel } from "zero-copy/machine/instruction.ts";
`;

Deno.test(
  temporaryTest(
    "--program refuses what gives no program, or several, in one line",
    async (folder) => {
      const book = new Workbook(folder);
      Deno.mkdirSync(`${book.top}/a,b`);
      Deno.writeTextFileSync(`${book.top}/a,b/mine.ts`, head);
      Deno.writeTextFileSync(`${book.top}/bad.ts`, "export const = 1;");
      Deno.writeTextFileSync(`${book.top}/none.ts`, "export const a = 1;");
      Deno.writeTextFileSync(
        `${book.top}/pipe.ts`,
        'export const a = { name: "a", parts: [{ repeats: "once", ' +
          'instructions: [{ op: "open pipe", slots: 0 }] }] };',
      );
      Deno.writeTextFileSync(
        `${book.top}/far.ts`,
        'export const a = () => Deno.readTextFileSync("/nope");',
      );
      const own = `solutions/${slug}/answer.ts`;
      const cases: readonly [path: string, says: string, tryThis: string][] = [
        ["nope.ts", '"nope.ts" cannot be read (No such', "mine.ts"],
        ["lib", '"lib" is no .ts file', "mine.ts"],
        ["README.md", '"README.md" is no .ts file', "mine.ts"],
        ["", '"" ', "mine.ts"],
        ["a,b/mine.ts", "has a comma in its path", "mine.ts"],
        ["bad.ts", '"bad.ts" cannot be taken. ', "mine.ts"],
        [own, "exports mended, readAndWrite", `"${own}#mended"`],
        ["none.ts", '"none.ts" exports none', "mine.ts"],
        ["pipe.ts", "Step 1 opens a pipe of 0 pages", "mine.ts"],
        [`${own}#nope`, 'has no program named "nope"', own],
        [`${own}#`, 'has no program named ""', own],
        ["far.ts", 'An answer has no read access to "/nope"', "mine.ts"],
        [
          `exercises/${slug}/answer.ts`,
          "exports none; its countSwitches says: There is a todo left",
          "mine.ts",
        ],
      ];
      for (const [path, says, tryThis] of cases) {
        for (const step of ["", " --step"]) {
          const { code, out, err } = await book.task(
            "lesson",
            ...["5", `--program=${path}`, ...step.trim() ? ["--step"] : []],
          );
          assertEquals([code, out], [2, ""], err);
          assertStringIncludes(err, says);
          assertMatch(err, /^[^\n]+\n$/);
          const command = `deno task lesson 5 --program ${tryThis}${step}\n`;
          assert(err.endsWith(`. Try: ${command}`), err);
        }
      }
    },
  ),
);

Deno.test(
  temporaryTest(
    "--program says of a program with a mistake what the mistake is, and runs no other in its place",
    async (folder) => {
      const book = new Workbook(folder);
      const imports = head.replace("{ program }", "{ once, program }");
      const nested = 'program("x", [once([enterKernel("read")])])';
      const good = `export const good = program("y", [enterKernel("read")]);`;
      const files = {
        "nested.ts": `${imports}export const bad = () => ${nested};`,
        "five.ts": `${head}export const bad = program("x", [leaveKernel(5)]);`,
        "two.ts": `${imports}export const bad = ${nested}; ${good}`,
      };
      for (const [name, text] of Object.entries(files)) {
        Deno.writeTextFileSync(`${book.top}/${name}`, text);
      }
      const reason = "once([ … ]) stands before the list, and not in it";
      const cases: readonly [path: string, says: string, tryThis: string][] = [
        ["nested.ts", reason, "mine.ts"],
        ["five.ts", 'is { op: "leave kernel", call: 5 }. Try', "mine.ts"],
        ["two.ts", reason, '"two.ts#good"'],
        ["two.ts#bad", reason, "mine.ts"],
      ];
      for (const [path, says, tryThis] of cases) {
        const { code, out, err } = await book.task(
          "lesson",
          ...["5", "--program", path],
        );
        assertEquals([code, out], [2, ""], err);
        assertStringIncludes(err, "exports bad, which is none. ");
        assertStringIncludes(err, says);
        assert(err.endsWith(`lesson 5 --program ${tryThis}\n`), err);
      }
    },
  ),
);

Deno.test(
  temporaryTest(
    "what the page of one's own strategy shows runs as it stands, and lessons lead there",
    async (folder) => {
      const book = new Workbook(folder);
      const [page, ...leading] = [
        "lessons/own_strategy.md",
        "README.md",
        "lessons/10_choosing/README.md",
        "lessons/12_on_your_kernel/part_2.md",
      ].map((path) =>
        Deno.readTextFileSync(new URL(`../../${path}`, import.meta.url))
      );
      for (const text of leading) assertStringIncludes(text, "own_strategy.md");
      const shown = [...page!.matchAll(/^```ts\n(.*?)^```$/gms)];
      assert(shown.some(([, code]) => code!.includes("once([")));
      for (const [, code] of shown) {
        Deno.writeTextFileSync(`${book.top}/my.ts`, code!);
        const { code: exit, out, err } = await book.task(
          "lesson",
          ...["5", "--program", "my.ts", "--no-trace"],
        );
        assertEquals([exit, err], [0, ""]);
        assertStringIncludes(out, "the very bytes of the file");
      }
    },
  ),
);

const own = `${head}
export const mine = program("splice", [
  enterKernel("sendfile"), dmaCopy("disk", "page cache"),
  cpuCopy("page cache", "socket buffer"), dmaCopy("socket buffer", "nic"),
  leaveKernel("sendfile")]);
export const faulty = program("fa|ulty", [
  enterKernel("read"), dmaCopy("disk", "page cache"),
  leaveKernel("read"), cpuCopy("page cache", "user buffer")]);
`;

Deno.test(
  temporaryTest(
    "--program runs a program of one's own in the place of the lesson's, in all its views",
    async (folder) => {
      const book = new Workbook(folder);
      Deno.writeTextFileSync(`${book.top}/my.ts`, own);
      const lesson = (name: string, ...more: string[]) =>
        book.task("lesson", "5", "--program", `my.ts#${name}`, ...more);
      for (const columns of ["40", "80", "200"]) {
        const width = ["--width", columns];
        const whole = await lesson("mine", ...width);
        assertEquals([whole.code, whole.err], [0, ""]);
        for (
          const text of [
            "read + write → splice (yours)",
            "CPU copies  ",
            "1  enter the kernel for sendfile()",
            "the very bytes of the file.",
            "b5b8f4a6a72b6b5510e4d12be3db92354db",
          ]
        ) assertStringIncludes(whole.out.replaceAll(/\s*\n\s*/g, " "), text);
        const faulty = await lesson("faulty", ...width);
        assertEquals([faulty.code, faulty.err], [1, ""]);
        assertStringIncludes(
          faulty.out.replaceAll(/\s*\n\s*/g, " "),
          "Cannot copy page cache → user buffer by CPU at step 4 as the CPU must be",
        );
        for (const line of `${whole.out}\n${faulty.out}`.split("\n")) {
          assert(displayWidth(line) <= Number(columns), line);
        }
      }
      const steps = await lesson("faulty", "--detail");
      assertEquals(steps.code, 1);
      assertStringIncludes(steps.out, "1  program     calls read()");
      assertStringIncludes(steps.out, "at step 4");
      const bare = await lesson("mine", "--no-trace", "--nic", "no-gather");
      assertEquals([bare.code, bare.out.includes("client  ")], [0, false]);
      const step = await lesson("mine", "--step");
      assertStringIncludes(step.out, "splice (yours): 64 KiB in one piece");
    },
  ),
);

Deno.test(
  temporaryTest(
    "--program --json has what the program did, and its fault",
    async (folder) => {
      const book = new Workbook(folder);
      Deno.writeTextFileSync(`${book.top}/my.ts`, own);
      const json = async (
        name: string,
      ): Promise<[number, Record<string, unknown>]> => {
        const { code, out } = await book.task(
          "lesson",
          ...["5", "--json", "--no-trace", "--program", `my.ts#${name}`],
        );
        return [code, JSON.parse(out)];
      };
      const [code, { strategy, delivered, fault }] = await json("mine");
      assertEquals([code, strategy, fault], [0, "splice (yours)", undefined]);
      assert(delivered !== null);
      const [failed, told] = await json("faulty");
      assertEquals([failed, told.delivered], [1, null]);
      assertEquals((told.fault as Record<string, unknown>).step, 4);
    },
  ),
);

Deno.test(
  temporaryTest(
    "--program is run, so a job that can only be counted is refused, with one that works",
    async (folder) => {
      const book = new Workbook(folder);
      Deno.writeTextFileSync(`${book.top}/my.ts`, own);
      const { code, out, err } = await book.task(
        "lesson",
        ...["5", "--program", "my.ts#mine", "--size", "1TiB", "--no-trace"],
      );
      assertEquals([code, out], [2, ""]);
      assertStringIncludes(err, "is run, not counted by a formula.");
      const command = `deno task lesson 5 --size 1MiB --program "my.ts#mine"`;
      assert(err.endsWith(`. Try: ${command}\n`), err);
    },
  ),
);

Deno.test(
  temporaryTest(
    "a file that hangs when it is loaded is given up",
    async (folder) => {
      const book = new Workbook(folder);
      Deno.writeTextFileSync(`${book.top}/my.ts`, "for (;;);");
      const { code, out, err } = await book.task(
        "lesson",
        "5",
        "--program=my.ts",
      );
      assertEquals([code, out], [2, ""]);
      assertMatch(
        err,
        /^--program takes a file .*"my.ts" cannot be taken.*\n$/,
      );
    },
  ),
);

Deno.test(
  temporaryTest(
    "--program takes a file with a # in its name, by itself and for one of its exports",
    async (folder) => {
      const book = new Workbook(folder);
      const name = "odd # name.ts";
      const one = 'export { sendfile } from "zero-copy/strategy/textbook.ts";';
      Deno.writeTextFileSync(`${book.top}/${name}`, one);
      for (const path of [name, `${name}#sendfile`]) {
        const { code, err } = await book.task("lesson", "5", "--program", path);
        assertEquals([code, err], [0, ""], path);
      }
    },
  ),
);
