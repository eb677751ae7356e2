import { assert, assertEquals, assertRejects } from "@std/assert";
import { type Exercise, exercise } from "../../lib/workbook/exercise.ts";
import { AnswerError, type Caller, callerOf } from "../../lib/grade/caller.ts";
import {
  type Asking,
  type Grade,
  gradeExercise,
} from "../../lib/grade/grade.ts";
import { anythingElse } from "../../lib/workbook/exercise_page.ts";
import { judgeStrategy } from "../../lib/workbook/judge_program.ts";
import { makeJob } from "../../lib/machine/job.ts";
import { gather, sendfile } from "../../lib/strategy/textbook.ts";
import { todo } from "../../lib/workbook/hole.ts";

/** Asks for twice a number, three times. */
const twice: Exercise = exercise<[number]>("twice", {
  cases: (dice) => [[1], [dice.whole(3, 999)], [dice.whole(3, 999)]],
  right: (number) => 2 * number,
  wrong: { "one more": (number) => number + 1, "a square": (n) => n * n },
});

const reasons = {
  "one more": "More.",
  "a square": "Square.",
  [anythingElse]: "No.",
};

function asking(...seeds: number[]): Asking {
  return { seeds, reasons };
}

async function grade(answer: unknown): Promise<Grade> {
  return await gradeExercise(twice, callerOf({ twice: answer }), asking(1));
}

/** What an answer is told that fails at its first question. */
async function told(answer: unknown): Promise<{ gave: string; why: string }> {
  const graded = await grade(answer);
  if (graded.status !== "failed") throw new Error(`It ${graded.status}`);
  const { asked, gave, why } = graded.complaint;
  assertEquals(asked, "twice(1)");
  return { gave, why };
}

Deno.test("an answer passes after all its questions have been asked", async () => {
  const asked: number[] = [];
  const graded = await grade((number: number) => {
    asked.push(number);
    return 2 * number;
  });
  assertEquals(graded, {
    exercise: "twice",
    status: "passed",
    questions: 3,
    remarks: [],
  });
  assertEquals(asked.length, 3);
  assertEquals(
    (await grade(async (a: number) => await 2 * a)).status,
    "passed",
  );
});

Deno.test("what is remarked about right answers is kept, each remark once", async () => {
  const scored = exercise<[number]>("twice", {
    cases: () => [[1], [2], [3], [4]],
    right: (number) => 2 * number,
    wrong: {},
    remark: (gave, number) => number === 4 ? undefined : `${Number(gave) > 2}`,
  });
  const call = callerOf({ twice: (number: number) => 2 * number });
  const graded = await gradeExercise(scored, call, asking(1));
  assertEquals(graded, {
    exercise: "twice",
    status: "passed",
    questions: 4,
    remarks: ["false", "true"],
  });
});

Deno.test("the first wrong answer is told, after all have been asked", async () => {
  const asked: number[] = [];
  const graded = await grade((number: number) => {
    asked.push(number);
    return 2;
  });
  assertEquals(graded, {
    exercise: "twice",
    status: "failed",
    complaint: { asked: `twice(${asked[1]})`, gave: "2", why: "No." },
  });
  assertEquals(asked.length, 3);
});

async function whyOf(answer: (n: number) => number): Promise<string> {
  const graded = await grade(answer);
  return graded.status === "failed" ? graded.complaint.why : graded.status;
}

Deno.test("a wrong idea is told by its reason, if it explains all answers, later ones too", async () => {
  assertEquals(await whyOf((n) => n + 1), "More.");
  assertEquals(await whyOf((n) => n * n), "Square.");
  assertEquals(await whyOf((n) => n === 1 ? 2 : n * n), "No.");
  assertEquals(await whyOf((n) => n === 1 ? 1 : 2 * n), "No.");
  assertEquals(await whyOf((n) => n === 1 ? 0 : 7), "No.");
});

Deno.test("the idea behind a wrong answer is named as the questions name it, and nothing else is", async () => {
  const ideaOf = async (answer: (n: number) => number): Promise<unknown> => {
    const graded = await grade(answer);
    return graded.status === "failed" ? graded.complaint.idea : graded.status;
  };
  const [more] = Object.keys(twice.wrong);
  assertEquals(await ideaOf((n) => n + 1), more);
  assertEquals(await ideaOf((n) => n === 1 ? 0 : 7), undefined);
  assertEquals(await ideaOf((n) => -2 * n), undefined);
  assertEquals(await ideaOf(() => todo("it")), "open");
});

