import { assertEquals } from "@std/assert";
import { run } from "../../lib/machine/run.ts";
import type { Event, Happening } from "../../lib/trace/event.ts";
import { countedName, explain, sayEvent } from "../../lib/trace/explain.ts";
import { readWrite } from "../../lib/strategy/textbook.ts";

const toKernel = { kind: "mode switch", to: "kernel", call: "read" } as const;
const toUser = { kind: "mode switch", to: "user", call: "read" } as const;
const diskIsDone = { kind: "interrupt", device: "disk" } as const;
const nicIsDone = { kind: "interrupt", device: "nic" } as const;
const send = {
  kind: "copy",
  by: "DMA",
  from: "socket buffer",
  to: "nic",
  bytes: 9,
} as const;

/** Gives happenings positions of their own, so that they are events. */
function trace(...happenings: Happening[]): Event[] {
  return happenings.map((happening, i) => ({
    step: i + 1,
    round: 2,
    ...happening,
  }));
}

/** A copy by the CPU. */
function copyTo(to: "user buffer" | "socket buffer"): Happening {
  return { kind: "copy", by: "CPU", from: "page cache", to, bytes: 9 };
}

Deno.test("explain() of an empty trace is no line", () => {
  assertEquals(explain([]), []);
});

Deno.test("explain() says who acts, what it does and what that adds to the counts", () => {
  const lines = explain(trace(
    toKernel,
    { kind: "dma request", from: "disk", to: "page cache", bytes: 9 },
    { kind: "device request", device: "disk", bytes: 9 },
    { kind: "device ready", device: "disk", bytes: 9 },
    { kind: "copy", by: "DMA", from: "disk", to: "page cache", bytes: 9 },
    diskIsDone,
    copyTo("socket buffer"),
    toUser,
    { kind: "page fault", mode: "user", page: 5, pages: 1, isMajor: true },
    { kind: "context switch", from: "a", to: "b" },
  ));
  assertEquals(
    lines.map(({ number, actor, says, counted }) =>
      `${number}. ${actor}: ${says} (${counted.join(", ")})`
    ),
    [
      "1. program: calls read() and so enters the kernel (mode switch 1)",
      "2. CPU: asks the DMA engine to fill the page cache: the process is blocked ()",
      "3. DMA engine: asks the disk for the bytes ()",
      "4. disk: has the bytes in its own buffer and says so ()",
      "5. DMA engine: copies disk → page cache (DMA copy 1)",
      "6. DMA engine: interrupts the CPU: the bytes are there, the process is unblocked ()",
      "7. CPU: copies page cache → socket buffer (CPU copy 1)",
      "8. CPU: returns from read() to user mode (mode switch 2)",
      "9. CPU: finds no frame for page 5 and maps 1 page (page fault 1)",
      "10. CPU: leaves a and goes on with b (context switch 1)",
    ],
  );
});

Deno.test("explain() keeps of each line the step and the round of its first event", () => {
  const lines = explain(trace(toKernel, diskIsDone, copyTo("user buffer")));
  assertEquals(
    lines.map(({ step, round }) => [step, round]),
    [[1, 2], [2, 2]],
  );
});

Deno.test("explain() tells with the disk's interrupt what the CPU then hands to the process", () => {
  const cases: [Happening, string][] = [
    [copyTo("user buffer"), "the CPU copies page cache → user buffer"],
    [
      {
        kind: "map",
        from: "page cache",
        to: "user buffer",
        pages: 16,
        isPresent: true,
      },
      "the CPU maps 16 pages of the page cache: no copy",
    ],
    [
      {
        kind: "pass",
        from: "page cache",
        to: "socket buffer",
        descriptors: 2,
        bytes: 9,
      },
      "the CPU passes 2 pages to the socket buffer by descriptor: no copy",
    ],
  ];
  for (const [happening, says] of cases) {
    const lines = explain(trace(diskIsDone, happening));
    assertEquals(lines.map((line) => line.says), [
      `interrupts the CPU: the bytes are there, the process is unblocked; ${says}`,
    ]);
    assertEquals(explain(trace(toKernel, happening)).length, 2, says);
  }
});

Deno.test("explain() tells the NIC's interrupt with the sending that it ends", () => {
  const lines = explain(trace(send, nicIsDone, toUser));
  assertEquals(lines.map(({ says }) => says), [
    "copies socket buffer → nic; an interrupt tells the CPU",
    "returns from read() to user mode",
  ]);
  assertEquals(lines[0]!.counted, ["DMA copy 1"]);
});

Deno.test("explain() counts what is told in one breath", () => {
  const lines = explain(trace(diskIsDone, copyTo("user buffer")));
  assertEquals(lines.map(({ counted }) => counted), [["CPU copy 1"]]);
});

