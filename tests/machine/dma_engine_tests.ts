import { assertEquals, assertThrows } from "@std/assert";
import { DmaEngine, emitCopy } from "../../lib/machine/dma_engine.ts";
import { Fault } from "../../lib/machine/fault.ts";
import { generateFile, type Job, makeJob } from "../../lib/machine/job.ts";
import type { Span } from "../../lib/machine/memory.ts";
import { Nic } from "../../lib/machine/nic.ts";
import { Places } from "../../lib/machine/places.ts";
import type { Happening } from "../../lib/trace/event.ts";

const file = generateFile(2000);

/** An engine between a disk with a file of four pages, memory and a NIC. */
function smallEngine(nic: Job["nic"] = "gather"): {
  engine: DmaEngine;
  places: Places;
  nic: Nic;
  happenings: Happening[];
} {
  const happenings: Happening[] = [];
  const emit = (happening: Happening): void => void happenings.push(happening);
  const job = makeJob({ fileBytes: file.length, pageBytes: 512, nic });
  const places = new Places(job, emit);
  const card = new Nic(nic, file.length);
  const engine = new DmaEngine(file, places, { nic: card, emit });
  return { engine, places, nic: card, happenings };
}

/** The bytes in some spans. */
function bytesOf(places: Places, spans: readonly Span[]): Uint8Array {
  const bytes = spans.flatMap((span) => [...places.memory.view(span)]);
  return Uint8Array.from(bytes);
}

Deno.test("read() asks, is told, moves and interrupts, in this order", () => {
  const { engine, happenings } = smallEngine();
  engine.read("page cache", { position: 0, bytes: 1000 });
  const bytes = 1024;
  assertEquals(happenings, [
    { kind: "dma request", from: "disk", to: "page cache", bytes },
    { kind: "device request", device: "disk", bytes },
    { kind: "device ready", device: "disk", bytes },
    { kind: "allocate", place: "page cache", bytes },
    { kind: "copy", by: "DMA", from: "disk", to: "page cache", bytes },
    { kind: "interrupt", device: "disk" },
  ]);
});

Deno.test("read() brings whole pages, and only those that are missing", () => {
  const { engine, places, happenings } = smallEngine();
  engine.read("page cache", { position: 600, bytes: 1 });
  engine.read("page cache", { position: 100, bytes: 1200 });
  engine.read("page cache", { position: 0, bytes: 1536 });
  engine.read("page cache", { position: 1999, bytes: 1 });
  const copied = happenings.flatMap((happening) =>
    happening.kind === "copy" ? [happening.bytes] : []
  );
  assertEquals(copied, [512, 1024, 2000 - 3 * 512]);
  const whole = places.pageCache.spans({ position: 0, bytes: file.length });
  assertEquals(bytesOf(places, whole), file);
});

Deno.test("read() brings a piece into the user buffer past the page cache, each time", () => {
  const { engine, places, happenings } = smallEngine();
  const range = { position: 700, bytes: 600 };
  for (let turn = 0; turn < 2; turn++) engine.read("user buffer", range);
  const copies = happenings.filter(({ kind }) => kind === "copy");
  const copy: Happening = {
    kind: "copy",
    by: "DMA",
    from: "disk",
    to: "user buffer",
    bytes: 600,
  };
  assertEquals(copies, [copy, copy]);
  assertEquals(
    bytesOf(places, places.userBuffer.spans(range)),
    file.subarray(700, 1300),
  );
  assertEquals(places.pageCache.has(1), false);
});

Deno.test("read() fills frames that are not neighbours", () => {
  const { engine, places } = smallEngine();
  const [first, , third] = places.memory.allocate(3);
  places.memory.free([third!, first!]);
  const whole = { position: 0, bytes: file.length };
  engine.read("page cache", whole);
  const spans = places.pageCache.spans(whole);
  assertEquals(spans.length > 1, true);
  assertEquals(bytesOf(places, spans), file);
});

Deno.test("fill() writes without a word but that memory was taken", () => {
  const { engine, happenings } = smallEngine();
  engine.fill("page cache", { position: 0, bytes: file.length });
  assertEquals(happenings, [
    { kind: "allocate", place: "page cache", bytes: 2048 },
  ]);
});

Deno.test("send() asks, moves, interrupts and gives the memory back", () => {
  const { engine, places, nic, happenings } = smallEngine();
  const room = places.room("socket buffer", { position: 0, bytes: 600 });
  for (const span of room) places.memory.view(span).fill(7);
  happenings.length = 0;
  engine.send();
  const way = { from: "socket buffer", to: "nic", bytes: 600 } as const;
  assertEquals(happenings, [
    { kind: "dma request", ...way },
    { kind: "copy", by: "DMA", ...way },
    { kind: "interrupt", device: "nic" },
    { kind: "free", place: "socket buffer", bytes: 1024 },
  ]);
  assertEquals([...nic.received], new Array(600).fill(7));
  happenings.length = 0;
  engine.send();
  assertEquals(happenings, []);
});

Deno.test("send() gathers pages where they are, found through the socket buffer", () => {
  const { engine, places, nic, happenings } = smallEngine();
  const range = { position: 500, bytes: 1000 };
  engine.fill("page cache", { position: 0, bytes: file.length });
  places.socketBuffer.refer(places.pageCache.spans(range));
  happenings.length = 0;
  engine.send();
  assertEquals(happenings.slice(1), [
    {
      kind: "copy",
      by: "DMA",
      from: "page cache",
      to: "nic",
      bytes: 1000,
      through: "socket buffer",
    },
    { kind: "interrupt", device: "nic" },
  ]);
  assertEquals(nic.received, file.slice(500, 1500));
});

Deno.test("send() takes pages elsewhere only with both abilities, and what was copied always", () => {
  for (const ability of ["no-gather", "no-checksum"] as const) {
    const { engine, places, nic, happenings } = smallEngine(ability);
    engine.fill("page cache", { position: 0, bytes: 512 });
    const source = places.pageCache.spans({ position: 0, bytes: 100 });
    const room = places.room("socket buffer", { position: 0, bytes: 100 });
    places.memory.copySpans(source, room);
    engine.send();
    assertEquals(nic.received, file.slice(0, 100));
    places.socketBuffer.refer(source);
    happenings.length = 0;
    assertThrows(() => engine.send(), Fault, "in the socket buffer");
    assertEquals(happenings, []);
    assertEquals(nic.received.length, 100);
  }
});

Deno.test("emitCopy() names the place that led to the bytes only where they lie elsewhere", () => {
  const source: Span[] = [
    { address: 0, bytes: 3, place: "page cache" },
    { address: 9, bytes: 4, place: "page cache" },
  ];
  const happenings: Happening[] = [];
  const emit = (happening: Happening): void => void happenings.push(happening);
  emitCopy(emit, "CPU", { named: "page cache", source, to: "user buffer" });
  emitCopy(emit, "DMA", { named: "pipe", source, to: "nic" });
  const from = "page cache";
  assertEquals(happenings, [
    { kind: "copy", by: "CPU", from, to: "user buffer", bytes: 7 },
    { kind: "copy", by: "DMA", from, to: "nic", bytes: 7, through: "pipe" },
  ]);
});
