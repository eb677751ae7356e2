import { assert, assertEquals } from "@std/assert";
import { Sender } from "../../lib/room/sender.ts";
import type { PlaceReport } from "../../lib/room/report.ts";
import { MadeUpRoom } from "./made_up_room.ts";
import { freePort, networkTest } from "./network.ts";

const passed: PlaceReport = { place: "5.2", status: "passed" };
const failed: PlaceReport = { ...passed, status: "failed", reason: "x" };

/** Serves at a port what a function answers. */
function serve(
  port: number,
  answer: (request: Request) => Response | Promise<Response>,
): Deno.HttpServer {
  const onListen = (): void => {};
  return Deno.serve({ hostname: "127.0.0.1", port, onListen }, answer);
}

Deno.test(networkTest({
  name: "a sender tells a room, and puts the hand up and down",
  fn: async () => {
    const made = new MadeUpRoom();
    const port = freePort();
    const server = serve(port, (request) => made.server.answer(request));
    const sender = new Sender({ address: `127.0.0.1:${port}`, name: "Ada" });
    assert(await sender.tell());
    const many = Array.from({ length: 12 }, (_, i): PlaceReport => ({
      place: `${i + 1}.1`,
      status: "passed",
    }));
    assert(await sender.tell(many));
    assertEquals(made.room.people.map(({ name }) => name), ["Ada"]);
    assertEquals(made.room.people[0]!.standings.length, 12);
    assertEquals(await sender.turnHand(), true);
    assertEquals(await sender.turnHand(), false);
    sender.end();
    await server.shutdown();
  },
}));

Deno.test(networkTest({
  name:
    "what no room took is told again, in its newest form, when there is one",
  fn: async () => {
    const port = freePort();
    const address = `127.0.0.1:${port}`;
    const sender = new Sender({ address, name: "Ada" }, 20);
    assert(!await sender.tell([failed]));
    assertEquals(await sender.turnHand(), undefined);
    sender.tell([passed]);
    const told: string[] = [];
    const arrived = Promise.withResolvers<void>();
    const server = serve(port, async (request) => {
      told.push(await request.text());
      // A room that is only beginning to answer.
      if (told.length < 3) return new Response("later", { status: 429 });
      arrived.resolve();
      return Response.json({ isHandUp: false });
    });
    await arrived.promise;
    sender.end();
    await server.shutdown();
    assertEquals(JSON.parse(told.at(-1)!), {
      name: "Ada",
      grades: [passed],
      turnsHand: false,
    });
  },
}));

Deno.test(networkTest({
  name: "a room that never answers is given up, and so is one that is none",
  fn: async () => {
    const port = freePort();
    const asked = Promise.withResolvers<void>();
    const over = Promise.withResolvers<Response>();
    const silent = serve(port, () => {
      asked.resolve();
      return over.promise;
    });
    const address = `127.0.0.1:${port}`;
    const sender = new Sender({ address, name: "Ada" });
    const telling = sender.tell([passed]);
    await asked.promise;
    assert(!await telling);
    const ended = sender.turnHand();
    sender.end();
    assertEquals(await ended, undefined);
    over.resolve(new Response());
    await silent.shutdown();

    const other = serve(port, () => new Response("<html>", { status: 200 }));
    const lost = new Sender({ address, name: "Ada" });
    assert(!await lost.tell());
    lost.end();
    await other.shutdown();
  },
}));
