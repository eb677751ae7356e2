import { assert, assertEquals, assertThrows } from "@std/assert";
import { readTyped } from "../../lib/cli/arguments.ts";
import { type Plan, readPlan, secondsFor } from "../../lib/cli/lab_plan.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";
import type { Given } from "../../lib/cli/values.ts";
import { splitWords } from "../command.ts";

const canReadEnvironment =
  Deno.permissions.querySync({ name: "env" }).state === "granted";

/** Defines a test of plans: where files are made is a question of the environment. */
function planTest(name: string, fn: () => void): Deno.TestDefinition {
  return canReadEnvironment ? { name, fn } : {
    name: `${name} (needs permission to read the environment: deno task test)`,
    ignore: true,
    fn,
  };
}

/** The parts of a plan, in the order in which they are carried out. */
function partsOf(given: Given): string[] {
  return [...readPlan(given).parts];
}

function refusal(given: Given): string {
  return assertThrows(() => readPlan(given), UsageError).message;
}

Deno.test(
  planTest("readPlan() observes, unless something else is asked for", () => {
    assertEquals(partsOf({}), ["observation"]);
    assertEquals(partsOf({ veth: true }), ["veth"]);
    assertEquals(partsOf({ bench: true }), ["bench"]);
    assertEquals(partsOf({ calibrate: true }), ["bench", "calibration"]);
    assertEquals(partsOf({ veth: true, bench: true }), ["veth", "bench"]);
    const all = ["observation", "veth", "bench", "calibration"];
    assertEquals(partsOf({ all: true }), all);
    assertEquals(partsOf({ all: true, veth: true }), all);
    assertEquals(partsOf({ veth: false, bench: false }), ["observation"]);
  }),
);

Deno.test(
  planTest(
    "readPlan() reads numbers and sizes, or takes the usual ones",
    () => {
      const { runs, rounds, fileBytes } = readPlan({});
      assertEquals({ runs, rounds, fileBytes }, {
        runs: 100,
        rounds: 5,
        fileBytes: 2 ** 28,
      });
      const least = readPlan({
        all: true,
        runs: "1",
        rounds: "1",
        size: "1MiB",
      });
      assertEquals([least.runs, least.rounds, least.fileBytes], [
        1,
        1,
        2 ** 20,
      ]);
      const most = readPlan({
        all: true,
        runs: "10000",
        rounds: "100",
        size: "16GiB",
      });
      assertEquals([most.runs, most.rounds, most.fileBytes], [
        1e4,
        100,
        2 ** 34,
      ]);
      assertEquals(readPlan({ veth: true, runs: "7" }).runs, 7);
    },
  ),
);

Deno.test(
  planTest(
    "readPlan() makes files where it is told, or where the system does",
    () => {
      assertEquals(readPlan({ folder: "/dev/shm" }).folder, "/dev/shm");
      const before = Deno.env.get("TMPDIR");
      try {
        Deno.env.set("TMPDIR", "/some/where");
        assertEquals(readPlan({}).folder, "/some/where");
        Deno.env.delete("TMPDIR");
        assertEquals(readPlan({}).folder, "/tmp");
      } finally {
        if (before !== undefined) Deno.env.set("TMPDIR", before);
      }
    },
  ),
);

Deno.test(
  planTest("readPlan() refuses numbers and sizes that it does not take", () => {
    const bad: readonly [Given, string][] = [
      [{ runs: "0" }, "--runs takes a whole number from 1 to 10000"],
      [{ runs: "10001" }, "--runs takes a whole number from 1 to 10000"],
      [{ runs: "x" }, "--runs takes a whole number from 1 to 10000"],
      [{ rounds: "0" }, "--rounds takes a whole number from 1 to 100"],
      [{ rounds: "101" }, "--rounds takes a whole number from 1 to 100"],
      [{ rounds: "1.5" }, "--rounds takes a whole number from 1 to 100"],
      [{ size: "1" }, "--size takes a size from 1 MiB to 16 GiB"],
      [{ size: "1048575" }, "--size takes a size from 1 MiB to 16 GiB"],
      [{ size: "17GiB" }, "--size takes a size from 1 MiB to 16 GiB"],
      [{ size: "1PiB" }, "--size takes a size from 1 MiB to 16 GiB"],
      [{ size: "x" }, "--size takes a size from 1 MiB to 16 GiB"],
    ];
    for (const [given, says] of bad) {
      const [value] = Object.values(given);
      for (const part of [{}, { bench: true }, { all: true }]) {
        const message = refusal({ ...given, ...part });
        const begin = `${says}: it is "${value}". Try: --`;
        assert(message.startsWith(begin), message);
      }
    }
  }),
);

Deno.test(
  planTest("readPlan() refuses an option that would change nothing", () => {
    assertEquals(
      refusal({ size: "2 MiB" }),
      "--size is for the bench, and that was not asked for. " +
        'Try: --bench --size "2 MiB"',
    );
    assertEquals(
      refusal({ veth: true, rounds: "3" }),
      "--rounds is for the bench, and that was not asked for. " +
        "Try: --bench --rounds 3",
    );
    for (const part of [{ bench: true }, { calibrate: true }]) {
      assertEquals(
        refusal({ ...part, runs: "3" }),
        "--runs is for what the lab changes, and that was not asked for. " +
          "Try: --runs 3",
      );
    }
    readPlan({ runs: "3", bench: true, veth: true });
    readPlan({ runs: "3", calibrate: true, all: true });
  }),
);

Deno.test(planTest("readPlan() takes what it suggests", () => {
  const bad: Given[] = [
    { runs: "0" },
    { rounds: "0" },
    { size: "0" },
    { bench: true, rounds: "x" },
    { bench: true, size: "x" },
    { rounds: "2" },
    { size: "2 MiB" },
    { bench: true, runs: "2" },
  ];
  for (const given of bad) {
    const [, words] = refusal(given).split(". Try: ");
    const typed = readTyped(splitWords(words!), {
      command: "lab",
      help: "",
      words: 0,
      flags: ["bench"],
      values: ["runs", "rounds", "size"],
    });
    readPlan(typed!.given);
  }
}));

Deno.test("secondsFor() allows for slow machines, and fits what alarm(2) takes", () => {
  const plan: Plan = {
    parts: new Set(["observation"]),
    folder: "/tmp",
    runs: 100,
    rounds: 100,
    fileBytes: 2 ** 34,
  };
  // Nothing of the bench, where there is none.
  assertEquals(secondsFor(plan), 220);
  const benched = { ...plan, parts: new Set(["bench"] as const) };
  const bytes = 4 * 4 * plan.rounds * plan.fileBytes;
  assert(secondsFor(benched) > bytes / 50e6);
  assert(secondsFor(benched) < 2 ** 32);
  assertEquals(secondsFor({ ...benched, rounds: 1, fileBytes: 2 ** 20 }), 221);
});
