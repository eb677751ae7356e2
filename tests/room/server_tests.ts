import { assert, assertEquals } from "@std/assert";
import { RoomServer } from "../../lib/room/server.ts";
import { mostReportBytes } from "../../lib/room/report.ts";
import { mostPeople } from "../../lib/room/room.ts";
import { readingTest } from "../source_tree.ts";
import { MadeUpRoom, makeReports } from "./made_up_room.ts";

const ada = { name: "Ada", grades: [], turnsHand: false };

Deno.test(
  readingTest("a report is taken and answered with nothing of it", async () => {
    const made = new MadeUpRoom();
    const grades = [{ place: "5.2", status: "passed" as const }];
    const answer = await made.report({ ...ada, grades });
    assertEquals(await answer.json(), { isHandUp: false });
    assertEquals(made.room.people[0]!.standings.length, 1);
    const hand = await made.report({ ...ada, turnsHand: true });
    assertEquals(await hand.json(), { isHandUp: true });
  }),
);

Deno.test(
  readingTest("what is no report is refused, and changes nothing", async () => {
    const made = new MadeUpRoom();
    const long = { ...ada, grades: [], more: "x".repeat(mostReportBytes) };
    const bad = [
      "",
      "nonsense",
      "[]",
      "{}",
      '{"name":7}',
      JSON.stringify(long),
    ];
    for (const text of bad) {
      const answer = await made.report(text);
      assertEquals(answer.status, 400, text);
      assertEquals(await answer.text(), "That is no report of a watch.\n");
    }
    const bytes = await made.send("/report", {
      method: "POST",
      body: new Uint8Array([0x22, 0xff, 0x22]),
    });
    assertEquals(bytes.status, 400);
    let pulls = 0;
    const endless = new ReadableStream({
      pull(controller): void {
        pulls++;
        controller.enqueue(new Uint8Array(100));
      },
    });
    const answer = await made.send("/report", {
      method: "POST",
      body: endless,
    });
    assertEquals(answer.status, 400);
    assert(pulls < 50, "no more is read than the largest report has");
    assertEquals(made.room.people, []);
  }),
);

Deno.test(
  readingTest(
    "without the leader's key nobody sees or does anything",
    async () => {
      const made = new MadeUpRoom();
      await made.report({ ...ada, turnsHand: true });
      const tries = [
        "",
        made.key.slice(1),
        `${made.key}0`,
        "undefined",
        "null",
      ];
      for (const path of ["/view", "/view?names", "/act?act=begin"]) {
        const method = path.startsWith("/act") ? "POST" : "GET";
        for (const key of tries) {
          const authorization = `Bearer ${key}`;
          const headers = { authorization, origin: "http://127.0.0.1:8050" };
          const answer = await made.send(path, { method, headers });
          assertEquals(answer.status, 403, `${path} ${key}`);
          assert(!(await answer.text()).includes("Ada"));
        }
      }
      for (const path of ["/", "/leader"]) {
        const text = await (await made.send(path)).text();
        assert(!text.includes("Ada") && !text.includes(made.key), path);
      }
      assertEquals(made.room.begun, undefined);
      assertEquals((await made.leader("/act?act=begin", "POST")).status, 200);
      assertEquals(made.room.begun, made.now);
      const view = await (await made.leader("/view")).text();
      assert(!view.includes("Ada"));
      assert((await (await made.leader("/view?names")).text()).includes("Ada"));
      assertEquals((await made.leader("/act?act=win", "POST")).status, 400);
      assertEquals(
        (await made.leader("/act?act=helped&at=x", "POST")).status,
        400,
      );
      await made.leader("/act?act=helped&at=0", "POST");
      assertEquals(made.room.people[0]!.hand, undefined);
    },
  ),
);

