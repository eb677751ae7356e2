import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { drawTurns } from "../../lib/cli/golf_text.ts";
import { readWrite, sendfile } from "../../lib/strategy/textbook.ts";
import { spliceThrough } from "../../lib/strategy/linux.ts";
import { displayWidth } from "../../lib/text/width.ts";
import {
  bestScore,
  holes,
  play,
  sayScore,
  type Score,
} from "../../lib/workbook/golf.ts";
import { programModule } from "../../lib/workbook/program_module.ts";
import { programText } from "../../lib/workbook/program_text.ts";
import {
  type CommandResult,
  runTaskAlone,
  splitWords,
  temporaryTest,
} from "../command.ts";
import { makeDice } from "../dice.ts";
import { randomProgram } from "../random_program.ts";
import { makeLink, makePipe, specialFilesTest } from "../special_files.ts";
import { Workbook } from "../workbook.ts";

type Golf = (...args: string[]) => Promise<CommandResult>;

/** Defines a test of the command, in a workbook with files of programs. */
function golfTest(
  name: string,
  fn: (golf: Golf, top: string) => Promise<void>,
): Deno.TestDefinition {
  return temporaryTest(name, (folder) => inWorkbook(folder, fn));
}

async function inWorkbook(
  folder: string,
  fn: (golf: Golf, top: string) => Promise<void>,
): Promise<void> {
  const book = new Workbook(folder);
  const files = { worse: readWrite, better: sendfile, best: holes[0]!.best };
  for (const [name, program] of Object.entries(files)) {
    Deno.writeTextFileSync(`${book.top}/${name}.ts`, programModule(program));
  }
  await fn((...args) => book.task("golf", ...args), book.top);
}

/** The text without its line breaks. */
const joined = (text: string): string => text.replaceAll(/\s+/g, " ");

const keptAt = (top: string): string => `${top}/.golf/best.json`;

const [first] = holes;

Deno.test(
  golfTest(
    "golf lists all machines in every width, with the best scores and one's own",
    async (golf, top) => {
      assertEquals((await golf("gather", "worse.ts")).code, 0);
      for (const columns of [40, 80, 200]) {
        const { code, out, err } = await golf("--width", `${columns}`);
        assertEquals([code, err], [0, ""]);
        for (const line of out.split("\n")) {
          assert(displayWidth(line) <= columns, line);
        }
        const text = joined(out);
        for (const hole of holes) {
          assertStringIncludes(text, `${hole.name}: ${hole.says}`);
          assertStringIncludes(text, sayScore(bestScore(hole)));
        }
        assertEquals(text.split("none yet").length, holes.length);
        assertStringIncludes(
          text,
          "(read + write (yours)): 128 KiB by CPU more than the best known",
        );
      }
      const one = await golf("gather");
      assertStringIncludes(one.out, "\nPlay: deno task golf gather mine.ts\n");
      assertEquals(one.out.includes("old-unix"), false);
      const { NO_COLOR: _no, ...plain } = Deno.env.toObject();
      const all = await Promise.all(
        [plain, { ...plain, NO_COLOR: "1" }].map((env) =>
          runTaskAlone("golf", [], { top, env })
        ),
      );
      assertEquals(all[0]!.out.includes("\x1b"), false);
      assertEquals(all[0], all[1]);
      assertEquals(all[0]!.code, 0);
    },
  ),
);

Deno.test(
  golfTest(
    "golf keeps what is better than the best before, and nothing else",
    async (golf, top) => {
      const texts = (): string[] =>
        Object.values(JSON.parse(Deno.readTextFileSync(keptAt(top))));
      const rows = [
        ["worse", "Kept: it is your first here.", readWrite],
        ["worse", "You have one as good.", readWrite],
        ["better", "Kept in the place of 128 KiB by CPU", sendfile],
        ["worse", "Your best stays: 64 KiB by CPU, 2 mode", sendfile],
        ["best", "as good as the best known. Kept in the", first!.best],
      ] as const;
      for (const [file, says, kept] of rows) {
        const { code, out, err } = await golf("gather", `${file}.ts#mine`);
        assertEquals([code, err], [0, ""]);
        assertStringIncludes(joined(out), says);
        assertEquals(texts(), [programText(kept)]);
      }
      const all = await golf("worse.ts");
      assertEquals(all.code, 0);
      assertStringIncludes(joined(all.out), "old-unix 23.4 KiB by CPU");
      const names = Object.keys(JSON.parse(Deno.readTextFileSync(keptAt(top))));
      assertEquals(names.sort(), holes.map(({ name }) => name).sort());
    },
  ),
);

