/**
 * `deno task room`: shows where everybody in a workshop is, on a page in the local network.
 *
 * @module
 */
import { readCatalog } from "../room/catalog.ts";
import { forgetRoom, Keeper, readRoom } from "../room/keeper.ts";
import { joining, sayPeople } from "../room/page.ts";
import { emptyRoom, type KeptRoom, Room } from "../room/room.ts";
import { RoomServer } from "../room/server.ts";
import { sayFailure } from "./failure.ts";
import { complain, fitText, print, printText } from "./output.ts";
import { portFailure } from "./port.ts";
import { isGiven, numberOrUsual, readOrHelp } from "./typed.ts";
import { UsageError } from "./usage_error.ts";

/** This machine, where only it can ask. */
const here = "127.0.0.1";

/** Carries out the command: it serves until it is interrupted. */
export async function roomCommand(args: readonly string[]): Promise<void> {
  const typed = readOrHelp("room", args);
  if (typed === undefined) return;
  if (isGiven(typed, "forget")) {
    return printText(
      forgetRoom()
        ? "What was kept in .room/ is deleted."
        : "Nothing was kept in .room/.",
    );
  }
  const port = numberOrUsual(typed, "port");
  const isLocal = isGiven(typed, "local");
  const addresses = isLocal ? [] : addressesOf(Deno.networkInterfaces());
  const address = `${addresses[0] ?? here}:${port}`;
  const kept = readKeptRoom();
  const catalog = readCatalog();
  const room = new Room(catalog, kept ?? emptyRoom());
  const keep = keeping(new Keeper(() => room.kept));
  const server = new RoomServer({
    room,
    catalog,
    address,
    keep,
    now: Date.now,
  });
  const listening = listen(isLocal ? here : "0.0.0.0", port, server);
  await keep();
  print(greetingOf(room, { port, address, others: addresses.slice(1) }));
  await listening.finished;
}

/** Reads what was kept of the room before, or says how to go on without it. */
function readKeptRoom(): KeptRoom | undefined {
  try {
    return readRoom();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(
      ".room/room.json must be what a room has kept: it is something else",
      "--forget",
    );
  }
}

/** Keeps a room where that can be done; where it cannot, the room goes on, and that is said once. */
function keeping(keeper: Keeper): () => Promise<void> {
  let isSaid = false;
  return async () => {
    try {
      await keeper.keep();
    } catch (error) {
      if (!isSaid) complain(`Nothing is kept. ${sayFailure(error)}`);
      isSaid = true;
    }
  };
}

function listen(
  hostname: string,
  port: number,
  server: RoomServer,
): Deno.HttpServer {
  let isSaid = false;
  const onError = (error: unknown): Response => {
    // Whoever finds out how to cause it cannot fill the terminal.
    if (!isSaid) complain(sayFailure(error));
    isSaid = true;
    return new Response(null, { status: 500 });
  };
  const onListen = (): void => {};
  try {
    return Deno.serve(
      { hostname, port, onListen, onError },
      (request) => server.answer(request),
    );
  } catch (error) {
    throw portFailure(error, port, "room");
  }
}

/**
 * Lists where others in the local network find this machine: what a router at home or at work gives
 * comes first, what programs on this machine have made for themselves last.
 */
export function addressesOf(
  interfaces: readonly Pick<
    Deno.NetworkInterfaceInfo,
    "family" | "address" | "name"
  >[],
): string[] {
  const isOwn = /^(?:docker|br-|veth|virbr|vmnet|vbox|vethernet)/i;
  return interfaces
    .filter(({ family, address }) =>
      family === "IPv4" && !/^(?:127|169\.254)\./.test(address)
    )
    .toSorted((a, b) => Number(isOwn.test(a.name)) - Number(isOwn.test(b.name)))
    .map(({ address }) => address);
}

/** Says in a few lines where the room is, what is kept, and how it ends. */
function greetingOf(
  { people, kept }: Room,
  { port, address, others }: {
    port: number;
    address: string;
    others: readonly string[];
  },
): string {
  const also = others.length === 0 ? "" : ` Or at ${others.join(", ")}.`;
  const before = people.length === 0
    ? []
    : [`It goes on with ${sayPeople(people.length)} of before.`];
  return [
    "Your page, with a key that is yours alone:",
    `  http://${here}:${port}/leader#${kept.key}`,
    ...fitText(`Learners type, each with a name:${also}`),
    `  ${joining(address, undefined)}`,
    ...before,
    ...fitText(
      "Kept in .room/: names, which exercises have passed, our own reasons, " +
        "hands. No code. To delete it afterwards: deno task room --forget",
    ),
    "Ctrl-C ends it.",
    "",
  ].join("\n");
}
