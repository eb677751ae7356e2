/**
 * `deno task serve`: builds the browser edition, serves it to this machine, and builds it again when
 * something of the workbook is saved.
 *
 * @module
 */
import { SiteServer } from "../site/server.ts";
import { pathOf, root } from "../workbook/path.ts";
import { sayFailure } from "./failure.ts";
import { complain, print } from "./output.ts";
import { portFailure } from "./port.ts";
import { usualFolder } from "./site.ts";
import { numberOrUsual, readOrHelp } from "./typed.ts";

/** What pages and scripts are made of. */
const sources = ["README.md", "exercises", "lessons", "lib"];

/** How long nothing may be saved before it is built again. [ms] */
const patienceMs = 100;

/** Carries out the command: it serves until it is interrupted. */
export async function serveCommand(args: readonly string[]): Promise<void> {
  const typed = readOrHelp("serve", args);
  if (typed === undefined) return;
  const port = numberOrUsual(typed, "port");
  const server = new SiteServer(usualFolder);
  const listening = listen(port, server);
  const watcher = Deno.watchFs(sources.map((name) => pathOf(root) + name));
  await build();
  print(`http://127.0.0.1:${listening.addr.port}/\nCtrl-C ends it.\n`);
  await Promise.race([
    listening.finished,
    buildAgain(watcher, server, listening.addr.port),
  ]);
}

/** Builds whenever something was saved; a page that cannot be built is told, and the old one stays. */
async function buildAgain(
  watcher: Deno.FsWatcher,
  server: SiteServer,
  port: number,
): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const again = async (): Promise<void> => {
    if (!await build()) return;
    server.tell();
    const time = new Date().toLocaleTimeString();
    print(`${time} built again: http://127.0.0.1:${port}/\n`);
  };
  for await (const { kind } of watcher) {
    if (kind === "access") continue;
    clearTimeout(timer);
    timer = setTimeout(() => {
      turn = turn.then(again);
    }, patienceMs);
  }
}

/**
 * Builds the site in a process of its own: it then has the modules as they were saved.
 *
 * @returns Whether there is a new one.
 */
async function build(): Promise<boolean> {
  const main = pathOf(new URL("main.ts", import.meta.url));
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-prompt", "--unstable-bundle"].concat(
      ["--allow-read", "--allow-write", "--allow-env=INIT_CWD", main, "site"],
    ),
    cwd: pathOf(root),
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  const complaint = new TextDecoder().decode(stderr).trim();
  if (complaint !== "") complain(complaint);
  // Pages without scripts are pages, too.
  return success || stdout.length > 0;
}

function listen(
  port: number,
  server: SiteServer,
): Deno.HttpServer<Deno.NetAddr> {
  try {
    return Deno.serve({
      hostname: "127.0.0.1",
      port,
      onListen: () => {},
      onError: (error) => {
        complain(sayFailure(error));
        return new Response(null, { status: 500 });
      },
    }, (request) => server.answer(request));
  } catch (error) {
    throw portFailure(error, port, "serve");
  }
}
