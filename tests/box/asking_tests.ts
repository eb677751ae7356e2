import { assert, assertEquals } from "@std/assert";
import {
  askSubmission,
  type Came,
  type Patience,
} from "../../lib/box/asking.ts";
import { type AskedCases, rollCases } from "../../lib/box/cases.ts";
import type { LessonLeft } from "../../lib/box/messages.ts";
import type { RunResult } from "../../lib/box/run.ts";
import { placeOf } from "../../lib/grade/exercise_choice.ts";
import { loadExercises, readLessons } from "../../lib/workbook/content.ts";
import { makeDice } from "../dice.ts";
import { readingTest } from "../source_tree.ts";

/** Lessons 5 and 6, with all that is asked of them. */
async function setUp(): Promise<
  { lessons: readonly LessonLeft[]; cases: AskedCases; all: string[] }
> {
  const folders = await Promise.all(
    readLessons().filter(({ number }) => [5, 6].includes(number))
      .map(loadExercises),
  );
  const lessons = folders.map((folder) => ({
    folder,
    left: folder.exercises.map((_, at) => at),
    isPure: true,
  }));
  const all = lessons.flatMap(({ folder, left }) =>
    left.map((at) => placeOf(folder.lesson, at))
  );
  return { lessons, cases: rollCases(folders, [1]), all };
}

const usual = { limitMs: () => 1, mostLate: Infinity };

/** Asks by a process that is made up. @returns What came of each place, and how many there were. */
async function ask(
  process: (ids: readonly string[], limits: readonly number[]) => RunResult,
  patience: Patience = usual,
): Promise<
  { came: ReadonlyMap<string, Came>; runs: number; all: readonly string[] }
> {
  let runs = 0;
  const { lessons, cases, all } = await setUp();
  const came = await askSubmission(lessons, {
    asked: cases,
    slot: { path: "/1", map: "" },
    patience,
    run: ({ ids, limitMs }) => {
      runs += 1;
      return Promise.resolve(process(ids, ids.map(limitMs)));
    },
  });
  return { came, runs, all };
}

function replied(ids: readonly string[]): Map<string, string> {
  return new Map(ids.map((id) => [id, `{"gave":[]}`]));
}

function ended(ids: readonly string[], at: number, isLate = false): RunResult {
  const loss = { id: ids[at]!, why: "It ended.", isLate };
  return { replies: replied(ids.slice(0, at)), loss };
}

Deno.test(
  readingTest(
    "askSubmission() needs one process if nothing goes wrong",
    async () => {
      const { came, runs, all } = await ask((ids) => ({
        replies: replied(ids),
      }));
      assertEquals(runs, 1);
      assertEquals([...came.keys()], all);
    },
  ),
);

Deno.test(
  readingTest(
    "askSubmission() lets the end of a process cost one exercise",
    async () => {
      let first = true;
      const { came, runs, all } = await ask((ids) => {
        const result = first ? ended(ids, 2) : { replies: replied(ids) };
        first = false;
        return result;
      });
      const lost = [...came].filter(([, what]) => "failure" in what);
      assertEquals(
        lost.map(([place]) => place),
        ["5.2"],
      );
      assertEquals([runs, came.size], [2, all.length]);
    },
  ),
);

Deno.test(
  readingTest(
    "askSubmission() asks nothing of an answer that cannot be loaded",
    async () => {
      const { came, runs } = await ask((ids) => ended(ids, 0));
      assertEquals(runs, 2);
      for (const what of came.values()) {
        assert("failure" in what && what.failure.lacks === "module");
      }
    },
  ),
);

Deno.test(
  readingTest(
    "askSubmission() stops asking after so many that are late",
    async () => {
      const late = (ids: readonly string[]) => ended(ids, 1, true);
      const { came, runs } = await ask(late, { ...usual, mostLate: 2 });
      assertEquals(runs, 2);
      for (const what of came.values()) {
        assert("failure" in what && what.isLate);
      }
    },
  ),
);

Deno.test(
  readingTest(
    "askSubmission() is less patient with each that is late",
    async () => {
      const limits: number[] = [];
      const { all } = await ask((ids, [, ms]) => {
        limits.push(ms!);
        return ended(ids, 1, true);
      }, { limitMs: (late) => 100 - late, mostLate: Infinity });
      assertEquals(
        limits,
        all.map((_, i) => 100 - i),
      );
    },
  ),
);

Deno.test(
  readingTest(
    "askSubmission() ends, and settles all, whatever processes do",
    async () => {
      for (let seed = 0; seed < 100; seed++) {
        const dice = makeDice(seed);
        const { came, all } = await ask((ids) => {
          const at = dice.below(ids.length + 1);
          const { replies, ...rest }: RunResult = at === ids.length
            ? { replies: replied(ids) }
            : ended(ids, at, dice.below(2) === 0);
          // Some say what they were not asked yet, and some what is no reply.
          const stolen = dice.oneOf(ids);
          const said = dice.oneOf([`{"gave":[]}`, "null", "}"]);
          return stolen === rest.loss?.id ? { replies, ...rest } : {
            replies: new Map([...replies, [stolen, said]]),
            ...rest,
          };
        }, { ...usual, mostLate: dice.oneOf([1, 2, Infinity]) });
        assertEquals([...came.keys()].sort(), [...all].sort(), `seed ${seed}`);
      }
    },
  ),
);

Deno.test(
  readingTest(
    "askSubmission() keeps what came first, whatever comes later",
    async () => {
      const { came } = await ask((ids) => ({
        ...ended(ids, 0),
        replies: new Map([[ids[2]!, "said"]]),
      }));
      assertEquals(came.get("5.2"), { text: "said" });
      assert("failure" in came.get("5.1")!);
    },
  ),
);
