import { assert, assertEquals, assertMatch } from "@std/assert";
import {
  plannedCalls,
  unknownCall,
} from "../../../lib/evidence/program/calls.ts";
import {
  kernelScore,
  type ProgramReport,
  putToKernel,
} from "../../../lib/evidence/program/report.ts";
import { Kernel } from "../../../lib/lab/kernel.ts";
import {
  type EndKind,
  endKinds,
  plannableCalls,
} from "../../../lib/lab/program/planned_call.ts";
import { isCopy } from "../../../lib/lab/probe.ts";
import {
  observeProgram,
  type ProgramObservation,
} from "../../../lib/lab/program/observation.ts";
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  type Instruction,
  leaveKernel,
  mapPages,
  openPipe,
  passPages,
  transmit,
  unmapPages,
} from "../../../lib/machine/instruction.ts";
import { makeJob } from "../../../lib/machine/job.ts";
import { once, type Program, program } from "../../../lib/machine/program.ts";
import { linux, textbook } from "../../../lib/strategy/linux.ts";
import { makeDice, type TestDice } from "../../dice.ts";
import { inUse, labTest, testFolder } from "../lab_test_kit.ts";

const sizes = { fileBytes: 2 ** 18, pieceBytes: 2 ** 16 };

function put(
  program: Program,
  to: EndKind = "socket",
  kernel: Kernel = new Kernel(),
): Promise<ProgramReport> {
  const options = { ...sizes, to, folder: testFolder, runs: 5 };
  return putToKernel(kernel, program, { ...options, onStep: () => {} });
}

function inCall(call: string, ...inside: Instruction[]): Instruction[] {
  return [enterKernel(call), ...inside, leaveKernel(call)];
}

const disk = dmaCopy("disk", "page cache");
const fill = cpuCopy("page cache", "user buffer");
const send = cpuCopy("user buffer", "socket buffer");
const spliceIn = inCall("splice", disk, passPages("page cache", "pipe"));
const spliceOut = inCall("splice", passPages("pipe", "socket buffer"));
const pipe = once(inCall("pipe", openPipe(16)));
const mmap = inCall("mmap", disk, mapPages("page cache", "user buffer"));

/** Programs, and what they come to into a socket, a pipe and a file. */
const zoo: readonly [Program, readonly [string, string, string]][] = [
  ...linux.map((one): [Program, [string, string, string]] => [
    one,
    ["delivers", "delivers", "delivers"],
  ]),
  [textbook[4]!, ["EINVAL at 1", "delivers", "EINVAL at 1"]],
  [
    program("no pipe", [...spliceIn, ...spliceOut, transmit()]),
    ["EBADF at 1", "EBADF at 1", "EBADF at 1"],
  ],
  [
    program("out first", pipe, [...spliceOut, ...spliceIn, transmit()]),
    ["EAGAIN at 4", "EAGAIN at 4", "EAGAIN at 4"],
  ],
  [
    // Small pieces fit into a pipe, one beside the other.
    program("never out", pipe, spliceIn, spliceOut),
    ["EAGAIN at 4", "delivers", "EAGAIN at 4"],
  ],
  [
    program("tee", [
      ...inCall("pipe", openPipe(16)),
      ...spliceIn,
      ...inCall("tee", passPages("pipe", "socket buffer")),
    ]),
    ["EINVAL at 8", "delivers", "EINVAL at 8"],
  ],
  [
    program("vmsplice", [
      ...inCall("read", disk, fill),
      ...inCall("vmsplice", passPages("user buffer", "socket buffer")),
    ]),
    ["EBADF at 5", "delivers", "EBADF at 5"],
  ],
  [
    program("send", [...inCall("read", disk, fill), ...inCall("send", send)]),
    ["delivers", "ENOTSOCK at 5", "ENOTSOCK at 5"],
  ],
  [
    program("pread + writev", [
      ...inCall("pread", disk, fill),
      ...inCall("writev", send),
    ]),
    ["delivers", "delivers", "delivers"],
  ],
  [
    program("copy_file_range", inCall("copy_file_range", disk)),
    ["EINVAL at 1", "EINVAL at 1", "delivers"],
  ],
  [
    program("gone", once([...mmap, ...inCall("munmap", unmapPages())]), [
      ...inCall("write", send),
    ]),
    ["EFAULT at 8", "EFAULT at 8", "EFAULT at 8"],
  ],
  [
    program("nothing mapped", once(inCall("munmap", unmapPages()))),
    ["EINVAL at 1", "EINVAL at 1", "EINVAL at 1"],
  ],
  [
    program("out of a pipe", pipe, [
      ...spliceIn,
      ...inCall("sendfile", passPages("pipe", "socket buffer")),
    ]),
    ["EINVAL at 8", "EINVAL at 8", "EINVAL at 8"],
  ],
  [
    program("unread", inCall("write", cpuCopy("page cache", "socket buffer"))),
    ["does not arrive", "does not arrive", "does not arrive"],
  ],
  [
    program("read away", [
      ...inCall("read", disk, fill),
      ...inCall("sendfile", passPages("page cache", "socket buffer")),
    ]),
    ["does not arrive", "does not arrive", "does not arrive"],
  ],
  [program("nothing", []), Array(3).fill("does not arrive") as never],
];

