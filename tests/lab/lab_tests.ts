import { assert, assertEquals, assertRejects } from "@std/assert";
import { Kernel } from "../../lib/lab/kernel.ts";
import { observe, probeBytesFor } from "../../lib/lab/lab.ts";
import { SyscallError } from "../../lib/lab/syscall_error.ts";
import {
  answerCalls,
  callLists,
  inUse,
  labTest,
  pipeStrategies,
  RefusingKernel,
  shrinkPipes,
  socketStrategies,
  testFolder,
} from "./lab_test_kit.ts";

const options = {
  folder: testFolder,
  strategies: callLists,
  runs: 3,
  bytes: 2 ** 16,
  onStep: (): void => {},
};

Deno.test(
  labTest(
    "observe() probes and measures every strategy, and leaves nothing",
    async () => {
      const kernel = new Kernel();
      const before = inUse(kernel);
      const steps: string[] = [];
      const onStep = (step: string): number => steps.push(step);
      const found = await observe(kernel, { ...options, onStep });
      assertEquals(inUse(kernel), before);
      assertEquals(steps, [
        "copies into a socket",
        "copies into a pipe",
        "whole transfers",
      ]);
      const { copies, pipeCopies, costs, machine } = found;
      assertEquals(machine.architecture, Deno.build.arch);
      const names = socketStrategies.map(({ name }) => name);
      assertEquals(copies.map(({ way }) => way), names);
      assertEquals(costs.map(({ way }) => way), names);
      assertEquals(
        pipeCopies.map(({ way }) => way),
        pipeStrategies.map(({ name }) => name),
      );
      assertEquals(
        pipeCopies.map(({ sightings }) => sightings.map(({ call }) => call)),
        [["read", "write"], ["mmap", "write"], ["sendfile"], ["splice in"]],
      );
      for (const { bytes, sightings } of [...copies, ...pipeCopies]) {
        assertEquals(bytes, options.bytes);
        assert(sightings.every(({ runs }) => runs === options.runs));
      }
      for (const [readWrite] of [copies, pipeCopies]) {
        assertEquals([readWrite?.copies, readWrite?.agreement], [2, 1]);
      }
      assert(costs.every(({ isDelivered }) => isDelivered));
      assertEquals(JSON.parse(JSON.stringify(found)), found);
    },
  ),
);

Deno.test(labTest("observe() fails where no file can be made", async () => {
  const kernel = new Kernel();
  const before = inUse(kernel);
  await assertRejects(
    () => observe(kernel, { ...options, folder: "/proc/nothing" }),
    SyscallError,
    'open("/proc/nothing/',
  );
  assertEquals(inUse(kernel), before);
}));

/** A call, how Linux refuses it, and what then is absent: of a socket, and of a pipe. */
const refusals = [
  ["sendfile", 38, ["sendfile"], ["sendfile"]],
  ["splice", 22, ["splice"], ["splice"]],
  ["pipe2", 23, ["splice"], [
    "read + write",
    "mmap + write",
    "sendfile",
    "splice",
  ]],
  ["write", 1, ["read + write", "mmap + write"], [
    "read + write",
    "mmap + write",
  ]],
  ["socket", 13, [
    "read + write",
    "mmap + write",
    "sendfile",
    "splice",
  ], []],
] as const;

Deno.test(
  labTest(
    "observe() shows what is not refused, and says of the rest why",
    async () => {
      const all = socketStrategies.map(({ name }) => name);
      for (const [name, errno, fromSocket, fromPipe] of refusals) {
        const kernel = new RefusingKernel();
        kernel.refuseAll(name, errno);
        const before = inUse(kernel);
        const found = await observe(kernel, { ...options, runs: 1 });
        assertEquals(inUse(kernel), before);
        const { absent } = found;
        const missing = [
          [found.copies, absent.copies, fromSocket],
          [found.pipeCopies, absent.pipeCopies, fromPipe],
          [found.costs, absent.costs, fromSocket],
        ] as const;
        for (const [seen, not, expected] of missing) {
          assertEquals(not.map(({ way }) => way), [...expected], name);
          assertEquals(
            seen.map(({ way }) => way),
            all.filter((way) => !expected.some((one) => one === way)),
            name,
          );
          const { code, words } = new SyscallError(name, errno);
          for (const { because } of not) {
            assertEquals(because, `${name}() failed with ${code} (${words})`);
          }
        }
      }
    },
  ),
);

Deno.test(
  labTest(
    "observe() keeps the copies where no whole file can be sent",
    async () => {
      const kernel = new Kernel();
      let written = 0;
      answerCalls(kernel, (name, args) => {
        if (name !== "pwrite" || (written += Number(args[2])) < 2 ** 23) return;
        throw new SyscallError("pwrite()", 28);
      });
      const { copies, costs, absent } = await observe(kernel, options);
      assertEquals(copies.length, callLists.length);
      assertEquals(costs, []);
      assertEquals(absent.costs.map(({ because }) => because), [
        ...Array(callLists.length)
          .fill("pwrite() failed with ENOSPC (no space left on device)"),
      ]);
    },
  ),
);

Deno.test(
  labTest("observe() sees splice through small pipes as it is", async () => {
    const kernel = new Kernel();
    shrinkPipes(kernel, 8192);
    const bytes = probeBytesFor(kernel);
    const found = await observe(kernel, { ...options, bytes });
    assertEquals(found.pipeBytes, 8192);
    const copies = found.copies.find(({ way }) => way === "splice")!;
    assertEquals([copies.bytes, copies.sightings.length], [8192, 2]);
    const { warm, fileBytes, isDelivered } = found.costs
      .find(({ way }) => way === "splice")!;
    assertEquals(isDelivered, true);
    assertEquals(warm.calls, { splice: 2 * fileBytes / 8192, pipe2: 1 });
    assertEquals(found.absent, { copies: [], pipeCopies: [], costs: [] });
  }),
);

Deno.test(
  labTest(
    "observe() does without mmap of files, and sees no cold runs then",
    async () => {
      const kernel = new Kernel();
      const before = inUse(kernel);
      kernel.mmap = () => {
        throw new SyscallError("mmap()", 19);
      };
      const { copies, costs, absent } = await observe(kernel, options);
      assertEquals(inUse(kernel), before);
      const others = ["read + write", "sendfile", "splice"];
      assertEquals(copies.map(({ way }) => way), others);
      assertEquals(costs.map(({ way, cold }) => [way, cold]), [
        ...others.map((way) => [way, null]),
      ]);
      for (const list of [absent.copies, absent.pipeCopies, absent.costs]) {
        assertEquals(list, [{
          way: "mmap + write",
          because: "mmap() failed with ENODEV (no such device)",
        }]);
      }
    },
  ),
);
