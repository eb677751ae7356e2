import { assert, assertEquals, assertThrows } from "@std/assert";
import { Fault } from "../../lib/machine/fault.ts";
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  type Instruction,
  leaveKernel,
  mapPages,
  openPipe,
  passPages,
  reserveAddresses,
  say,
  touchPages,
  transmit,
  unmapPages,
} from "../../lib/machine/instruction.ts";
import { generateFile, type Job, makeJob } from "../../lib/machine/job.ts";
import { faultAroundPages, Machine } from "../../lib/machine/machine.ts";
import { once, program } from "../../lib/machine/program.ts";
import { run } from "../../lib/machine/run.ts";
import type { Happening, Place } from "../../lib/trace/event.ts";

const load = dmaCopy("disk", "page cache");
const places: readonly Place[] = [
  "disk",
  "page cache",
  "user buffer",
  "socket buffer",
  "pipe",
  "nic",
];

/** Asserts that a program breaks a rule, and every word of what the machine says then. */
function assertRefused(
  instructions: readonly Instruction[],
  message: string,
  job: Partial<Job> = {},
): void {
  const rash = program("rash", once(instructions));
  const fault = assertThrows(() => run(rash, makeJob(job)), Fault);
  assertEquals(fault.message, message);
}

/** A machine in kernel mode with its file in the page cache, and what happens on it. */
function warmMachine(parts: Partial<Job> = {}): {
  machine: Machine;
  happenings: Happening[];
} {
  const job = makeJob({ cache: "warm", ...parts });
  const happenings: Happening[] = [];
  const machine = new Machine(
    job,
    generateFile(job.fileBytes),
    (happening) => happenings.push(happening),
  );
  machine.enterKernel("test");
  happenings.length = 0;
  return { machine, happenings };
}

// The rules, each with the whole message.

Deno.test("only the kernel starts DMA, copies, maps, passes pages and opens a pipe", () => {
  const privileged = [
    load,
    dmaCopy("socket buffer", "nic"),
    cpuCopy("page cache", "user buffer"),
    mapPages("page cache", "user buffer"),
    passPages("page cache", "socket buffer"),
    reserveAddresses(),
    unmapPages(),
    openPipe(16),
    leaveKernel("read"),
  ];
  for (const instruction of privileged) {
    assertRefused(
      [instruction],
      `Cannot ${
        say(instruction)
      } at step 1 as the CPU must be in kernel mode: ` +
        "it is in user mode.",
    );
  }
});

Deno.test("the kernel is entered from user mode", () => {
  assertRefused(
    [enterKernel("read"), enterKernel("write")],
    "Cannot enter the kernel for write() at step 2 as the CPU must be in user " +
      "mode: it is in kernel mode, in read.",
  );
});

Deno.test("a return is from the call that was entered", () => {
  assertRefused(
    [enterKernel("read"), leaveKernel("write")],
    "Cannot return from write() at step 2 as a return must be from the call " +
      "that was entered: the kernel is in read.",
  );
});

Deno.test("a program ends in user mode", () => {
  assertRefused(
    [enterKernel("read"), load],
    "Cannot end the program at step 2 as the CPU must be back in user mode: it " +
      "is in kernel mode, in read.",
  );
});

Deno.test("the CPU copies only what is there", () => {
  assertRefused(
    [enterKernel("read"), cpuCopy("page cache", "user buffer")],
    "Cannot copy page cache → user buffer by CPU at step 2 as the pages must " +
      "be in the page cache: page 0 of the file is not in it.",
  );
});

Deno.test("pages that are not in the page cache cannot be mapped or passed either", () => {
  const state = "at step 2 as the pages must be in the page cache: " +
    "page 0 of the file is not in it.";
  assertRefused(
    [enterKernel("mmap"), mapPages("page cache", "user buffer")],
    `Cannot map pages of the page cache into the user buffer ${state}`,
  );
  assertRefused(
    [enterKernel("sendfile"), passPages("page cache", "socket buffer")],
    `Cannot pass pages page cache → socket buffer ${state}`,
  );
});

