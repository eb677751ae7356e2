import { assertEquals, assertThrows } from "@std/assert";
import {
  enterKernel,
  type Instruction,
  leaveKernel,
  transmit,
} from "../../lib/machine/instruction.ts";
import { makeJob } from "../../lib/machine/job.ts";
import { run } from "../../lib/machine/run.ts";
import {
  callsOf,
  isProgram,
  once,
  onceIfAny,
  program,
  stepsOf,
  turnsOf,
} from "../../lib/machine/program.ts";

const mixed = program(
  "mixed",
  once([enterKernel("mmap"), leaveKernel("mmap")]),
  [enterKernel("write"), transmit(), leaveKernel("write")],
  [transmit()],
  once([enterKernel("mmap")]),
);

Deno.test("program() repeats a plain list for each buffer, and once() does not", () => {
  assertEquals(mixed.name, "mixed");
  assertEquals(
    mixed.parts.map(({ repeats, instructions }) =>
      `${repeats} ${instructions.length}`
    ),
    ["once 2", "per piece 3", "per piece 1", "once 1"],
  );
});

Deno.test("stepsOf() numbers instructions from 1 through all parts", () => {
  assertEquals(stepsOf(mixed).map(({ step }) => step), [1, 2, 3, 4, 5, 6, 7]);
  assertEquals(stepsOf(mixed)[2], {
    step: 3,
    instruction: enterKernel("write"),
    repeats: "per piece",
  });
  assertEquals(stepsOf(mixed)[6]?.repeats, "once");
  assertEquals(stepsOf(program("empty")), []);
});

Deno.test("turnsOf() counts how often a part is done, also for an empty file", () => {
  const pieces = [0, 1, 3].map((fileBytes) =>
    makeJob({ fileBytes, bufferBytes: 1 })
  );
  const turns = (repeats: "once" | "once if any" | "per piece") =>
    pieces.map((job) => turnsOf(repeats, job));
  assertEquals(turns("once"), [1, 1, 1]);
  assertEquals(turns("once if any"), [0, 1, 1]);
  assertEquals(turns("per piece"), [0, 1, 3]);
});

Deno.test("a part that is done once if any is no part for an empty file", () => {
  const call = [enterKernel("munmap"), leaveKernel("munmap")];
  const some = program("some", onceIfAny(call));
  assertEquals(isProgram(some), true);
  for (const [fileBytes, events] of [[0, 0], [1, 2], [9, 2]] as const) {
    const { trace } = run(some, makeJob({ fileBytes, bufferBytes: 4 }));
    assertEquals(trace.map(({ round }) => round), Array(events).fill(0));
  }
});

Deno.test("callsOf() names each call once, in order", () => {
  assertEquals(callsOf(mixed), ["mmap", "write"]);
  assertEquals(callsOf(program("none", [transmit()])), []);
});

Deno.test("callsOf() leaves out what is not called for an empty file", () => {
  const call = (name: string): Instruction[] => [
    enterKernel(name),
    leaveKernel(name),
  ];
  const three = program(
    "three",
    once(call("mmap")),
    call("write"),
    onceIfAny(call("munmap")),
  );
  const callsFor = (fileBytes: number): string[] =>
    callsOf(three, makeJob({ fileBytes }));
  assertEquals(callsFor(0), ["mmap"]);
  assertEquals(callsFor(1), callsOf(three));
});

Deno.test("isProgram() knows a program from what only looks like one", () => {
  assertEquals([mixed, program("empty"), program("none", [])].map(isProgram), [
    true,
    true,
    true,
  ]);
  const part = { repeats: "once", instructions: [transmit()] };
  assertEquals(isProgram({ name: "plain data", parts: [part] }), true);
  const others = [
    undefined,
    null,
    "program",
    [],
    {},
    { name: "no parts" },
    { parts: [part] },
    { name: 1, parts: [part] },
    { name: "a", parts: part },
    { name: "a", parts: [null] },
    { name: "a", parts: [part, [transmit()]] },
    { name: "a", parts: [{ ...part, repeats: "twice" }] },
    { name: "a", parts: [{ repeats: "once" }] },
    { name: "a", parts: [{ ...part, instructions: transmit() }] },
    { name: "a", parts: [{ ...part, instructions: [undefined] }] },
    { name: "a", parts: [{ ...part, instructions: ["transmit"] }] },
    { name: "a", parts: [{ ...part, instructions: [{}] }] },
  ];
  for (const other of others) {
    assertEquals(isProgram(other), false, JSON.stringify(other));
  }
});

Deno.test("a program cannot be changed, at any depth", () => {
  const { parts } = program("one", [enterKernel("read")], once([]));
  const [first] = parts[0]!.instructions;
  for (const part of [parts, parts[0]!.instructions, parts[1]!, first!]) {
    assertThrows(
      () => Object.assign(part, { op: "halt", length: 0 }),
      TypeError,
    );
  }
});
