import { assert, assertEquals } from "@std/assert";
import { agenda, momentAt } from "../../lib/room/agenda.ts";
import {
  emptyRoom,
  isKeptRoom,
  mostPeople,
  Room,
} from "../../lib/room/room.ts";
import { unexplained } from "../../lib/grade/own_reason.ts";
import { makeDice } from "../dice.ts";
import { readingTest } from "../source_tree.ts";
import { knownExercises, makeReports } from "./made_up_room.ts";

function newRoom(): Room {
  return new Room(knownExercises(), emptyRoom());
}

const failed = (reason: string) =>
  ({ place: "5.2", status: "failed", reason }) as const;

Deno.test(
  readingTest(
    "what fails again has failed since it first did, for the newest reason",
    () => {
      const room = newRoom();
      const tell = (now: number, ...grades: unknown[]): unknown => {
        const report = { name: "Ada", grades: grades as [], turnsHand: false };
        return room.take(report, now)?.standings;
      };
      const first = { ...failed("always four"), since: 1 };
      assertEquals(tell(1, failed("always four")), [first]);
      assertEquals(tell(2, failed("one piece more")), [
        { ...first, reason: "one piece more" },
      ]);
      assertEquals(tell(3, { place: "5.2", status: "passed" }), [
        { place: "5.2", status: "passed", since: 3 },
      ]);
      assertEquals(tell(4, failed("nonsense of somebody")), [
        { ...failed(unexplained), since: 4 },
      ]);
      assertEquals(tell(5, { place: "5.2", status: "open" }), []);
      assertEquals(tell(6, { place: "99.1", status: "passed" }), []);
    },
  ),
);

Deno.test(
  readingTest(
    "a hand goes up, and down again; the leader takes it down as well",
    () => {
      const room = newRoom();
      const turn = (now: number): number | undefined =>
        room.take({ name: "Ada", grades: [], turnsHand: true }, now)?.hand;
      assertEquals([turn(1), turn(2), turn(3)], [1, undefined, 3]);
      room.act("helped", 0, 4);
      assertEquals(room.people[0]!.hand, undefined);
      assertEquals(turn(5), 5);
      room.act("helped", 7, 6);
    },
  ),
);

Deno.test(
  readingTest(
    "there is room for so many people, and those who are in it stay",
    () => {
      const room = newRoom();
      const come = (i: number): boolean =>
        room.take({ name: `${i}`, grades: [], turnsHand: false }, i) !==
          undefined;
      const all = Array.from({ length: mostPeople }, (_, i) => i);
      assert(all.every(come));
      assert(!come(mostPeople) && come(0));
      assertEquals(room.people.length, mostPeople);
    },
  ),
);

Deno.test(
  readingTest("a room that was kept goes on as if it had never ended", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { below } = makeDice(seed);
      let room = newRoom();
      const other = new Room(knownExercises(), room.kept);
      for (const [now, report] of makeReports(seed).entries()) {
        room.take(report, now);
        other.take(report, now);
        if (now === 7) [room, other].forEach((one) => one.act("begin", 0, now));
        if (below(3) > 0) continue;
        const kept: unknown = JSON.parse(JSON.stringify(room.kept));
        assert(isKeptRoom(kept));
        room = new Room(knownExercises(), kept);
        assertEquals(room.kept, other.kept, `seed ${seed}`);
      }
    }
  }),
);

Deno.test(
  readingTest(
    "the leader begins the agenda, goes on, and gives more time",
    () => {
      const room = newRoom();
      const at = (now: number): unknown => momentAt(room.begun!, now);
      room.act("begin", 0, 0);
      assertEquals(at(0), { at: 0, left: agenda[0]!.minutes });
      room.act("next", 0, 60_000);
      assertEquals(at(60_000), { at: 1, left: agenda[1]!.minutes });
      room.act("more", 0, 10 * 60_000);
      assertEquals(at(10 * 60_000), { at: 1, left: agenda[1]!.minutes - 4 });
    },
  ),
);

Deno.test("isKeptRoom() refuses what no room has kept", () => {
  const kept = emptyRoom();
  assert(isKeptRoom(kept));
  const person = { name: "Ada", seen: 1, standings: [] };
  assert(isKeptRoom({ ...kept, begun: 3, people: [person] }));
  const bad = [
    null,
    [],
    {},
    { ...kept, key: "" },
    { ...kept, begun: "now" },
    { ...kept, people: {} },
    { ...kept, people: [null] },
    { ...kept, people: [{ ...person, seen: null }] },
    { ...kept, people: [{ ...person, standings: [{ place: "5.2" }] }] },
    { ...kept, people: [{ ...person, standings: [failed("x")] }] },
  ];
  for (const one of bad) assert(!isKeptRoom(one), JSON.stringify(one));
});
