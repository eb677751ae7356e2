import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { Fault } from "../../lib/machine/fault.ts";
import type { NicAbility } from "../../lib/machine/job.ts";
import { Nic } from "../../lib/machine/nic.ts";

Deno.test("the client has nothing until something is sent", () => {
  assertEquals(new Nic("gather", 10).received.length, 0);
});

Deno.test("the client has what was sent, in order", () => {
  const nic = new Nic("gather", 5);
  nic.send(Uint8Array.of(1, 2));
  nic.send(Uint8Array.of());
  nic.send(Uint8Array.of(3));
  assertEquals([...nic.received], [1, 2, 3]);
});

Deno.test("the client takes more than was expected, in pieces of any size", () => {
  const nic = new Nic("gather", 0);
  const sent: number[] = [];
  for (const bytes of [1, 1, 3, 100, 2]) {
    const piece = Uint8Array.from({ length: bytes }, (_, i) => i + bytes);
    nic.send(piece);
    sent.push(...piece);
    assertEquals([...nic.received], sent);
  }
});

Deno.test("what was sent does not change when its memory does", () => {
  const nic = new Nic("gather", 1);
  const bytes = Uint8Array.of(1);
  nic.send(bytes);
  bytes[0] = 2;
  assertEquals([...nic.received], [1]);
});

Deno.test("requireAbilities() refuses a NIC that lacks one, and says which", () => {
  const refuse = (ability: NicAbility): Fault =>
    assertThrows(() => new Nic(ability, 0).requireAbilities(), Fault);
  new Nic("gather", 0).requireAbilities();
  assertStringIncludes(refuse("no-gather").rule, "without scatter-gather");
  assertStringIncludes(refuse("no-checksum").rule, "adds no checksums");
});
