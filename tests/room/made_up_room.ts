/**
 * A made-up workshop: who reports what, from a seed; and a room with that.
 *
 * @module
 */
import { type Catalog, readCatalog } from "../../lib/room/catalog.ts";
import type { PlaceReport, Report } from "../../lib/room/report.ts";
import { emptyRoom, Room } from "../../lib/room/room.ts";
import { RoomServer } from "../../lib/room/server.ts";
import { makeDice } from "../dice.ts";

export const minuteMs = 60_000;

/** What the learners of a made-up workshop are at. */
export const places = ["5.1", "5.2", "6.1"];

/** The catalog, read once. */
let catalog: Catalog | undefined;
export const knownExercises = (): Catalog => catalog ??= readCatalog();

/** Names that are no trouble, and some that are. */
const names = ["Ada", "Grace", "赵敏", "Bjarne", "Radia", "José", "Łucja"];
const troubles = ["<b>Eve</b>", "x' onclick='alert(1)", "N".repeat(40), "& co"];

/** Makes reports: of each learner some, in the order in which they come. */
export function makeReports(seed: number, learners = 30): Report[] {
  const { below, oneOf } = makeDice(seed);
  const known = knownExercises();
  return Array.from({ length: learners }, (_, i) => {
    const name = troubles[i] ?? `${oneOf(names)} ${i}`;
    const at = below(places.length + 1);
    const grades = places.slice(0, at + 1).flatMap((place, j): PlaceReport[] =>
      j < at ? [{ place, status: "passed" }] : below(4) === 0 ? [] : [{
        place,
        status: "failed",
        // Ideas that a page names first are the commoner ones.
        reason: Object.keys(known.get(place)!.reasons)[
          Math.min(below(5), below(5))
        ]!,
      }]
    );
    return { name, grades, turnsHand: below(8) === 0 || i === 0 };
  });
}

/** A server with a clock that is set by hand, and without a disk. */
export class MadeUpRoom {
  /** [ms] */
  now = Date.UTC(2026, 10, 29, 9);
  readonly room: Room;
  readonly server: RoomServer;

  constructor(kept = emptyRoom()) {
    const catalog = knownExercises();
    this.room = new Room(catalog, kept);
    this.server = new RoomServer({
      room: this.room,
      catalog,
      address: "192.168.0.7:8050",
      keep: () => Promise.resolve(),
      now: () => this.now,
    });
  }

  /** The key of the leader's page. */
  get key(): string {
    return this.room.kept.key;
  }

  /** Sends a request, by the address of the room if it says no other. */
  async send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (!headers.has("host")) headers.set("host", "127.0.0.1:8050");
    const url = `http://127.0.0.1:8050${path}`;
    return await this.server.answer(new Request(url, { ...init, headers }));
  }

  /** Sends what a watch sends, or any other text. */
  async report(report: Report | string): Promise<Response> {
    const body = typeof report === "string" ? report : JSON.stringify(report);
    return await this.send("/report", { method: "POST", body });
  }

  /** Sends what the leader's page sends. */
  async leader(path: string, method = "GET"): Promise<Response> {
    const authorization = `Bearer ${this.key}`;
    const origin = "http://127.0.0.1:8050";
    return await this.send(path, {
      method,
      headers: { authorization, origin },
    });
  }
}