Deno.test("the CPU copies out of memory, not out of a device or the socket buffer", () => {
  for (const from of ["disk", "nic", "socket buffer"] as const) {
    assertRefused(
      [enterKernel("read"), cpuCopy(from, "user buffer")],
      `Cannot copy ${from} → user buffer by CPU at step 2 as the bytes must ` +
        "come from the page cache, the user buffer or the pipe: they are to " +
        `come from the ${from}, which only a DMA engine reads.`,
    );
  }
});

Deno.test("the CPU copies into memory, not into a device or a pipe", () => {
  for (const to of ["disk", "nic", "pipe"] as const) {
    assertRefused(
      [enterKernel("read"), load, cpuCopy("page cache", to)],
      `Cannot copy page cache → ${to} by CPU at step 3 as the CPU must copy ` +
        "into the page cache, the user buffer or the socket buffer: the way " +
        `asked for leads to the ${to}.`,
    );
  }
});

Deno.test("DMA goes between a device and memory, and never between two places of memory", () => {
  const allowed = [
    "disk → page cache",
    "disk → user buffer",
    "socket buffer → nic",
  ];
  for (const from of places) {
    for (const to of places) {
      const way = `${from} → ${to}`;
      if (allowed.includes(way)) continue;
      assertRefused(
        [enterKernel("read"), load, dmaCopy(from, to)],
        `Cannot copy ${way} by DMA at step 3 as a DMA engine must move bytes ` +
          "from the disk to the page cache or the user buffer, or from the " +
          `socket buffer to the nic: the way asked for is ${way}.`,
      );
    }
  }
});

Deno.test("a mapping shows the page cache in the user buffer, and nothing else anywhere", () => {
  const mapped = "page cache → user buffer";
  for (const from of places) {
    for (const to of places) {
      if (`${from} → ${to}` === mapped) continue;
      assertRefused(
        [enterKernel("mmap"), load, mapPages(from, to)],
        `Cannot map pages of the ${from} into the ${to} at step 3 as a mapping ` +
          "must show the page cache in the user buffer: it is asked to show " +
          `the ${from} in the ${to}.`,
      );
    }
  }
});

Deno.test("descriptors go into a pipe or the socket buffer, from another place", () => {
  const ways: [Place, Place][] = [
    ["page cache", "nic"],
    ["page cache", "user buffer"],
    ["page cache", "disk"],
    ["pipe", "page cache"],
    ["pipe", "pipe"],
  ];
  for (const [from, to] of ways) {
    assertRefused(
      [enterKernel("sendfile"), load, passPages(from, to)],
      `Cannot pass pages ${from} → ${to} at step 3 as descriptors must go into ` +
        `a pipe or the socket buffer: the way asked for is ${from} → ${to}.`,
    );
  }
});

Deno.test("descriptors come from memory that they can describe", () => {
  for (const from of ["disk", "nic", "socket buffer"] as const) {
    assertRefused(
      [enterKernel("sendfile"), passPages(from, "pipe")],
      `Cannot pass pages ${from} → pipe at step 2 as pages must be passed from ` +
        "the page cache, the user buffer or the pipe: they are to come from " +
        `the ${from}.`,
    );
  }
});

Deno.test("one end of splice is a pipe", () => {
  assertRefused(
    [enterKernel("splice"), load, passPages("page cache", "socket buffer")],
    "Cannot pass pages page cache → socket buffer at step 3 as one end of " +
      "splice must be a pipe: the ends are page cache and socket buffer.",
  );
});

Deno.test("a pipe takes no more pages than it has slots for", () => {
  assertRefused(
    [
      enterKernel("splice"),
      openPipe(16),
      load,
      passPages("page cache", "pipe"),
    ],
    "Cannot pass pages page cache → pipe at step 4 as the pipe must have " +
      "enough free slots: it has 16 of 16, and 17 are wanted.",
    { fileBytes: 16 * 4096 + 1 },
  );
});

