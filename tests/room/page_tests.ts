import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  drawJoining,
  drawShell,
  drawView,
  joining,
  sayPeople,
} from "../../lib/room/page.ts";
import { agenda, endOf } from "../../lib/room/agenda.ts";
import { viewOf } from "../../lib/room/view.ts";
import { readingTest } from "../source_tree.ts";
import {
  knownExercises,
  MadeUpRoom,
  makeReports,
  minuteMs,
} from "./made_up_room.ts";

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
