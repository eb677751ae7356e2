/**
 * A room: who is in it, how far each is and since when, whose hand is up, and when the agenda began.
 *
 * A person is a name: of two with the same name the newer report counts. What is kept of a room is
 * all that it knows, so one that is started again goes on.
 *
 * @module
 */
import { hasParts } from "../workbook/plain.ts";
import { beginningOfNext, withMore } from "./agenda.ts";
import { type Catalog, reasonIn } from "./catalog.ts";
import { isPlaceReport, type PlaceReport, type Report } from "./report.ts";

/** How an exercise of somebody stands, and since when. [ms] */
export interface Standing extends PlaceReport {
  readonly since: number;
}

/** Somebody in the room. */
export interface Person {
  readonly name: string;
  /** When something was heard last. [ms] */
  seen: number;
  /** When the hand went up, if it is up. [ms] */
  hand?: number;
  /** What has been begun, each exercise once. */
  standings: readonly Standing[];
}

/** What is kept of a room. */
export interface KeptRoom {
  /** What the leader's page shows to be the leader's. */
  readonly key: string;
  /** When the agenda began, if it has. [ms] */
  readonly begun?: number;
  readonly people: readonly Person[];
}

/** The most people: more than a workshop has, and no more than is read again of what was kept. */
export const mostPeople = 100;

/** What the leader can do with a room. */
export const acts = ["begin", "next", "more", "helped"] as const;

/** What "more" gives. [minutes] */
const moreMinutes = 5;

/** A room. */
export class Room {
  readonly #catalog: Catalog;
  readonly #key: string;
  readonly #people: Map<string, Person>;
  #begun: number | undefined;

  constructor(catalog: Catalog, { key, begun, people }: KeptRoom) {
    this.#catalog = catalog;
    this.#key = key;
    this.#begun = begun;
    this.#people = new Map(people.map((one) => [one.name, { ...one }]));
  }

  /** In the order in which they came. */
  get people(): readonly Person[] {
    return [...this.#people.values()];
  }

  /** When the agenda began, if it has. [ms] */
  get begun(): number | undefined {
    return this.#begun;
  }

  /** All that must be kept. */
  get kept(): KeptRoom {
    const begun = this.#begun;
    return {
      key: this.#key,
      ...(begun === undefined ? {} : { begun }),
      people: this.people,
    };
  }

  /**
   * Takes a report.
   *
   * @param now [ms]
   * @returns Who it was of; nothing, if there is no room for anybody more.
   */
  take({ name, grades, turnsHand }: Report, now: number): Person | undefined {
    let person = this.#people.get(name);
    if (person === undefined) {
      if (this.#people.size >= mostPeople) return undefined;
      person = { name, seen: now, standings: [] };
      this.#people.set(name, person);
    }
    person.seen = now;
    for (const grade of grades) this.#stand(person, grade, now);
    if (!turnsHand) return person;
    if (person.hand === undefined) person.hand = now;
    else delete person.hand;
    return person;
  }

  /** Takes down how one exercise stands. What fails again has failed since it first did. */
  #stand(
    person: Person,
    { place, status, reason }: PlaceReport,
    now: number,
  ): void {
    const known = this.#catalog.get(place);
    if (known === undefined) return;
    const before = person.standings.find((one) => one.place === place);
    const others = person.standings.filter((one) => one !== before);
    person.standings = status === "open" ? others : [...others, {
      place,
      status,
      ...(status === "failed" ? { reason: reasonIn(known, reason) } : {}),
      since: before?.status === status ? before.since : now,
    }];
  }

  /**
   * Does what the leader wants.
   *
   * @param at Whom it is about, by their place among the people. [from 0]
   */
  act(act: typeof acts[number], at: number, now: number): void {
    const begun = this.#begun ?? now;
    if (act === "begin") this.#begun = now;
    else if (act === "next") this.#begun = beginningOfNext(begun, now);
    else if (act === "more") this.#begun = withMore(begun, moreMinutes);
    else delete this.people[at]?.hand;
  }
}

/** Begins a room that nobody is in. */
export function emptyRoom(): KeptRoom {
  return { key: crypto.randomUUID().replaceAll("-", ""), people: [] };
}

/** Whether a value has all that is kept of a room. */
export function isKeptRoom(value: unknown): value is KeptRoom {
  if (!hasParts(value)) return false;
  const { key, begun, people } = value;
  return typeof key === "string" && key.length >= 32 && isTime(begun ?? 0) &&
    Array.isArray(people) &&
    people.every((one) =>
      hasParts(one) && typeof one.name === "string" && isTime(one.seen) &&
      isTime(one.hand ?? 0) && Array.isArray(one.standings) &&
      one.standings.every((standing: unknown) =>
        isPlaceReport(standing) && isTime((standing as Standing).since)
      )
    );
}

function isTime(value: unknown): boolean {
  return typeof value === "number" && Number.isFinite(value);
}
