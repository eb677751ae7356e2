import { assert, assertEquals, assertThrows } from "@std/assert";
import { Kernel } from "../../lib/lab/kernel.ts";
import { SyscallError } from "../../lib/lab/syscall_error.ts";
import { tryMoreWays } from "../../lib/lab/try_more_ways.ts";
import { labTest, openDescriptors, testFolder } from "./lab_test_kit.ts";

const options = { folder: testFolder, bytes: 65_536, runs: 3 };

Deno.test(
  labTest("tryMoreWays() sees each way at work, or says why not", () => {
    const ways = tryMoreWays(new Kernel(), options);
    assertEquals(ways.map(({ name }) => name), [
      "read + vmsplice + splice",
      "splice + tee",
      "read + send(MSG_ZEROCOPY)",
      "read(O_DIRECT) + write",
      "copy_file_range",
    ]);
    for (const { name, absent, copies, copyCount, findings } of ways) {
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

Deno.test(labTest("tryMoreWays() returns plain data", () => {
  const ways = tryMoreWays(new Kernel(), options);
  assertEquals(JSON.parse(JSON.stringify(ways)), ways);
}));

Deno.test(
  labTest("the kernel gives notice of no more sends than there were", () => {
    const { figures } = tryMoreWays(new Kernel(), options)[2]!;
    const { sends = 0, noticedSends = 0, copiedSends = 0 } = figures;
    assert(0 <= copiedSends && copiedSends <= noticedSends);
    assert(noticedSends <= sends);
  }),
);

Deno.test(labTest("tryMoreWays() leaves no file descriptor open", () => {
  const kernel = new Kernel();
  const before = openDescriptors();
  for (let time = 0; time < 10; time++) {
    tryMoreWays(kernel, { ...options, bytes: 4096, runs: 1 });
  }
  assertEquals(openDescriptors(), before);
}));

Deno.test(labTest("tryMoreWays() fails where no file can be made", () => {
  const kernel = new Kernel();
  const before = openDescriptors();
  assertThrows(
    () => tryMoreWays(kernel, { ...options, folder: "/proc" }),
    SyscallError,
    `open("/proc/`,
  );
  assertEquals(openDescriptors(), before);
}));
