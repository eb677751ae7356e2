import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { generateFile } from "../../lib/machine/job.ts";
import { displayWidth } from "../../lib/text/width.ts";
import { sha256 } from "../../lib/workbook/digest.ts";
import {
  type CommandResult,
  runTaskAlone,
  splitWords,
  temporaryTest,
} from "../command.ts";
import { slug, Workbook } from "../workbook.ts";

/** What is typed wrongly, and a part of the answer. */
const mistakes = `
  9x                                  | "9x": there are 5 to 8
  0                                   | "0": there are 5 to
  99                                  | "99": there are 5 to
  nope                                | "nope": there are 5 to
  read-write-and-more                 | there are 5 to
  5 9                                 | "9" follows "5"
  e                                   | fits lessons
  --frob                              | --frob needs a lesson
  --size 64KiB                        | --size needs a lesson
  --steps                             | --steps needs a lesson
  --width 10                          | from 40 to 200: it is "10"
  5 --frob                            | --frob: lesson 5 has --file, --size
  5 -x                                | -x: lesson 5 has --file, --size
  5 --no-size                         | --no-size: lesson 5 has
  5 --steps=3                         | --steps takes no value, and "3"
  5 --siez 1MiB                       | --siez: lesson 5 has
  5 --width 60B                       | from 40 to 200: it is "60B"
  5 --strategy sendfile               | --strategy: lesson 5 has
  5 --frames 3                        | --frames: lesson 5 has
  7 --size 64KiB                      | --size: lesson 7 has
  7 --steps                           | --steps: lesson 7 has
  7 --no-trace                        | --no-trace: lesson 7 has
  7 --turns 0                         | from 1 to 40: it is "0"
  7 --save maybe                      | yes, no: it is "maybe"
  5 --size                            | from 0 to 1 PiB: it has no value
  5 --size --json                     | from 0 to 1 PiB: it has no value
  5 --size -5                         | from 0 to 1 PiB: it is "-5"
  5 --size NaN                        | from 0 to 1 PiB: it is "NaN"
  5 --size 1.5                        | from 0 to 1 PiB: it is "1.5"
  5 --size 10PiB                      | from 0 to 1 PiB: it is "10PiB"
  5 --size 0 --buffer 0               | from 1 to 1 PiB: it is "0"
  5 --buffer -1                       | from 1 to 1 PiB: it is "-1"
  5 --page 1000                       | from 512 B to 2 MiB: it is "1000"
  5 --page 4MiB                       | from 512 B to 2 MiB: it is "4MiB"
  5 --cache hot                       | cold, warm: it is "hot"
  5 --nic fast                        | no-checksum: it is "fast"
  5 --width 10                        | from 40 to 200: it is "10"
  5 --width 60.5                      | from 40 to 200: it is "60.5"
  5 --width                           | from 40 to 200: it has no value
  5 --file                            | it has no value
  5 --file no/such/file               | "no/such/file" does not exist
  5 --file lib                        | "lib" is not a regular file
  5 --file README.md --size 3         | --file or --size, not both
  5 --size 2GiB                       | up to 1 GiB
  8 --size 1TiB --json                | up to 1 GiB
  7 --step                            | lesson 7 sends none
  7 --program mine.ts                 | lesson 7 sends none
  --step                              | --step needs a lesson
  5 --step --json                     | it goes without --json
  5 --step --steps --answers          | without --steps, --answers
  5 --step --size 2KiB --buffer 1     | up to 1,000 pieces: these are 2,048
  8 --step                            | one strategy, and this lesson compares 5
  8 --step --strategy splice --cost vm| it goes without --cost
  8 --strategy fast                   | : it is "fast"
  8 --cost free                       | it is "free"
  8 --strategy send                   | : it is "send"
`;

/** Defines a test of the command in a workbook of the tests. */
function lessonTest(
  name: string,
  fn: (
    lesson: (...args: string[]) => Promise<CommandResult>,
    book: Workbook,
  ) => Promise<void>,
): Deno.TestDefinition {
  return temporaryTest(name, async (folder) => {
    const book = new Workbook(folder);
    await fn((...args) => book.task("lesson", ...args), book);
  });
}