Deno.test("a NIC without scatter-gather is not told of pages elsewhere", () => {
  const refer = [
    enterKernel("sendfile"),
    load,
    passPages("page cache", "socket buffer"),
  ];
  const rule =
    "a NIC without scatter-gather must get its bytes in the socket " +
    "buffer: the socket buffer holds only descriptors of pages elsewhere.";
  assertRefused(
    [...refer, dmaCopy("socket buffer", "nic")],
    `Cannot copy socket buffer → nic by DMA at step 4 as ${rule}`,
    { nic: "no-gather" },
  );
  assertRefused(
    [...refer, leaveKernel("sendfile"), transmit()],
    `Cannot transmit the socket buffer at step 5 as ${rule}`,
    { nic: "no-gather" },
  );
  assertRefused(
    [...refer, leaveKernel("sendfile"), transmit()],
    "Cannot transmit the socket buffer at step 5 as " +
      rule.replace("without scatter-gather", "that adds no checksums"),
    { nic: "no-checksum" },
  );
});

Deno.test("copyReferences() copies what the socket buffer refers to, in user mode too, and nothing twice", () => {
  const { machine, happenings } = warmMachine({ nic: "no-gather" });
  const range = { position: 500, bytes: 5000 };
  machine.passPages("page cache", "socket buffer", range);
  machine.leaveKernel("test");
  happenings.length = 0;
  for (let turn = 0; turn < 2; turn++) machine.copyReferences();
  const to = "socket buffer";
  assertEquals(happenings, [
    { kind: "allocate", place: to, bytes: 8192 },
    {
      kind: "copy",
      by: "CPU",
      from: "page cache",
      to,
      bytes: 5000,
      through: to,
    },
  ]);
  machine.transmit();
  const { fileBytes } = makeJob();
  assertEquals(
    machine.nic.received,
    generateFile(fileBytes).slice(500, 5500),
  );
});

Deno.test("a user page must be there before the CPU copies from it", () => {
  assertRefused(
    [
      enterKernel("write"),
      reserveAddresses(),
      cpuCopy("user buffer", "socket buffer"),
    ],
    "Cannot copy user buffer → socket buffer by CPU at step 3 as the user " +
      "buffer must be filled or mapped: page 0 of it has no frame.",
  );
});

Deno.test("a mapped user buffer takes no bytes of its own, by CPU or by DMA", () => {
  const map = [
    enterKernel("mmap"),
    load,
    mapPages("page cache", "user buffer"),
  ];
  const rule =
    "the user buffer must have frames of its own: its addresses are " +
    "mapped to the page cache.";
  assertRefused(
    [...map, cpuCopy("page cache", "user buffer")],
    `Cannot copy page cache → user buffer by CPU at step 4 as ${rule}`,
  );
  assertRefused(
    [...map, dmaCopy("disk", "user buffer")],
    `Cannot copy disk → user buffer by DMA at step 4 as ${rule}`,
  );
});

Deno.test("a user buffer with bytes of its own is not mapped", () => {
  const read = [
    enterKernel("read"),
    load,
    cpuCopy("page cache", "user buffer"),
  ];
  const rule = "the addresses of the user buffer must be unused: the process " +
    "keeps bytes of its own there.";
  assertRefused(
    [...read, mapPages("page cache", "user buffer")],
    `Cannot map pages of the page cache into the user buffer at step 4 as ${rule}`,
  );
  assertRefused(
    [...read, reserveAddresses()],
    `Cannot reserve addresses for the file at step 4 as ${rule}`,
  );
});

Deno.test("what is touched or unmapped must be mapped", () => {
  assertRefused(
    [touchPages()],
    "Cannot touch the mapped pages at step 1 as a file must be mapped: no file is.",
  );
  assertRefused(
    [enterKernel("munmap"), unmapPages()],
    "Cannot unmap the pages at step 2 as a file must be mapped: no file is.",
  );
});

Deno.test("a program that wastes memory runs out of it", () => {
  const waste = Array<Instruction>(9).fill(
    cpuCopy("page cache", "socket buffer"),
  );
  assertRefused(
    [enterKernel("write"), load, ...waste],
    "Cannot copy page cache → socket buffer by CPU at step 11 as memory must " +
      "have enough free frames: it has 0, and 1 are wanted.",
    { fileBytes: 4096 },
  );
});

