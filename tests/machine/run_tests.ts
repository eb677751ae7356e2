import { assert, assertEquals, assertThrows } from "@std/assert";
import { Fault } from "../../lib/machine/fault.ts";
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  leaveKernel,
  openPipe,
  passPages,
  transmit,
} from "../../lib/machine/instruction.ts";
import { generateFile, isDelivered, makeJob } from "../../lib/machine/job.ts";
import { once, program } from "../../lib/machine/program.ts";
import { perform, run, runToFault } from "../../lib/machine/run.ts";
import type { Event } from "../../lib/trace/event.ts";

const send = program("send", [
  enterKernel("send"),
  dmaCopy("disk", "page cache"),
  cpuCopy("page cache", "socket buffer"),
  dmaCopy("socket buffer", "nic"),
  leaveKernel("send"),
]);

Deno.test("run() gives the program, the job, what happened and what arrived", () => {
  const job = makeJob({ fileBytes: 1000 });
  const file = generateFile(1000, 5);
  const result = run(send, job, file);
  assertEquals(result.program, send);
  assertEquals(result.job, job);
  assertEquals(result.delivered, file);
  assertEquals(result.trace.at(0)?.kind, "mode switch");
  assertEquals(result.trace.at(-1)?.kind, "mode switch");
});

Deno.test("run() left alone moves a made-up file of the default job", () => {
  const { job, delivered } = run(send);
  assertEquals(job, makeJob());
  assert(isDelivered(generateFile(job.fileBytes), delivered));
});

Deno.test("run() does the same twice", () => {
  const job = makeJob({ fileBytes: 30_000, bufferBytes: 1234 });
  assertEquals(run(send, job), run(send, job));
});

Deno.test("run() does not change the file", () => {
  const file = generateFile(5000);
  run(send, makeJob({ fileBytes: 5000, bufferBytes: 700 }), file);
  assertEquals(file, generateFile(5000));
});

Deno.test("runToFault() gives what run() gives, or what happened before the fault", () => {
  const job = makeJob({ fileBytes: 9000, bufferBytes: 4096 });
  const file = generateFile(9000);
  assertEquals<unknown>(runToFault(send, job, file), run(send, job, file));
  const cut = program("cut", [
    ...send.parts[0]!.instructions.slice(0, 3),
    leaveKernel("send"),
    dmaCopy("socket buffer", "nic"),
  ]);
  const { trace, delivered, fault } = runToFault(cut, job, file);
  const events = run(send, job, file).trace.filter(({ round }) => round === 1);
  const same = events.filter(({ step }) => step <= 3);
  assertEquals(trace.slice(0, same.length), same);
  assertEquals(trace.length, same.length + 1);
  assertEquals([delivered.length, fault?.where?.step, fault?.where?.round], [
    0,
    5,
    1,
  ]);
  const short = file.subarray(1);
  assertThrows(() => runToFault(send, job, short), RangeError);
});

Deno.test("perform() hands on each event of run() as it happens", () => {
  const job = makeJob({ fileBytes: 5000, bufferBytes: 2000 });
  const events: Event[] = [];
  const emit = (event: Event): number => events.push(event);
  const file = generateFile(job.fileBytes);
  const delivered = perform(send, job, { file, emit });
  assertEquals(events, [...run(send, job, file).trace]);
  assertEquals(delivered, file);
});

Deno.test("an event carries the number of its instruction and of its piece", () => {
  const parts = program(
    "parts",
    once([enterKernel("a"), leaveKernel("a")]),
    [enterKernel("b"), leaveKernel("b")],
    once([enterKernel("c"), leaveKernel("c")]),
  );
  const job = makeJob({ fileBytes: 25, bufferBytes: 10 });
  assertEquals(run(parts, job).trace.map(({ step, round }) => [step, round]), [
    [1, 0],
    [2, 0],
    [3, 1],
    [4, 1],
    [3, 2],
    [4, 2],
    [3, 3],
    [4, 3],
    [5, 0],
    [6, 0],
  ]);
});

Deno.test("what is there before the program has step 0", () => {
  const { trace } = run(send, makeJob({ cache: "warm" }));
  assertEquals(trace.filter(({ step }) => step === 0), [{
    step: 0,
    round: 0,
    kind: "allocate",
    place: "page cache",
    bytes: 65_536,
  }]);
});

Deno.test("an empty file has no piece", () => {
  const { trace, delivered } = run(send, makeJob({ fileBytes: 0 }));
  assertEquals([trace.length, delivered.length], [0, 0]);
});

Deno.test("a fault knows the step that broke the rule, also in a later piece", () => {
  const late = program(
    "late",
    once([enterKernel("pipe"), openPipe(1), leaveKernel("pipe")]),
    [
      enterKernel("splice"),
      dmaCopy("disk", "page cache"),
      passPages("page cache", "pipe"),
      leaveKernel("splice"),
    ],
  );
  const job = makeJob({ fileBytes: 8192, bufferBytes: 4096 });
  const fault = assertThrows(() => run(late, job), Fault);
  assertEquals(fault.name, "Fault");
  assertEquals(fault.rule, "the pipe must have enough free slots");
  assertEquals(fault.state, "it has 0 of 1, and 1 are wanted");
  assertEquals(fault.where?.step, 6);
  assertEquals(fault.where?.says, "pass pages page cache → pipe");
});

Deno.test("a fault that no step caused states rule and finding alone", () => {
  const fault = new Fault("a door must be open", "it is shut");
  assertEquals(fault.message, "a door must be open: it is shut.");
  assertEquals(
    fault.at({ step: 2, says: "go out" }).message,
    "Cannot go out at step 2 as a door must be open: it is shut.",
  );
});

Deno.test("run() refuses a file that is not the job's", () => {
  const { message } = assertThrows(
    () => run(send, makeJob({ fileBytes: 10 }), generateFile(9)),
    RangeError,
  );
  assertEquals(
    message,
    "The file must have the 10 bytes of the job: it has 9",
  );
});

Deno.test("run() refuses a file that is too large to move, before it takes memory for it", () => {
  const job = makeJob({ fileBytes: 2 ** 30 + 1 });
  const file = { length: job.fileBytes } as Uint8Array;
  const { message } = assertThrows(() => run(send, job, file), RangeError);
  assertEquals(
    message,
    "The model moves at most 1073741824 bytes: the job has 1073741825",
  );
});

Deno.test("a program that sends nothing, or everything twice, does not deliver", () => {
  const job = makeJob({ fileBytes: 1000, bufferBytes: 1000 });
  const file = generateFile(1000);
  const copy = cpuCopy("page cache", "socket buffer");
  const begin = [enterKernel("send"), dmaCopy("disk", "page cache")];
  const end = [transmit(), leaveKernel("send")];
  const lengths = [[], [copy], [copy, copy]].map((copies) => {
    const some = program("some", [...begin, ...copies, ...end]);
    const { delivered } = run(some, job, file);
    assertEquals(isDelivered(file, delivered), copies.length === 1);
    return delivered.length;
  });
  assertEquals(lengths, [0, 1000, 2000]);
});