Deno.test(
  readingTest(
    "a page of another site reaches nothing, under whatever name",
    async () => {
      const made = new MadeUpRoom();
      const answerTo = async (
        path: string,
        headers: Record<string, string>,
        method = "POST",
      ): Promise<number> => {
        const body = path === "/report" ? JSON.stringify(ada) : undefined;
        const init = { method, headers, ...(body && { body }) };
        return (await made.send(path, init)).status;
      };
      const authorization = `Bearer ${made.key}`;
      for (
        const host of [
          "evil.example",
          "evil.example:8050",
          "127.0.0.1.nip.io",
          "127.0.0.1@evil.example",
          "a b",
        ]
      ) {
        assertEquals(await answerTo("/report", { host }), 403);
        assertEquals(await answerTo("/leader", { host }, "GET"), 403);
        const headers = { host, authorization, origin: `http://${host}` };
        assertEquals(await answerTo("/act?act=begin", headers), 403);
      }
      for (const origin of ["http://evil.example", "null"]) {
        assertEquals(await answerTo("/report", { origin }), 403);
        assertEquals(
          await answerTo("/act?act=begin", { authorization, origin }),
          403,
        );
      }
      assertEquals(await answerTo("/act?act=begin", { authorization }), 403);
      assertEquals(
        await answerTo("/act?act=begin", { authorization }, "GET"),
        404,
      );
      assertEquals(made.room.begun, undefined);
      assertEquals(made.room.people, []);
      for (
        const host of [
          "10.0.0.3:8050",
          "[::1]:8050",
          "localhost:8050",
          "a.local",
        ]
      ) {
        assertEquals(await answerTo("/report", { host }), 200, host);
      }
    },
  ),
);

Deno.test(
  readingTest(
    "no file is served by its path, and nothing asked for comes back",
    async () => {
      const made = new MadeUpRoom();
      const paths = ["/leader.css", "/lib/room/server.ts", "/../deno.json"]
        .concat(
          "/%2e%2e/deno.json",
          "/.room/room.json",
          "/<script>",
          "/leader/",
        );
      for (const path of paths) {
        const answer = await made.send(path);
        assertEquals(answer.status, 404, path);
        assertEquals(await answer.text(), "Nothing is here.\n");
      }
      for (const path of ["/", "/leader", "/view", "/nothing"]) {
        const { headers } = await made.send(path);
        assertEquals(headers.get("x-content-type-options"), "nosniff");
        assertEquals(headers.get("access-control-allow-origin"), null);
      }
      const policy = (await made.send("/leader")).headers
        .get("content-security-policy")!;
      assert(policy.startsWith("default-src 'none'"), policy);
      assert(!/script-src[^;]*unsafe/.test(policy), policy);
    },
  ),
);

Deno.test(
  readingTest(
    "who sends too much is refused until later, and the others are not",
    async () => {
      const made = new MadeUpRoom();
      const statuses = [];
      for (let i = 0; i < 100; i++) {
        statuses.push((await made.report(ada)).status);
      }
      assertEquals(statuses.indexOf(429), 41);
      assertEquals((await made.report({ ...ada, name: "Grace" })).status, 200);
      made.now += 10_000;
      assertEquals((await made.report(ada)).status, 200);
      for (let i = 0; i < 3000; i++) {
        statuses.push((await made.report("x")).status);
      }
      assertEquals(statuses.at(-1), 429);
    },
  ),
);

Deno.test(
  readingTest(
    "60 people tell 20 times each, and all of it is known",
    async () => {
      const made = new MadeUpRoom();
      const reports = makeReports(7, 60);
      for (let turn = 0; turn < 20; turn++) {
        const answers = await Promise.all(
          reports.map((report) => made.report({ ...report, turnsHand: false })),
        );
        assert(answers.every(({ status }) => status === 200), `turn ${turn}`);
        made.now += 1000;
      }
      assertEquals(made.room.people.length, 60);
      const told = reports.flatMap(({ grades }) => grades);
      const known = made.room.people.flatMap(({ standings }) => standings);
      assertEquals(known.length, told.length);
    },
  ),
);

Deno.test(
  readingTest(
    "a room that is full says so; a report is answered when it is kept",
    async () => {
      const made = new MadeUpRoom();
      for (let i = 0; i < mostPeople; i++) {
        await made.report({ ...ada, name: `${i}` });
      }
      assertEquals((await made.report(ada)).status, 503);
      const { room } = made;
      let kept = 0;
      const keep = (): Promise<void> =>
        Promise.resolve().then(() => void kept++);
      const server = new RoomServer({
        room,
        catalog: new Map(),
        address: "",
        keep,
        now: () => 0,
      });
      const body = JSON.stringify({ ...ada, name: "7" });
      const headers = { host: "127.0.0.1" };
      const url = "http://127.0.0.1/report";
      await server.answer(new Request(url, { method: "POST", headers, body }));
      assertEquals(kept, 1);
    },
  ),
);
