/**
 * The room that a watch tells: which one was typed, what the learner reads of it, and the hand.
 *
 * Nothing that is graded waits for a room.
 *
 * @module
 */
import { linesOf } from "../grade/protocol.ts";
import type { LessonGrades } from "../grade/report.ts";
import { cleanName, placesIn } from "../room/report.ts";
import { Sender } from "../room/sender.ts";
import { fitText } from "./output.ts";
import { textOf, type Typed } from "./typed.ts";
import { UsageError } from "./usage_error.ts";

/** A room, and who is in it. */
export interface JoinedRoom {
  /** "192.168.0.7:8050" */
  readonly address: string;
  readonly name: string;
}

/** Says how a room is typed. */
const example = "--room 192.168.0.7:8050 --as Ada";

/**
 * Reads which room was typed.
 *
 * @returns Nothing, if none was.
 * @throws {UsageError} If it is no address, or if there is no name.
 */
export function roomTyped(typed: Typed): JoinedRoom | undefined {
  const [room, as] = [textOf(typed, "room"), textOf(typed, "as")];
  if (room === undefined && as === undefined) return undefined;
  if (room === undefined) {
    throw new UsageError("--as is the name of somebody in a room", example);
  }
  const [, address = "", port] =
    /^(?:http:\/\/)?((?:[\w-]+\.)*[\w-]+:(\d{1,5}))\/?$/
      .exec(room) ?? [];
  if (!(Number(port) >= 1 && Number(port) <= 65_535)) {
    throw new UsageError(
      `--room takes HOST:PORT, as the leader shows it: it is "${room}"`,
      example,
    );
  }
  const name = cleanName(as ?? "");
  if (name === undefined) {
    throw new UsageError(
      "--room needs --as, a name with a letter or a digit",
      `--room ${address} --as Ada`,
    );
  }
  return { address, name };
}

/** A room that is told how far somebody is. */
export class RoomLink {
  readonly #sender: Sender;
  readonly #say: (text: string) => void;

  /**
   * Says what is told, and begins.
   *
   * @param say Takes what the learner reads.
   */
  constructor(joined: JoinedRoom, say: (text: string) => void) {
    const { address, name } = joined;
    this.#sender = new Sender(joined);
    this.#say = (text) => say(fitText(text).join("\n") + "\n");
    this.#say(
      `The leader at ${address} sees of ${name}: which exercise, whether it ` +
        "passes, and our own reason if not. Code stays here. Of two with one " +
        `name the newer counts.${this.keys}`,
    );
    void this.#begin(address);
    void this.#listen();
  }

  /** What can be typed. */
  get keys(): string {
    return " h and Enter: hand up.";
  }

  /** Tells what came of a lesson. */
  tell(graded: LessonGrades): void {
    void this.#sender.tell(placesIn(graded));
  }

  /** Only the first time it is said that nobody answers: the address may be wrong. */
  async #begin(address: string): Promise<void> {
    if (await this.#sender.tell()) return;
    this.#say(`No room answers at ${address}. It is told again later.`);
  }

  /** Turns the hand at each line that asks for it. Where nothing can be typed, there is no hand. */
  async #listen(): Promise<void> {
    try {
      for await (const line of linesOf(Deno.stdin.readable)) {
        if (line.trim().toLowerCase() === "h") await this.#turnHand();
      }
    } catch {
      // The watch goes on.
    }
  }

  async #turnHand(): Promise<void> {
    const isUp = await this.#sender.turnHand();
    this.#say(
      isUp === undefined
        ? "No room answers: call, or wave."
        : isUp
        ? "Your hand is up. h and Enter takes it down."
        : "Your hand is down.",
    );
  }
}
