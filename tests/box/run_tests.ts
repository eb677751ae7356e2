import { assertEquals, assertMatch } from "@std/assert";
import { Meter } from "../../lib/box/meter.ts";
import { run, type RunResult } from "../../lib/box/run.ts";
import { runningTest } from "../command.ts";

/** Runs a program that is asked for a, b and c. */
async function tryRun(program: string, limitMs = 100): Promise<RunResult> {
  const meter = Meter.start("/nowhere/to/be/found")!;
  const code = `const say = (text) =>
    Deno.stdout.writeSync(new TextEncoder().encode(text));
    ${program}`;
  try {
    const command = new Deno.Command(Deno.execPath(), {
      args: ["eval", "--quiet", "--no-lock", code],
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    });
    return await run(command, {
      ids: ["a", "b", "c"],
      told: "all",
      limitMs: (id) => id === "a" ? 5 * limitMs : limitMs,
      used: (pid) => meter.used(pid),
    });
  } finally {
    await meter.close();
  }
}

Deno.test(
  runningTest(
    "run() tells all at once, and takes a reply for each",
    async () => {
      const { replies, loss } = await tryRun(`
    const told = await new Response(Deno.stdin.readable).text();
    say("a " + told + "\\nb 2\\nc "); say("3\\nd 4\\n");
    await new Promise((r) => setTimeout(r, 1e6));`);
      assertEquals([...replies], [["a", "all"], ["b", "2"], ["c", "3"]]);
      assertEquals(loss, undefined);
    },
  ),
);

/** What a program does, what it is told, and whether that is for lack of time. */
const ends:
  readonly (readonly [program: string, why: RegExp, late: boolean])[] = [
    [`Deno.exit(0);`, /ended its own process/, false],
    [`throw 1;`, /ended its own process/, false],
    [`process.abort();`, /broke down/, false],
    [`while (true);`, /0.1 s of CPU time/, true],
    [`setInterval(() => {}, 7);`, /waited for 0.1 s/, true],
    [`while (true) say("noise\\n");`, /printed more/, false],
    [`while (true) say("noise");`, /printed more/, false],
  ];

Deno.test(
  runningTest("run() says to what there is no reply, and why", async () => {
    for (const [program, why, isLate] of ends) {
      // A reply that comes twice, half of one, and some that nobody waits for.
      const { replies, loss } = await tryRun(
        `say("a 1\\n\\na 2\\n{}\\nnull\\nx y\\nb"); ${program}`,
      );
      assertEquals([...replies], [["a", "1"]], program);
      assertEquals(loss?.id, "b", program);
      assertEquals(loss?.isLate, isLate, `${program} ${loss?.why}`);
      assertMatch(loss!.why, why, program);
    }
  }),
);

Deno.test(
  runningTest("run() counts nothing of what was before a reply", async () => {
    const { loss } = await tryRun(`
    const busy = (ms) => {
      const begun = process.cpuUsage();
      while (true) {
        const { user, system } = process.cpuUsage(begun);
        if (user + system > 1000 * ms) return;
      }
    };
    say("a 1\\n"); busy(60); say("b 2\\n"); busy(60); say("c 3\\n");`);
    assertEquals(loss, undefined);
  }),
);
