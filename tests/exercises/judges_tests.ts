import { assert, assertEquals } from "@std/assert";
import { Dice } from "../../lib/workbook/dice.ts";
import type { Exercise } from "../../lib/workbook/exercise.ts";
import { answerBy } from "../../lib/workbook/question.ts";
import type { Counts } from "../../lib/trace/count.ts";
import { mmapWrite } from "../../lib/strategy/textbook.ts";
import {
  type Account,
  type Loop,
  type Script,
  tryLoop,
} from "../../lib/machine/scripted_kernel.ts";
import * as onLinux from "../../lib/strategy/linux.ts";
import { exercises as modes } from "../../exercises/01_modes/questions.ts";
import { exercises as contexts } from "../../exercises/02_context/questions.ts";
import { exercises as moving } from "../../exercises/03_dma/questions.ts";
import { exercises as paging } from "../../exercises/04_virtual_memory/questions.ts";
import { exercises as reading } from "../../exercises/05_read_write/questions.ts";
import { exercises as mapping } from "../../exercises/06_mmap_write/questions.ts";
import { exercises as sending } from "../../exercises/07_sendfile/questions.ts";
import { exercises as gathering } from "../../exercises/08_sendfile_gather/questions.ts";
import { exercises as splicing } from "../../exercises/09_splice/questions.ts";
import { fewest, mended as piped } from "../../solutions/09_splice/answer.ts";
import {
  type RelayScript,
  tryRelay,
} from "../../lessons/09_splice/relay_kernel.ts";
import { gradeExercise } from "../../lib/grade/grade.ts";
import { fallBack } from "../../lib/strategy/fallback.ts";
import { exercises as choosing } from "../../exercises/10_choosing/questions.ts";
import { exercises as wild } from "../../exercises/11_in_the_wild/questions.ts";
import { exercises as probing } from "../../exercises/12_on_your_kernel/questions.ts";
import { diagnose } from "../../solutions/11_in_the_wild/answer.ts";

