import { assert, assertEquals } from "@std/assert";
import { agenda } from "../../lib/room/agenda.ts";
import { stuckMinutes, type View, viewOf } from "../../lib/room/view.ts";
import { readingTest } from "../source_tree.ts";
import {
  knownExercises,
  MadeUpRoom,
  makeReports,
  minuteMs,
} from "./made_up_room.ts";

/** Looks at a made-up room. */
function look({ room, now }: MadeUpRoom, showsNames = false): View {
  return viewOf(room, { catalog: knownExercises(), now, showsNames });
}

Deno.test(
  readingTest(
    "each exercise has its passed, failed and open, and its three commonest reasons",
    async () => {
      for (let seed = 1; seed <= 50; seed++) {
        const made = new MadeUpRoom();
        const reports = makeReports(seed);
        for (const report of reports) await made.report(report);
        const grades = reports.flatMap(({ grades }) => grades);
        for (const row of look(made).rows) {
          const of = (status: string): typeof grades =>
            grades.filter((one) =>
              one.place === row.place && one.status === status
            );
          const { passed, failed, open } = row;
          assertEquals(passed, of("passed").length, `seed ${seed}`);
          assertEquals(failed, of("failed").length, `seed ${seed}`);
          assertEquals(passed + failed + open, 30, `seed ${seed}`);
          const counts = Object.entries(
            Object.groupBy(of("failed"), ({ reason }) => reason!),
          ).map(([, all]) => all!.length).sort((a, b) => b - a);
          assertEquals(
            row.reasons.map(({ count }) => count),
            counts.slice(0, 3),
            `seed ${seed}`,
          );
          for (const { reason, count, told } of row.reasons) {
            const same = of("failed").filter((one) => one.reason === reason);
            assertEquals(count, same.length, `seed ${seed}`);
            assertEquals(
              told,
              knownExercises().get(row.place)!.reasons[reason],
            );
          }
        }
      }
    },
  ),
);

Deno.test(
  readingTest(
    "who fails for 8 minutes is told, the longest first; who passes is not",
    async () => {
      const made = new MadeUpRoom();
      const tell = async (name: string, status: string): Promise<void> => {
        const grades = [{ place: "5.2", status, reason: "always four" }];
        const report = { name, grades, turnsHand: false };
        assertEquals((await made.report(JSON.stringify(report))).status, 200);
      };
      await tell("Ada", "failed");
      made.now += minuteMs;
      await tell("Grace", "failed");
      await tell("Radia", "failed");
      made.now += (stuckMinutes - 1) * minuteMs - 1;
      await tell("Ada", "failed");
      assertEquals(look(made).stuck, []);
      made.now += 1;
      assertEquals(look(made, true).stuck, [{
        id: 0,
        name: "Ada",
        place: "5.2",
        reason: "always four",
        minutes: stuckMinutes,
        silent: 0,
      }]);
      made.now += minuteMs;
      await tell("Radia", "passed");
      const { stuck } = look(made);
      assertEquals(stuck.map(({ id }) => id), [0, 1]);
      assertEquals(stuck[1]!.silent, stuckMinutes);
    },
  ),
);

Deno.test(
  readingTest(
    "hands stand in the order in which they went up, and names only where they are asked for",
    async () => {
      const made = new MadeUpRoom();
      for (const name of ["Ada", "Grace", "Radia", "Ada", "Ada"]) {
        await made.report({ name, grades: [], turnsHand: true });
        made.now += minuteMs;
      }
      const { hands, people } = look(made, true);
      assertEquals(people, 3);
      assertEquals(hands.map(({ name, minutes }) => [name, minutes]), [
        ["Grace", 4],
        ["Radia", 3],
        ["Ada", 1],
      ]);
      assert(!JSON.stringify(look(made)).includes("Ada"));
    },
  ),
);

Deno.test(
  readingTest(
    "the exercises that the agenda has now stand there before anybody has begun",
    () => {
      const made = new MadeUpRoom();
      assertEquals(look(made), { people: 0, rows: [], stuck: [], hands: [] });
      made.room.act("begin", 0, made.now);
      made.now += agenda[0]!.minutes * minuteMs;
      const { rows, moment } = look(made);
      assertEquals(moment?.at, 1);
      assertEquals(
        rows.map(({ place, isNow }) => [place, isNow]),
        agenda[1]!.places.map((place) => [place, true]),
      );
    },
  ),
);
