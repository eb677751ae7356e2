import { assertEquals, assertStringIncludes } from "@std/assert";
import { Dice } from "../../lib/workbook/dice.ts";
import {
  deliver,
  type Goal,
  judgeRun,
  judgeValue,
} from "../../lib/workbook/judge.ts";
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  type Instruction,
  leaveKernel,
  transmit,
} from "../../lib/machine/instruction.ts";
import { type Job, makeJob } from "../../lib/machine/job.ts";
import { once, type Program, program } from "../../lib/machine/program.ts";
import { textbook } from "../../lib/strategy/linux.ts";
import {
  gather,
  mmapWrite,
  readWrite,
  sendfile,
} from "../../lib/strategy/textbook.ts";

/** A file that goes in three pieces, the last of them shorter. */
const job = makeJob({ fileBytes: 10_000, bufferBytes: 4096 });

/** The steps of read + write, in one part that is done for each piece. */
const steps = readWrite.parts[0]!.instructions;

/** read + write with one more step before the step of that number. */
function withStep(before: number, ...more: Instruction[]): Program {
  return program("more", [
    ...steps.slice(0, before - 1),
    ...more,
    ...steps.slice(before - 1),
  ]);
}

/** Judges a program by running it, whatever calls there are. */
function judgeProgram(
  gave: unknown,
  job: Job,
  goal: Goal = {},
): string | undefined {
  const done = deliver(gave, job);
  return typeof done === "string" ? done : judgeRun(done, goal);
}

function judge(gave: unknown, goal?: Goal): string | undefined {
  return judgeProgram(gave, job, goal);
}

Deno.test("judgeValue() is content with the right value, however deep", () => {
  const right = { list: [1, { a: "b" }], none: null };
  assertEquals(judgeValue(structuredClone(right), right, "Why."), undefined);
});

Deno.test("judgeValue() tells who returns nothing where null is right", () => {
  assertEquals(
    judgeValue(undefined, null),
    "It must return null, and returned undefined.",
  );
});

Deno.test("judgeValue() asks for the return first, then for the kind, then says why", () => {
  const cases: readonly [gave: unknown, says: string][] = [
    [undefined, "Nothing was returned. Is a `return` missing?"],
    ["2", "It must return a number, and returned a text."],
    [null, "It must return a number, and returned null."],
    [[4], "It must return a number, and returned a list."],
    [{}, "It must return a number, and returned an object."],
    [true, "It must return a number, and returned true or false."],
    [
      "NaN",
      "It must return a number, and returned NaN. NaN is what arithmetic " +
      "with something that is no number gives: a field that is not there, an " +
      "item behind the end of a list, 0 / 0.",
    ],
    [
      "-Infinity",
      "It must return a number, and returned -Infinity. -Infinity is what a " +
      "negative number divided by 0 gives, and Math.max() of nothing.",
    ],
    [3, "Count again."],
  ];
  for (const [gave, says] of cases) {
    assertEquals(judgeValue(gave, 4, "Count again."), says);
  }
});

Deno.test("judgeValue() names the first part that is not right, and not what it should be", () => {
  const right = { a: 1, list: [4, 5, 6], b: { c: 2 } };
  const rows: readonly [gave: unknown, right: unknown, says: string][] = [
    [{ ...right, a: 2 }, right, "a is not right."],
    [{ ...right, list: [4, 5] }, right, "list is not right."],
    [{ a: 7, b: { c: 2 } }, right, "The field list is missing."],
    [{ ...right, d: 0 }, right, "No field d is asked for."],
    [{ ...right, a: "1" }, right, "a must be a number, and is a text."],
    [
      { ...right, a: "Infinity" },
      right,
      "a must be a number, and is Infinity. Infinity is what a division by 0 " +
      "gives, and Math.min() of nothing.",
    ],
    [[4, 7, 8], right.list, "item 2 is not right."],
    [[4, 5, null], right.list, "item 3 must be a number, and is null."],
    [[4, 5], right.list, "The list is too short."],
    [[4, 5, 6, 7], right.list, "The list is too long."],
    ["x", "y", ""],
  ];
  for (const [gave, right, says] of rows) {
    assertEquals(judgeValue(gave, right), says, JSON.stringify(gave));
  }
});

