import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { studentDigest } from "../../lib/homework/seeds.ts";
import { temporaryTest } from "../command.ts";
import { HandOut, newHandOut, usual } from "../hand_out.ts";

/** What is typed in a hand-out, and what it says; the exit code is 0, if it is not given. */
const typed: readonly [args: string, says: string, code?: number][] = [
  ["lesson", " 5  read + write\n    A loop"],
  ["lesson 5 --steps", "copy disk → page cache by DMA"],
  ["lesson 7", 'Unknown lesson "7": there are 3, 5. Try:', 2],
  ["exercise 5.1", "5.1 readAndWrite\n"],
  ["hint 5.1", "5.1 readAndWrite, hint 1 of "],
  ["grade", "0 passed, 0 failed, ", 1],
  ["progress", " 5  □□□□  open    read + write"],
  ["predict 5 --seed 7", "1  system calls: ____"],
  ["predict 7", 'Unknown lesson "7"', 2],
  ["reset 5 --yes", "Lesson 5 is as it was at first."],
  ["homework", "A second word was expected", 2],
  ["homework new x", "homework new is for the whole workbook, and", 2],
  ["homework gradescope x", "homework gradescope is for the whole", 2],
  ["homework predict", "--as was expected, with your id", 2],
  ["homework predict --as a/b", '--as takes an id, "a/b" is none: it has', 2],
  ["solution 5", "Task not found: solution", 1],
];

Deno.test(
  temporaryTest(
    "a hand-out has what its commands need, and refuses the others in a line",
    async (folder) => {
      const out = await HandOut.make(folder, "--lessons", "3,5");
      for (const [args, says, wanted = 0] of typed) {
        const { code, out: said, err } = await out.task(...args.split(" "));
        assertEquals(code, wanted, `${args}\n${said}${err}`);
        assertStringIncludes(said + err, says, args);
        if (code === 2) assertEquals(err.trim().split("\n").length, 1, args);
      }
      out.solve();
      const passed = await out.task("grade", "5");
      assertEquals([passed.code, passed.err], [0, ""]);
      assertStringIncludes(passed.out, "All passed.\n");
      const one = await out.task("grade", "5.1");
      assertStringIncludes(one.out, "Why it works:");
      assert(!one.out.includes("deno task solution"), one.out);
      const reset = await out.task("reset", "5", "--yes");
      assertStringIncludes(
        reset.out,
        "exercises/05_read_write/answer.1.bak.ts",
      );
      // As after `zip hand-out/*`.
      Deno.removeSync(`${out.top}/.dvmrc`);
      assertEquals((await out.task("lesson")).code, 0);
      Deno.removeSync(`${out.top}/exercises/05_read_write/README.md`);
      assertStringIncludes(
        (await out.task("exercise", "5.1")).err,
        "README.md is not there any more. Try: git checkout " +
          "exercises/05_read_write/README.md, or get the hand-out again",
      );
    },
  ),
);

Deno.test(
  temporaryTest(
    "homework new keeps what was typed, and its seed is another each time",
    async (folder) => {
      const roster = "id;name\n007;A\nada@uni.example;B\n";
      Deno.writeTextFileSync(`${folder}/roster.csv`, roster);
      Deno.writeTextFileSync(
        `${folder}/points.csv`,
        "item,points\n5.2,7\n5.3,0\n",
      );
      const made = await newHandOut(
        folder,
        "a",
        ...usual,
        "--roster",
        "roster.csv",
        "--points",
        "points.csv",
      );
      assertEquals([made.code, made.err], [0, ""]);
      assertStringIncludes(made.out, " lesson 5, 3 exercises, 16 points.\n");
      assertStringIncludes(
        made.out.replaceAll("\n", " "),
        'type their id as it stands in the roster, as 007 in its column "id".',
      );
      const { title, due, items, seed, students, workbook } = JSON.parse(
        Deno.readTextFileSync(`${folder}/a/homework.json`),
      );
      assertEquals(title, "How a file is sent");
      assertEquals(due, "2099-12-06T18:00:00+01:00");
      assertEquals(
        items.map(({ id, points }: { id: string; points: number }) =>
          `${id} ${points}`
        ),
        ["P5 5", "5.1 2", "5.2 7", "5.4 2"],
      );
      assertMatch(workbook, /^[0-9a-f]{64}$/);
      const ids = ["007", "ada@uni.example"];
      const digests = ids.map((id) => studentDigest({ seed }, id));
      assertEquals(students, (await Promise.all(digests)).sort());
      assertStringIncludes(made.out, `To make it again: --seed\n${seed}`);

      const others = [["b"], ["c", "--seed", String(seed)]];
      const seeds = [];
      for (const [dir, ...more] of others) {
        await newHandOut(folder, dir!, ...usual, ...more);
        const text = Deno.readTextFileSync(`${folder}/${dir}/homework.json`);
        seeds.push(JSON.parse(text).seed);
      }
      assertEquals(seeds.map((one) => one === seed), [false, true]);
    },
  ),
);

Deno.test(
  temporaryTest(
    "homework new refuses in one line, and writes nothing",
    async (folder) => {
      Deno.writeTextFileSync(`${folder}/points.csv`, "item,points\n5.9,2\n");
      Deno.writeTextFileSync(`${folder}/twice.csv`, "id\n007\n007\n");
      Deno.writeTextFileSync(`${folder}/odd.csv`, "id\na b\n");
      Deno.mkdirSync(`${folder}/full`);
      Deno.writeTextFileSync(`${folder}/full/note.txt`, "mine");
      const before = [...Deno.readDirSync(folder)].length;
      const without = (name: string): string[] =>
        usual.filter((_, i) => ![i, i - 1].includes(usual.indexOf(name)));
      const refusals: readonly [args: string[], says: string][] = [
        [[...usual], "A folder was expected. Try: "],
        [["new", ...without("--lessons")], "--lessons was expected, and was"],
        [["new", ...without("--title")], "--title was expected"],
        [["new", ...without("--due")], "--due was expected"],
        [["new", ...usual, "--title", " "], "--title takes a text"],
        [["new", ...usual, "--due", "soon"], "--due takes a date, perhaps"],
        [["new", ...usual, "--due", "2026-02-30"], "--due takes a date"],
        [
          ["new", ...usual, "--lessons", "5-99"],
          "--lessons takes lessons of 1",
        ],
        [
          ["new", ...usual, "--points", "points.csv"],
          'line 2: there is no item "5.9"',
        ],
        [["new", ...usual, "--points", "gone.csv"], '"gone.csv" is not there'],
        [
          ["new", ...usual, "--roster", "twice.csv"],
          "is none, line 2 of the roster is not taken: lines 2, 3 have the " +
          'same id, "007". Try',
        ],
        [["new", ...usual, "--roster", "odd.csv"], '"a b" can be no id'],
        [["full", ...usual], '"full" holds something else'],
        [["points.csv", ...usual], '"points.csv" is a file'],
        [["", ...usual], "A folder was expected"],
        [["new", "other", ...usual], 'Unknown argument "other"'],
      ];
      for (const [args, says] of refusals) {
        const { code, out, err } = await newHandOut(folder, ...args);
        assertEquals([code, out], [2, ""], says);
        assertStringIncludes(err, says);
        assertEquals(err.split("\n").length, 2, err);
      }
      assertEquals([...Deno.readDirSync(folder)].length, before);
    },
  ),
);
