import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { escape } from "@std/html/entities";
import {
  drawJoining,
  drawShell,
  drawView,
  joining,
  sayPeople,
} from "../../lib/room/page.ts";
import { agenda, endOf } from "../../lib/room/agenda.ts";
import { stuckMinutes, viewOf } from "../../lib/room/view.ts";
import type { Report } from "../../lib/room/report.ts";
import { readingTest } from "../source_tree.ts";
import { needingChromium } from "../chromium.ts";
import { inBrowser } from "./chromium.ts";
import {
  knownExercises,
  MadeUpRoom,
  makeReports,
  minuteMs,
  places,
} from "./made_up_room.ts";
import { networkTest } from "./network.ts";

const address = "192.168.0.7:8050";

/** Draws a made-up room of a seed. */
async function draw(
  seed: number,
  { names = false, explains = false, minutes = 20 } = {},
): Promise<Record<string, string>> {
  const made = new MadeUpRoom();
  if (minutes >= 0) made.room.act("begin", 0, made.now);
  for (const report of makeReports(seed)) await made.report(report);
  made.now += minutes * minuteMs;
  const { room, now } = made;
  const catalog = knownExercises();
  const view = viewOf(room, { catalog, now, showsNames: names });
  return drawView(view, { address, explains });
}

Deno.test(
  readingTest(
    "the leader's page is one file that asks nobody but its server, and may do no more",
    () => {
      for (const page of [drawShell("once"), drawJoining(address)("once")]) {
        assert(!/\b(?:src|href|@import|url\()/.test(page), page);
        assertEquals(page.match(/<style nonce="once">/g)?.length, 1);
        assert(!page.includes("COMMAND"));
      }
      const shell = drawShell("once");
      assertEquals(shell.match(/<script nonce="once">/g)?.length, 1);
      assert(!/\bhttps?:/.test(shell), "nothing is fetched from elsewhere");
      assertStringIncludes(shell, `Failing for ${stuckMinutes} minutes`);
      assertStringIncludes(
        drawJoining(address)("once"),
        joining(address, undefined),
      );
    },
  ),
);

Deno.test(
  readingTest(
    "each part that is drawn has its place on the page, once",
    async () => {
      const shell = drawShell("once");
      for (const id of Object.keys(await draw(1))) {
        assertEquals(shell.split(` id="${id}"`).length, 2, id);
      }
    },
  ),
);

Deno.test(
  readingTest(
    "a name is text on the page, whatever stands in it, and not there until it is asked for",
    async () => {
      const shown = Object.values(await draw(3, { names: true })).join("");
      const hidden = Object.values(await draw(3)).join("");
      assertStringIncludes(shown, "<bdi>&lt;b&gt;Eve&lt;/b&gt;</bdi>");
      assert(!/<b>Eve|onclick='/.test(shown));
      assertStringIncludes(shown, "<p>And 9 more.</p>");
      for (const { name } of makeReports(3)) {
        assert(!hidden.includes(name), name);
      }
      assert(!/Eve|bdi/.test(hidden));
    },
  ),
);

Deno.test(
  readingTest(
    "every tag that is opened is closed, in every part of every view",
    async () => {
      for (let seed = 1; seed <= 20; seed++) {
        for (const minutes of [-1, 0, 20, 200]) {
          const parts = await draw(seed, {
            names: seed % 2 === 0,
            explains: seed % 3 === 0,
            minutes,
          });
          for (const [id, html] of Object.entries(parts)) {
            const open: string[] = [];
            for (const [, end, tag] of html.matchAll(/<(\/?)(\w+)[^<>]*>/g)) {
              if (end === "") open.push(tag!);
              else assertEquals(open.pop(), tag, `${id}, seed ${seed}`);
            }
            assertEquals(open, [], `${id}, seed ${seed}`);
          }
        }
      }
    },
  ),
);

Deno.test(
  readingTest(
    "a bar says its numbers in words, and a reason is explained if that is wanted",
    async () => {
      const { now = "" } = await draw(3);
      assertStringIncludes(
        now,
        'aria-label="5.2: of 30, 16 passed, 9 failed, 5 open"',
      );
      const { reasons } = knownExercises().get("5.2")!;
      const told = reasons["one for each call"]!;
      assert(!now.includes(told));
      assertStringIncludes((await draw(3, { explains: true })).now!, told);
    },
  ),
);

Deno.test(
  readingTest(
    "the clock says what is on, how long, and what comes then; and what to type is of that",
    async () => {
      const before = await draw(3, { minutes: -1 });
      assertStringIncludes(before.clock!, "Not begun");
      assertStringIncludes(before.clock!, 'data-act="begin"');
      const second = await draw(3, { minutes: agenda[0]!.minutes + 1 });
      assertStringIncludes(
        second.clock!,
        `<b>${agenda[1]!.minutes - 1}</b> min left`,
      );
      assertStringIncludes(second.clock!, agenda[1]!.title);
      assertStringIncludes(second.clock!, `Then ${agenda[2]!.title}`);
      assertEquals(second.clock!.match(/aria-current/g)?.length, 1);
      assertStringIncludes(second.joining!, "watch 5 --room 192.168.0.7:8050");
      const third = await draw(3, { minutes: endOf(1) + 1 });
      assertStringIncludes(third.joining!, "watch 6 ");
      assertStringIncludes((await draw(3, { minutes: 200 })).clock!, "Over");
      assertEquals([1, 30].map(sayPeople), ["1 person", "30 people"]);
    },
  ),
);

/** Serves a made-up room of 30 learners, twenty minutes after they have all reported. */
async function serving(
  act: (url: string, made: MadeUpRoom, reports: Report[]) => Promise<void>,
): Promise<void> {
  const made = new MadeUpRoom();
  made.room.act("begin", 0, made.now);
  const reports = makeReports(3);
  for (const report of reports) await made.report(report);
  made.now += 20 * minuteMs;
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) => made.server.answer(request),
  );
  try {
    await act(`http://127.0.0.1:${server.addr.port}/leader`, made, reports);
  } finally {
    await server.shutdown();
  }
}