Deno.test("a sign that is turned in all answers is told, where no idea explains them", async () => {
  const sign = "All is right but for a sign: what is to be taken away from " +
    "what?";
  assertEquals(await whyOf((n) => -2 * n), sign);
  assertEquals(await whyOf((n) => n === 1 ? 2 : -2 * n), sign);
  assertEquals(await whyOf((n) => n === 1 ? 3 : -2 * n), "No.");
});

Deno.test("a call that gives nothing ends the asking, and is told if nothing before was wrong", async () => {
  const broken = (from: number) => (n: number): number => {
    if (n !== 1) throw new Error("late");
    return from;
  };
  assertEquals(await whyOf(broken(2)), "It threw Error: late");
  assertEquals(await whyOf(broken(1)), "No.");
  const half = (n: number): number => n === 1 ? 1 : todo("the others");
  assertEquals(await whyOf(half), "No.");
});

Deno.test("the words of a judge come first, then the reason of the idea, or of none", async () => {
  const judged: Exercise = {
    ...twice,
    judge: (gave, asked) =>
      twice.judge(gave, asked) === undefined ? undefined : "Step 3.",
  };
  const whyOf = async (answer: (n: number) => number): Promise<string> => {
    const call = callerOf({ twice: answer });
    const graded = await gradeExercise(judged, call, asking(1));
    return graded.status === "failed" ? graded.complaint.why : graded.status;
  };
  assertEquals(await whyOf((n) => n + 1), "Step 3. More.");
  assertEquals(await whyOf(() => 0), "Step 3. No.");
  assertEquals(await whyOf((n) => 2 * n), "passed");
});

Deno.test("the cases of every seed are asked, none of them twice", async () => {
  const call = callerOf({ twice: (number: number) => 2 * number });
  const graded = await gradeExercise(twice, call, asking(1, 2));
  assertEquals(graded.status === "passed" && graded.questions, 5);
});

Deno.test("the same seed asks the same questions, another seed others", async () => {
  const asked: string[] = [];
  for (const seed of [1, 1, 2]) {
    const numbers: unknown[] = [];
    const call: Caller = (_, { args }) => {
      numbers.push(args[0]);
      return Promise.resolve(2 * (args[0] as number));
    };
    await gradeExercise(twice, call, asking(seed));
    asked.push(numbers.join());
  }
  assertEquals(asked[0], asked[1]);
  assertEquals(asked[0] === asked[2], false);
});

Deno.test("an exercise that asks nothing is refused: nobody could fail it", async () => {
  const empty = { ...twice, cases: () => [] };
  await assertRejects(
    () => gradeExercise(empty, callerOf({}), asking(1)),
    Error,
    "twice asks nothing",
  );
});

Deno.test("an answer that throws is told what it threw, whatever it is", async () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  class Sly extends Error {
    override get message(): string {
      throw circle;
    }
  }
  const cases: readonly [thrown: unknown, says: string][] = [
    [new Error("so"), "It threw Error: so"],
    [new RangeError("so\n\x1b[2Jso"), "It threw RangeError: so [2Jso"],
    [new Error("x".repeat(999)), `It threw Error: ${"x".repeat(399)}…`],
    [null, "It threw null."],
    [undefined, "It threw undefined."],
    [1, "It threw 1."],
    ["so", 'It threw "so".'],
    [1n, "It threw 1n."],
    [Symbol("s"), "It threw Symbol(s)."],
    [circle, "It threw something that cannot be written down."],
    [new Sly(), "It threw an error that cannot be written down."],
  ];
  for (const [thrown, says] of cases) {
    const throwing = (): never => {
      throw thrown;
    };
    assertEquals(await told(throwing), { gave: "nothing", why: says });
    const rejecting = (): Promise<never> => Promise.reject(thrown);
    assertEquals((await told(rejecting)).why, says);
  }
});

Deno.test("an answer without the function is told its name", async () => {
  const why = "The answer must export a function named twice: it does not.";
  for (const member of [undefined, 2, "twice", {}]) {
    assertEquals(await told(member), { gave: "nothing", why });
  }
});

Deno.test("an answer that returns what is not plain data is told so", async () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  let deep: unknown = [];
  for (let i = 0; i < 1e5; i++) deep = [deep];
  const not = "It returned what is not plain data.";
  const cases: readonly [value: unknown, says: string][] = [
    [circle, `${not} Converting circular structure to JSON`],
    [2n, `${not} Do not know how to serialize a BigInt`],
    [deep, `${not} Maximum call stack size exceeded`],
    [
      { toJSON: () => Symbol() },
      "Nothing was returned. Is a `return` missing? No.",
    ],
    [() => 2, "It returned a function, which is not plain data."],
  ];
  for (const [value, says] of cases) {
    assertEquals((await told(() => value)).why, says);
  }
});

