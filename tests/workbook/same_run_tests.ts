import { assert, assertEquals, assertStringIncludes, equal } from "@std/assert";
import { Dice } from "../../lib/workbook/dice.ts";
import { judgeStrategy } from "../../lib/workbook/judge_program.ts";
import { nearestRun, sayOtherwise } from "../../lib/workbook/same_run.ts";
import {
  dmaCopy,
  enterKernel,
  type Instruction,
  mapPages,
  openPipe,
  say,
  touchPages,
  transmit,
} from "../../lib/machine/instruction.ts";
import { type Job, makeJob, nicAbilities } from "../../lib/machine/job.ts";
import {
  once,
  type Part,
  type Program,
  program,
  stepsOf,
} from "../../lib/machine/program.ts";
import { type Run, run } from "../../lib/machine/run.ts";
import { fallBack } from "../../lib/strategy/fallback.ts";
import * as onLinux from "../../lib/strategy/linux.ts";
import { linux, textbook } from "../../lib/strategy/linux.ts";
import {
  gather,
  mmapWrite,
  readWrite,
  sendfile,
  splice,
} from "../../lib/strategy/textbook.ts";
import type { Event } from "../../lib/trace/event.ts";

/** A file in three pieces, the last of them shorter. */
const job = makeJob({ fileBytes: 10_000, bufferBytes: 4096 });

/** Puts instructions before the step of that number; behind the last step, at its end. */
function insert(
  one: Program,
  before: number,
  ...more: Instruction[]
): Program {
  let step = 0;
  const parts = one.parts.map((part, i): Part => ({
    ...part,
    instructions: [
      ...part.instructions.flatMap((instruction) => {
        step += 1;
        return step === before ? [...more, instruction] : [instruction];
      }),
      ...(i === one.parts.length - 1 && before > step ? more : []),
    ],
  }));
  return { ...one, parts };
}

/** Leaves out the step of that number. */
function leaveOut(one: Program, number: number): Program {
  let step = 0;
  const parts = one.parts.map((part): Part => ({
    ...part,
    instructions: part.instructions.filter(() => ++step !== number),
  }));
  return { ...one, parts };
}

function told(gave: Program, like: Program, job_: Job = job): string {
  return judgeStrategy(gave, job_, { like }) ?? "passed";
}

Deno.test("each strategy does what it does itself, whatever it is called, on each NIC", () => {
  for (const nic of nicAbilities) {
    for (const cache of ["cold", "warm"] as const) {
      const on = { ...job, nic, cache };
      for (const one of [...textbook, ...linux]) {
        const like = fallBack(one, on);
        assertEquals(told({ ...like, name: "mine" }, like, on), "passed");
      }
    }
  }
});

Deno.test("a step that does nothing is told, and which step has done it", () => {
  const file = "The file arrives, but step ";
  const load = dmaCopy("disk", "page cache");
  const rows: readonly [Program, Program, string][] = [
    [
      insert(readWrite, 3, load),
      readWrite,
      "3, copy disk → page cache by DMA, does nothing: that has been done at step 2.",
    ],
    [
      insert(gather, 5, transmit()),
      gather,
      "5, transmit the socket buffer, does nothing: that has been done at step 4.",
    ],
    [
      insert(onLinux.mmapWrite, 6, touchPages()),
      onLinux.mmapWrite,
      "6, touch the mapped pages, does nothing: that has been done at step 5.",
    ],
    [
      insert(onLinux.splice, 3, openPipe(16)),
      onLinux.splice,
      "3, open a pipe of 16 pages, does nothing: that has been done at step 2.",
    ],
  ];
  for (const [gave, like, says] of rows) {
    assertEquals(told(gave, like), file + says);
  }
  const warm = { ...job, cache: "warm" } as const;
  assertEquals(
    told(gather, leaveOut(gather, 2), warm),
    file + "2, copy disk → page cache by DMA, does nothing: nothing is there " +
      "for it to do.",
  );
});

Deno.test("a step at another place, or one more, is told by what it does first", () => {
  const rows: readonly [Program, Program, string][] = [
    [
      insert(leaveOut(onLinux.splice, 11), 10, transmit()),
      onLinux.splice,
      "step 10 asks the DMA engine to send the socket buffer. Something else " +
      "comes before that.",
    ],
    [
      leaveOut(onLinux.mmapWrite, 10),
      onLinux.mmapWrite,
      "step 10 returns from munmap() to user mode. Something else comes " +
      "before that.",
    ],
    [
      program("cut", ...onLinux.mmapWrite.parts.slice(0, -1)),
      onLinux.mmapWrite,
      "after step 8 something is left to do.",
    ],
    [
      leaveOut(onLinux.splice, 2),
      onLinux.splice,
      "pages go into a pipe that no step has opened.",
    ],
  ];
  for (const [gave, like, says] of rows) {
    assertEquals(told(gave, like), `The file arrives, but ${says}`);
  }
});