Deno.test(needingChromium(networkTest({
  name:
    "in a browser, 30 learners are counted with their commonest reasons, without a name",
  fn: () =>
    serving(async (url, made, reports) => {
      let html = "";
      await inBrowser(`${url}#${made.key}`, async (page) => {
        html = await page.until("30 people here");
        assertEquals(await page.value("location.href"), url);
        assertEquals(page.faults, []);
      });
      assert(!html.includes(made.key));
      for (const { name } of reports) {
        assert(!html.includes(escape(name)), name);
      }
      for (const place of places) {
        const reasons = reports.flatMap(({ grades }) => grades)
          .filter((one) => one.place === place && one.status === "failed")
          .map(({ reason }) => reason!);
        const row = html.split("<article>")
          .find((part) => part.includes(`<h3>${place} `))!;
        assertStringIncludes(row, `${reasons.length} failed`);
        const counts = [...row.matchAll(/<b>(\d+) ×<\/b> ([^<]+)<\/li>/g)];
        const most = Map.groupBy(reasons, (one) => one);
        const expected = [...most.values()].map(({ length }) => length)
          .sort((a, b) => b - a).slice(0, 3);
        assertEquals(counts.map(([, count]) => Number(count)), expected);
        for (const [, count, reason] of counts) {
          assertEquals(most.get(reason!)?.length, Number(count), reason);
        }
      }
    }),
})));

Deno.test(needingChromium(networkTest({
  name:
    "in a browser, keys alone show the names and hide them, help, and go on in the agenda",
  fn: () =>
    serving(async (url, made) => {
      await inBrowser(`${url}#${made.key}`, async (page) => {
        const focusOn = async (what: string): Promise<void> => {
          for (let i = 0; i < 20; i++) {
            if (await page.value(`document.activeElement.id`) === what) return;
            await page.press("Tab");
          }
          throw new Error(`No Tab leads to ${what}`);
        };
        const eve = "&lt;b&gt;Eve&lt;/b&gt;";
        assert(!(await page.until("30 people here")).includes(eve));
        await focusOn("names");
        await page.press(" ");
        await page.until(`<bdi>${eve}</bdi>`);
        await focusOn("helped-0");
        await page.press(" ");
        while (made.room.people[0]!.hand !== undefined) await page.until("");
        await focusOn("names");
        await page.press(" ");
        while ((await page.until("30 people")).includes("bdi")) continue;
        await focusOn("next-0");
        await page.press(" ");
        await page.until(`${agenda[2]!.minutes}</b> min left`);
        const focused = "document.activeElement.id";
        assertEquals(await page.value(focused), "next-0", "the focus stays");
        assertEquals(page.faults, []);
      });
    }),
})));

Deno.test(needingChromium(networkTest({
  name:
    "in a browser, who has not the key sees that, and no page is wider than a phone",
  fn: () =>
    serving(async (url, made) => {
      await inBrowser(`${url}#${made.key}0`, async (page) => {
        const html = await page.until("That is for the leader");
        assert(!html.includes("30 people"));
      });
      await inBrowser(`${url}#${made.key}`, async (page) => {
        await page.until("30 people here");
        await page.value('document.getElementById("names").click()');
        await page.until("bdi");
        for (const width of [390, 768, 1280]) {
          const size = {
            width,
            height: 800,
            deviceScaleFactor: 1,
            mobile: false,
          };
          await page.send("Emulation.setDeviceMetricsOverride", size);
          const wide = await page.value("document.body.scrollWidth");
          assert(Number(wide) <= width, `${wide} of ${width}`);
        }
        assertEquals(page.faults, []);
      });
    }),
})));