Deno.test("an answer cannot change the question that it is judged by", async () => {
  const list = exercise<[number[]]>("sum", {
    cases: () => [[[1, 2]]],
    right: (numbers) => numbers.length,
    wrong: {},
  });
  const sly = (numbers: number[]): number => (numbers.length = 0);
  const graded = await gradeExercise(list, callerOf({ sum: sly }), asking(1));
  assertEquals(graded.status, "failed");
});

Deno.test("an answer's own AnswerError is its own: it fails, and nothing else", async () => {
  const sly = (): never => {
    throw new AnswerError("passed");
  };
  assertEquals((await told(sly)).why, "It threw AnswerError: passed");
});

Deno.test("an answer whose todo is reached is open; one without an end is told so", async () => {
  const hole = (): number => todo("count them");
  assertEquals(await grade(hole), { exercise: "twice", status: "open" });
  const half = (n: number): number => n === 1 ? 2 : todo("the others");
  assertEquals((await grade(half)).status, "open");
  const endless = (): number => endless() + 1;
  assertEquals((await told(endless)).why, "It called itself without end.");
});

Deno.test("what cannot be judged fails, and says so", async () => {
  for (const part of ["judge", "remark"]) {
    const broken = {
      [part]: () => {
        throw new TypeError("our fault");
      },
    };
    const call = callerOf({ twice: (n: number) => 2 * n });
    const graded = await gradeExercise(
      { ...twice, ...broken },
      call,
      asking(1),
    );
    const why = graded.status === "failed" ? graded.complaint.why : "passed";
    assert(why.startsWith("The workbook cannot judge that. "), why);
  }
});

Deno.test("an idea that fails itself explains nothing", async () => {
  const wrong = { "one more": () => todo("nothing") };
  const call = callerOf({ twice: (n: number) => n + 1 });
  const graded = await gradeExercise({ ...twice, wrong }, call, asking(1));
  assertEquals(graded.status === "failed" && graded.complaint.why, "No.");
});

Deno.test("a program that is wrong is listed, with the step that is spoken of", async () => {
  const send = exercise<[]>("send", {
    cases: () => [[]],
    right: () => gather,
    wrong: {},
    judge: (gave) => judgeStrategy(gave, makeJob(), { like: gather }),
  });
  const call = callerOf({ send: () => sendfile });
  const graded = await gradeExercise(send, call, asking(1));
  const { complaint } = graded as Extract<Grade, { status: "failed" }>;
  assertEquals(complaint.gave, 'the program "sendfile" of 5 steps');
  assertEquals(
    complaint.listing?.[2],
    "▶ 3  copy page cache → socket buffer by CPU",
  );
});

Deno.test("of a long answer the part is told that differs from what is right", async () => {
  const numbers = exercise<[]>("numbers", {
    cases: () => [[]],
    right: () => Array.from({ length: 400 }, (_, i) => i),
    wrong: {},
  });
  const call = callerOf({
    numbers: () => Array.from({ length: 400 }, (_, i) => i === 300 ? -7 : i),
  });
  const graded = await gradeExercise(numbers, call, asking(1));
  const { complaint } = graded as Extract<Grade, { status: "failed" }>;
  assert(complaint.gave.includes("299, item 301 of 400: -7, 301"));
  assert(!/\b300,/.test(complaint.gave), complaint.gave);
});

Deno.test("what a judge says of an answer is one line, and not too long", async () => {
  const judge = (): string => `\x1b[2J\x07${"x".repeat(5000)}\n`;
  const call = callerOf({ twice: () => 1 });
  const graded = await gradeExercise({ ...twice, judge }, call, asking(1));
  const why = graded.status === "failed" ? graded.complaint.why : "";
  assert(/^\[2J x{900,}…$/.test(why) && why.length === 1000, why);
});

Deno.test("an answer that lacks a field is told so, and nothing of what is asked", async () => {
  const both: Exercise = exercise<[number]>("both", {
    cases: (dice) => [[dice.whole(3, 999)]],
    right: (number) => ({ twice: 2 * number, half: number / 2 }),
    wrong: { "no half": (number) => ({ half: number }) },
  });
  const why = async (answer: (number: number) => unknown): Promise<string> => {
    const graded = await gradeExercise(both, callerOf({ both: answer }), {
      seeds: [1],
      reasons,
    });
    return graded.status === "failed" ? graded.complaint.why : graded.status;
  };
  assertEquals(
    await why(() => ({ twice: 0, half: 0 })),
    "twice is not right. No.",
  );
  assertEquals(
    await why((number) => ({ twice: 2 * number })),
    "The field half is missing.",
  );
  assertEquals(
    await why(() => 0),
    "It must return an object, and returned a number.",
  );
});
