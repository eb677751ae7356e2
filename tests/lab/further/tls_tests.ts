import { assert, assertEquals, assertThrows } from "@std/assert";
import { Refusal } from "../../../lib/lab/absence.ts";
import { Kernel } from "../../../lib/lab/kernel.ts";
import { observeMoments } from "../../../lib/lab/moments.ts";
import { speakTls, tlsStrategies } from "../../../lib/lab/further/tls.ts";
import {
  answerCalls,
  callLists,
  inUse,
  labTest,
  refuseCalls,
  testFolder,
} from "../lab_test_kit.ts";

const ends = { sender: 5, receiver: 6 };

Deno.test(
  labTest(
    "both ends get one key: the sender to send, the receiver to receive",
    () => {
      const kernel = new Kernel();
      const asked: [unknown, unknown, unknown, number[]][] = [];
      answerCalls(kernel, (name, args) => {
        if (name !== "setsockopt") return;
        const [socket, level, option, value, length] = args;
        const bytes = [...value as Uint8Array];
        assertEquals(length, bytes.length);
        asked.push([socket, level, option, bytes]);
        return 0;
      });
      speakTls(kernel, ends);
      const protocol = [..."tls\0"].map((letter) => letter.charCodeAt(0));
      // TLS 1.2 and AES-GCM-128, then 36 bytes of secrets: linux/tls.h.
      const key = [3, 3, 51, 0, ...Array(36).fill(0)];
      assertEquals(asked, [
        [5, 6, 31, protocol],
        [5, 282, 1, key],
        [6, 6, 31, protocol],
        [6, 282, 2, key],
      ]);
    },
  ),
);

Deno.test(
  labTest("a kernel without TLS says so, and which call it refused", () => {
    const kernel = new Kernel();
    refuseCalls(kernel, { name: "setsockopt", errno: 2 });
    const { message } = assertThrows(() => speakTls(kernel, ends), Refusal);
    assertEquals(
      message,
      "the kernel has no TLS, or its module tls is not loaded: setsockopt() failed with ENOENT",
    );
  }),
);

Deno.test(labTest("without TLS, only its strategies are absent", () => {
  const kernel = new Kernel();
  const before = inUse(kernel);
  answerCalls(kernel, (name, args) => {
    if (name !== "setsockopt" || args[2] !== 31) return;
    // No protocol has this name.
    args[3] = new Uint8Array(args[4] as number).fill(122);
  });
  const { sightings, absent } = observeMoments(kernel, {
    folder: testFolder,
    strategies: callLists,
    runs: 1,
    bytes: 4096,
    onStep: () => {},
  });
  assertEquals(inUse(kernel), before);
  assertEquals(
    absent.map(({ way }) => way),
    tlsStrategies.map(({ name }) => name),
  );
  for (const { because } of absent) {
    assert(because.startsWith("the kernel has no TLS, or "), because);
  }
  assertEquals(sightings.length, callLists.length + 2);
}));
