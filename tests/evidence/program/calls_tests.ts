import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  claimsOf,
  plannedCalls,
  unknownCall,
} from "../../../lib/evidence/program/calls.ts";
import {
  plannableCalls,
  type PlannedCall,
} from "../../../lib/lab/program/planned_call.ts";
import {
  copyReferences,
  cpuCopy,
  dmaCopy,
  enterKernel,
  type Instruction,
  leaveKernel,
  mapPages,
  openPipe,
  passPages,
  unmapPages,
} from "../../../lib/machine/instruction.ts";
import { countPieces, makeJob, wholeFile } from "../../../lib/machine/job.ts";
import {
  once,
  type Program,
  program,
  stepsOf,
} from "../../../lib/machine/program.ts";
import { run } from "../../../lib/machine/run.ts";
import { limitJob, linux, textbook } from "../../../lib/strategy/linux.ts";
import { callCounts } from "../../../lib/strategy/strategy.ts";
import { count } from "../../../lib/trace/count.ts";
import { makeDice } from "../../dice.ts";
import { randomJob } from "../../random_job.ts";
import { randomProgram } from "../../random_program.ts";

const onePiece = makeJob({ fileBytes: 8192, bufferBytes: 8192 });

function inCall(call: string, ...inside: Instruction[]): Instruction[] {
  return [enterKernel(call), ...inside, leaveKernel(call)];
}

/** Writes a call in a line: "1 read: file → buffer, 0 + 4096". */
function lineOf({ step, call, from, to, ...more }: PlannedCall): string {
  const { position, bytes, flag, slots } = more;
  const ends = from === undefined ? "" : `: ${from} → ${to}`;
  return [`${step} ${call}${ends}, ${position} + ${bytes}`, flag, slots]
    .filter((one) => one !== undefined).join(", ");
}

function linesOf(program: Program, job = onePiece): string[] {
  return plannedCalls(program, job).map(lineOf);
}

function claimLines(program: Program): string[] {
  return claimsOf(program).map(({ step, call, claims }) =>
    [
      `${step} ${call}`,
      ...claims.map((one) => `${one.step} ${one.does} ${one.from} → ${one.to}`),
    ].join(", ")
  );
}

Deno.test("plannedCalls() lists what the five strategies call, each time with its ends and its piece", () => {
  const job = makeJob({ fileBytes: 5000, bufferBytes: 4096 });
  assertEquals(linux.map((one) => linesOf(one, limitJob(one, job))), [
    [
      "1 read: file → buffer, 0 + 4096",
      "5 write: buffer → end, 0 + 4096",
      "1 read: file → buffer, 4096 + 904",
      "5 write: buffer → end, 4096 + 904",
      "9 read: file → buffer, 0 + 4096",
    ],
    [
      "1 mmap: file → mapping, 0 + 5000",
      "4 write: mapping → end, 0 + 4096",
      "4 write: mapping → end, 4096 + 904",
      "9 munmap, 0 + 5000",
    ],
    ["1 sendfile: file → end, 0 + 4096", "1 sendfile: file → end, 4096 + 904"],
    ["1 sendfile: file → end, 0 + 4096", "1 sendfile: file → end, 4096 + 904"],
    [
      "1 pipe, 0 + 5000, 16",
      "4 splice: file → pipe, 0 + 4096",
      "8 splice: pipe → end, 0 + 4096",
      "4 splice: file → pipe, 4096 + 904",
      "8 splice: pipe → end, 4096 + 904",
    ],
  ]);
  assertEquals(linesOf(textbook[4]!), ["1 splice: file → end, 0 + 8192"]);
});

Deno.test("plannedCalls() lists as many calls of each name as the program makes for a job", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const dice = makeDice(seed);
    const job = randomJob(dice);
    if (countPieces(job) > 1000) continue;
    const one = dice.oneOf([...linux, ...textbook]);
    const counts: Record<string, number> = {};
    for (const { call } of plannedCalls(one, job)) {
      counts[call] = (counts[call] ?? 0) + 1;
    }
    const expected = Object.entries(callCounts(one, job))
      .filter(([, calls]) => calls > 0);
    assertEquals(counts, Object.fromEntries(expected), `seed ${seed}`);
  }
});

/** Calls whose ends are told by their steps, or cannot be. */
const told: readonly [Instruction[], string][] = [
  [inCall("pread"), "pread: file → buffer"],
  [inCall("read", cpuCopy("pipe", "user buffer")), "read: pipe → buffer"],
  [
    inCall("read", dmaCopy("disk", "user buffer")),
    "read: file → buffer, O_DIRECT",
  ],
  [inCall("writev"), "writev: buffer → end"],
  [
    inCall("write", cpuCopy("page cache", "socket buffer")),
    "write: buffer → end",
  ],
  [inCall("write", passPages("user buffer", "pipe")), "write: buffer → pipe"],
  [
    inCall("send", passPages("user buffer", "socket buffer")),
    "send: buffer → end, MSG_ZEROCOPY",
  ],
  [
    inCall("send", cpuCopy("user buffer", "socket buffer")),
    "send: buffer → end",
  ],
  [
    inCall("sendfile", passPages("page cache", "pipe")),
    "sendfile: file → pipe",
  ],
  [
    inCall("vmsplice", passPages("user buffer", "pipe")),
    "vmsplice: buffer → pipe",
  ],
  [
    inCall("vmsplice", passPages("user buffer", "socket buffer")),
    "vmsplice: buffer → end",
  ],
  [inCall("tee", passPages("pipe", "socket buffer")), "tee: pipe → end"],
  [inCall("copy_file_range"), "copy_file_range: file → end"],
  [inCall("munmap", unmapPages()), "munmap"],
  [inCall("pipe", openPipe(7)), "pipe, 7"],
  [inCall("pipe"), "pipe"],
];