Deno.test("explain() begins a new line for a second copy after one interrupt", () => {
  const copy = copyTo("user buffer");
  assertEquals(explain(trace(diskIsDone, copy, copy)).length, 2);
  assertEquals(explain(trace(diskIsDone, copyTo("socket buffer"))).length, 2);
  assertEquals(explain(trace(nicIsDone, copy)).length, 2);
});

Deno.test("explain() leaves out what only keeps account of memory, also between two told as one", () => {
  const lines = explain(trace(
    { kind: "allocate", place: "page cache", bytes: 1 },
    diskIsDone,
    { kind: "allocate", place: "user buffer", bytes: 1 },
    copyTo("user buffer"),
    { kind: "free", place: "user buffer", bytes: 1 },
  ));
  assertEquals(lines.map(({ number, step }) => [number, step]), [[1, 2]]);
});

Deno.test("explain() numbers each count from 1 without a gap through a whole run", () => {
  const counted = explain(run(readWrite).trace).flatMap((line) => line.counted);
  for (const name of ["mode switch", "CPU copy", "DMA copy"]) {
    const own = counted.filter((text) => text.startsWith(name));
    assertEquals(own, own.map((_, i) => `${name} ${i + 1}`));
    assertEquals(own.length > 1, true, name);
  }
});

Deno.test("explain() numbers the lines of a whole run in order", () => {
  const lines = explain(run(readWrite).trace);
  assertEquals(lines.map(({ number }) => number), lines.map((_, i) => i + 1));
});

Deno.test("sayEvent() names the place that led to the bytes", () => {
  const [copy, passed, sending, request] = trace(
    { ...copyTo("socket buffer"), through: "user buffer" } as Happening,
    { ...copyTo("socket buffer"), through: "socket buffer" } as Happening,
    { ...send, from: "page cache", through: "socket buffer" },
    { kind: "dma request", from: "socket buffer", to: "nic", bytes: 9 },
  );
  assertEquals(
    sayEvent(copy!),
    "copies page cache → socket buffer, found through the user buffer",
  );
  assertEquals(
    sayEvent(passed!),
    "copies what was passed, page cache → socket buffer",
  );
  assertEquals(
    sayEvent(sending!),
    "copies page cache → nic, found through the socket buffer",
  );
  assertEquals(
    sayEvent(request!),
    "asks the DMA engine to send the socket buffer",
  );
});

Deno.test("sayEvent() has words for what explain() leaves out and what ends a mapping", () => {
  const says = trace(
    { kind: "unmap", place: "user buffer", pages: 2 },
    { kind: "allocate", place: "page cache", bytes: 1 },
    { kind: "free", place: "socket buffer", bytes: 1 },
  ).map(sayEvent);
  assertEquals(says, [
    "unmaps 2 pages",
    "takes memory for the page cache",
    "gives memory of the socket buffer back",
  ]);
});

Deno.test("countedName() names what is counted, and nothing else", () => {
  const names = trace(
    toKernel,
    send,
    copyTo("user buffer"),
    { kind: "page fault", mode: "user", page: 0, pages: 1, isMajor: false },
    { kind: "context switch", from: "a", to: "b" },
    diskIsDone,
    {
      kind: "map",
      from: "page cache",
      to: "user buffer",
      pages: 1,
      isPresent: true,
    },
  ).map(countedName);
  assertEquals(names, [
    "mode switch",
    "DMA copy",
    "CPU copy",
    "page fault",
    "context switch",
    undefined,
    undefined,
  ]);
});

Deno.test("addresses that are only set aside are not said to be mapped", () => {
  const way = { kind: "map", from: "page cache", to: "user buffer" } as const;
  const says = [true, false].map((isPresent) =>
    sayEvent({ ...way, pages: 16, isPresent, step: 1, round: 0 })
  );
  assertEquals(says, [
    "maps 16 pages of the page cache: no copy",
    "sets addresses for 16 pages aside: no page yet",
  ]);
});

Deno.test("explain() tells what two instructions did in one breath, or apart", () => {
  const { trace } = run(readWrite);
  const [together, apart] = [explain(trace), explain(trace, true)];
  assertEquals(apart.length > together.length, true);
  const wordsOf = (lines: typeof apart): string[] =>
    lines.flatMap(({ says }) => says.split("; "));
  const plain = (says: string): string =>
    says.replace(/^the CPU |^an interrupt tells the CPU$/, "");
  assertEquals(wordsOf(apart).map(plain), wordsOf(together).map(plain));
  const countedOf = (lines: typeof apart): readonly string[] =>
    lines.flatMap(({ counted }) => counted);
  assertEquals(countedOf(apart), countedOf(together));
  for (const { step, says } of apart) {
    const own = explain(trace.filter((event) => event.step === step), true);
    assertEquals(own.some((line) => line.says === says), true, says);
  }
});