Deno.test(
  golfTest(
    "golf says why a program has no score, and ends with 1 where it has none at all",
    async (golf, top) => {
      const bad = await golf("changed", "better.ts");
      assertEquals([bad.code, bad.err], [1, ""]);
      assertStringIncludes(
        joined(bad.out),
        "changed No score. Step 3 queues bytes that are in no memory of the " +
          "program's own: it could not have changed them on their way.",
      );
      assertStringIncludes(
        joined((await golf("old-unix", "best.ts")).out),
        "No score. The program calls sendfile(), and only read, write may",
      );
      assertEquals(
        Array.from(Deno.readDirSync(top)).some(({ name }) => name === ".golf"),
        false,
      );
      const some = await golf("best.ts");
      assertEquals(some.code, 0);
      // The kernel copies what a NIC cannot gather.
      assertStringIncludes(
        joined(some.out),
        "in-memory 11.7 KiB by CPU, 4 mode switches",
      );
    },
  ),
);

Deno.test(
  golfTest(
    "the best known programs are files that reach the best known scores",
    async (golf, top) => {
      for (const hole of holes) {
        const file = `${top}/${hole.name}.ts`;
        Deno.writeTextFileSync(file, programModule(hole.best));
        const { code, out, err } = await golf(hole.name, `${hole.name}.ts`);
        assertEquals([code, err], [0, ""], hole.name);
        assertStringIncludes(joined(out), "as good as the best known");
        const shown = await golf(hole.name, "--show");
        assertEquals([shown.code, shown.err], [0, ""]);
        assertEquals(shown.out, programModule(hole.best));
      }
      const { holes: told } = JSON.parse((await golf("--json")).out);
      for (const { best, yours: { program: _, ...score } } of told) {
        assertEquals(score, best);
      }
    },
  ),
);

Deno.test(
  golfTest(
    "scores are counted from what is kept, whatever that is called",
    async (golf, top) => {
      Deno.mkdirSync(`${top}/.golf`);
      const text = programText({ ...readWrite, name: "0 B by CPU\x1b[2J" });
      const other = { "a hole of tomorrow": "anything" };
      Deno.writeTextFileSync(
        keptAt(top),
        JSON.stringify({ gather: text, ...other }),
      );
      const { out, err } = await golf("gather");
      assertEquals(err, "");
      assertStringIncludes(
        joined(out),
        "yours 128 KiB by CPU, 4 mode switches",
      );
      assert(!out.includes("\x1b"));
      await golf("gather", "best.ts");
      assertEquals(JSON.parse(Deno.readTextFileSync(keptAt(top))), {
        gather: programText(first!.best),
        ...other,
      });
    },
  ),
);

const foreign = [
  "",
  "{",
  "[]",
  "null",
  "[".repeat(100_000),
  '{"gather": 5}',
  '{"gather": {"cpuBytes": 0}}',
  '{"gather": "mine*each.send"}',
  '{"gather": "no program"}',
  '{"gather": ""}',
  "\0\xff\xfe",
];