/** What a judge says by itself, before the reason of an idea that stands on the page. */
const said: readonly [
  exercises: readonly Exercise[],
  name: string,
  words: Readonly<Record<string, string>>,
][] = [
  [modes, "mendedCalls", {
    "only its todo was wrong": "step 2 as the CPU must be in kernel mode",
    "what a call begins, the next one can end":
      "After step 5 the program has the CPU, and interrupts are off",
    "a return is a return":
      "step 9 as a return must be from the call that was entered",
    "a call ends by itself": "step 6 as the CPU must be in user mode",
    "once in the kernel, all is done there":
      "Step 6, set the clock, is done in read(). It belongs to another call",
    "the kernel had better do all of it":
      "Step 2, load, is done in read(). It is the program's own",
    "a call more does no harm": "with 3 calls. Which of them could be one?",
    "what makes trouble is left out": "must be the same as before",
    "the clock is the last thing to do":
      "The list ends in kernel mode, in clock_settime()",
  }],
  [moving, "mendedDriver", {
    "the disk is started first": "left in source, target, count",
    "a register can be written later": "left in target",
    "the bytes are there at once": "only begun to bring them",
    "the bytes can be used as soon as they are there": "What tells the kernel?",
    "the interrupt comes at once": "The interrupt line is down",
    "the process sleeps, then it asks": "sleeps for good",
    "count takes words, as the others do": "What does the count register",
    "a word more does no harm": "the disk wrote over 1 other word of memory",
    "source is the place that wants the bytes": "which where in memory?",
    "the interrupt is the end": "nobody has used the bytes",
  }],
  [moving, "drawLanes", {
    "the CPU never waits": "and then the disk has taken memory from the CPU",
    "the CPU looks on": "and then the disk fetches by itself",
    "the disk begins at once": "The lane of the disk is wrong from cycle 1 on",
    "a lane ends with its last work": "there is nothing, and then the disk has",
  }],
  [moving, "fewestWords", {
    "in bytes": "a smaller transfer has fewer",
    "the interrupt is free": "not paid back yet",
    "a part of a word": "A whole number of words",
    "as many cycles are enough": "that is as many",
  }],
  [paging, "translate", {
    "the offset is looked up": "and the page of this address has a frame",
    "no frame is frame 0": "An address was given, and there is none",
    "the table has no end": "something that is not a number",
  }],
  [paging, "seenAt", {
    "the same address": "that is not where the writer's page is",
    "one address is enough": "What is there is right, and an address is",
    "the beginning of each page": "lies in a right page, and is another byte",
    "frame 0 is no frame": "the reader has a page in the writer's frame",
    "no frame is a frame in common": "it faults before any byte is written",
  }],
  [paging, "evictions", {
    "what LRU chooses": "with 10 page faults: 3 more than the fewest",
    "what is not found comes first": "a frame is never used again",
    "what is needed next leaves": "leaves, and access",
    "nobody leaves": "The list has ended before",
    "the page that comes is the one": "is to leave, and has no frame",
    "at the end all leave": "pages, and only",
  }],
  [reading, "readAndWrite", {
    "one call does it": "The calls must be read, then write",
    "the program copies": "in kernel mode: it is in user mode",
    "write waits for the NIC":
      "step 7 asks the DMA engine to send the socket buffer. Something else",
    "a read that brings nothing is none": "after step 8 something is left",
    "the NIC can wait for the end": "were held at once, and",
    "each piece looks for the end": "with 18 mode switches: step 9 calls read",
  }],
  [reading, "mended", {
    "what sends one piece sends all": "The client has 10848 bytes of a file",
    "a large buffer holds all": "The client has 60000 bytes of a file",
    "all of it is done once": "step 6 makes it 20000 in one call",
    "the NIC can wait for the end": "49152 bytes of memory were held at once",
  }],
  [mapping, "mapAndWrite", {
    "read brings the bytes": "The calls must be mmap, then write",
    "a mapping is enough": "Which step hands bytes to the nic?",
    "what is mapped comes by itself": "the pages must be in the page cache",
    "write finds the page cache": "page 0 of it has no frame",
    "write copies from the page cache":
      "step 6 copies page cache → socket buffer. write copies, and from an",
    "the program copies": "in kernel mode: it is in user mode",
    "nobody copies": "step 6 passes 4 pages to the socket buffer by descriptor",
    "mmap copies to the program": "mmap copies no byte, it maps pages",
    "each write maps its piece": "into the user buffer, as a part of write()",
    "a mapping for each piece": "step 1 calls mmap() once a piece: 5 times",
    "one write for all": "Step 5 writes all of the file at once",
    "page faults bring the bytes": "with 7 DMA copies: step 5 copies disk →",
  }],
  [mapping, "savedByMapping", {
    "no copy is left": "cpuBytes is not right",
    "mmap costs nothing": "modeSwitches is not right",
    "half of the memory": "peakBytes is not right",
  }],
  [mapping, "mapOnDemand", {
    "the copy touches the pages": "CPU at step 5 as the user buffer must be",
    "each piece has its munmap": "at step 5 as a file must be mapped",
    "a mapping for each piece": "step 1 calls mmap() once a piece: 10 times",
    "the program touches the pages": "step 4 faults in user mode",
    "mmap touches the pages": "touch the mapped pages, as a part of mmap()",
    "one write for all": "Step 4 writes all of the file at once",
    "nobody needs munmap": "The calls must be mmap, then write, then munmap",
  }],
  [sending, "sendfile", {
    "the older calls are still made":
      "The calls must be sendfile: the program makes read, then write",
    "the bytes still go through the program":
      "CPU copies: step 3 copies page cache → user buffer",
    "the call returns in between": "mode switches: step 4 calls sendfile()",
    "the disk fills the program": "Step 2 is to copy disk → user buffer by DMA",
    "the NIC empties the page cache": "the way asked for is page cache → nic",
    "references will do": "must get its bytes in the socket buffer",
    "the copy can wait": "step 3 passes 2 pages to the socket buffer by",
    "the call waits for the NIC":
      "step 4 asks the DMA engine to send the socket buffer. Something else",
    "one call for the whole file": "a call moves at most 8192 bytes here: step",
    "the call has no return": "must be in user mode",
  }],
  [sending, "involvesUser", {
    "only the CPU can fill it": "step 3 the CPU maps",
    "DMA stays away from it": "step 2 the CPU asks the DMA engine",
    "the program always sees it": "No event of this trace names the user",
  }],
  [sending, "sendPart", {
    "one call sends all": "bytes that can be sent,",
    "a short count is the end": "bytes that can be sent,",
    "the part begins at 0": "bytes that can be sent,",
    "the count stays what it was": "too many are sent",
    "the offset is the program's to move": "Bytes are lost: from",
    "the call leaves the offset alone": "Bytes are sent twice: from",
    "an error is a count": "too many are sent",
    "nothing sent is nothing left":
      'All that can be sent is sent, and the loop says "all is sent"',
    "every error is a cut file": 'says "the file was cut"',
  }],
  [sending, "obstacleTo", {
    "sendfile takes all": "sendfile gives EINVAL.",
    "each source must seek": "From a socket to a pipe, sendfile moves bytes.",
  }],
  [gathering, "gather", {
    "the CPU has to queue the bytes":
      "step 3 copies page cache → socket buffer. The bytes are in memory",
    "each file comes from a disk":
      "step 2, copy disk → page cache by DMA, does nothing",
    "the NIC is given the pages": "must go into a pipe or the socket buffer",
    "passing is sending": "Which step hands bytes to the nic?",
    "one call for the whole file": "a call moves at most 8192 bytes here: step",
  }],
  [gathering, "programFor", {
    "each NIC takes references": "must get its bytes in the socket buffer",
    "to gather is enough": "a NIC that adds no checksums must get its bytes",
    "no NIC takes references":
      "step 4 copies what was passed, page cache → socket buffer. This NIC",
    "the call copies for the NIC":
      "step 3 copies page cache → socket buffer. That is not to be done there",
    "the old calls have to help": "The calls must be sendfile",
  }],
  [gathering, "movedBytes", {
    "zero-copy on each NIC": "cpuBytes is not right",
    "nothing moves any more": "dmaBytes is not right",
  }],
  [splicing, "splice", {
    "the file leads to the socket": "one end of splice must be a pipe",
    "what is in the pipe is sent": "Which step hands bytes to the nic?",
    "sendfile does it": "The calls must be splice: the program makes sendfile",
    "a copy into the pipe": "the way asked for leads to the pipe",
    "each NIC takes references": "must get its bytes in the socket buffer",
    "a copy out of the pipe":
      "Step 4 is to copy pipe → socket buffer by CPU, as a part of splice()",
    "a call for each pass": "mode switches: step 5 calls splice()",
    "one call for the whole file": "a call moves at most 8192 bytes here: step",
  }],
  [splicing, "mended", {
    "the textbook's splice does it":
      "Step 3 puts pages into a pipe that nobody has made",
    "the pipe is there": "Step 3 puts pages into a pipe that nobody has made",
    "splice makes its pipe": "The calls must be pipe, then splice",
    "one call for both passes": "Step 7 is the second pass of one call",
    "a pipe for each pipe-full":
      "calls pipe() and so enters the kernel. One pipe serves",
    "half a pipe will do": "free slots",
  }],
  [splicing, "fewest", {
    "read and write can do all": "over the best known in CPU bytes",
    "any call may be made": "calls sendfile(), which is not in the list",
    "write can pass pages": "as a part of write()",
    "the NIC does not matter": "must get its bytes in the socket buffer",
    "splice suits each NIC": "Cannot copy socket buffer → nic by DMA at step 5",
    "sendfile always copies": "the CPU copies at step 3",
    "splice wins nothing": "the CPU copies at step 6. Which of the calls",
    "mmap copies least": "2 over the best known in mode switches",
  }],
  [splicing, "relay", {
    "one call goes from socket to socket": "The server has 0 of",
    "the program hands the bytes on": "Both have all bytes, but the CPU copied",
    "tee doubles all": "It waits for ever, after",
    "tee goes on where it stopped": "and then not those that follow",
    "the mirror can do without": "The mirror has 0 of",
  }],
  [choosing, "plan", {
    "the fewest copied bytes":
      "Job 1, 0 bytes, no-gather: read + write takes 200 ns by these prices, and",
  }],
  [wild, "diagnose", {
    "every server uses sendfile":
      "With that, 0 bytes by CPU would be seen, and not",
    "one copy is that of sendfile":
      "With that, 0 page faults would be seen, and not 1.",
    "one call for each piece": "system calls would be seen, and not",
  }],
  [wild, "saved", {
    "each call is one mode switch": "modeSwitches is not right",
    "splice copies": "cpuBytes is not right",
  }],
  [probing, "strategyOf", {
    "the number of copies names the strategy":
      "With sendfile, the arrivals are new or old. Here they are new, new.",
    "every NIC gathers": "with mmap + write. But for",
    "page faults name the strategy":
      "With mmap + write, the arrivals are new, old",
    "the NIC is a part of the name":
      'is no word for this. The words are "read + write",',
  }],
  [probing, "predictTable", {
    "a fault for each page": "page faults of mmap + write: ",
    "splice needs no pipe": "system calls of splice: ",
    "what the page cache has is read again": "disk, warm of read + write: ",
  }],
  [probing, "explain", {
    "mode switches need no reason": "One of the reasons fits these numbers.",
  }],
  [probing, "switchesBetween", {
    "nothing less a number": "a number, and returned NaN",
  }],
  [probing, "probesFor", {
    "whatever arrives comes from the file": "By then, read had copied them",
    "the program changes what is its own": "them where read had put them",
    "all changes at the end": "By then, vmsplice had copied them",
    "before the call is made":
      "after must be a call of this strategy: read, vms",
    "as early as can be": "The change comes before vmsplice is made",
    "at the place where the call has them from": 'It is "pipe".',
    "one probe for all calls": "Of vmsplice no probe tells whether",
  }],
  [probing, "confirmed", {
    "any call can be thought of": "Step 1 calls zerocopy(). What Linux does",
    "read and write can do it": "read + write does not copy more",
    "read passes pages": "as a part of read(). Linux does not do that",
    "write passes pages": "as a part of write(). Linux does not do that",
    "mmap copies the file": "Step 2 is to copy disk → page cache by DMA",
    "what the textbook draws is a call": "Linux refuses that with EINVAL",
    "the pipe is there": "Step 1 calls splice(), and nobody has made a pipe",
  }],
  [probing, "contradicted", {
    "only the last call counts": "and is not in the list",
    "a result speaks of every program": "makes other calls than those that",
    "what is not clear is a copy": "is contradicted, but not first at",
    "each call by itself": "foretells what arrived: nothing contradicts",
    "each step that fails": "stands in the list more than once",
  }],
];

