import { assertEquals, assertThrows } from "@std/assert";
import { Fault } from "../../lib/machine/fault.ts";
import { Memory } from "../../lib/machine/memory.ts";
import { PageCache } from "../../lib/machine/page_cache.ts";
import { PageTable } from "../../lib/machine/page_table.ts";
import {
  UserBuffer,
  userBufferAddress,
} from "../../lib/machine/user_buffer.ts";

const pageBytes = 512;
const fileBytes = 3 * pageBytes + 1;

/** A user buffer beside a page cache that holds the file. */
function smallBuffer(): {
  memory: Memory;
  table: PageTable;
  cache: PageCache;
  buffer: UserBuffer;
} {
  const memory = new Memory(12, pageBytes);
  const table = new PageTable(memory);
  const cache = new PageCache(memory, fileBytes);
  cache.admit([2, 0, 1, 3]);
  return { memory, table, cache, buffer: new UserBuffer(memory, table) };
}

Deno.test("the user buffer begins at a boundary of every page size", () => {
  for (let size = 512; size <= 2 ** 21; size *= 2) {
    assertEquals(userBufferAddress % size, 0);
  }
});

Deno.test("reserve() takes frames only for what it has not yet", () => {
  const { buffer, memory, table } = smallBuffer();
  assertEquals(buffer.reserve({ position: 0, bytes: pageBytes + 1 }), 1024);
  assertEquals(buffer.reserve({ position: 513, bytes: 5 }), 0);
  assertEquals(buffer.reserve({ position: 518, bytes: 3 * pageBytes }), 512);
  assertEquals(buffer.reserve({ position: 0, bytes: 0 }), 0);
  assertEquals(memory.freeFrames, 12 - 4 - 3);
  assertEquals(table.mappedPages, 3);
});

Deno.test("a buffer of its own holds the piece that was put there last, at its beginning", () => {
  const { buffer } = smallBuffer();
  buffer.reserve({ position: 0, bytes: 2 * pageBytes });
  const first = buffer.spans({ position: 0, bytes: 2 * pageBytes });
  buffer.reserve({ position: 1024, bytes: 100 });
  const second = buffer.spans({ position: 1024, bytes: 513 });
  const place = "user buffer";
  const { address } = first[0]!;
  assertEquals(first, [{ address, bytes: 1024, place }]);
  assertEquals(second, [{ address, bytes: 100, place }]);
});

Deno.test("a mapped buffer shows the page cache's own frames", () => {
  const { buffer, cache, memory } = smallBuffer();
  const whole = { position: 0, bytes: fileBytes };
  buffer.stretch(whole);
  assertEquals([0, 1, 2, 3].some((page) => buffer.shows(page)), false);
  for (const page of [0, 1, 2, 3]) buffer.show(page, cache);
  assertEquals([0, 1, 2, 3].every((page) => buffer.shows(page)), true);
  const range = { position: 500, bytes: 600 };
  assertEquals(buffer.spans(range), cache.spans(range));
  assertEquals(buffer.spans(whole), cache.spans(whole));
  assertEquals(memory.freeFrames, 12 - 4);
});

Deno.test("a mapped buffer has no frame where no page was shown", () => {
  const { buffer, cache } = smallBuffer();
  buffer.stretch({ position: 0, bytes: fileBytes });
  buffer.show(0, cache);
  buffer.spans({ position: 0, bytes: pageBytes });
  assertThrows(
    () => buffer.spans({ position: 0, bytes: pageBytes + 1 }),
    Fault,
  );
});

Deno.test("stretch() makes a mapping longer, in both directions, and never shorter", () => {
  const { buffer } = smallBuffer();
  assertEquals(buffer.isMapped, false);
  buffer.stretch({ position: 512, bytes: 512 });
  assertEquals(buffer.mapping, { position: 512, bytes: 512 });
  buffer.stretch({ position: 1024, bytes: 513 });
  assertEquals(buffer.mapping, { position: 512, bytes: 1025 });
  buffer.stretch({ position: 0, bytes: 10 });
  assertEquals(buffer.mapping, { position: 0, bytes: 1537 });
  assertEquals(buffer.isMapped, true);
});

Deno.test("unmap() counts the pages that were shown, and leaves none", () => {
  const { buffer, cache, table } = smallBuffer();
  buffer.stretch({ position: 0, bytes: fileBytes });
  for (const page of [0, 1, 3]) buffer.show(page, cache);
  assertEquals(buffer.unmap(), 3);
  assertEquals(table.mappedPages, 0);
  assertEquals(buffer.isMapped, false);
  assertEquals(cache.has(0), true);
  assertThrows(
    () => buffer.unmap(),
    Fault,
    "a file must be mapped: no file is.",
  );
});

Deno.test("after unmap(), the buffer can have frames of its own", () => {
  const { buffer, cache } = smallBuffer();
  buffer.stretch({ position: 0, bytes: pageBytes });
  buffer.show(0, cache);
  buffer.unmap();
  buffer.reserve({ position: 0, bytes: 1 });
  assertEquals(
    buffer.spans({ position: 0, bytes: 1 })[0]!.place,
    "user buffer",
  );
});

Deno.test("a buffer is either the process's own or a mapping", () => {
  const range = { position: 0, bytes: 1 };
  const own = smallBuffer().buffer;
  own.reserve(range);
  assertThrows(() => own.stretch(range), Fault, "must be unused");
  const mapped = smallBuffer().buffer;
  mapped.stretch(range);
  assertThrows(() => mapped.reserve(range), Fault, "frames of its own");
});
