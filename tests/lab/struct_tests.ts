import { assertEquals, assertThrows } from "@std/assert";
import { addressOf, join, pad, u16, u32 } from "../../lib/lab/struct.ts";
import { labTest } from "./lab_test_kit.ts";

Deno.test("numbers have their lowest byte first", () => {
  assertEquals([...u16(0x0102, 3)], [2, 1, 3, 0]);
  assertEquals([...u32(0x01020304, 5)], [4, 3, 2, 1, 5, 0, 0, 0]);
});

Deno.test("join() puts parts one after the other", () => {
  const parts = [Uint8Array.of(1, 2), Uint8Array.of(), Uint8Array.of(3)];
  assertEquals([...join(...parts)], [1, 2, 3]);
  assertEquals([...join()], []);
});

Deno.test("pad() fills up with zeros, and cuts nothing off", () => {
  const part = Uint8Array.of(1, 2);
  assertEquals([...pad(part, 4)], [1, 2, 0, 0]);
  assertEquals([...pad(part, 2)], [1, 2]);
  assertThrows(() => pad(part, 1), RangeError, "2 bytes do not fit into 1");
});

Deno.test(labTest("addressOf() is where the bytes are", () => {
  for (const length of [1, 8, 65, 5000]) {
    const bytes = new Uint8Array(length + 3).subarray(3);
    const pointer = Deno.UnsafePointer.create(addressOf(bytes))!;
    const memory = new Uint8Array(
      Deno.UnsafePointerView.getArrayBuffer(pointer, length),
    );
    bytes.set([7], length - 1);
    assertEquals(memory[length - 1], 7);
  }
}));