function find(exercises: readonly Exercise[], name: string): Exercise {
  return exercises.find((exercise) => exercise.name === name)!;
}

/** What a judge says, case by case, to somebody who answers by an idea. */
function saidTo(exercise: Exercise, idea: string): string {
  return exercise.cases(new Dice(1)).map((asked) =>
    exercise.judge(answerBy(exercise, idea, asked.args), asked)
  ).join("\n");
}

Deno.test("a judge says what the machine finds: the step, the rule, the count", () => {
  for (const [exercises, name, words] of said) {
    const exercise = find(exercises, name);
    const cases = exercise.cases(new Dice(1));
    for (const [idea, says] of Object.entries(words)) {
      const told = saidTo({ ...exercise, cases: () => cases }, idea);
      assertEquals(told.includes(says), true, `${name}, ${idea}: ${told}`);
    }
  }
});

/** What is none of what an exercise asks for, and what its judge says of it. */
const malformed: readonly [
  exercises: readonly Exercise[],
  name: string,
  told: readonly [gave: unknown, says: string][],
][] = [
  [modes, "mendedCalls", [
    [["trap", "start I/O"], 'Step 1 is "trap". A step is'],
    [["disable interupts"], 'Do you mean "disable interrupts"?'],
    ["read", 'A list of steps was expected: it is "read".'],
  ]],
  [sending, "sendPart", [
    ["all is sent", "It must return what tryLoop returns."],
    [{ ending: "all is sent" }, "It must return what tryLoop returns."],
    [{ ending: "spins", got: [], calls: [] }, "It spins: after 0 calls"],
  ]],
  [choosing, "plan", [
    [
      Array(8).fill("splise"),
      'Do you mean "splice"?',
    ],
    ["splice", "a list with one name for each of 8 jobs"],
  ]],
  [wild, "diagnose", [
    ["splice", "must return an object"],
    [{ strategy: "splise", bufferBytes: 1 }, 'Do you mean "splice"?'],
    [{ strategy: 1, bufferBytes: 1 }, "must be one of read + write,"],
    [{ strategy: "splice", bufferBytes: 0.5 }, "a whole number of bytes"],
  ]],
  [wild, "wayOf", [
    ["sendfil", 'Do you mean "sendfile"?'],
    [null, "It must return a text"],
  ]],
  [wild, "saved", [
    [{ modeSwitches: 2 }, "The field cpuBytes is missing."],
  ]],
  [wild, "callsBehind", [
    ["sendfile", "It must return a list"],
    [["sendfil"], 'Do you mean "sendfile"?'],
    [[1], "must be a text"],
  ]],
  [probing, "contradicted", [
    [["fast"], "It must return a list of { program, step }."],
    [[{ program: "fst", step: 1 }], 'Do you mean "fast"?'],
  ]],
  [probing, "predictTable", [
    [null, "It must return an object"],
    [{}, "system calls of read + write: it is missing."],
    [{ "read + write": 1 }, "system calls of read + write: it is missing."],
  ]],
  [probing, "explain", [
    [1, "It must return one of the reasons"],
    ["no disc was read", 'Do you mean "no disk was read"?'],
  ]],
  [probing, "probesFor", [
    [{ after: "read" }, "must return a list of probes"],
    [[null], "Probe 1: it must be an object"],
    [[{ after: "read", tellsOf: "read", change: null }], "It is null."],
    [Array(51).fill({}), "51 probes are more than it takes"],
  ]],
];

