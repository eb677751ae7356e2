import { assertEquals, assertThrows } from "@std/assert";
import { Kernel } from "../../../lib/lab/kernel.ts";
import {
  errnoIn,
  makeVethPair,
  vethPair,
} from "../../../lib/lab/network/netlink.ts";
import { join, u16, u32 } from "../../../lib/lab/struct.ts";
import { SyscallError } from "../../../lib/lab/syscall_error.ts";
import {
  answerCalls,
  labTest,
  memoryAt,
  openDescriptors,
} from "../lab_test_kit.ts";

/** Bytes as text: printable ones as letters, the others as numbers. */
function sayBytes(bytes: Uint8Array): string {
  return [...bytes].map((byte) =>
    byte > 0x60 && byte < 0x7b ? String.fromCharCode(byte) : byte
  ).join(" ");
}

Deno.test("a pair is one message: an end, the kind, and the other end in it", () => {
  const nothing = Array.from({ length: 16 }, () => 0).join(" ");
  const message = vethPair([
    { name: "ab", namespace: 9 },
    { name: "wxyz", namespace: 258 },
  ]);
  assertEquals(
    sayBytes(message),
    [
      `${nothing} 7 0 3 0 a b 0 0 8 0 28 0 9 0 0 0`,
      "60 0 18 0 9 0 1 0 v e t h 0 0 0 0",
      "44 0 2 0 40 0 1 0",
      `${nothing} 9 0 3 0 w x y z 0 0 0 0 8 0 28 0 2 1 0 0`,
    ].join(" "),
  );
});

Deno.test("an answer says whether the kernel did what it was asked", () => {
  const answer = (error: number): Uint8Array =>
    join(u32(36), u16(2, 0), u32(0, 0), u32(error), new Uint8Array(16));
  assertEquals(errnoIn(answer(0)), 0);
  assertEquals(errnoIn(answer(-17)), 17);
  const apart = join(new Uint8Array(5), answer(-1)).subarray(5);
  assertEquals(errnoIn(apart), 1);
});

Deno.test("what is no answer to a request is refused", () => {
  const header = join(u32(16), u16(2, 0), u32(0, 0));
  assertThrows(() => errnoIn(header), TypeError, "16 bytes");
  const other = join(u32(20), u16(16, 0), u32(0, 0, 0));
  assertThrows(() => errnoIn(other), TypeError, "type 16");
});

Deno.test(
  labTest("makeVethPair() makes nothing in a namespace that is none", () => {
    const kernel = new Kernel();
    const before = openDescriptors();
    assertThrows(
      () =>
        makeVethPair(kernel, [
          { name: "lab-a", namespace: -1 },
          { name: "lab-b", namespace: -1 },
        ]),
      SyscallError,
      "RTM_NEWLINK of veth failed with E",
    );
    assertEquals(openDescriptors(), before);
  }),
);

Deno.test(
  labTest("makeVethPair() asks for a new pair, and waits for nothing", () => {
    const kernel = new Kernel();
    const ends = [
      { name: "lab-a", namespace: 7 },
      { name: "lab-b", namespace: 8 },
    ] as const;
    const asked: Uint8Array[] = [];
    const before = openDescriptors();
    answerCalls(kernel, (name, args) => {
      if (name !== "send" && name !== "recv") return;
      const bytes = memoryAt(args[1] as bigint, Number(args[2]));
      if (name === "send") return asked.push(bytes.slice());
      // recv(2): MSG_DONTWAIT. The answer is that all went well.
      assertEquals(args[3], 0x40);
      bytes.set(join(u32(36), u16(2, 0), u32(0, 0), u32(0)));
      return 36;
    });
    makeVethPair(kernel, ends);
    const body = vethPair(ends);
    // rtnetlink(7): RTM_NEWLINK; NLM_F_REQUEST, NLM_F_ACK, NLM_F_EXCL and NLM_F_CREATE.
    const header = join(u32(16 + body.length), u16(16, 0x605), u32(0, 0));
    assertEquals(asked, [join(header, body)]);
    assertEquals(openDescriptors(), before);
  }),
);