Deno.test(
  golfTest(
    "what golf has not kept gets one line, counts for nothing, and is kept aside before it is replaced",
    async (golf, top) => {
      Deno.mkdirSync(`${top}/.golf`);
      for (const [i, text] of foreign.entries()) {
        Deno.writeTextFileSync(keptAt(top), text);
        const listed = await golf("gather");
        assertEquals(listed.code, 0, text.slice(0, 40));
        assertMatch(
          listed.err,
          /^\.golf\/best\.json h[^\n]*: that counts for nothing\n$/,
        );
        assertStringIncludes(listed.out, "none yet");
        assertEquals(Deno.readTextFileSync(keptAt(top)), text);
        await golf("old-unix", "best.ts");
        assertEquals(Deno.readTextFileSync(keptAt(top)), text, "no score");
        const played = await golf("gather", "best.ts");
        assertEquals(played.code, 0);
        const aside = `.golf/best.${i + 1}.bak.json`;
        assertMatch(
          played.err,
          new RegExp(`^[^\n]+\nWhat was there is now ${aside}\n$`),
        );
        assertEquals(Deno.readTextFileSync(`${top}/${aside}`), text);
        assertEquals((await golf("gather")).err, "");
      }
    },
  ),
);

Deno.test(
  specialFilesTest(
    "golf neither follows a link nor waits for a pipe, and replaces neither",
    (folder) =>
      inWorkbook(folder, async (golf, top) => {
        Deno.mkdirSync(`${top}/.golf`);
        await makePipe(keptAt(top));
        const says = ".golf/best.json is a device or a pipe, and no file\n";
        for (const args of [[], ["gather", "best.ts"]]) {
          const { code, err } = await golf(...args);
          assertEquals([code, err], [2, says]);
        }
        Deno.removeSync(keptAt(top));
        await makeLink(`${top}/deno.json`, keptAt(top));
        const { code, err } = await golf("gather", "best.ts");
        assertEquals(code, 2);
        assertStringIncludes(err, "is a link");
        const elsewhere = `${folder}/elsewhere`;
        Deno.removeSync(`${top}/.golf`, { recursive: true });
        Deno.mkdirSync(elsewhere);
        await makeLink(elsewhere, `${top}/.golf`);
        for (const args of [[], ["gather", "best.ts"]]) {
          const { code, err } = await golf(...args);
          const says = ".golf is a link: put the folder itself there\n";
          assertEquals([code, err], [2, says]);
        }
        assertEquals([...Deno.readDirSync(elsewhere)], []);
      }),
  ),
);

Deno.test(
  golfTest(
    "golf that is played several times at once loses nothing",
    async (golf, top) => {
      for (let round = 0; round < 3; round += 1) {
        const told = await Promise.all(
          holes.map(({ name }) => golf(name, "worse.ts")),
        );
        for (const { out } of told) assertStringIncludes(out, "Kept: it");
        const kept = JSON.parse(Deno.readTextFileSync(keptAt(top)));
        const names = holes.map(({ name }) => name);
        assertEquals(Object.keys(kept).sort(), names.sort());
        Deno.removeSync(keptAt(top));
      }
    },
  ),
);

/** What is typed wrongly, and a part of the answer. */
const mistakes = `
  gathr                    | Unknown machine "gathr": there are gather,
  gathr best.ts            | Unknown machine "gathr": there are gather,
  mine.js                  | and a program is a .ts file
  gather old-unix          | One name of a machine was expected, and "old-unix" follows "gather"
  best.ts better.ts        | One file was expected, and "better.ts" follows "best.ts"
  gather best.ts old-unix  | Unknown argument "old-unix"
  nope.ts                  | "nope.ts" cannot be read
  best.ts#nope             | has no program named "nope"
  gather nope.ts           | "nope.ts" cannot be read
  --show                   | it takes a name, and nothing else
  gather best.ts --show    | it takes a name, and nothing else
  gather --show --json     | it takes a name, and nothing else
  gather --show            | You have no program for gather yet
  --width 10               | from 40 to 200: it is "10"
  --kernel                 | Unknown argument "--kernel"
`;