Deno.test("what is none of what an exercise asks for is told so", () => {
  for (const [exercises, name, told] of malformed) {
    const { cases, judge } = find(exercises, name);
    for (const [gave, says] of told) {
      const said = judge(gave, cases(new Dice(1))[0]!);
      assertEquals(said?.includes(says), true, `${name}: ${said}`);
    }
  }
});

Deno.test("sendPart: a loop that spins is told what it gets", () => {
  const { cases, judge } = find(sending, "sendPart");
  const again: Loop = (kernel, { from, bytes }) => {
    const offset = { at: from };
    while (offset.at < from + bytes) {
      kernel.sendfile(offset, from + bytes - offset.at);
    }
    return "all is sent";
  };
  const told = cases(new Dice(1)).map((asked) => {
    const account = tryLoop(asked.args[0] as unknown as Script, again);
    return judge(account, asked)?.split(", ").at(-1) ?? "";
  });
  assertEquals([...new Set(told)].toSorted(), [
    "",
    "answers 0.",
    "answers EAGAIN.",
    "answers EPIPE.",
  ]);
});

Deno.test("sendPart: who works out the end and makes no calls is told so", () => {
  const { cases, judge, right } = find(sending, "sendPart");
  for (const asked of cases(new Dice(1))) {
    const account = right(...asked.args) as Account;
    assertEquals(judge(account, asked), undefined);
    if (account.calls.length === 0) continue;
    const said = judge({ ...account, calls: [] }, asked);
    assertEquals(said, "These calls do not lead to what the account says.");
  }
});