Deno.test("deliver() and judgeRun() accepts each strategy of the textbook by its own measure", () => {
  for (const strategy of textbook) {
    assertEquals(judge(strategy, { like: strategy }), undefined, strategy.name);
    assertEquals(judge(strategy), undefined, strategy.name);
  }
});

Deno.test("deliver() and judgeRun() says that a program was expected, whatever else it gets", () => {
  const part = { repeats: "once", instructions: [1] };
  const others = [
    undefined,
    null,
    0,
    "program",
    true,
    [],
    {},
    { name: "x" },
    { name: 1, parts: [] },
    { name: "x", parts: 1 },
    { name: "x", parts: [null] },
    { name: "x", parts: [{ repeats: "twice", instructions: [] }] },
    { name: "x", parts: [{ repeats: "once" }] },
    { name: "x", parts: [part] },
  ];
  for (const gave of others) {
    assertStringIncludes(judge(gave)!, "A program was expected");
  }
});

Deno.test("deliver() names what in a list is no instruction", () => {
  const listed = (item: unknown): string =>
    judge({ name: "x", parts: [{ repeats: "once", instructions: [item] }] })!;
  assertStringIncludes(listed(1), "in its list is 1.");
  const marked = { repeats: "once", instructions: [] };
  assertStringIncludes(listed(marked), "once([ … ]) stands before the list");
});

Deno.test("deliver() and judgeRun() does not throw over instructions that are none", () => {
  const values = [undefined, null, 1, -1, NaN, {}, [], "disk", "__proto__"];
  const names = ["call", "from", "to", "slots"];
  const ops = [...new Set(textbook.flatMap(({ parts }) => parts))]
    .flatMap(({ instructions }) => instructions.map(({ op }) => op));
  const others = ["fly", "constructor", 1, "open pipe", "touch pages"];
  for (let seed = 1; seed <= 300; seed++) {
    const dice = new Dice(seed);
    const instructions = Array.from({ length: dice.whole(0, 6) }, () => ({
      op: dice.pick<unknown>([...ops, ...others]),
      ...Object.fromEntries(
        names.map((name) => [name, dice.pick<unknown>(values)]),
      ),
    }));
    const repeats = dice.pick(["once", "per piece"]);
    const gave = {
      name: "x",
      parts: [
        { repeats: "once", instructions: [enterKernel("read")] },
        { repeats, instructions },
      ],
    };
    const says = judge(gave, { like: readWrite, calls: ["read"] });
    assertEquals(typeof says, "string", `seed ${seed}`);
  }
});

Deno.test("deliver() and judgeRun() refuses to run a program without end", () => {
  const long = program("long", Array(2000).fill(enterKernel("read")));
  assertEquals(
    judge(long),
    "A program of 2000 steps is longer than any file needs.",
  );
});

Deno.test("deliver() and judgeRun() tells a fault in the machine's own words", () => {
  const early = program("early", [enterKernel("read"), ...steps.slice(2)]);
  assertStringIncludes(
    judge(early)!,
    "Cannot copy page cache → user buffer by CPU at step 2 as",
  );
});

Deno.test("deliver() and judgeRun() wants delivery before anything else", () => {
  const goal = { like: gather, calls: ["sendfile"], why: "No." };
  const cases: readonly [gave: Program, says: string][] = [
    [program("nothing"), "the client has no byte"],
    [program("half", steps.slice(0, 4)), "Which step hands bytes to the nic?"],
    [
      program("empty", [...steps.slice(0, 4), transmit()]),
      "Step 5 is to transmit the socket buffer, and no byte is in it.",
    ],
    [program("twice", steps, steps), "has 20000 bytes of a file of 10000"],
    [withStep(6, cpuCopy("user buffer", "socket buffer")), "is sent twice"],
    [program("end", steps.slice(0, 4), once(steps.slice(4))), "of a file of"],
  ];
  for (const [gave, says] of cases) {
    assertStringIncludes(judge(gave, goal)!, says, gave.name);
  }
});

