import { assert, assertEquals } from "@std/assert";
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  leaveKernel,
  openPipe,
  passPages,
  transmit,
} from "../../lib/machine/instruction.ts";

import type { Job } from "../../lib/machine/job.ts";
import { once, type Program, program } from "../../lib/machine/program.ts";
import {
  gather,
  mmapWrite,
  readWrite,
  sendfile,
} from "../../lib/strategy/textbook.ts";
import type * as stub from "../../exercises/09_splice/answer.ts";
import { exercises } from "../../exercises/09_splice/questions.ts";
import { callerOf, gradeExercise } from "../../lib/grade/grade.ts";
import * as solution from "../../solutions/09_splice/answer.ts";
import { testExercises, type WrongAnswer } from "./wrong_answers.ts";

/** A solution whose signatures drift from the stub's is a type error here. */
const answers: typeof stub = solution;

const pipeBytes = 65536;
const enter = enterKernel("splice");
const leave = leaveKernel("splice");
const load = dmaCopy("disk", "page cache");
const into = passPages("page cache", "pipe");
const outOf = passPages("pipe", "socket buffer");
const send = dmaCopy("socket buffer", "nic");
const makePipe = [enterKernel("pipe"), openPipe(16), leaveKernel("pipe")];
const both = [enter, load, into, leave, enter, outOf, leave, transmit()];

/** Wrong programs, for both exercises that want a splice. */
const wrongPrograms: WrongAnswer[] = [
  {
    idea: "from the file straight to the socket",
    answer: () =>
      program("no pipe", [
        enter,
        load,
        passPages("page cache", "socket buffer"),
        send,
        leave,
      ]),
    says: "one end of splice must be a pipe",
  },
  {
    idea: "into the pipe, and never out of it",
    answer: () => program("half", [enter, load, into, leave]),
    says: "Which step hands bytes to the nic?",
  },
  { idea: "nothing", answer: () => undefined, says: "A program was" },
];

/** What `fewest` would be for somebody who knows only some of the ways. */
function choose(
  ways: Readonly<Record<string, (job: Job) => Program>>,
): (job: Job, calls: readonly string[]) => Program {
  return (job, calls) => {
    const call = Object.keys(ways).find((call) => calls.includes(call));
    return ways[call ?? "read"]!(job);
  };
}

const byNic = ({ nic }: Job): Program =>
  nic === "no-gather" ? sendfile : gather;

/** A program that hands pages over in a call of any name. */
function passIn(call: string): Program {
  return program(call, [
    enterKernel(call),
    load,
    passPages("page cache", "socket buffer"),
    send,
    leaveKernel(call),
  ]);
}

