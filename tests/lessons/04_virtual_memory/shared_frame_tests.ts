import { assert, assertEquals } from "@std/assert";
import { shareFrame } from "../../../lessons/04_virtual_memory/shared_frame.ts";

Deno.test("all addresses lead to one byte of physical memory", () => {
  for (const pageBytes of [512, 4096, 2 ** 21]) {
    const { uses } = shareFrame(pageBytes);
    assertEquals(new Set(uses.map(({ physical }) => physical)).size, 1);
    assertEquals(new Set(uses.map(({ address }) => address)).size, 3);
  }
});

Deno.test("each read finds what was written before at another address", () => {
  const { uses } = shareFrame(4096);
  for (let i = 0; i < uses.length; i += 2) {
    const [write, read] = uses.slice(i, i + 2);
    assertEquals([write!.operation, read!.operation], ["write", "read"]);
    assertEquals(read!.value, write!.value);
    assert(read!.address !== write!.address);
  }
  const values = new Set(uses.map(({ value }) => value));
  assertEquals(values.size, uses.length / 2);
});

Deno.test("user mode may not use the kernel's address of the same frame", () => {
  assert(shareFrame(4096).refusal.includes("must be in kernel mode"));
});
