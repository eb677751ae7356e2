/**
 * The program of the process in which an answer lives. The answer has a worker of its own; here is
 * the watch over it, which an endless loop does not stop: it measures what the answer takes, and
 * ends with the one who grades, whose end closes standard input.
 *
 * @module
 */
import type { Asked, Said } from "./answer_worker.ts";
import { limitReached } from "./limits.ts";
import { linesOf, loadId, type Order, type Reply } from "./protocol.ts";

type Done = Extract<Said, { kind: "done" }>;

/** How often it looks at the worker. [ms] */
const tickMs = 50;

async function main([answer, loadMs]: readonly string[]): Promise<void> {
  const ask = startWorker();
  const reply = async (
    id: string,
    asked: Asked,
    limitMs: number,
  ): Promise<void> => {
    const { json, why, lacks } = await ask(asked, limitMs);
    if (why !== undefined) {
      say({ kind: "failed", id, why, ...(lacks && { lacks }) });
    } else say({ kind: "gave", id, ...(json && { value: JSON.parse(json) }) });
  };
  void reply(loadId, { kind: "load", answer: answer! }, Number(loadMs));
  // Nobody waits for a reply here: so the end is seen at once.
  for await (const line of linesOf(Deno.stdin.readable)) {
    const { id, name, args, limitMs }: Order = JSON.parse(line);
    void reply(id, { kind: "call", name, args }, limitMs);
  }
}

/** Writes a reply, on a line of its own. */
function say(reply: Reply): void {
  let bytes = new TextEncoder().encode(`\n${JSON.stringify(reply)}\n`);
  while (bytes.length > 0) bytes = bytes.subarray(Deno.stdout.writeSync(bytes));
}

/** Starts the worker. @returns Asks it for something, within a limit. */
function startWorker(): (asked: Asked, limitMs: number) => Promise<Done> {
  const worker = new Worker(new URL("answer_worker.ts", import.meta.url), {
    type: "module",
  });
  const { port1: port, port2 } = new MessageChannel();
  worker.postMessage(port2, [port2]);
  worker.addEventListener("error", () => Deno.exit(1));
  let isHere = false;
  let isFlooding = false;
  let done: (done: Done) => void = () => {};
  port.onmessage = ({ data }: MessageEvent<Said>) => {
    if (data.kind === "here") isHere = true;
    else if (data.kind === "ended") Deno.exit(0);
    else if (data.kind === "done") done(data);
    else if (data.kind === "log") {
      isFlooding = data.isLast;
      say({ kind: "log", text: data.text });
    }
  };
  return async (asked, limitMs) => {
    const begun = { cpuMs: cpuMs(), atMs: performance.now() };
    isFlooding = isHere = false;
    const watch = (): void => {
      const why = limitReached({
        cpuMs: cpuMs() - begun.cpuMs,
        wallMs: performance.now() - begun.atMs,
        memoryBytes: Deno.memoryUsage().rss,
        isWaiting: isHere,
        isFlooding,
      }, limitMs);
      if (why !== undefined) done({ kind: "done", why, lacks: "time" });
      isHere = false;
      port.postMessage({ kind: "ping" });
    };
    const timer = setInterval(watch, tickMs);
    const ended = new Promise<Done>((resolve) => done = resolve);
    port.postMessage(asked);
    return await ended.finally(() => clearInterval(timer));
  };
}

/** The CPU time of this process so far, all of its threads. [ms] */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

if (import.meta.main) {
  await main(Deno.args);
  Deno.exit(0);
}
