import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { Refusal } from "../../lib/lab/absence.ts";
import { bench } from "../../lib/lab/bench.ts";
import { Kernel } from "../../lib/lab/kernel.ts";
import { SyscallError } from "../../lib/lab/syscall_error.ts";
import {
  answerCalls,
  callLists,
  expectedCalls,
  inUse,
  labTest,
  refuseCalls,
  socketStrategies,
  testFolder,
} from "./lab_test_kit.ts";

const options = {
  strategies: callLists,
  folder: testFolder,
  fileBytes: 3 * 2 ** 19,
  pieceSizes: [2 ** 14, 2 ** 16],
  rounds: 1,
  onProgress: (): void => {},
};

Deno.test(
  labTest(
    "bench() has a row for each strategy and size, with all runs",
    async () => {
      const kernel = new Kernel();
      const before = inUse(kernel);
      const progress: string[] = [];
      const result = await bench(kernel, {
        ...options,
        onProgress: (done, all) => progress.push(`${done} of ${all}`),
      });
      assertEquals(inUse(kernel), before);
      const { rows, fileBytes, emptyCallsNs, machine } = result;
      assertEquals(
        rows.map(({ way, pieceBytes }) => `${way} by ${pieceBytes}`),
        options.pieceSizes.flatMap((size) =>
          socketStrategies.map(({ name }) => `${name} by ${size}`)
        ),
      );
      for (const { way, pieceBytes, runs } of rows) {
        const expected = expectedCalls(options.fileBytes / pieceBytes)[way];
        assertEquals(runs.map(({ calls }) => calls), [expected], way);
      }
      assertEquals(fileBytes, options.fileBytes);
      // Nothing of the file waits to be written while it is sent.
      assertEquals(kernel.calls.fsync, 1);
      assertEquals(emptyCallsNs.length, options.rounds);
      assert(emptyCallsNs.every((ns) => ns >= 0));
      assertEquals(machine.architecture, Deno.build.arch);
      assertEquals(JSON.parse(JSON.stringify(result)), result);
      // The round that warms up is one of two.
      const all = 2 * rows.length;
      assertEquals(
        progress,
        Array.from({ length: all }, (_, i) => `${i + 1} of ${all}`),
      );
    },
  ),
);

Deno.test(
  labTest("bench() takes off the empty call what calling C takes", async () => {
    const kernel = new Kernel();
    let now = 0;
    // A clock that only these calls make go on.
    answerCalls(kernel, (name, args) => {
      if (name === "getpagesize") now += 100;
      if (name === "getppid") now += 300;
      if (name !== "clock_gettime") return;
      const { buffer } = args[1] as Uint8Array<ArrayBuffer>;
      new BigInt64Array(buffer).set([0n, BigInt(now)]);
      return 0;
    });
    const pieceSizes = [2 ** 16];
    const { emptyCallsNs } = await bench(kernel, { ...options, pieceSizes });
    assertEquals(emptyCallsNs, [200]);
  }),
);

Deno.test(labTest("bench() makes as many runs as it is asked to", async () => {
  const { rows } = await bench(new Kernel(), {
    ...options,
    pieceSizes: [2 ** 16],
    rounds: 3,
  });
  assertEquals(rows.map(({ runs }) => runs.length), callLists.map(() => 3));
}));

Deno.test(labTest("bench() does not count a run that moved less", async () => {
  const kernel = new Kernel();
  const before = inUse(kernel);
  const read = kernel.read.bind(kernel);
  let reads = 0;
  // After a few reads, the file seems to have ended.
  kernel.read = (...args) => ++reads > 4 ? 0 : read(...args);
  const { rows, absent } = await bench(kernel, options);
  assertEquals(inUse(kernel), before);
  const [missing] = absent;
  assertEquals(absent.length, 1);
  assertEquals(missing?.way, "read + write");
  assertMatch(missing!.because, /delivered \d+ bytes of a file of 1572864$/);
  assertEquals(rows.some(({ way }) => way === "read + write"), false);
  for (const { way, runs } of rows) {
    assertEquals(runs.length, options.rounds, way);
  }
}));

Deno.test(
  labTest(
    "bench() fails if every strategy is refused, with what was",
    async () => {
      const kernel = new Kernel();
      const before = inUse(kernel);
      refuseCalls(kernel, { name: "socket", errno: 13 });
      await assertRejects(
        () => bench(kernel, options),
        Refusal,
        "socket() failed with EACCES (permission denied)",
      );
      assertEquals(inUse(kernel), before);
    },
  ),
);

Deno.test(labTest("bench() fails where no file can be made", async () => {
  const kernel = new Kernel();
  const before = inUse(kernel);
  await assertRejects(
    () => bench(kernel, { ...options, folder: "/proc" }),
    SyscallError,
    'open("/proc/',
  );
  assertEquals(inUse(kernel), before);
}));
