import { assert, assertEquals, assertThrows } from "@std/assert";
import { Kernel } from "../../../lib/lab/kernel.ts";
import { SyscallError } from "../../../lib/lab/syscall_error.ts";
import {
  type FurtherStrategy,
  tryFurther,
} from "../../../lib/lab/further/try_strategies.ts";
import {
  answerCalls,
  labTest,
  memoryAt,
  openDescriptors,
  testFolder,
} from "../lab_test_kit.ts";

const options = { folder: testFolder, bytes: 65_536, runs: 3 };

Deno.test(
  labTest("tryFurther() sees each strategy at work, or says why not", () => {
    const strategies = tryFurther(new Kernel(), options);
    assertEquals(strategies.map(({ name }) => name), [
      "read + vmsplice + splice",
      "splice + tee",
      "read + send(MSG_ZEROCOPY)",
      "read(O_DIRECT) + write",
      "copy_file_range",
    ]);
    for (const { name, absent, copies, copyCount, findings } of strategies) {
      if (absent === null) {
        assert(copyCount !== null || findings.length > 0, name);
        assert(findings.every((text) => /^[A-Z].*\.$/.test(text)), name);
      } else {
        assert(/ failed with \w+$/.test(absent), absent);
        assertEquals([copies, copyCount, findings], [null, null, []], name);
      }
      if (copyCount === null) continue;
      assertEquals([copyCount.way, copyCount.copies], [name, copies]);
      for (const seen of copyCount.sightings) {
        assertEquals(seen.old + seen.new + seen.mixed, options.runs, name);
      }
    }
  }),
);

Deno.test(labTest("tryFurther() returns plain data", () => {
  const strategies = tryFurther(new Kernel(), options);
  assertEquals(JSON.parse(JSON.stringify(strategies)), strategies);
}));

Deno.test(
  labTest("the kernel gives notice of no more sends than there were", () => {
    const { figures } = tryFurther(new Kernel(), options)[2]!;
    const { sends = 0, noticedSends = 0, copiedSends = 0 } = figures;
    assert(0 <= copiedSends && copiedSends <= noticedSends);
    assert(noticedSends <= sends);
  }),
);

/** Tries one strategy with a kernel that has been changed. */
function tryWay(name: string, kernel: Kernel): FurtherStrategy {
  return tryFurther(kernel, options).find((strategy) =>
    strategy.name === name
  )!;
}

Deno.test(labTest("both receivers after tee are compared", () => {
  const usual = tryWay("splice + tee", new Kernel());
  if (usual.absent !== null) return;
  // One run that only looks, and one for each call and time.
  const teeRuns = 1 + 4 * options.runs;
  assertEquals(usual.figures, { teeRuns, sameRuns: teeRuns });
  const kernel = new Kernel();
  const call = kernel.call.bind(kernel);
  let received = 0;
  kernel.call = (name, ...args) => {
    const result = call(name, ...args);
    if (name === "recv" && received++ % 2 === 0) {
      memoryAt(args[1] as bigint, 1)[0]! ^= 1;
    }
    return result;
  };
  const { figures } = tryWay("splice + tee", kernel);
  assertEquals(figures, { teeRuns, sameRuns: 0 });
}));

Deno.test(labTest("notices are added up, and none is waited for twice", () => {
  const kernel = new Kernel();
  const poll = kernel.poll.bind(kernel);
  let noticed = 0;
  // There is one notice for each send, and it says that the kernel copied.
  kernel.poll = (name, ...args) => {
    if (name !== "recvmsg") return poll(name, ...args);
    if (noticed === kernel.calls.send) return undefined;
    noticed += 1;
    const { buffer } = args[1] as Uint8Array<ArrayBuffer>;
    const message = new BigUint64Array(buffer);
    const control = new DataView(memoryAt(message[4]!, 48).buffer);
    control.setBigUint64(0, 48n, true);
    control.setInt32(12, 11, true);
    control.setUint8(20, 5);
    control.setUint8(22, 1);
    message[5] = 48n;
    return 0;
  };
  for (const _ of ["at first", "with calls that were made before"]) {
    const { absent, figures } = tryWay("read + send(MSG_ZEROCOPY)", kernel);
    if (absent !== null) return;
    const sends = 1 + 2 * options.runs;
    assertEquals(figures, { sends, noticedSends: sends, copiedSends: sends });
    assertEquals(kernel.calls.poll, 0, "nothing is left to be waited for");
  }
}));

Deno.test(
  labTest(
    "a read that took nothing from the disk is probed as others are",
    () => {
      for (const blocksOfARead of [0, 1000]) {
        const kernel = new Kernel();
        let blocks = 0;
        answerCalls(kernel, (name, args) => {
          if (name !== "getrusage") return;
          const { buffer } = args[1] as Uint8Array<ArrayBuffer>;
          new BigInt64Array(buffer)[11] = BigInt(blocks += blocksOfARead);
          return 0;
        });
        const strategy = tryWay("read(O_DIRECT) + write", kernel);
        if (strategy.absent !== null) {
          continue;
        }
        assertEquals(
          strategy.copyCount?.sightings.map(({ call }) => call),
          blocksOfARead === 0 ? ["read", "write"] : ["write"],
        );
      }
    },
  ),
);

Deno.test(
  labTest(
    "where blocks are shared, old bytes in the new file are no copy",
    () => {
      for (const [flags, copies] of [[0, 1], [0x2000, 0]]) {
        const kernel = new Kernel();
        answerCalls(kernel, (name, args) => {
          if (name !== "ioctl") return;
          // struct fiemap with one extent, which another file has, too, or has not.
          const view = new DataView(
            (args[2] as Uint8Array<ArrayBuffer>).buffer,
          );
          view.setUint32(20, 1, true);
          view.setBigUint64(48, BigInt(options.bytes), true);
          view.setUint32(72, flags!, true);
          return 0;
        });
        const strategy = tryWay("copy_file_range", kernel);
        if (strategy.absent !== null) {
          continue;
        }
        assertEquals(strategy.copies, copies);
        assertEquals(strategy.copyCount !== null, copies === 1);
      }
    },
  ),
);

Deno.test(labTest("tryFurther() leaves no file descriptor open", () => {
  const kernel = new Kernel();
  const before = openDescriptors();
  for (let time = 0; time < 10; time++) {
    tryFurther(kernel, { ...options, bytes: 4096, runs: 1 });
  }
  assertEquals(openDescriptors(), before);
}));

Deno.test(labTest("tryFurther() fails where no file can be made", () => {
  const kernel = new Kernel();
  const before = openDescriptors();
  assertThrows(
    () => tryFurther(kernel, { ...options, folder: "/proc" }),
    SyscallError,
    `open("/proc/`,
  );
  assertEquals(openDescriptors(), before);
}));
