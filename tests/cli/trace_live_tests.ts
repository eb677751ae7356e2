/**
 * A real server, recorded by the very line of the README, and read by the command: where strace is
 * and may look at a process that it has not started.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { readText } from "../source_tree.ts";
import { isGranted, runTask, splitWords, temporaryTest } from "../command.ts";

/** What is typed to record, as the README says it, in words. */
function readmeLine(): readonly string[] {
  const [line] = readText("README.md").replaceAll("\\\n", " ")
    .match(/(?<=```sh\n)strace .*/) ?? [];
  assert(line !== undefined, "README.md does not say how to record");
  return splitWords(line);
}

const obstacle = await findObstacle();

const live = (
  name: string,
  fn: (folder: string) => Promise<void>,
): Deno.TestDefinition =>
  obstacle === undefined
    ? temporaryTest(name, fn)
    : { name: `${name} (${obstacle})`, ignore: true, fn: () => {} };

Deno.test(
  live(
    "the README's line records a server, and trace reads it",
    async (folder) => {
      const bytes = 300_000;
      const path = `${folder}/live.bin`;
      const log = `${folder}/live.strace`;
      Deno.writeFileSync(path, new Uint8Array(bytes));
      Deno.writeTextFileSync(
        `${folder}/server.ts`,
        `Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: ({ port }) => console.log(port) },
      async () => new Response((await Deno.open(${
          JSON.stringify(path)
        })).readable));`,
      );
      await using server = start(Deno.execPath(), [
        "run",
        "--no-config",
        "--allow-net=127.0.0.1",
        `--allow-read=${path}`,
        `${folder}/server.ts`,
      ]);
      const port = await server.said(/^\d+$/m);
      const [strace, ...args] = readmeLine();
      {
        await using tracer = start(
          strace!,
          args.map((word) =>
            word === "server.strace"
              ? log
              : word.startsWith("$(pidof")
              ? `${server.pid}`
              : word
          ),
        );
        await tracer.said(/attached/);
        await using client = start(Deno.execPath(), [
          "eval",
          "--no-config",
          `const answer = await fetch("http://127.0.0.1:${port}");
       console.log((await answer.arrayBuffer()).byteLength);`,
        ]);
        assertEquals(await client.said(/^\d+$/m), `${bytes}`);
      }
      const { code, out, err } = await runTask("trace", [log, "--json"]);
      assertEquals({ code, err }, { code: 0, err: "" });
      const { transfers, unread } = JSON.parse(out);
      assertEquals(unread.lines, 0);
      const found = transfers.filter((one: { path: string }) =>
        one.path === path
      )
        .map(({ to, strategy, bytes }: Record<string, unknown>) => ({
          to,
          strategy,
          bytes,
        }));
      assertEquals(found, [{ to: "socket", strategy: "read + write", bytes }]);
    },
  ),
);

/** A program that runs until it is let go. */
interface Running extends AsyncDisposable {
  readonly pid: number;
  /** Waits until it has said something; fails if it never does. */
  readonly said: (what: RegExp) => Promise<string>;
}

function start(program: string, args: readonly string[]): Running {
  const child = new Deno.Command(program, {
    args: [...args],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let text = "";
  const listen = async (stream: ReadableStream<Uint8Array>): Promise<void> => {
    for await (const chunk of stream) text += new TextDecoder().decode(chunk);
  };
  const ended = Promise.all([listen(child.stdout), listen(child.stderr)]);
  return {
    pid: child.pid,
    said: async (what) => {
      for (let isOver = false;;) {
        const [found] = what.exec(text) ?? [];
        if (found !== undefined) return found;
        if (isOver) throw new Error(`${program} ended: ${text}`);
        isOver = await Promise.race([ended.then(() => true), soon()]);
      }
    },
    [Symbol.asyncDispose]: async () => {
      try {
        child.kill("SIGINT");
      } catch {
        // It has ended by itself.
      }
      await ended;
      await child.status;
    },
  };
}

/** Waits a little. */
function soon(): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), 20));
}

/** Finds out why a process that runs cannot be traced here; nothing if it can. */
async function findObstacle(): Promise<string | undefined> {
  if (Deno.build.os !== "linux") return "needs Linux";
  const programs = [Deno.execPath(), "strace"];
  if (!programs.every((command) => isGranted({ name: "run", command }))) {
    return "needs run permission: deno task test";
  }
  await using idle = start(Deno.execPath(), [
    "eval",
    "--no-config",
    "console.log(1); setTimeout(() => {}, 60_000);",
  ]);
  try {
    await idle.said(/1/);
    await using tracer = start("strace", ["-o", "/dev/null", `-p${idle.pid}`]);
    await tracer.said(/attached/);
    return undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "needs strace";
    return `strace may not look: ${error}`.split("\n")[0];
  }
}