Deno.test("diagnose: of each strategy but splice the nearest size is asked for where it is too small", () => {
  const { cases } = find(wild, "diagnose");
  for (let seed = 1; seed <= 20; seed++) {
    const rounded = cases(new Dice(seed)).flatMap(({ args }) => {
      const seen = args[0] as unknown as Parameters<typeof diagnose>[0];
      const { strategy, bufferBytes } = diagnose(seen);
      const pieces = Math.ceil(seen.dmaBytes / bufferBytes);
      const nearest = Math.round(seen.dmaBytes / pieces);
      return pieces === 3 && nearest * pieces < seen.dmaBytes ? [strategy] : [];
    });
    // What splice does in 3 pieces, sendfile does in 7.
    assertEquals(new Set(rounded).size, 4, `seed ${seed}`);
  }
});

Deno.test("several explanations of what was seen are right", () => {
  const { cases, judge } = find(wild, "diagnose");
  let others = 0;
  for (let seed = 1; seed <= 20; seed++) {
    for (const asked of cases(new Dice(seed))) {
      const seen = asked.args[0] as unknown as Counts;
      const { strategy, bufferBytes } = diagnose(seen);
      const isRight = (told: ReturnType<typeof diagnose>): boolean =>
        judge(told, asked) === undefined;
      if (isRight({ strategy, bufferBytes: bufferBytes + 1 })) others += 1;
      if (seen.cpuBytes > 0 || seen.systemCalls % 2 === 0) continue;
      // sendfile in 2N + 1 pieces makes as many calls as splice in N.
      const pieces = (seen.systemCalls - 1) / 2;
      const spliced = Math.ceil(seen.dmaBytes / pieces);
      if (spliced > 15 * 4096) continue;
      assert(
        isRight({ strategy: "splice", bufferBytes: spliced }),
        `seed ${seed}`,
      );
      others += 1;
    }
  }
  assert(others > 20, `only ${others} other explanations`);
});

