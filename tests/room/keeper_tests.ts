import {
  assert,
  assertEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { forgetRoom, Keeper, readRoom } from "../../lib/room/keeper.ts";
import { emptyRoom, mostPeople, Room } from "../../lib/room/room.ts";
import { urlOf } from "../../lib/workbook/path.ts";
import { runTaskAlone, temporaryTest } from "../command.ts";
import { RunningTask } from "../running_task.ts";
import { Workbook } from "../workbook.ts";
import { knownExercises } from "./made_up_room.ts";
import { freePort, networkTest } from "./network.ts";

Deno.test(
  temporaryTest(
    "what is kept is read again; many that come at once are written together",
    async (top) => {
      const folder = urlOf(`${top}/.room/`);
      assertEquals(readRoom(folder), undefined);
      let [begun, asked] = [0, 0];
      const empty = emptyRoom();
      const keeper = new Keeper(() => {
        asked++;
        return { ...empty, begun };
      }, folder);
      const all = Array.from({ length: 50 }, () => {
        begun++;
        return keeper.keep();
      });
      await Promise.all(all);
      assertEquals(readRoom(folder), { ...empty, begun: 50 });
      assertEquals(asked, 1);
      begun = 51;
      await keeper.keep();
      assertEquals(readRoom(folder)?.begun, 51);
      assert(forgetRoom(folder));
      assert(!forgetRoom(folder));
      assertEquals(readRoom(folder), undefined);
    },
  ),
);

Deno.test(
  temporaryTest(
    "a full room in which all fail at everything is read again",
    async (top) => {
      const folder = urlOf(`${top}/.room/`);
      const catalog = knownExercises();
      const room = new Room(catalog, emptyRoom());
      for (let i = 0; i < mostPeople; i++) {
        const name = `${"😀".repeat(37)}${i}`;
        for (const [place, { reasons }] of catalog) {
          const [reason] = Object.keys(reasons).toSorted((a, b) =>
            b.length - a.length
          );
          const grade = { place, status: "failed", reason: reason! } as const;
          room.take({ name, grades: [grade], turnsHand: true }, Date.now());
        }
      }
      await new Keeper(() => room.kept, folder).keep();
      assertEquals(readRoom(folder), room.kept);
    },
  ),
);

Deno.test(
  temporaryTest("what no room has kept is refused", (top) => {
    const folder = urlOf(`${top}/.room/`);
    Deno.mkdirSync(folder);
    for (const text of ["", "{", "[]", '{"key":"7","people":[]}']) {
      Deno.writeTextFileSync(new URL("room.json", folder), text);
      assertThrows(() => readRoom(folder), SyntaxError);
    }
  }),
);

Deno.test(networkTest(
  temporaryTest(
    "a room that is killed and begun again knows all that it has answered",
    async (folder) => {
      const { top } = new Workbook(folder);
      const port = freePort();
      const args = ["--local", "--port", `${port}`];
      const url = `http://127.0.0.1:${port}`;
      let [key, known] = ["", ""];
      for (let turn = 0; turn < 3; turn++) {
        await using room = new RunningTask("room", args, { top });
        const said = await room.read("Ctrl-C ends it.");
        const shown = /leader#(\w+)/.exec(said)![1]!;
        assertEquals(shown, key || shown, "the leader's page goes on");
        key = shown;
        const look = async (): Promise<string> => {
          const headers = { authorization: `Bearer ${key}` };
          return await (await fetch(`${url}/view?names`, { headers })).text();
        };
        if (turn > 0) {
          assertStringIncludes(said, "It goes on with ");
          assertEquals(await look(), known);
        }
        const answers = await Promise.all(
          Array.from({ length: 20 }, async (_, i) => {
            const grades = [{ place: "5.2", status: "failed", reason: "x" }];
            const report = { name: `Ada ${turn}.${i}`, grades };
            const body = JSON.stringify(report);
            return await fetch(`${url}/report`, { method: "POST", body });
          }),
        );
        for (const answer of answers) assert(await answer.json(), "taken");
        known = await look();
        assertStringIncludes(known, `${20 * (turn + 1)} people`);
        await room.kill();
      }
      const forgotten = await runTaskAlone("room", ["--forget"], { top });
      assertEquals([forgotten.code, forgotten.err], [0, ""]);
      assertEquals(readRoom(urlOf(`${top}/.room/`)), undefined);
    },
  ),
));

Deno.test(networkTest(
  temporaryTest(
    "a watch tells the room how far somebody is, and nothing of what the answer is",
    async (folder) => {
      const book = new Workbook(folder);
      const told: string[] = [];
      const server = Deno.serve(
        { hostname: "127.0.0.1", port: 0, onListen: () => {} },
        async (request) => {
          told.push(await request.text());
          return Response.json({ isHandUp: told.at(-1)!.includes("true") });
        },
      );
      const address = `127.0.0.1:${server.addr.port}`;
      const args = ["5", "--room", address, "--as", "Ada"];
      // A proxy that is not there: the room is reached without it.
      const env = { HTTP_PROXY: "http://127.0.0.1:1" };
      {
        await using watch = new RunningTask("watch", args, {
          top: book.top,
          env,
        });
        const said = await watch.read("hand up.");
        assertStringIncludes(said, `The leader at ${address} sees of Ada`);
        await watch.read("Waiting for you to save");
        const secret = 'console.log("SECRET"); const SECRET = 1; const calls';
        book.answer = book.oneWrong.replace("const calls", secret);
        await watch.read("Not yet: exercise 5.2");
        book.answer = book.solution.replace(
          "const calls",
          'throw new Error("SECRET"); const calls',
        );
        await watch.read("SECRET");
        await watch.type("h");
        await watch.read("Your hand is up.");
        // The room is gone: the watch goes on.
        await server.shutdown();
        book.answer = book.solution;
        await watch.read("ALL 3 PASSED.");
      }
      const text = told.join("\n");
      assert(!text.includes("SECRET"), text);
      assert(!/answer|return|calls =/.test(text), text);
      const last = (reason: string): unknown => ({
        name: "Ada",
        grades: [
          { place: "5.1", status: "passed" },
          { place: "5.2", status: "failed", reason },
          { place: "5.3", status: "passed" },
        ],
        turnsHand: false,
      });
      const reports = told.map((one) => JSON.parse(one));
      assertEquals(reports.at(-2), last("it throws an error of JavaScript"));
      assertEquals(reports.at(-1).turnsHand, true);
      const reasons = reports.map(({ grades }) => grades[1]?.reason);
      assert(reasons.includes("one for each call"), text);
    },
  ),
));
