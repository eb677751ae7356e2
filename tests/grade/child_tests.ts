import { assertEquals } from "@std/assert";
import { linesOf, loadId, readReply } from "../../lib/grade/protocol.ts";
import { inParallel, runningTest } from "../command.ts";
import { pathOf, root } from "../../lib/workbook/path.ts";

/** The program of an answer, as the one who grades starts it. */
function startChild(source: string): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--no-check",
      "--no-prompt",
      "--allow-read=lib",
      "lib/grade/child.ts",
      `data:application/typescript,${encodeURIComponent(source)}`,
      "60000",
    ],
    cwd: pathOf(root),
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
}

/** Sends an order. */
async function order(
  child: Deno.ChildProcess,
  name: string,
  args: readonly unknown[],
): Promise<void> {
  const orders = child.stdin.getWriter();
  const text = JSON.stringify({ id: "a", name, args, limitMs: 600_000 });
  await orders.write(new TextEncoder().encode(`${text}\n`));
  orders.releaseLock();
}

/** Answers that would go on for ever, from where they log "in". */
const stubborn: readonly string[] = [
  'console.log("in"); for (;;) {}',
  'console.log("in"); await new Promise(() => {});',
  'export const first = () => { console.log("in"); for (;;) {} };',
  'export const first = () => { console.log("in"); return new Promise(() => {}) };',
  `for (const signal of ["SIGINT", "SIGTERM"]) {
    try { Deno.addSignalListener(signal, () => {}); } catch {}
  }
  export const first = () => { console.log("in"); for (;;) {} };`,
  `export const first = () => {
    setInterval(() => { console.log("in"); for (;;) {} }, 1);
    return new Promise(() => {});
  };`,
];

Deno.test(
  runningTest(
    "the child ends when the one who grades has gone, whatever its answer does",
    async () => {
      await inParallel(stubborn, async (source) => {
        const child = startChild(source);
        const said = linesOf(child.stdout);
        for await (const line of said) {
          const reply = readReply(line);
          if (reply?.kind === "log") break;
          if (reply?.id === loadId) void order(child, "first", []);
        }
        // As if it had been killed: its end of the pipe is closed.
        await child.stdin.close();
        // By itself: with which code depends on whether it was just about to say something.
        assertEquals((await child.status).signal, null, source);
      });
    },
  ),
);

Deno.test(
  runningTest(
    "the child says that it is loaded, what was logged, and what a call gave",
    async () => {
      const child = startChild(`console.warn("w");
        export const twice = (n) => 2 * n;`);
      const said: unknown[] = [];
      for await (const line of linesOf(child.stdout)) {
        said.push(JSON.parse(line));
        if (said.length === 2) await order(child, "twice", [4]);
        if (said.length === 3) await child.stdin.close();
      }
      assertEquals(said, [
        { kind: "log", text: "w" },
        { kind: "gave", id: "load" },
        { kind: "gave", id: "a", value: 8 },
      ]);
      assertEquals((await child.status).code, 0);
    },
  ),
);
