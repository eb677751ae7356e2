/**
 * What the leader sees of a room, as plain data. Names are in it only if they were asked for.
 *
 * @module
 */
import { agenda, type Moment, momentAt } from "./agenda.ts";
import type { Catalog } from "./catalog.ts";
import type { Person, Room, Standing } from "./room.ts";

/** How long somebody fails before the leader is told. [minutes] */
export const stuckMinutes = 8;

/** How many reasons are shown of an exercise. */
const mostReasons = 3;

/** Why answers fail, and how many do for that. */
export interface CountedReason {
  readonly reason: string;
  readonly count: number;
  /** What the page of the exercise tells of it. */
  readonly told: string;
}

/** How everybody stands with an exercise. */
export interface Row {
  readonly place: string;
  /** The name of the export. */
  readonly exercise: string;
  readonly passed: number;
  readonly failed: number;
  readonly open: number;
  /** The commonest reasons of those who fail now. */
  readonly reasons: readonly CountedReason[];
  /** Whether the agenda has it now. */
  readonly isNow: boolean;
}

/** Somebody who waits. */
export interface Waiting {
  /** Their place among the people. [from 0] */
  readonly id: number;
  readonly name?: string;
  /** Which exercise, if there is one. */
  readonly place?: string;
  readonly reason?: string;
  /** For how long. [minutes] */
  readonly minutes: number;
  /** Since when nothing was heard. [minutes] */
  readonly silent: number;
}

/** What the leader sees. */
export interface View {
  readonly people: number;
  /** Where in the agenda we are, if it has begun. */
  readonly moment?: Moment;
  readonly rows: readonly Row[];
  /** Who fails for long: the longest first. */
  readonly stuck: readonly Waiting[];
  /** In the order in which they went up. */
  readonly hands: readonly Waiting[];
}

/** How a room is looked at. */
export interface Looking {
  readonly catalog: Catalog;
  /** [ms] */
  readonly now: number;
  readonly showsNames: boolean;
}

/** Looks at a room. */
export function viewOf(room: Room, looking: Looking): View {
  const { now } = looking;
  const { people, begun } = room;
  const moment = begun === undefined ? undefined : momentAt(begun, now);
  return {
    people: people.length,
    ...(moment === undefined ? {} : { moment }),
    rows: rowsOf(people, looking, agenda[moment?.at ?? 0]?.places ?? []),
    stuck: stuckAmong(people, looking),
    hands: handsAmong(people, looking),
  };
}

/** Makes a row of each exercise that the agenda has now, or that somebody has begun. */
function rowsOf(
  people: readonly Person[],
  { catalog }: Looking,
  places: readonly string[],
): Row[] {
  const standings = Map.groupBy(
    people.flatMap(({ standings }) => standings),
    ({ place }) => place,
  );
  return [...catalog].flatMap(([place, { name, reasons }]) => {
    const begun = standings.get(place) ?? [];
    const isNow = places.includes(place);
    if (begun.length === 0 && !isNow) return [];
    const failed = begun.filter(({ status }) => status === "failed");
    return [{
      place,
      exercise: name,
      passed: begun.length - failed.length,
      failed: failed.length,
      open: people.length - begun.length,
      reasons: commonest(failed).map(([reason, count]) => ({
        reason,
        count,
        told: reasons[reason] ?? "",
      })),
      isNow,
    }];
  });
}

/** Counts reasons: the commonest first, of equally common ones the one that was there first. */
function commonest(failed: readonly Standing[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { reason = "" } of failed.toSorted((a, b) => a.since - b.since)) {
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).slice(0, mostReasons);
}

/** Finds who has failed for long, each once: by what has failed the longest. */
function stuckAmong(people: readonly Person[], looking: Looking): Waiting[] {
  return people.flatMap((person, id) => {
    const [first] = failedOf(person);
    if (first === undefined) return [];
    const minutes = minutesSince(first.since, looking.now);
    return minutes < stuckMinutes
      ? []
      : [waiting(person, id, first, first.since, looking)];
  }).sort((a, b) => b.minutes - a.minutes);
}

function handsAmong(people: readonly Person[], looking: Looking): Waiting[] {
  return people.map((person, id) => ({ person, id }))
    .filter(({ person }) => person.hand !== undefined)
    .sort((a, b) => a.person.hand! - b.person.hand!)
    .map(({ person, id }) =>
      waiting(person, id, failedOf(person)[0], person.hand!, looking)
    );
}

/** Lists what somebody fails at: the longest first. */
function failedOf({ standings }: Person): Standing[] {
  return standings.filter(({ status }) => status === "failed")
    .toSorted((a, b) => a.since - b.since);
}

function waiting(
  { name, seen }: Person,
  id: number,
  standing: Standing | undefined,
  since: number,
  { now, showsNames }: Looking,
): Waiting {
  return {
    id,
    ...(showsNames ? { name } : {}),
    ...(standing && { place: standing.place, reason: standing.reason ?? "" }),
    minutes: minutesSince(since, now),
    silent: minutesSince(seen, now),
  };
}

/** Whole minutes; none, if a clock was set back. */
function minutesSince(then: number, now: number): number {
  return Math.max(0, Math.floor((now - then) / 60_000));
}