function outcomeOf({ observation }: ProgramReport): string {
  const { refusal, arrived } = observation!;
  if (refusal) return `${refusal.code} at ${refusal.planned.step}`;
  return arrived?.isWhole ? "delivers" : "does not arrive";
}

Deno.test(labTest(
  "a program delivers, or does not, or a call is refused: with the errno and its reason, and nothing is left",
  async () => {
    const kernel = new Kernel();
    for (const [program, outcomes] of zoo) {
      for (const [i, to] of endKinds.entries()) {
        const { descriptors } = inUse(kernel);
        const report = await put(program, to, kernel);
        const about = `${program.name} into a ${to}`;
        const expected = outcomes[i]!;
        assertEquals(outcomeOf(report), expected, about);
        const { descriptors: left } = inUse(kernel);
        assert(ownOf(left).length <= ownOf(descriptors).length, about);
        assertEquals(report.refusal !== null, / at /.test(expected), about);
        const { refusal, calls, figures } = report;
        if (refusal !== null) {
          assertMatch(
            refusal,
            / failed with E\w+, as .+ \(.*\w+\(2\).*\)\. Try: /,
          );
        }
        // A program may deliver one piece, and be refused with the next.
        const isJudged = report.observation!.arrived?.isWhole === true;
        assertEquals(calls.length > 0, isJudged, about);
        const isCounted = report.modelled !== null;
        const hasAll = isCounted && expected === "delivers";
        assertEquals(figures.length > 0, hasAll, about);
      }
    }
  },
));

/** What only the lab makes: a thread of the runtime has sockets and pipes of its own. */
function ownOf(descriptors: readonly string[]): string[] {
  return descriptors.filter((one) => one.endsWith(" (deleted)"));
}

Deno.test(labTest(
  "the textbook's sendfile and Linux's claim the opposite: the kernel confirms one of them",
  async () => {
    for (const to of ["socket", "file"] as const) {
      const reports = [await put(textbook[2]!, to), await put(linux[3]!, to)];
      const verdicts = reports.map(({ calls }) => calls[0]!.verdict);
      assertEquals(verdicts.toSorted(), ["confirmed", "contradicted"]);
      const copied = isCopy(reports[0]!.calls[0]!.seen!);
      assertEquals(verdicts[0] === "confirmed", copied);
    }
  },
));

Deno.test(labTest(
  "what every kernel does confirms read + write and mmap + write, and contradicts who claims more or less",
  async () => {
    for (const one of [linux[0]!, linux[1]!, textbook[0]!, textbook[1]!]) {
      const { calls } = await put(one);
      const verdicts = new Set(calls.map(({ verdict }) => verdict));
      verdicts.delete("idle");
      assertEquals([...verdicts], ["confirmed"], one.name);
    }
    const tooFew = program("too few", [
      ...inCall("read", disk, fill),
      ...inCall("write", passPages("user buffer", "socket buffer")),
    ]);
    const few = await put(tooFew);
    assertEquals(few.calls.flatMap(({ says }) => says), [
      "Step 6 passes pages user buffer → socket buffer in write; on this kernel write copies (5 of 5 runs).",
    ]);
    const tooMany = program("too many", once(inCall("mmap", disk, fill)), [
      ...inCall("write", send),
    ]);
    const many = await put(tooMany);
    assertEquals(many.calls.flatMap(({ says }) => says), [
      "Step 3 says that the CPU copies page cache → user buffer; on this kernel it does not (5 of 5 runs).",
    ]);
  },
));

Deno.test(labTest(
  "calls, mode switches and bytes from the disk are those of the model, whatever the program sends to",
  async () => {
    for (const to of endKinds) {
      for (const one of linux) {
        const { figures, observation } = await put(one, to);
        assert(observation!.cost!.isDelivered, `${one.name}, ${to}`);
        for (const { name, values: [value] } of figures.slice(0, 2)) {
          assertEquals(value!.kernel, value!.model, `${one.name}: ${name}`);
        }
        const cold = figures.find(({ name }) => name === "disk, cold");
        const { model, kernel } = cold!.values[0]!;
        assert(kernel === null || kernel === model, `${one.name}, ${to}`);
      }
    }
  },
));

Deno.test(labTest(
  "kernelScore() counts what the kernel copied, where there is a score",
  async () => {
    const report = await put(textbook[0]!);
    const { fileBytes, pieceBytes } = sizes;
    assertEquals(kernelScore(report), {
      cpuBytes: 2 * fileBytes,
      modeSwitches: 4 * fileBytes / pieceBytes,
      peakBufferBytes: report.modelled!.warm.peakBufferBytes,
    });
    for (const call of ["teleport", "munmap", "write"]) {
      const none = await put(program("none", inCall(call)));
      assertEquals(kernelScore(none), undefined, call);
    }
    const untold = program("untold", inCall("sendfile", disk, fill, send));
    const seen = await put(untold, "file");
    // A kernel that does not copy into a file could tell.
    if (seen.calls.some(({ verdict }) => verdict === "untold")) {
      assertEquals(kernelScore(seen), undefined);
    }
  },
));