Deno.test(
  lessonTest(
    "a mistake gives one line that says what was expected, found and to type, and exit code 2",
    async (lesson) => {
      const suggested = new Set<string>();
      for (const row of mistakes.trim().split("\n")) {
        const [args, part] = row.split("|").map((text) => text.trim());
        const { code, out, err } = await lesson(...splitWords(args!));
        const why = `${args}\n${err}`;
        assertEquals(code, 2, why);
        assertEquals(out, "", why);
        assert(/^[^\n]+\n$/.test(err), why);
        assert(err.includes(part!), `"${part}" was expected: ${why}`);
        const suggestion = / Try: (deno task lesson\b.*)\n$/.exec(err)?.[1];
        assert(suggestion !== undefined, `no suggestion: ${why}`);
        suggested.add(suggestion);
      }
      for (const command of suggested) {
        const { code, out, err } = await lesson(
          ...splitWords(command).slice(3),
        );
        assertEquals({ code, err }, { code: 0, err: "" }, command);
        assert(out.length > 0, command);
      }
    },
  ),
);

Deno.test(
  lessonTest(
    "what was typed cannot break the one line of an answer",
    async (lesson) => {
      for (const name of ["a\nb", "\x1b[31mred", "a\r\u2028b"]) {
        const { code, err } = await lesson(name);
        assertEquals(code, 2);
        assert(/^[^\p{Cc}\p{Zl}]+\n$/u.test(err), JSON.stringify(err));
      }
    },
  ),
);

Deno.test(
  lessonTest(
    "what is piped has no colours, NO_COLOR or not",
    async (_, { top }) => {
      const { NO_COLOR: _no, FORCE_COLOR: _force, ...plain } = Deno.env
        .toObject();
      const [one, other] = await Promise.all(
        [plain, { ...plain, NO_COLOR: "1" }].map((env) =>
          runTaskAlone("lesson", ["5"], { top, env })
        ),
      );
      assertEquals([one!.code, one!.err], [0, ""]);
      assertEquals(one!.out.includes("\x1b"), false);
      assertEquals(one, other);
    },
  ),
);

Deno.test(
  lessonTest(
    "the list of lessons, the help and the answers fit their width",
    async (lesson) => {
      const all = [
        [],
        ["--help"],
        ["5", "--help"],
        ["5", "--answers"],
        ["5", "--detail"],
      ];
      for (const columns of [40, 60, 80, 120, 200]) {
        for (const asked of all) {
          const args = [...asked, "--width", `${columns}`];
          const { code, out, err } = await lesson(...args);
          assertEquals({ code, err }, { code: 0, err: "" }, args.join(" "));
          for (const line of out.split("\n")) {
            const why = `${args.join(" ")}: "${line}"`;
            assert(displayWidth(line) <= columns, why);
          }
        }
      }
    },
  ),
);

const list = `
 5  read + write  A page of the tests: nothing hangs on its words.
 6  mmap + write  A page of the tests: nothing hangs on its words.
 7  Knobs         A page of the tests: nothing hangs on its words.
 8  比较          A page of the tests: nothing hangs on its words.

Run one:      deno task lesson 5
All options:  deno task lesson --help
`.slice(1);

Deno.test(
  lessonTest(
    "a lesson has one line of the list, where there is room, or its summary stands below its title",
    async (lesson) => {
      assertEquals((await lesson()).out, list);
      const enough = displayWidth(list.split("\n")[0]!);
      assertEquals((await lesson("--width", `${enough}`)).out, list);
      const narrow = await lesson("--width", `${enough - 1}`);
      const [first, second] = narrow.out.split("\n");
      assertEquals([first, second], [
        " 5  read + write",
        "    A page of the tests: nothing hangs on its words.",
      ]);
      const narrowest = await lesson("--width", "40");
      const [head, ...rest] = narrowest.out.split("\n");
      assertEquals([head, ...rest.slice(0, 2)], [
        " 5  read + write",
        "    A page of the tests: nothing hangs",
        "    on its words.",
      ]);
    },
  ),
);

Deno.test(
  lessonTest(
    "the list of lessons as data has the number, folder, title and summary of each",
    async (lesson) => {
      const { lessons } = JSON.parse((await lesson("--json")).out);
      const summary = "A page of the tests: nothing hangs on its words.";
      assertEquals(lessons.at(-1), {
        lesson: 8,
        slug: "08_comparison",
        title: "比较",
        summary,
      });
      const numbers = lessons.map((one: { lesson: number }) => one.lesson);
      assertEquals(numbers, [5, 6, 7, 8]);
    },
  ),
);

