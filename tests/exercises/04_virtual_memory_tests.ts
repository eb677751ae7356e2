import { assertEquals, assertStringIncludes } from "@std/assert";
import { faultsOf } from "../../lessons/04_virtual_memory/access_pattern.ts";
import { Dice } from "../../lib/workbook/dice.ts";
import type * as stub from "../../exercises/04_virtual_memory/answer.ts";
import {
  exercises,
  fewestFaults,
} from "../../exercises/04_virtual_memory/questions.ts";
import * as solution from "../../solutions/04_virtual_memory/answer.ts";
import { testExercises } from "./wrong_answers.ts";

/** A solution whose signatures drift from the stub's is a type error here. */
const answers: typeof stub = solution;

type Table = Parameters<typeof solution.translate>[1];
type Tables = Parameters<typeof solution.seenAt>[1];

/** Who leaves, of the pages that have a frame; the one loaded first comes first. */
type Chooser = (
  resident: readonly number[],
  order: readonly number[],
  i: number,
) => number;

/** Plays an order with some rule, and lists who left. */
function leaving(
  choose: Chooser,
): (order: readonly number[], frames: number) => number[] {
  return (order, frames) => {
    let resident: number[] = [];
    return order.flatMap((page, i) => {
      if (resident.includes(page)) return [];
      const left = resident.length < frames ? [] : [choose(resident, order, i)];
      resident = [...resident.filter((one) => !left.includes(one)), page];
      return left;
    });
  };
}

/** The page for which a number is greatest. */
function most(pages: readonly number[], of: (page: number) => number): number {
  return pages.reduce((a, b) => of(b) > of(a) ? b : a);
}

function lru(
  resident: readonly number[],
  order: readonly number[],
  i: number,
): number {
  return most(resident, (page) => -order.lastIndexOf(page, i));
}

/** Tries every way of evicting. */
function fewestByTrying(
  order: readonly number[],
  frames: number,
  resident: readonly number[] = [],
): number {
  const [page, ...rest] = order;
  if (page === undefined) return 0;
  if (resident.includes(page)) return fewestByTrying(rest, frames, resident);
  if (resident.length < frames) {
    return 1 + fewestByTrying(rest, frames, [...resident, page]);
  }
  return 1 + Math.min(...resident.map((leaves) => {
    const kept = resident.filter((one) => one !== leaves);
    return fewestByTrying(rest, frames, [...kept, page]);
  }));
}

Deno.test("the fewest faults are the fewest of all ways of evicting", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const dice = new Dice(seed);
    const frames = dice.whole(1, 3);
    const order = Array.from({ length: 11 }, () => dice.whole(0, 5));
    assertEquals(
      fewestFaults(order, frames),
      fewestByTrying(order, frames),
      `seed ${seed}: ${order} in ${frames} frames`,
    );
  }
});

Deno.test("every list of evictions that has the fewest faults passes", () => {
  const exercise = exercises.find(({ name }) => name === "evictions")!;
  // Neither page 0 nor page 1 is used again when page 2 comes.
  const question = { args: [[0, 1, 2], 2] };
  for (const evicted of [[0], [1]]) {
    assertEquals(exercise.judge(evicted, question), undefined);
  }
});

Deno.test("one fault more than the fewest does not pass, and the score is told", () => {
  const exercise = exercises.find(({ name }) => name === "evictions")!;
  const question = { args: [[0, 1, 2, 0], 2] };
  assertEquals(exercise.judge([1], question), undefined);
  const why = exercise.judge([0, 1], question);
  assertStringIncludes(why!, "with 4 page faults: 1 more than the fewest");
});