Deno.test(labTest(
  "a program that breaks a rule of the machine, or does not deliver there, is put to the kernel all the same",
  async () => {
    const [steps] = textbook[3]!.parts;
    const broken = program("broken", [fill, ...steps!.instructions]);
    const report = await put(broken);
    assertMatch(report.fault!, /^Cannot .* at step 1 as the CPU must be in /);
    assertEquals(report.modelled, null);
    assertEquals(report.figures, []);
    assert(report.observation!.arrived!.isWhole);
    const idle = await put(program("idle", inCall("sendfile", disk)));
    assertEquals(idle.modelled!.isWhole, false);
    assert(idle.observation!.arrived!.isWhole);
  },
));

Deno.test(labTest(
  "what delivers one piece, and not a whole file, is judged and has no figures",
  async () => {
    const tee = inCall("tee", passPages("pipe", "socket buffer"));
    // The pipe is never emptied, and its first pages are doubled again and again.
    const again = program("again", pipe, [...spliceIn, ...tee]);
    const { calls, figures, observation } = await put(again, "pipe");
    assertEquals(calls.length, 3);
    assert(observation!.arrived!.isWhole);
    assertEquals(observation!.cost!.isDelivered, false);
    assertEquals(figures, []);
  },
));

Deno.test(labTest(
  "a pipe of another size is made, or refused; one that holds no whole number of pages is a fault",
  async () => {
    for (const slots of [1, 4, 64, 2 ** 20]) {
      const sized = once(inCall("pipe", openPipe(slots)));
      const steps = [...spliceIn, ...spliceOut, transmit()];
      const report = await put(program("sized", sized, steps));
      const { refusal } = report;
      if (refusal === null) assertEquals(outcomeOf(report), "delivers");
      else assert(slots > 64 && refusal.includes(" pipe at step 1: "), refusal);
    }
    for (const slots of [0, -1, 1.5, NaN, Infinity, 2 ** 40]) {
      const odd = program("odd", once(inCall("pipe", openPipe(slots))));
      const { fault, observation } = await put(odd);
      assert(fault!.startsWith(`Step 2 opens a pipe of ${slots} pages: `));
      assertEquals(observation, null);
    }
  },
));

/** Makes a program of known calls, in any order: one of ours with some more, or some only. */
function shuffledProgram(dice: TestDice): Program {
  const places = [
    "page cache",
    "user buffer",
    "socket buffer",
    "pipe",
  ] as const;
  const steps = (): Instruction[] =>
    Array.from({ length: dice.below(3) }, () => {
      const [from, to] = [dice.oneOf(places), dice.oneOf(places)];
      return dice.oneOf([cpuCopy, passPages, mapPages])(from, to);
    });
  const calls = (): Instruction[] =>
    Array.from({ length: dice.below(4) }, () => {
      const call = dice.oneOf(plannableCalls);
      return inCall(call, ...call === "pipe" ? [openPipe(16)] : steps());
    }).flat();
  const { parts } = dice.oneOf([...linux, ...textbook]);
  const base = dice.oneOf([parts, []]);
  return program("shuffled", once(calls()), ...base, calls());
}

Deno.test(labTest(
  "known calls in any order never hang, and leave nothing: a line or a result",
  async () => {
    const kernel = new Kernel();
    const outcomes: Record<string, number> = {};
    for (let seed = 1; seed <= 150; seed++) {
      const dice = makeDice(seed);
      const one = shuffledProgram(dice);
      assertEquals(unknownCall(one), undefined);
      const to = dice.oneOf(endKinds);
      const observation = await observe(kernel, one, to);
      const { refusal, arrived } = observation;
      const outcome = refusal
        ? "refused"
        : arrived!.isWhole
        ? "delivers"
        : "does not arrive";
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      assertEquals(ownOf(inUse(kernel).descriptors), [], `seed ${seed}`);
    }
    assertEquals(Object.keys(outcomes).length, 3, JSON.stringify(outcomes));
  },
));

function observe(
  kernel: Kernel,
  program: Program,
  to: EndKind,
): Promise<ProgramObservation> {
  const plan = (fileBytes: number, pieceBytes: number) => {
    const job = makeJob({ fileBytes, bufferBytes: pieceBytes });
    return { fileBytes, pieceBytes, calls: plannedCalls(program, job) };
  };
  return observeProgram(kernel, {
    ...{ name: program.name, to, folder: testFolder, runs: 1 },
    ...{ probe: plan(4096, 4096), whole: plan(16_384, 4096) },
    onStep: () => {},
  });
}