Deno.test("deliver() and judgeRun() names the first wrong byte where the number of bytes is right", () => {
  const late = program("late", steps.slice(0, 4), steps.slice(4));
  const even = makeJob({ fileBytes: 8192, bufferBytes: 4096 });
  assertEquals(
    judgeProgram(late, even),
    "The client has 8192 bytes, but byte 0 is wrong: what was sent there is " +
      "not what the file holds there.",
  );
});

Deno.test("deliver() and judgeRun() wants the calls that it must make, and tells which were made", () => {
  const calls = ["read", "write"];
  assertEquals(judge(readWrite, { calls }), undefined);
  assertEquals(
    judge(mmapWrite, { calls, like: readWrite }),
    "The calls must be read, then write: the program makes mmap, then write.",
  );
  assertEquals(
    judgeProgram(program("none"), makeJob({ fileBytes: 0 }), { calls }),
    "The calls must be read, then write: the program makes none.",
  );
});

Deno.test("deliver() and judgeRun() names the CPU copy that need not be, in several pieces too", () => {
  const again = withStep(4, cpuCopy("page cache", "user buffer"));
  const goal = { like: readWrite, why: "Once is enough." };
  assertEquals(
    judge(again, goal),
    "The file arrives, with 9 CPU copies: step 4 copies page cache → user " +
      "buffer. Once is enough.",
  );
  for (const fileBytes of [4000, 8000, 9000, 20_000]) {
    const says = judgeProgram(again, makeJob({ ...job, fileBytes }), goal);
    assertStringIncludes(says!, "CPU copies: step 4", `${fileBytes} bytes`);
  }
  const whole = makeJob({ fileBytes: 9000 });
  const atOnce = program("once", once(again.parts[0]!.instructions));
  assertStringIncludes(
    judgeProgram(atOnce, whole, goal)!,
    "with 3 CPU copies: step 4",
  );
});

Deno.test("deliver() and judgeRun() names the copy between places that another strategy does without", () => {
  const says = judge(readWrite, { like: sendfile, why: "" });
  assertStringIncludes(says!, "step 3 copies page cache → user buffer");
  assertStringIncludes(
    judge(sendfile, { like: gather })!,
    "step 3 copies page cache → socket buffer. Another strategy does with fewer.",
  );
});

Deno.test("deliver() and judgeRun() names the call that need not be", () => {
  const more = withStep(5, enterKernel("read"), leaveKernel("read"));
  assertStringIncludes(
    judge(more, { like: readWrite, calls: ["read", "write"] })!,
    "with 18 mode switches: step 5 calls read() and so enters the kernel.",
  );
});

Deno.test("deliver() and judgeRun() names what is done for each piece, and needs to be done once only", () => {
  const [map, write] = mmapWrite.parts.map(({ instructions }) => instructions);
  const often = program("often", map!, write!);
  assertStringIncludes(
    judge(often, { like: mmapWrite })!,
    "with 6 DMA copies: step 2 copies disk → page cache",
  );
  const warm = makeJob({ ...job, cache: "warm" });
  assertStringIncludes(
    judgeProgram(often, warm, { like: mmapWrite })!,
    "with 12 mode switches: step 1 calls mmap()",
  );
});

Deno.test("deliver() and judgeRun() sees a page fault that need not be", () => {
  const lazy = program("lazy", [
    enterKernel("mmap"),
    { op: "reserve addresses" },
    leaveKernel("mmap"),
    { op: "touch pages" },
    enterKernel("write"),
    cpuCopy("user buffer", "socket buffer"),
    dmaCopy("socket buffer", "nic"),
    leaveKernel("write"),
  ]);
  const whole = makeJob({ fileBytes: 9000 });
  assertStringIncludes(
    judgeProgram(lazy, whole, { like: mmapWrite })!,
    "with 1 page fault: step 4 finds no frame for page 0",
  );
});

Deno.test("deliver() and judgeRun() sees memory that need not be held at once", () => {
  const atOnce = program("once", once(steps));
  assertEquals(
    judge(atOnce, { like: readWrite, why: "Go piece by piece." }),
    "The file arrives, but 36864 bytes of memory were held at once, and 20480 " +
      "are enough. Go piece by piece.",
  );
});