Deno.test(
  golfTest(
    "a mistake gives one line that says what was expected, found and to type, and exit code 2",
    async (golf, top) => {
      Deno.copyFileSync(`${top}/best.ts`, `${top}/mine.ts`);
      const suggested = new Set<string>();
      for (const row of mistakes.trim().split("\n")) {
        const [args, part] = row.split(" | ").map((text) => text.trim());
        const { code, out, err } = await golf(...splitWords(args!));
        assertEquals([code, out], [2, ""], `${args}: ${err}`);
        assertMatch(err, /^[^\n]+\n$/);
        assertStringIncludes(err, part!);
        const suggestion = / Try: (deno task golf\b.*)\n$/.exec(err)?.[1];
        assert(suggestion !== undefined, err);
        suggested.add(suggestion);
      }
      await golf("best.ts");
      for (const command of suggested) {
        const { code, err } = await golf(...splitWords(command).slice(3));
        assertEquals([code, err], [0, ""], command);
      }
    },
  ),
);

Deno.test(
  golfTest(
    "golf --json has each machine, the score or why there is none, and whether it is kept",
    async (golf) => {
      const { code, out } = await golf("better.ts", "--json");
      assertEquals(code, 0);
      const { program, holes: told } = JSON.parse(out);
      assertEquals(program, "sendfile");
      for (const [i, hole] of holes.entries()) {
        const { name, score, why, isKept, best } = {
          ...told[i],
          name: told[i].hole,
        };
        assertEquals([name, best], [hole.name, bestScore(hole)]);
        assertEquals([score === null, isKept], [why !== null, score !== null]);
      }
      const listed = JSON.parse((await golf("old-unix", "--json")).out);
      assertEquals(listed.holes.length, 1);
      assertEquals(listed.holes[0].yours, null);
      assertEquals(listed.holes[0].calls, ["read", "write"]);
    },
  ),
);

Deno.test(
  golfTest(
    "a program that is too large to be read again is scored, and not kept",
    async (golf, top) => {
      const empty = Array.from({ length: 60 }, () => ({
        repeats: "once",
        instructions: [],
      } as const));
      const long = { ...sendfile, parts: [...sendfile.parts, ...empty] };
      Deno.writeTextFileSync(`${top}/long.ts`, programModule(long));
      const { code, out } = await golf("gather", "long.ts");
      assertEquals(code, 0);
      assertStringIncludes(joined(out), "It is larger than what can be kept.");
      assertStringIncludes((await golf("gather")).out, "none yet");
    },
  ),
);

Deno.test(
  golfTest(
    "golf says of any program what came of it",
    async (golf, top) => {
      for (let seed = 1; seed <= 20; seed++) {
        const made = randomProgram(makeDice(seed));
        Deno.writeTextFileSync(`${top}/made.ts`, programModule(made));
        const { code, out, err } = await golf("made.ts", "--width", "40");
        assertEquals(
          [code === 0 || code === 1, err],
          [true, ""],
          `seed ${seed}`,
        );
        for (const line of out.split("\n")) {
          assert(displayWidth(line) <= 40, `seed ${seed}: ${line}`);
        }
      }
    },
  ),
);

Deno.test("whatever is played has a score that is counted, or a sentence that says why it has none", () => {
  let scores = 0;
  for (let seed = 1; seed <= 400; seed++) {
    const dice = makeDice(seed);
    const made = randomProgram(dice);
    for (const hole of holes) {
      const whole = dice.oneOf([
        readWrite,
        sendfile,
        spliceThrough(4),
        hole.best,
      ]);
      const parts = dice.between(0, 1)
        ? made.parts
        : [...whole.parts, ...made.parts];
      const program = { ...made, parts };
      const came: Score | string = play(hole, program);
      if (typeof came !== "string") scores += 1;
      else assertMatch(came, /^[A-Z][^\n]*[.?]$/, `seed ${seed}`);
      const turn = {
        hole,
        program,
        came,
        before: undefined,
        isKept: true,
        isTooLarge: false,
      };
      for (const line of drawTurns([turn], program, 40)) {
        assert(displayWidth(line) <= 40, `seed ${seed}: ${line}`);
      }
    }
  }
  assert(scores > 20, `${scores} scores`);
});
