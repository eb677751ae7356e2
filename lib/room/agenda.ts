/**
 * The agenda of a workshop of three hours, and where in it we are: the clock of the leader's page
 * and the leader's handbook, `lessons/workshop.md`, both have it from here.
 *
 * @module
 */

/** A part of the workshop. */
export interface Block {
  readonly title: string;
  /** How long it takes. [minutes] */
  readonly minutes: number;
  /** The lessons that it is about. */
  readonly lessons: readonly number[];
  /** The exercises that everybody does meanwhile, as they are typed. */
  readonly places: readonly string[];
  /** What is typed at its beginning. */
  readonly typed: readonly string[];
  /** What it needs. */
  readonly needs: string;
  /** What may go wrong, behind "if", and what to do then. */
  readonly troubles: readonly (readonly [trouble: string, remedy: string])[];
}

/** The blocks, in their order. */
export const agenda: readonly Block[] = [
  {
    title: "Set up, and a poll",
    minutes: 15,
    lessons: [5],
    places: [],
    typed: ["deno task start ../my-workbook", "deno task lesson 5"],
    needs:
      "a workbook on each laptop, the room on the screen, and one question: how " +
      "often is a byte copied on its way from the disk to the wire? Count " +
      "hands, write the numbers down, and say no more yet",
    troubles: [
      ["there is no network, or no Deno", "hand round the kit, on a stick"],
    ],
  },
  {
    title: "read + write, in pairs",
    minutes: 40,
    lessons: [5],
    places: ["5.1", "5.2"],
    typed: ["deno task predict 5", "deno task watch 5"],
    needs: "lesson 5 read together, and pairs who sit at one laptop",
    troubles: [
      [
        "a pair is stuck for long",
        "the page says for how long, and why: go there, and ask which row of " +
        "the drawing comes next",
      ],
      ["many fail for one reason", "stop all, and draw that one case"],
    ],
  },
  {
    title: "mmap + write",
    minutes: 25,
    lessons: [6],
    places: ["6.1"],
    typed: ["deno task lesson 6 --step", "deno task watch 6"],
    needs: "5.1 passed, or our answer in its place",
    troubles: [
      [
        "a pair is behind",
        "`deno task catchup 6` puts in our answers to what comes before",
      ],
    ],
  },
  {
    title: "Break",
    minutes: 15,
    lessons: [],
    places: [],
    typed: [],
    needs: "a door, and the page with the names hidden",
    troubles: [],
  },
  {
    title: "sendfile, and a NIC that gathers",
    minutes: 35,
    lessons: [7, 8],
    places: ["8.1", "8.2"],
    typed: ["deno task lesson 7 --step", "deno task watch 8"],
    needs: "lesson 7 shown on the screen, lesson 8 read alone",
    troubles: [
      [
        "a pair is behind",
        "`deno task catchup 8` puts in our answers to what comes before",
      ],
      ["8.2 takes too long", "one pair tells what a NIC must be able to do"],
    ],
  },
  {
    title: "The lab, on one Linux",
    minutes: 15,
    lessons: [12],
    places: [],
    typed: ["deno task lab"],
    needs: "the leader's Linux, with the lab tried the day before",
    troubles: [
      [
        "the leader has no Linux",
        "`deno task lesson 12` has results that were recorded",
      ],
      ["a kernel refuses something", "its line says why: read it aloud"],
    ],
  },
  {
    title: "Golf, in pairs",
    minutes: 25,
    lessons: [9],
    places: ["9.4"],
    typed: ["deno task lesson 9", "deno task watch 9.4"],
    needs: "a score on the board: the fewest bytes by the CPU win",
    troubles: [
      [
        "nobody has a score yet",
        "what passes has one: begin with any that does",
      ],
    ],
  },
  {
    title: "One good, one unclear: a card",
    minutes: 10,
    lessons: [],
    places: [],
    typed: [],
    needs: "a card for each, a box at the door, and the poll once more",
    troubles: [["time is short", "leave out golf, and never the card"]],
  },
];

/** Where we are in the agenda. */
export interface Moment {
  /** Which block, from 0; their number, if all are over. */
  readonly at: number;
  /** What is left of the block, begun ones counted. [minutes] */
  readonly left: number;
}

/** Minutes as a clock counts them. [ms] */
const minuteMs = 60_000;

/**
 * Says where in the agenda we are.
 *
 * @param begun When the agenda began. [ms]
 * @param now [ms]
 */
export function momentAt(begun: number, now: number): Moment {
  const past = Math.max(0, now - begun) / minuteMs;
  const at = agenda.findIndex((_, i) => past < endOf(i));
  return at === -1
    ? { at: agenda.length, left: 0 }
    : { at, left: Math.ceil(endOf(at) - past) };
}

/** When a block ends, counted from the beginning of the agenda. [minutes] */
export function endOf(at: number): number {
  return agenda.slice(0, at + 1).reduce((sum, { minutes }) => sum + minutes, 0);
}

/** When the agenda would have begun, if the next block began now. [ms] */
export function beginningOfNext(begun: number, now: number): number {
  const { at } = momentAt(begun, now);
  return now - endOf(Math.min(at, agenda.length - 1)) * minuteMs;
}

/** When the agenda would have begun, if there were some minutes more: a block just ended goes on. [ms] */
export function withMore(begun: number, minutes: number): number {
  return begun + minutes * minuteMs;
}
