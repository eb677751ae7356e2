import { assertEquals, assertThrows } from "@std/assert";
import { Fault } from "../../lib/machine/fault.ts";
import { Memory } from "../../lib/machine/memory.ts";
import { PageTable } from "../../lib/machine/page_table.ts";

const pageBytes = 512;

/** A table of pages 10 and 11, whose frames are 3 and 1. */
function smallTable(): { table: PageTable; memory: Memory } {
  const memory = new Memory(8, pageBytes);
  const table = new PageTable(memory);
  table.map(10, { frame: 3, place: "user buffer" });
  table.map(11, { frame: 1, place: "user buffer" });
  return { table, memory };
}

Deno.test("translate() finds the frame of the page and keeps the offset", () => {
  const { table } = smallTable();
  for (const mode of ["user", "kernel"] as const) {
    assertEquals(table.translate(10 * pageBytes, mode), 3 * pageBytes);
    assertEquals(
      table.translate(10 * pageBytes + 511, mode),
      3 * pageBytes + 511,
    );
    assertEquals(table.translate(11 * pageBytes + 7, mode), pageBytes + 7);
  }
});

Deno.test("two pages may mean one frame: a write through one is read through the other", () => {
  const { table, memory } = smallTable();
  table.map(20, { frame: 3, place: "user buffer" });
  const at = (page: number): Uint8Array =>
    memory.view({
      address: table.translate(page * pageBytes + 5, "user"),
      bytes: 1,
      place: "user buffer",
    });
  at(10)[0] = 77;
  assertEquals(at(20)[0], 77);
  assertEquals(at(11)[0], 0);
  assertEquals(table.mappedPages, 3);
});

Deno.test("the kernel's address of a byte and the user's lead to the same frame", () => {
  const { table } = smallTable();
  const physical = table.translate(10 * pageBytes + 9, "user");
  const address = table.kernelAddress(physical);
  assertEquals(address, table.kernelAddress(0) + physical);
  assertEquals(table.translate(address, "kernel"), physical);
});

Deno.test("user mode may not use a kernel address, not even the first", () => {
  const { table } = smallTable();
  const kernelBase = table.kernelAddress(0);
  for (const address of [kernelBase, kernelBase + 10 * pageBytes]) {
    assertThrows(
      () => table.translate(address, "user"),
      Fault,
      "the CPU must be in kernel mode to use a kernel address: it is in user mode.",
    );
  }
  table.map(kernelBase / pageBytes - 1, { frame: 2, place: "user buffer" });
  assertEquals(table.translate(kernelBase - 1, "user"), 3 * pageBytes - 1);
});

Deno.test("a page without a frame is not translated, in no mode", () => {
  const { table } = smallTable();
  for (const mode of ["user", "kernel"] as const) {
    assertThrows(
      () => table.translate(12 * pageBytes, mode),
      Fault,
      "the page must be present: virtual page 12 has no frame.",
    );
  }
});

Deno.test("unmap() makes a page absent, and map() gives it another frame", () => {
  const { table } = smallTable();
  table.unmap(10);
  assertEquals(table.entry(10), undefined);
  assertEquals(table.mappedPages, 1);
  assertThrows(() => table.translate(10 * pageBytes, "user"), Fault);
  table.map(10, { frame: 5, place: "page cache" });
  assertEquals(table.entry(10), { frame: 5, place: "page cache" });
  assertEquals(table.translate(10 * pageBytes, "user"), 5 * pageBytes);
});

Deno.test("spans() translates page by page", () => {
  const { table } = smallTable();
  const place = "user buffer";
  assertEquals(table.spans(10 * pageBytes + 500, 20), [
    { address: 3 * pageBytes + 500, bytes: 12, place },
    { address: pageBytes, bytes: 8, place },
  ]);
  assertEquals(table.spans(10 * pageBytes, pageBytes), [
    { address: 3 * pageBytes, bytes: pageBytes, place },
  ]);
});

Deno.test("spans() of no bytes needs no page", () => {
  assertEquals(smallTable().table.spans(99 * pageBytes, 0), []);
});

Deno.test("spans() needs every page of the range, and no other", () => {
  const { table } = smallTable();
  assertEquals(table.spans(10 * pageBytes, 2 * pageBytes).length, 2);
  assertThrows(
    () => table.spans(10 * pageBytes, 2 * pageBytes + 1),
    Fault,
    "virtual page 12 has no frame",
  );
  assertThrows(
    () => table.spans(10 * pageBytes - 1, 2),
    Fault,
    "virtual page 9 has no frame",
  );
});