Deno.test("the ends of a call are told by its steps, as far as it can have them", () => {
  const lines = told.map(([steps]) =>
    linesOf(program("one", steps))[0]!.replace(/^1 |, 0 \+ 8192/g, "")
  );
  assertEquals(lines, told.map(([, line]) => line));
  const calls = new Set(
    [...told.map(([steps]) => program("one", steps)), ...linux]
      .flatMap((one) => plannedCalls(one, onePiece)).map(({ call }) => call),
  );
  assertEquals([...calls].toSorted(), plannableCalls.toSorted());
});

Deno.test("what a program hands on as its memory is what it has last read or mapped", () => {
  const program1 = program(
    "both",
    inCall("write"),
    inCall("mmap", mapPages("page cache", "user buffer")),
    inCall("write"),
    inCall("munmap", unmapPages()),
    inCall("write"),
    inCall("read", cpuCopy("page cache", "user buffer")),
    inCall("write"),
  );
  const writes = plannedCalls(program1, onePiece)
    .filter(({ call }) => call === "write").map(({ from }) => from);
  assertEquals(writes, ["buffer", "mapping", "mapping", "buffer"]);
});

Deno.test("claimsOf() lists which copies and passes a program says are inside each call", () => {
  assertEquals(linux.map(claimLines), [
    [
      "1 read, 3 copies page cache → user buffer",
      "5 write, 6 copies user buffer → socket buffer",
      "9 read",
    ],
    [
      "1 mmap, 2 reserves page cache → user buffer",
      "4 write, 6 copies user buffer → socket buffer",
      "9 munmap",
    ],
    [
      "1 sendfile, 3 passes page cache → socket buffer, 5 copies referenced pages → socket buffer",
    ],
    ["1 sendfile, 3 passes page cache → socket buffer"],
    [
      "1 pipe",
      "4 splice, 6 passes page cache → pipe",
      "8 splice, 9 passes pipe → socket buffer",
    ],
  ]);
  assertEquals(textbook.map(claimLines)[1], [
    "1 mmap, 3 maps page cache → user buffer",
    "5 write, 6 copies user buffer → socket buffer",
  ]);
});

Deno.test("a program claims as many CPU copies as its run has", () => {
  for (const one of [...linux, ...textbook]) {
    const { trace } = run(one, onePiece);
    const copies = claimsOf(one).flatMap(({ claims }) => claims)
      .filter(({ does }) => does === "copies");
    assertEquals(copies.length, count(trace).cpuCopies, one.name);
  }
});

Deno.test("what is copied after all calls is of the last one that passed pages to the socket", () => {
  const late = program("late", [
    ...inCall("sendfile", passPages("page cache", "socket buffer")),
    ...inCall("read", cpuCopy("page cache", "user buffer")),
    copyReferences(),
  ]);
  assertEquals(claimLines(late), [
    "1 sendfile, 2 passes page cache → socket buffer, 7 copies referenced pages → socket buffer",
    "4 read, 5 copies page cache → user buffer",
  ]);
});

Deno.test("a call that no kernel has is found, and not listed", () => {
  const odd = program("odd", once(inCall("read")), inCall("teleport"));
  assertEquals(unknownCall(odd), { step: 3, call: "teleport", claims: [] });
  assertThrows(
    () => plannedCalls(odd, onePiece),
    RangeError,
    'The lab has no call "teleport"',
  );
  for (const one of [...linux, ...textbook]) {
    assertEquals(unknownCall(one), undefined);
  }
});

Deno.test("any program has a list: within the file, in the order of its pieces, each call from its step", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const one = randomProgram(makeDice(seed));
    if (unknownCall(one) !== undefined) continue;
    const job = makeJob({ fileBytes: 10_000, bufferBytes: 4096 });
    const steps = stepsOf(one);
    const claims = claimsOf(one);
    for (const { step, call, position, bytes } of plannedCalls(one, job)) {
      const { instruction } = steps[step - 1]!;
      assertEquals(instruction, enterKernel(call), `seed ${seed}`);
      assert(claims.some((site) => site.step === step && site.call === call));
      assert(position >= 0 && bytes > 0);
      assert(position + bytes <= wholeFile(job).bytes, `seed ${seed}`);
    }
  }
});