Deno.test("a refused instruction moves nothing and writes down nothing", () => {
  const { machine, happenings } = warmMachine({ nic: "no-gather" });
  const range = { position: 0, bytes: 100 };
  machine.passPages("page cache", "socket buffer", range);
  happenings.length = 0;
  const refused = [
    () => machine.enterKernel("again"),
    () => machine.leaveKernel("other"),
    () => machine.dmaCopy("page cache", "nic", range),
    () => machine.cpuCopy("user buffer", "socket buffer", range),
    () => machine.cpuCopy("page cache", "nic", range),
    () => machine.mapPages("pipe", "user buffer", range),
    () => machine.passPages("page cache", "nic", range),
    () => machine.touchPages(range),
    () => machine.unmapPages(range),
    () => machine.transmit(),
  ];
  for (const step of refused) assertThrows(step, Fault);
  assertEquals(happenings, []);
  assertEquals(machine.nic.received.length, 0);
});

// What the instructions do, and write down.

Deno.test("a mode switch is written down with its call", () => {
  const { machine, happenings } = warmMachine();
  machine.leaveKernel("test");
  machine.enterKernel("read");
  assertEquals(happenings, [
    { kind: "mode switch", to: "user", call: "test" },
    { kind: "mode switch", to: "kernel", call: "read" },
  ]);
});

Deno.test("a copy is written down with where its bytes really were", () => {
  const { machine, happenings } = warmMachine();
  const range = { position: 5000, bytes: 10_000 };
  machine.mapPages("page cache", "user buffer", range);
  machine.cpuCopy("user buffer", "socket buffer", range);
  assertEquals(happenings, [
    {
      kind: "map",
      from: "page cache",
      to: "user buffer",
      pages: 3,
      isPresent: true,
    },
    { kind: "allocate", place: "socket buffer", bytes: 3 * 4096 },
    {
      kind: "copy",
      by: "CPU",
      from: "page cache",
      to: "socket buffer",
      bytes: 10_000,
      through: "user buffer",
    },
  ]);
});

Deno.test("a pass is written down with the pages that it touches", () => {
  const { machine, happenings } = warmMachine();
  machine.passPages("page cache", "pipe", { position: 4095, bytes: 4098 });
  machine.passPages("pipe", "socket buffer", { position: 4095, bytes: 4098 });
  const pass = { kind: "pass", descriptors: 3, bytes: 4098 } as const;
  assertEquals(happenings, [
    { ...pass, from: "page cache", to: "pipe" },
    { ...pass, from: "pipe", to: "socket buffer" },
  ]);
});

Deno.test("splice passes pages into a pipe and out of it; other calls need none", () => {
  const { machine } = warmMachine();
  const range = { position: 0, bytes: 10 };
  machine.passPages("page cache", "socket buffer", range);
  machine.leaveKernel("test");
  machine.enterKernel("splice");
  machine.passPages("page cache", "pipe", range);
  machine.passPages("pipe", "socket buffer", range);
});

Deno.test("nothing to move is nothing that happens", () => {
  const { machine, happenings } = warmMachine();
  const none = { position: 0, bytes: 0 };
  machine.dmaCopy("disk", "page cache", none);
  machine.dmaCopy("disk", "user buffer", none);
  machine.cpuCopy("page cache", "socket buffer", none);
  machine.mapPages("page cache", "user buffer", none);
  machine.passPages("page cache", "pipe", none);
  machine.passPages("pipe", "socket buffer", { position: 0, bytes: 9 });
  machine.reserveAddresses(none);
  machine.touchPages(none);
  machine.unmapPages(none);
  machine.transmit();
  assertEquals(happenings, []);
});

Deno.test("a fault maps the aligned group of its page, and the next fault is in the next group", () => {
  const pages = 2 * faultAroundPages + 3;
  const { machine, happenings } = warmMachine({ fileBytes: pages * 4096 });
  machine.reserveAddresses({ position: 0, bytes: pages * 4096 });
  machine.leaveKernel("test");
  happenings.length = 0;
  machine.touchPages({ position: 20 * 4096, bytes: 1 });
  machine.touchPages({ position: 16 * 4096, bytes: 16 * 4096 });
  machine.touchPages({ position: 34 * 4096, bytes: 4096 });
  const fault = { kind: "page fault", mode: "user", isMajor: false } as const;
  assertEquals(happenings, [
    { ...fault, page: 20, pages: 16 },
    { ...fault, page: 34, pages: 3 },
  ]);
});