Deno.test(
  lessonTest(
    "the very bytes of a file arrive, at five odd sizes",
    async (lesson, { top }) => {
      for (const size of [0, 1, 4095, 65_537, 300_001]) {
        const bytes = new Uint8Array(size);
        const random = bytes.subarray(0, 65_536);
        crypto.getRandomValues(random);
        bytes.set(generateFile(size - random.length), random.length);
        // A path without a folder leads to where the command was typed.
        const name = `${size} bytes.bin`;
        Deno.writeFileSync(`${top}/${name}`, bytes);
        const args = ["--file", name, "--buffer", "7KiB", "--json"];
        for (const number of ["5", "6"]) {
          const { code, out, err } = await lesson(number, ...args);
          assertEquals([code, err], [0, ""], name);
          const { delivered, job } = JSON.parse(out);
          const arrived = { bytes: size, sha256: await sha256(bytes) };
          assertEquals(delivered, arrived, `lesson ${number}, ${name}`);
          assertEquals([job.file, job.fileBytes], [name, size]);
        }
      }
    },
  ),
);

Deno.test(
  lessonTest(
    "a file that is too large is refused with a command that counts it",
    async (lesson, { top }) => {
      Deno.writeFileSync(`${top}/large`, new Uint8Array(0));
      Deno.truncateSync(`${top}/large`, 2 ** 31);
      const { code, out, err } = await lesson("5", "--file", "large");
      assertEquals([code, out], [2, ""]);
      const works = "deno task lesson 5 --size 2147483648 --no-trace";
      assert(err.endsWith(`. Try: ${works}\n`), err);
      const counted = await lesson(...splitWords(works).slice(3));
      assertEquals(counted.code, 0);
      assertStringIncludes(counted.out, "Counted by formula");
    },
  ),
);

Deno.test(
  lessonTest(
    "a view shows its part of the model, its counts and what arrived",
    async (lesson) => {
      const views = [
        ["--steps", "1  enter the kernel for read()"],
        ["--detail", "1  program     calls read()"],
        ["--diagram", "client"],
      ] as const;
      for (const [option, part] of views) {
        const { code, out } = await lesson("5", option);
        assertEquals(code, 0);
        for (const text of [part, "CPU copies     2", "SHA-256 "]) {
          assert(out.includes(text), `${option}: ${text} is missing:\n${out}`);
        }
        assertEquals(out.includes("Questions"), false);
      }
    },
  ),
);

Deno.test(
  lessonTest(
    "a lesson is found by its name, and its options may stand before it",
    async (lesson) => {
      const first = await lesson("6", "--steps");
      assertEquals(first.code, 0);
      assertEquals(await lesson("mmap", "--steps"), first);
      assertEquals(await lesson("--steps", "6"), first);
    },
  ),
);

Deno.test(
  lessonTest(
    "a lesson's own options make its setting, and stand in its help",
    async (lesson) => {
      const { out } = await lesson("7", "--turns", "3", "--save=no", "--json");
      const { turns, save } = JSON.parse(out);
      assertEquals([turns, save], [3, "no"]);
      const help = await lesson("7", "--help");
      assertMatch(help.out, /--turns N +how many turns: 1 to 40/);
      const one = await lesson("8", "--strategy", "splice", "--json");
      assertEquals(JSON.parse(one.out).strategy, "splice");
    },
  ),
);

Deno.test(
  lessonTest(
    "a reader that goes away ends the command without a word",
    async (_, { top }) => {
      const { code, err } = await runTaskAlone("lesson", ["5", "--json"], {
        top,
        readsNothing: true,
      });
      assertEquals({ code, err }, { code: 0, err: "" });
    },
  ),
);

Deno.test(
  lessonTest(
    "a lesson in parts shows one of them, and says how to see the next",
    async (lesson, { top }) => {
      const page = "# 5. More\n\n> Another page.\n\n[Back](README.md)\n";
      Deno.writeTextFileSync(`${top}/lessons/${slug}/part_2.md`, page);
      const first = await lesson("5");
      assertStringIncludes(first.out, "Part 2: `deno task lesson 5 --part 2`");
      assertEquals(await lesson("5", "--part", "1"), first);
      const { out } = await lesson("5", "--part", "2");
      assertStringIncludes(out, "│ Another page.\n\nBack\n");
      assertStringIncludes(out, "deno task exercise 5.1");
      const { code, err } = await lesson("5", "--part", "3");
      assertEquals(code, 2);
      assertStringIncludes(err, 'from 1 to 2: it is "3"');
      assertEquals((await lesson("6", "--part", "1")).code, 2);
    },
  ),
);

Deno.test(
  lessonTest(
    "a page in the terminal leads on, and to no file of the repository",
    async (lesson) => {
      const { out } = await lesson("5");
      assertStringIncludes(out, "deno task exercise 5.1");
      assertStringIncludes(
        out,
        "It makes 2 DMA copies. Another one is beside it",
      );
      assertEquals(out.includes("README"), false);
      assertStringIncludes(out, "Answers: add --answers");
    },
  ),
);
