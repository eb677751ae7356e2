import { assert, assertEquals, assertThrows } from "@std/assert";
import { type LabPlan, readPlan, secondsFor } from "../../lib/cli/lab_plan.ts";
import { sentAmountsOf } from "../../lib/evidence/kept_lab.ts";
import { optionsOf } from "../../lib/cli/options.ts";
import { sortArguments } from "../../lib/cli/typed.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";
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

function planOf(line: string): LabPlan {
  return readPlan(sortArguments(splitWords(line), optionsOf("lab")));
}

/** The parts of a plan, in the order in which they are carried out. */
function partsOf(line: string): string {
  return [...planOf(line).parts].join(" ");
}

function refusal(line: string): string {
  return assertThrows(() => planOf(line), UsageError).message;
}

Deno.test(
  planTest("the lab observes, unless something else is asked for", () => {
    assertEquals(partsOf(""), "observation further moments");
    assertEquals(partsOf("--moments"), "moments");
    assertEquals(partsOf("--veth"), "veth");
    assertEquals(partsOf("--bench"), "bench");
    assertEquals(partsOf("--calibrate"), "bench calibration");
    assertEquals(partsOf("--veth --bench"), "veth bench");
    const all = "observation further moments veth bench calibration";
    assertEquals(partsOf("--all"), all);
    assertEquals(partsOf("--all --veth"), all);
    assertEquals(partsOf("--job 7"), "observation");
    assertEquals(partsOf("--job 7 --veth"), "observation veth");
    assertEquals(partsOf("--all --job 7"), all);
    assertEquals(partsOf("--program a.ts"), "program");
    assertEquals(partsOf("--program a.ts --veth"), "veth program");
    assertEquals(partsOf("--program a.ts --all"), `${all} program`);
  }),
);

Deno.test(
  planTest("numbers and sizes are read, or are the usual ones", () => {
    const numbersOf = (line: string): number[] => {
      const { runs, rounds, fileBytes } = planOf(line);
      return [runs, rounds, fileBytes];
    };
    assertEquals(numbersOf(""), [100, 5, 2 ** 28]);
    const least = "--all --runs 1 --rounds 1 --size 1MiB";
    assertEquals(numbersOf(least), [1, 1, 2 ** 20]);
    const most = "--all --runs 10000 --rounds 100 --size 16GiB";
    assertEquals(numbersOf(most), [10_000, 100, 2 ** 34]);
    assertEquals(numbersOf("--veth --runs 7")[0], 7);
    assertEquals(planOf("").own, undefined);
    const own = { path: "a.ts", to: "socket", fileBytes: 2 ** 23 };
    assertEquals(planOf("--program a.ts").own, { ...own, pieceBytes: 2 ** 16 });
    const sized = "--program a.ts --size 1MiB --buffer 4KiB --to pipe";
    assertEquals(planOf(sized).own, {
      ...{ ...own, to: "pipe", fileBytes: 2 ** 20, pieceBytes: 4096 },
    });
    assertEquals(planOf("").sent, undefined);
    assertEquals(planOf("--job 7").sent, sentAmountsOf(7));
    const sent = new Set(
      Array.from({ length: 50 }, (_, seed) => planOf(`--job ${seed}`).sent)
        .map((one) => JSON.stringify(one)),
    );
    assertEquals(sent.size, 50);
  }),
);

Deno.test(
  planTest("files are made where it is said, or where the system does", () => {
    assertEquals(planOf("--folder /dev/shm").folder, "/dev/shm");
    const before = Deno.env.get("TMPDIR");
    try {
      Deno.env.set("TMPDIR", "/some/where");
      assertEquals(planOf("").folder, "/some/where");
      Deno.env.delete("TMPDIR");
      assertEquals(planOf("").folder, "/tmp");
    } finally {
      if (before !== undefined) Deno.env.set("TMPDIR", before);
    }
  }),
);

/** What would change nothing, or is not taken, and the line that refuses it. */
const refusals = `
  --to pipe             | --to is for the program, and that was not asked for. Try: --program mine.ts --to pipe
  --buffer 4KiB         | --buffer is for the program, and that was not asked for. Try: --program mine.ts --buffer 4KiB
  --program a --to disk | --to takes socket, pipe, file: it is "disk". Try: --program a --to socket
  --program a --size 1GiB | --program sends a file of up to 256 MiB. Try: --program a --size 8MiB
  --size "2 MiB"        | --size is for the bench, and that was not asked for. Try: --bench --size "2 MiB"
  --veth --rounds 3     | --rounds is for the bench, and that was not asked for. Try: --bench --rounds 3
  --bench --runs 3      | --runs is for what the lab changes, and that was not asked for. Try: --runs 3
  --calibrate --runs 3  | --runs is for what the lab changes, and that was not asked for. Try: --runs 3
  --moments --runs 3    | --runs is for what the lab changes, and that was not asked for. Try: --runs 3
  --runs 10001          | --runs takes a whole number from 1 to 10000: it is "10001". Try: --runs 80
  --rounds 1.5          | --rounds takes a whole number from 1 to 100: it is "1.5". Try: --bench --rounds 5
  --all --rounds 0      | --rounds takes a whole number from 1 to 100: it is "0". Try: --bench --rounds 5
  --bench --size 1      | --size takes a size from 1 MiB to 16 GiB: it is "1". Try: --bench --size 256MiB
  --program a --size 0  | --size takes a size from 1 MiB to 16 GiB: it is "0". Try: --program a --size 256MiB
  --size 0 --program "a b" --bench | --size takes a size from 1 MiB to 16 GiB: it is "0". Try: --bench --size 256MiB
  --size 0 --program "a b" | --size takes a size from 1 MiB to 16 GiB: it is "0". Try: --program "a b" --size 256MiB
  --size 1048575        | --size takes a size from 1 MiB to 16 GiB: it is "1048575". Try: --bench --size 256MiB
`;

Deno.test(
  planTest(
    "what would change nothing is refused, and what is suggested is taken",
    () => {
      for (const row of refusals.trim().split("\n")) {
        const [line, says] = row.split("|").map((cell) => cell.trim());
        assertEquals(refusal(line!), says, line);
        planOf(says!.split(". Try: ")[1]!);
      }
      planOf("--runs 3 --bench --veth");
      planOf("--runs 3 --calibrate --all");
    },
  ),
);

Deno.test("secondsFor() allows for slow machines, and fits what alarm(2) takes", () => {
  const plan: LabPlan = {
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
  const own = { path: "a.ts", to: "pipe", pieceBytes: 1 } as const;
  assert(secondsFor({ ...plan, own: { ...own, fileBytes: 2 ** 28 } }) > 320);
});