Deno.test("a major fault reads its group from the disk, and no page twice", () => {
  const { machine, happenings } = warmMachine({ cache: "cold" });
  machine.dmaCopy("disk", "page cache", { position: 0, bytes: 4096 });
  machine.reserveAddresses({ position: 0, bytes: 65_536 });
  happenings.length = 0;
  machine.touchPages({ position: 4096, bytes: 1 });
  const copies = happenings.filter(({ kind }) => kind === "copy");
  assertEquals(copies, [{
    kind: "copy",
    by: "DMA",
    from: "disk",
    to: "page cache",
    bytes: 15 * 4096,
  }]);
  const [first] = happenings;
  assert(first?.kind === "page fault" && first.isMajor);
});

Deno.test("a minor fault maps of its group what the page cache holds, and reads nothing", () => {
  const { machine, happenings } = warmMachine({ cache: "cold" });
  machine.reserveAddresses({ position: 0, bytes: 65_536 });
  machine.dmaCopy("disk", "page cache", { position: 0, bytes: 2 * 4096 });
  happenings.length = 0;
  machine.touchPages({ position: 0, bytes: 2 * 4096 });
  machine.dmaCopy("disk", "page cache", { position: 2 * 4096, bytes: 1 });
  machine.touchPages({ position: 2 * 4096, bytes: 1 });
  machine.touchPages({ position: 3 * 4096, bytes: 1 });
  const faults = happenings.filter(({ kind }) => kind === "page fault");
  const fault = { kind: "page fault", mode: "kernel" } as const;
  assertEquals(faults, [
    { ...fault, page: 0, pages: 2, isMajor: false },
    { ...fault, page: 2, pages: 1, isMajor: false },
    { ...fault, page: 3, pages: 13, isMajor: true },
  ]);
});

Deno.test("a fault maps no page beyond the mapping", () => {
  const { machine, happenings } = warmMachine();
  machine.reserveAddresses({ position: 2 * 4096, bytes: 3 * 4096 });
  happenings.length = 0;
  machine.touchPages({ position: 3 * 4096, bytes: 1 });
  const [fault] = happenings;
  assert(fault?.kind === "page fault");
  assertEquals(fault.pages, 3);
  machine.unmapPages({ position: 2 * 4096, bytes: 3 * 4096 });
  assertEquals(happenings.at(-1), {
    kind: "unmap",
    place: "user buffer",
    pages: 3,
  });
});

Deno.test("after munmap, the mapped pages are gone", () => {
  const { machine } = warmMachine();
  const range = { position: 0, bytes: 10 };
  machine.mapPages("page cache", "user buffer", range);
  machine.unmapPages(range);
  assertThrows(
    () => machine.cpuCopy("user buffer", "socket buffer", range),
    Fault,
    "has no frame",
  );
});

Deno.test("a warm machine has the file in memory before the program; a cold one does not", () => {
  const range = { position: 0, bytes: 65_536 };
  const warm = warmMachine();
  warm.machine.dmaCopy("disk", "page cache", range);
  assertEquals(warm.happenings, []);
  const cold = warmMachine({ cache: "cold" });
  cold.machine.dmaCopy("disk", "page cache", range);
  assertEquals(cold.happenings.at(-1), { kind: "interrupt", device: "disk" });
});

Deno.test("a CPU copy can write a page of the page cache, and the NIC sends what was written", () => {
  const { machine } = warmMachine();
  const page = { position: 0, bytes: 4096 };
  machine.cpuCopy("page cache", "user buffer", page);
  const next = { position: 4096, bytes: 4096 };
  machine.cpuCopy("user buffer", "page cache", next);
  machine.passPages("page cache", "socket buffer", next);
  machine.transmit();
  assertEquals(machine.nic.received, generateFile(65_536).slice(0, 4096));
});

Deno.test("a fault comes in the mode that the CPU is in", () => {
  const modes = (["user", "kernel"] as const).map((mode) => {
    const { machine, happenings } = warmMachine();
    machine.reserveAddresses({ position: 0, bytes: 1 });
    if (mode === "user") machine.leaveKernel("test");
    machine.touchPages({ position: 0, bytes: 1 });
    const fault = happenings.at(-1);
    return fault?.kind === "page fault" && fault.mode;
  });
  assertEquals(modes, ["user", "kernel"]);
});