testExercises(exercises, {
  solution: answers,
  wrong: {
    translate: [
      {
        idea: "the virtual address",
        answer: (address: number) => address,
        says: "the virtual address as it was",
      },
      {
        idea: "page number and offset swapped",
        answer: (address: number, { pageBytes, frames }: Table) => {
          const frame = frames[Math.floor(address / pageBytes)];
          return frame === null || frame === undefined
            ? null
            : address % pageBytes * pageBytes + frame;
        },
        says: "Page number and offset are swapped",
      },
      {
        idea: "the offset looked up in the table",
        answer: (address: number, { pageBytes, frames }: Table) =>
          frames[address % pageBytes] ?? null,
        says: "Which part of the address is the number of its page?",
      },
      {
        idea: "the beginning of the frame",
        answer: (address: number, { pageBytes, frames }: Table) => {
          const frame = frames[Math.floor(address / pageBytes)];
          return frame === null || frame === undefined
            ? null
            : frame * pageBytes;
        },
        says: "That is where the frame begins",
      },
      {
        idea: "a frame as an address",
        answer: (address: number, { pageBytes, frames }: Table) =>
          frames[Math.floor(address / pageBytes)]! + address % pageBytes,
        says: "The number of a frame is not an address",
      },
      {
        idea: "an absent page in frame 0",
        answer: (address: number, { pageBytes, frames }: Table) =>
          frames[Math.floor(address / pageBytes)]! * pageBytes +
          address % pageBytes,
        says: "The empty entry was taken for frame 0",
      },
      {
        idea: "no frame 0",
        answer: (address: number, { pageBytes, frames }: Table) => {
          const frame = frames[Math.floor(address / pageBytes)];
          return frame ? frame * pageBytes + address % pageBytes : null;
        },
        says: "Number 0 is a frame like the others",
      },
      {
        idea: "a table without end",
        answer: (address: number, { pageBytes, frames }: Table) => {
          const frame = frames[Math.floor(address / pageBytes)];
          return frame === null ? null : frame! * pageBytes +
            address % pageBytes;
        },
        says: "a number. What does a list give at place 6 or later",
      },
      {
        idea: "an address for a page behind the table",
        answer: (address: number, { pageBytes, frames }: Table) => {
          const page = Math.floor(address / pageBytes);
          const frame = frames[page % frames.length];
          return frame === null || frame === undefined
            ? null
            : frame * pageBytes +
              address % pageBytes;
        },
        says: "The table ends before the page",
      },
      { idea: "a text", answer: () => "5", says: "must return a number" },
    ],
    seenAt: [
      {
        idea: "the same virtual address",
        answer: (address: number) => [address],
        says: "Each process has a table of its own",
      },
      {
        idea: "the physical address",
        answer: (address: number, { writer }: Tables) =>
          [
            solution.translate(address, writer),
          ].filter((physical) => physical !== null),
        says: "That is the physical address",
      },
      {
        idea: "the first page that is found",
        answer: (address: number, tables: Tables) =>
          solution.seenAt(address, tables).slice(0, 1),
        says: "an address is missing",
      },
      {
        idea: "the beginning of each page",
        answer: (address: number, tables: Tables) =>
          solution.seenAt(address, tables).map((one) =>
            one - one % tables.reader.pageBytes
          ),
        says: "lies in a right page",
      },
      {
        idea: "that no frame is a frame in common",
        answer: (address: number, { writer, reader }: Tables) => {
          const { pageBytes } = writer;
          const frame = writer.frames[Math.floor(address / pageBytes)];
          return reader.frames.flatMap((other, page) =>
            other === frame ? [page * pageBytes + address % pageBytes] : []
          );
        },
        says: "Two pages with no frame do not mean the same one",
      },
      {
        idea: "no frame 0",
        answer: (address: number, tables: Tables) => {
          const physical = solution.translate(address, tables.writer)!;
          return physical < tables.writer.pageBytes
            ? []
            : solution.seenAt(address, tables);
        },
        says: "Is frame 0 taken for no frame?",
      },
      {
        idea: "every page that has a frame",
        answer: (address: number, { reader }: Tables) =>
          reader.frames.flatMap((frame, page) =>
            frame === null
              ? []
              : [page * reader.pageBytes + address % reader.pageBytes]
          ),
        says: "that is not where the writer's page is",
      },
      {
        idea: "a list of pages",
        answer: (_: number, { reader }: Tables) => reader.frames.map(String),
        says: "must hold addresses only",
      },
      {
        idea: "an address twice",
        answer: (address: number, tables: Tables) => {
          const seen = solution.seenAt(address, tables);
          return [...seen, ...seen];
        },
        says: "twice",
      },
    ],
    countFaults: [
      {
        idea: "FIFO, where one of two mistakes is left",
        answer: (order: number[], frames: number) =>
          faultsOf(order, { frames, eviction: "fifo" }),
        says: "That is FIFO",
      },
      {
        idea: "the function as it stands there",
        answer: (order: number[], frames: number) => {
          const resident: number[] = [];
          let faults = 0;
          for (const page of order) {
            if (resident.includes(page)) continue;
            faults += 1;
            resident.push(page);
            if (resident.length > frames) resident.pop();
          }
          return faults;
        },
        says: "was used a moment ago",
      },
      {
        idea: "the page that was used last leaves",
        answer: (order: number[], frames: number) => {
          let resident: number[] = [];
          let faults = 0;
          for (const page of order) {
            if (!resident.includes(page)) {
              faults += 1;
              if (resident.length === frames) resident.pop();
            }
            resident = [...resident.filter((one) => one !== page), page];
          }
          return faults;
        },
        says: "was used a moment ago",
      },
      {
        idea: "hits",
        answer: (order: number[], frames: number) =>
          order.length - solution.countFaults(order, frames),
        says: "the number of hits",
      },
      {
        idea: "no eviction",
        answer: (order: number[]) => new Set(order).size,
        says: "takes a frame from another",
      },
      {
        idea: "every access",
        answer: (order: number[]) => order.length,
        says: "That is every access",
      },
      {
        idea: "one too many",
        answer: (order: number[], frames: number) =>
          solution.countFaults(order, frames) + 1,
        says: "Go by hand to access",
      },
    ],
    evictions: [
      { idea: "LRU", answer: leaving(lru), says: "It is what LRU chooses" },
      {
        idea: "FIFO",
        answer: leaving(([first]) => first!),
        says: "It is what FIFO chooses",
      },
      {
        idea: "a page that is never used again taken for one used soon",
        answer: leaving((resident, order, i) =>
          most(resident, (page) => order.indexOf(page, i))
        ),
        says: "There is a page that is never used again",
      },
      {
        idea: "the page that is used next",
        answer: leaving((resident, order, i) =>
          most(resident, (page) => -order.slice(i).indexOf(page))
        ),
        says: "leaves, and access",
      },
      {
        idea: "all that ever leave, and those that stay",
        answer: (order: number[], frames: number) => [
          ...solution.evictions(order, frames),
          ...order.slice(-frames),
        ],
        says: "pages, and only",
      },
      {
        idea: "nobody",
        answer: () => [],
        says: "The list has ended before",
      },
      {
        idea: "the page that comes",
        answer: (order: number[], frames: number) =>
          order.filter((page, i) => order.indexOf(page) === i).slice(frames),
        says: "is to leave, and has no frame",
      },
      {
        idea: "a score",
        answer: (order: number[], frames: number) =>
          fewestFaults(order, frames),
        says: "must return a list",
      },
      {
        idea: "pages as texts",
        answer: (order: number[], frames: number) =>
          solution.evictions(order, frames).map(String),
        says: "numbers of pages only",
      },
    ],
  },
});