Deno.test("a driver that does what no disk knows is told so", () => {
  const { judge, cases, right } = find(moving, "mendedDriver");
  const [asked] = cases(new Dice(1));
  const steps = right(...asked!.args) as unknown[];
  for (
    const [gave, says] of [
      [["use the bytes"], "knows no such step"],
      [[{ op: "use bytes" }], 'Do you mean "use the bytes"?'],
      [[{ op: "halt" }], 'The words are "write source", "write target"'],
      [[{ op: "write source", value: 1.5 }], "A register takes a whole number"],
      [[...steps.slice(0, 4), steps[0]], "uses its registers for that"],
      [[{ op: "write source", value: 160 }, ...steps.slice(1)], "64 words"],
    ] as const
  ) {
    assertEquals(judge(gave, asked!)?.includes(says), true, says);
  }
});

Deno.test("a context may hold the mode as well, as a copy of the CPU does", () => {
  const { cases, right, wrong, judge } = find(contexts, "mendedSwitch");
  const withMode = (contexts: unknown): unknown =>
    Object.fromEntries(
      Object.entries(contexts as Record<string, object>)
        .map(([task, context]) => [task, { mode: "user", ...context }]),
    );
  const asked = cases(new Dice(1))
    .find(({ args: [slices] }) => (slices as readonly unknown[]).length > 3)!;
  const cpuItself = wrong["a second name is a copy"]!(...asked.args);
  assertEquals(judge(withMode(right(...asked.args)), asked), undefined);
  assertEquals(typeof judge(withMode(cpuItself), asked), "string");
});

Deno.test("a mapping may be sent after the return from write, as Linux does it", () => {
  const { judge } = find(mapping, "mapOnDemand");
  assertEquals(judge(onLinux.mmapWrite, { args: [] }), undefined);
});

/** The scores that a right answer is told, each once. */
function scoresOf(answer: typeof fewest, seed: number): unknown[] {
  const { cases, judge, remark } = find(splicing, "fewest");
  const scores = cases(new Dice(seed)).map((asked) => {
    const gave = answer(...asked.args as unknown as Parameters<typeof fewest>);
    assertEquals(judge(gave, asked), undefined);
    return remark(gave, asked);
  });
  return [...new Set(scores)];
}