Deno.test("what no call of that name does is told as such", () => {
  for (
    const [gave, like] of [
      [
        insert(leaveOut(onLinux.mmapWrite, 5), 3, touchPages()),
        onLinux.mmapWrite,
      ],
      [insert(mmapWrite, 6, mapPages("page cache", "user buffer")), mmapWrite],
    ] as const
  ) {
    assertStringIncludes(
      told(gave, like),
      "no strategy of this workbook does it",
    );
  }
});

Deno.test("what is told of a step is what it does, not the memory that it takes", () => {
  assertStringIncludes(
    sayOtherwise(run(sendfile, job), run(gather, job)) ?? "passed",
    "step 3 copies page cache → socket buffer.",
  );
});

Deno.test("a program may do what any of several does, and is told by the nearest", () => {
  const goal = { like: onLinux.gather, orLike: [gather] };
  assertEquals(judgeStrategy(gather, job, goal), undefined);
  assertEquals(judgeStrategy(onLinux.gather, job, goal), undefined);
  const runs = [onLinux.gather, gather].map((one) => run(one, job));
  const longer = run(insert(gather, 5, transmit()), job);
  assertEquals(nearestRun(longer, runs).program, gather);
  assertStringIncludes(
    judgeStrategy(longer.program, job, goal) ?? "passed",
    "step 5, transmit the socket buffer, does nothing",
  );
});

Deno.test("what goes in one piece may be done once", () => {
  const whole = makeJob({ fileBytes: 10_000 });
  const [{ instructions }] = readWrite.parts as [Part];
  assertEquals(
    told(program("o", once(instructions)), readWrite, whole),
    "passed",
  );
});

Deno.test("what delivers, costs and calls too much is told of that first", () => {
  assertStringIncludes(told(readWrite, sendfile), "CPU copies: step 3");
  assertStringIncludes(
    told(insert(readWrite, 1, enterKernel("read")), readWrite),
    "Cannot enter the kernel",
  );
});

/** All instructions of all strategies, each once. */
const known = [...textbook, ...linux].flatMap(stepsOf)
  .map(({ instruction }) => instruction)
  .filter((one, i, all) => all.findIndex((other) => equal(one, other)) === i);

/** Makes one change of a program. */
function edit(dice: Dice, one: Program): Program {
  const steps = stepsOf(one);
  const at = dice.whole(1, steps.length);
  const to = dice.whole(1, steps.length + 1);
  const { instruction } = steps[at - 1]!;
  return dice.pick([
    () => insert(one, to, instruction),
    () => insert(leaveOut(one, at), to, instruction),
    () => insert(one, to, dice.pick(known)),
    () => leaveOut(one, at),
  ])();
}

/** What happened, without the numbers of steps. */
function happenings({ trace }: Run): Event[] {
  return trace.map((event) => ({ ...event, step: 0 }));
}

/** The words of the steps; where the NIC sends, it does not matter who asks it. */
function wordsOf(one: Program): string[] {
  return stepsOf(one).map(({ instruction, repeats }) => {
    const words = say(instruction);
    return words === say(transmit())
      ? `${repeats}: ${say(dmaCopy("socket buffer", "nic"))}`
      : `${repeats}: ${words}`;
  });
}

Deno.test("of programs with one change, what passes does the same by the same steps", () => {
  let passed = 0;
  for (const like of [...textbook, ...linux]) {
    const on = {
      ...job,
      nic: like === onLinux.sendfile ? "no-gather" : job.nic,
    };
    for (let seed = 1; seed <= 400; seed++) {
      const gave = edit(new Dice(seed), like);
      const says = judgeStrategy(gave, on, { like });
      if (says !== undefined) continue;
      passed += 1;
      const runs = [gave, like].map((one) => run(one, on));
      assertEquals(happenings(runs[0]!), happenings(runs[1]!));
      assertEquals(wordsOf(gave), wordsOf(like), `${like.name}, seed ${seed}`);
    }
  }
  assert(passed > 100, `only ${passed} passed`);
});

Deno.test("of programs with one change, each is told in one sentence with its step, or of the whole", () => {
  for (const like of [gather, splice, onLinux.mmapWrite]) {
    for (let seed = 1; seed <= 200; seed++) {
      const says = judgeStrategy(edit(new Dice(seed), like), job, { like });
      const isTold = says === undefined ||
        /\bstep \d+|the client has|has opened/i.test(says);
      assert(isTold, `${like.name}, seed ${seed}: ${says}`);
    }
  }
});