testExercises(exercises, {
  solution: answers,
  wrong: {
    splice: [
      ...wrongPrograms,
      {
        idea: "sendfile + gather",
        answer: () => gather,
        says: "The calls must be splice: the program makes sendfile",
      },
      {
        idea: "a copy out of the pipe",
        answer: () =>
          program("copy", [
            enter,
            load,
            into,
            cpuCopy("pipe", "socket buffer"),
            send,
            leave,
          ]),
        says: "CPU copies: step 4 copies page cache → socket buffer",
      },
      {
        idea: "a copy into the pipe",
        answer: () =>
          program("copy", [
            enter,
            load,
            cpuCopy("page cache", "pipe"),
            outOf,
            send,
            leave,
          ]),
        says: "the way asked for leads to the pipe",
      },
      {
        idea: "Linux's two calls",
        answer: () => program("two calls", both),
        says: "mode switches: step 5 calls splice()",
      },
      {
        idea: "the whole file in one call",
        answer: () =>
          program("once", once([enter, load, into, outOf, send, leave])),
        says: "a call moves at most 8192 bytes here: step 4",
      },
    ],
    callsOnLinux: [
      {
        idea: "one call, as the textbook draws it",
        answer: () => 1,
        says: "That is the textbook's picture",
      },
      {
        idea: "no call of pipe",
        answer: (file: number) => 2 * Math.ceil(file / pipeBytes),
        says: "Where does the pipe come from?",
      },
      {
        idea: "one splice for each pipe-full",
        answer: (file: number) => 1 + Math.ceil(file / pipeBytes),
        says: "which call does the other half?",
      },
      {
        idea: "a pipe without an end",
        answer: () => 3,
        says: "How much does the pipe hold",
      },
      {
        idea: "a pipe for each pipe-full",
        answer: (file: number) => 3 * Math.ceil(file / pipeBytes),
        says: "can be used again",
      },
      {
        idea: "a call that finds the end",
        answer: (file: number) => 2 + 2 * Math.ceil(file / pipeBytes),
        says: "One call too many",
      },
      {
        idea: "mode switches",
        answer: (file: number) => 2 * solution.callsOnLinux(file),
        says: "A call is two of them",
      },
      {
        idea: "whole pipe-fulls only",
        answer: (file: number) =>
          1 + 2 * (file < pipeBytes ? 1 : Math.floor(file / pipeBytes)),
        says: "The last pipe-full is not full",
      },
      {
        idea: "parts of calls",
        answer: (file: number) => 1 + 2 * file / pipeBytes,
        says: "a part of a call",
      },
      {
        idea: "a page at a time",
        answer: (file: number) => 1 + 2 * Math.ceil(file / 4096),
        says: "more than one slot",
      },
      {
        idea: "a page more for each pipe",
        answer: (file: number) => 1 + 2 * Math.ceil(file / (15 * 4096)),
        says: "Count in three steps",
      },
      { idea: "a text", answer: () => "33", says: "must return a number" },
    ],
    mended: [
      ...wrongPrograms,
      {
        idea: "the textbook's splice",
        answer: solution.splice,
        says: "Step 3 puts pages into a pipe that nobody has made",
      },
      {
        idea: "two calls, and no pipe()",
        answer: () => program("no pipe()", both),
        says: "a pipe that nobody has made",
      },
      {
        idea: "a pipe, and one call for both ways",
        answer: () =>
          program("one call", once(makePipe), [
            enter,
            load,
            into,
            outOf,
            leave,
            transmit(),
          ]),
        says: "Step 7 is the second pass of one call",
      },
      {
        idea: "a pipe for each pipe-full",
        answer: () => program("many pipes", [...makePipe, ...both]),
        says: "calls pipe() and so enters the kernel. One pipe serves",
      },
      {
        idea: "a pipe that is too small",
        answer: () =>
          program(
            "narrow",
            once([enterKernel("pipe"), openPipe(8), leaveKernel("pipe")]),
            both,
          ),
        says: "free slots",
      },
      {
        idea: "a pipe that is made inside splice",
        answer: () =>
          program("in passing", [
            enter,
            openPipe(16),
            load,
            into,
            leave,
            ...both.slice(4),
          ]),
        says: "The calls must be pipe, then splice",
      },
      {
        idea: "sendfile + gather",
        answer: () => gather,
        says: "The calls must be pipe, then splice",
      },
    ],
    fewest: [
      {
        idea: "always read + write",
        answer: () => readWrite,
        says: "over the best known in CPU bytes",
      },
      {
        idea: "the choice of lesson 8, whatever may be called",
        answer: byNic,
        says: "calls sendfile(), which is not in the list",
      },
      {
        idea: "descriptors for each NIC",
        answer: choose({
          sendfile: () => gather,
          splice: solution.splice,
          mmap: () => mmapWrite,
          read: () => readWrite,
        }),
        says: "must get its bytes in the socket buffer",
      },
      {
        idea: "descriptors from splice for each NIC",
        answer: choose({
          sendfile: byNic,
          splice: solution.splice,
          mmap: () => mmapWrite,
          read: () => readWrite,
        }),
        says: "Cannot copy socket buffer → nic by DMA at step 5",
      },
      {
        idea: "splice left out",
        answer: choose({
          sendfile: byNic,
          mmap: () => mmapWrite,
          read: () => readWrite,
        }),
        says: "the CPU copies at step 6. Which of the calls",
      },
      {
        idea: "mmap before all others",
        answer: choose({
          mmap: () => mmapWrite,
          sendfile: byNic,
          splice: solution.splice,
          read: () => readWrite,
        }),
        says: "2 over the best known in mode switches",
      },
      {
        idea: "sendfile as lesson 7 has it",
        answer: choose({
          sendfile: () => sendfile,
          splice: solution.splice,
          mmap: () => mmapWrite,
          read: () => readWrite,
        }),
        says: "the CPU copies at step 3",
      },
      {
        idea: "pages passed by write, which the machine lets pass",
        answer: ({ nic }: Job) =>
          nic === "no-gather" ? readWrite : passIn("write"),
        says: "as a part of write()",
      },
      {
        idea: "the whole file in one call",
        answer: choose({
          sendfile: () =>
            program("once", once(passIn("sendfile").parts[0]!.instructions)),
          mmap: () => mmapWrite,
          read: () => readWrite,
        }),
        says: "a call moves at most",
      },
      {
        idea: "the name of a way",
        answer: () => "mmap",
        says: "A program was",
      },
    ],
  },
});

/** The scores that a passed answer is told. */
async function scoresOf(
  fewest: typeof solution.fewest,
  seed: number,
): Promise<readonly string[]> {
  const [exercise] = exercises.filter(({ name }) => name === "fewest");
  const grade = await gradeExercise(exercise!, callerOf({ fewest }), {
    seeds: [seed],
    reasons: {},
  });
  assert(grade.status === "passed", JSON.stringify(grade));
  return grade.remarks;
}

Deno.test("fewest: the solution is as good as the best known, for each seed", async () => {
  for (let seed = 1; seed <= 20; seed++) {
    assertEquals(await scoresOf(solution.fewest, seed), [
      "as good as the best known.",
    ]);
  }
});

Deno.test("fewest: a pass tells what remains to win", async () => {
  const fewest: typeof solution.fewest = (job, calls) =>
    job.nic === "no-gather" && calls.includes("mmap")
      ? mmapWrite
      : solution.fewest(job, calls);
  const scores = await scoresOf(fewest, 1);
  assert(
    scores.includes("2 over the best known in mode switches."),
    scores.join(),
  );
});