Deno.test("fewest: the solution is as good as the best known, for each seed", () => {
  for (let seed = 1; seed <= 8; seed++) {
    assertEquals(scoresOf(fewest, seed), ["as good as the best known."]);
  }
});

Deno.test("fewest: a pass tells what remains to win", () => {
  const mapped: typeof fewest = (job, calls) =>
    job.nic !== "gather" && calls.includes("mmap")
      ? mmapWrite
      : fewest(job, calls);
  assert(
    scoresOf(mapped, 1).includes("2 over the best known in mode switches."),
  );
});

Deno.test("fewest: splice as Linux does it is right as well, and told its calls", () => {
  const scores = scoresOf((job, calls) => {
    const isBest = calls.includes("pipe") && !calls.includes("sendfile");
    return isBest ? fallBack(piped(), job) : fewest(job, calls);
  }, 1);
  assert(scores.some((score) => /over .* in mode switches/.test(`${score}`)));
});

Deno.test("fewest: each NIC meets calls that pass pages, and calls that do not", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const asked = find(splicing, "fewest").cases(new Dice(seed))
      .map(({ args }) => args as unknown as Parameters<typeof fewest>);
    assertEquals(new Set(asked.map(([, calls]) => calls.length)).size, 6);
    for (const call of ["sendfile", "splice"] as const) {
      const nics = asked.filter(([, calls]) => calls.includes(call))
        .map(([{ nic }]) => nic === "gather");
      assertEquals(new Set(nics).size, 2, `seed ${seed}, ${call}`);
    }
  }
});

Deno.test("obstacleTo: of several obstacles any is right, and no other", () => {
  const { judge } = find(sending, "obstacleTo");
  const source = { name: "a pipe", givesPages: false, seeks: false };
  const target = { name: "a socket", isPipe: false, appends: false };
  const asked = { args: [source, target] };
  const told = (gave: string): string | undefined => judge(gave, asked);
  assertEquals(told("the source gives no pages"), undefined);
  assertEquals(told("the source cannot seek"), undefined);
  const other = "From a pipe to a socket, something else is in the way.";
  assertEquals(told("the target appends"), other);
  assertEquals(told("none"), "From a pipe to a socket, sendfile gives EINVAL.");
});

Deno.test("relay: an account that its calls do not lead to is told so", () => {
  const { cases, judge, right } = find(splicing, "relay");
  const asked = cases(new Dice(1))[0]!;
  const account = right(...asked.args) as object;
  assertEquals(judge(account, asked), undefined);
  const said = judge({ ...account, calls: [] }, asked);
  assertEquals(said, "These calls do not lead to what the account says.");
  assertEquals(judge({}, asked), "It must return what tryRelay returns.");
});

Deno.test("who has an idea is told its reason, whatever calls the loop makes", async () => {
  const answers: [Exercise, (script: never) => unknown, idea: string][] = [
    [
      find(sending, "sendPart"),
      (script: Script) =>
        tryLoop(script, (kernel, { from, bytes }) => {
          kernel.sendfile({ at: from }, bytes);
          return "all is sent";
        }),
      "one call sends all",
    ],
    [
      find(splicing, "relay"),
      (script: RelayScript) =>
        tryRelay(script, (kernel) => {
          while (kernel.splice("client", "server", 1) > 0);
        }),
      "one call goes from socket to socket",
    ],
    [
      find(splicing, "relay"),
      (script: RelayScript) =>
        tryRelay(script, (kernel) => {
          for (let n = 1; n > 0;) {
            n = kernel.read("client", 65_536);
            for (const to of ["mirror", "server"] as const) kernel.write(to, n);
          }
        }),
      "the program hands the bytes on",
    ],
  ];
  for (const [exercise, answer, idea] of answers) {
    const grade = await gradeExercise(
      exercise,
      (_, { args }) => Promise.resolve(answer(args[0] as never)),
      { seeds: [1], reasons: { [idea]: "this idea" } },
    );
    const why = grade.status === "failed" ? grade.complaint.why : "it passes";
    assert(why.endsWith(" this idea"), `${idea}: ${why}`);
  }
});
