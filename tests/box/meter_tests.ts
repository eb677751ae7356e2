import { assert, assertEquals } from "@std/assert";
import { Meter, readUsed, usedByClock } from "../../lib/box/meter.ts";
import { runningTest, temporaryTest } from "../command.ts";

Deno.test("readUsed() reads what Linux says, whatever a process is called", () => {
  const rest = "1 2 3 0 -1 4194304 5 6 7 8 123 45 9 10 20 0 11";
  const used = { cpuMs: 1680, isAsleep: true };
  assertEquals(readUsed(`42 (deno) S ${rest}`), used);
  assertEquals(readUsed(`42 (a) R 1) S ${rest}`), used);
  assertEquals(readUsed(`42 (deno) R ${rest}`)?.isAsleep, false);
  assertEquals(readUsed(`42 (deno) Z ${rest}`), undefined);
});

Deno.test("readUsed() reads what ps(1) says", () => {
  assertEquals(readUsed("R+   0:01.25"), { cpuMs: 1250, isAsleep: false });
  assertEquals(readUsed("Ss 1:02:03"), { cpuMs: 3_723_000, isAsleep: true });
  assertEquals(readUsed("Z 0:00.00"), undefined);
  assertEquals(readUsed(""), undefined);
});

Deno.test("usedByClock() goes on with the clock", () => {
  const before = usedByClock();
  assert(usedByClock().cpuMs >= before.cpuMs);
  assert(!before.isAsleep);
});

Deno.test(
  temporaryTest(
    "Meter measures a process, and knows one that is gone",
    async (folder) => {
      const inner = `${folder}/with space`;
      Deno.mkdirSync(inner);
      const meter = Meter.start(inner)!;
      const mine = await meter.used(Deno.pid);
      assert(mine !== undefined && mine.cpuMs > 0);
      const gone = await new Deno.Command(Deno.execPath(), {
        args: ["-V"],
        stdout: "null",
      })
        .spawn();
      await gone.status;
      const both = await Promise.all([
        meter.used(gone.pid),
        meter.used(Deno.pid),
      ]);
      assertEquals(both.map((one) => one === undefined), [true, false]);
      await meter.close();
      assert(
        ![...Deno.readDirSync(folder)].some(({ name }) =>
          name === "with space"
        ),
      );
    },
  ),
);

Deno.test(
  runningTest("Meter goes by the clock once its shell is gone", async () => {
    const folder = "/nowhere/to/be/found";
    const meter = Meter.start(folder)!;
    await meter.close();
    assert((await meter.used(Deno.pid))!.cpuMs > 0);
  }),
);
