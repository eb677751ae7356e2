/**
 * What the exercises of lesson 4 ask, and how answers are judged.
 *
 * @module
 */
import { type Exercise, oldExercise } from "zero-copy/workbook/exercise.ts";
import type { Dice } from "zero-copy/workbook/dice.ts";
import { judgeValue, type Misconception } from "zero-copy/workbook/judge.ts";
import {
  anomaly,
  faultsOf,
} from "../../lessons/04_virtual_memory/access_pattern.ts";
import { Fault } from "zero-copy/machine/fault.ts";
import { Memory } from "zero-copy/machine/memory.ts";
import { PageTable } from "zero-copy/machine/page_table.ts";

/** A page table as plain data. */
interface Table {
  readonly pageBytes: number;
  readonly frames: readonly (number | null)[];
}

/** Two processes: a byte that the one writes may be seen by the other. */
interface Tables {
  readonly writer: Table;
  readonly reader: Table;
}

/** Pages in the order of their use, and how many frames there are for them. */
type Usage = [order: readonly number[], frames: number];

/** How many pages a drawn table has. */
const tablePages = 6;

/** Translates by the machine's own page table: null is a page fault. */
function physicalOf(address: number, table: Table): number | null {
  const { pageBytes, frames } = table;
  const most = Math.max(...frames.map((frame) => frame ?? 0));
  const pageTable = new PageTable(new Memory(most + 1, pageBytes));
  for (const [page, frame] of frames.entries()) {
    if (frame !== null) pageTable.map(page, { frame, place: "user buffer" });
  }
  try {
    return pageTable.translate(address, "user");
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

/** A table with frame 0, two absent pages, and no page in the frame of its own number. */
function drawTable(dice: Dice): Table {
  const pageBytes = dice.pick([512, 1024, 4096, 16384]);
  const others = dice.shuffle([1, 2, 3, 4, 5, 6, 7, 8, 9]).slice(0, 3);
  const frames = dice.until(
    () => dice.shuffle([0, ...others, null, null]),
    (frames) =>
      frames[0] !== null && frames.every((frame, page) => frame !== page),
  );
  return { pageBytes, frames };
}

/** An address on a page, not at its beginning. */
function drawAddress(dice: Dice, page: number, pageBytes: number): number {
  return page * pageBytes + dice.whole(1, pageBytes - 1);
}

/** Addresses of all kinds: a frame, no frame, frame 0, no such page. */
function askTranslate(dice: Dice): [number, Table][] {
  const table = drawTable(dice);
  const { frames, pageBytes } = table;
  const pages = dice.shuffle(frames.map((_, page) => page));
  const present = pages.filter((page) => frames[page]);
  const asked = [
    present[0]!,
    pages.find((page) => frames[page] === null)!,
    frames.indexOf(0),
    tablePages + present[0]!,
    present[1]!,
  ];
  return asked.map((page) => [drawAddress(dice, page, pageBytes), table]);
}

function judgeTranslate(
  gave: unknown,
  address: number,
  table: Table,
): string | undefined {
  if (gave === "NaN") {
    return "It came to something that is not a number. What does a list give " +
      `at place ${table.frames.length} or later, if it has that many entries?`;
  }
  if (gave !== null && typeof gave !== "number") {
    return judgeValue(gave, 0, { why: "" });
  }
  const right = physicalOf(address, table);
  if (right === null) {
    return gave === null ? undefined : sayFault(gave, address, table);
  }
  if (gave === null) {
    return right < table.pageBytes
      ? "Number 0 is a frame like the others, the first one. Only null says " +
        "that there is none."
      : "That would be a page fault, and the page of this address has a " +
        "frame. Which part of the address is the number of its page?";
  }
  return judgeValue(gave, right, {
    known: wrongAddresses(address, right, table.pageBytes),
    why: `Cut the address at a page of ${table.pageBytes} bytes: one part is ` +
      "looked up in the table, the other is kept as it is.",
  });
}

/** Wrong translations of an address that has one, each with what it shows. */
function wrongAddresses(
  address: number,
  right: number,
  pageBytes: number,
): Misconception[] {
  const frame = Math.floor(right / pageBytes);
  const offset = right % pageBytes;
  return [
    {
      value: address,
      why: "That is the virtual address as it was. The number of the page " +
        "must make way for the number of the frame.",
    },
    {
      value: offset * pageBytes + frame,
      why: "Page number and offset are swapped: the upper bits of an address " +
        "say which page, the lower bits which byte of it.",
    },
    {
      value: right - offset,
      why: "That is where the frame begins. The byte that was meant does not " +
        "lie at its beginning.",
    },
    {
      value: frame + offset,
      why: "The number of a frame is not an address: before a frame lie all " +
        "bytes of the frames before it.",
    },
  ];
}

/** Says why an address has no translation. */
function sayFault(gave: number, address: number, table: Table): string {
  const { pageBytes, frames } = table;
  if (address >= frames.length * pageBytes) {
    return "The table ends before the page of this address. A page without " +
      "an entry has no frame either.";
  }
  return gave === address % pageBytes
    ? "The empty entry was taken for frame 0. In arithmetic null counts as " +
      "0, so it must be asked for first."
    : "An address was given, and there is none. What does the table say of " +
      "the page of this address?";
}

/** Two tables in which some pages of the reader mean the frame of one of the writer's. */
function drawShared(
  dice: Dice,
  { frame, sharing }: { frame: number; sharing: number },
): [number, Tables] {
  const pageBytes = dice.pick([512, 1024, 4096]);
  const other = (): number =>
    dice.until(() => dice.whole(0, 9), (n) => n !== frame);
  const page = dice.whole(1, tablePages - 1);
  const writer = [other(), other(), other(), other(), other(), null];
  const reader = dice.until(
    () =>
      dice.shuffle([
        ...Array.from({ length: sharing }, () => frame),
        null,
        ...Array.from({ length: tablePages - 1 - sharing }, other),
      ]),
    // The page of the same number is no answer, and no trap for the wrong reason.
    (frames) => frames[page] !== frame && frames[page] !== null,
  );
  const frames = dice.shuffle(writer).map((one, i) => i === page ? frame : one);
  const tables = {
    writer: { pageBytes, frames },
    reader: { pageBytes, frames: reader },
  };
  return [drawAddress(dice, page, pageBytes), tables];
}

/** Pages that are shared once, twice, not at all, in frame 0, and a writer that faults. */
function askSeenAt(dice: Dice): [number, Tables][] {
  const frame = dice.whole(1, 9);
  const [address, tables] = drawShared(dice, { frame, sharing: 1 });
  const { writer, reader } = tables;
  const page = Math.floor(address / writer.pageBytes);
  const frames = writer.frames.map((one, i) => i === page ? null : one);
  const cut = { writer: { ...writer, frames }, reader };
  return [
    drawShared(dice, { frame, sharing: 2 }),
    [address, tables],
    drawShared(dice, { frame, sharing: 0 }),
    drawShared(dice, { frame: 0, sharing: 2 }),
    [address, cut],
  ];
}

function judgeSeenAt(
  gave: unknown,
  address: number,
  tables: Tables,
): string | undefined {
  const { frames, pageBytes } = tables.reader;
  const physical = physicalOf(address, tables.writer);
  const right = frames.map((_, page) => page * pageBytes + address % pageBytes)
    .filter((other) =>
      physical !== null && physicalOf(other, tables.reader) === physical
    );
  if (!Array.isArray(gave)) return judgeValue(gave, right, { why: "" });
  if (!gave.every((one) => typeof one === "number")) {
    return "The list must hold addresses only, and there is something else.";
  }
  const extra = gave.find((one) => !right.includes(one));
  if (extra !== undefined) {
    return physical === null
      ? "The writer's page has no frame: it faults before any byte is " +
        "written. Two pages with no frame do not mean the same one."
      : sayExtra(extra, { address, physical, reader: tables.reader, right });
  }
  const found = new Set(gave).size;
  if (found < gave.length) return "An address is in the list twice.";
  if (found === right.length) return undefined;
  return sayMissing(found, physical! < pageBytes);
}

function sayMissing(given: number, isFirstFrame: boolean): string {
  if (given === 0 && isFirstFrame) {
    return "An address is missing. Is frame 0 taken for no frame?";
  }
  return given === 0
    ? "An address is missing: the reader has a page in the writer's frame."
    : "What is there is right, and an address is missing. Nothing forbids " +
      "that two pages of a process mean one frame.";
}

/** Says why the reader does not find the byte at an address. */
function sayExtra(
  extra: number,
  { address, physical, reader, right }: {
    address: number;
    physical: number;
    reader: Table;
    right: readonly number[];
  },
): string {
  const page = Math.floor(extra / reader.pageBytes);
  if (extra === address) {
    return "The writer's own address is in the list. Each process has a " +
      `table of its own: in the reader's, page ${page} means another frame.`;
  }
  if (extra === physical) {
    return "That is the physical address. No program uses it: the reader " +
      "needs an address that its own table leads there.";
  }
  if (right.some((one) => Math.floor(one / reader.pageBytes) === page)) {
    return `${extra} lies in a right page. Is it the same byte of the page ` +
      "as the one that was written?";
  }
  return physicalOf(extra, reader) === null
    ? `At ${extra} the reader has no frame: it would fault.`
    : `At ${extra} the reader finds a byte of frame ${reader.frames[page]}, ` +
      "and that is not where the writer's page is.";
}

/** How much somebody would like a page to leave at an access; of equals, the first loaded leaves. */
type Rule = (page: number, order: readonly number[], i: number) => number;

/** Where a page is used next. [accesses, from 0] */
function nextUse(page: number, order: readonly number[], i: number): number {
  const at = order.indexOf(page, i);
  return at === -1 ? Infinity : at;
}

const rules = {
  farthest: nextUse,
  nearest: (page, order, i) => -nextUse(page, order, i),
  // Gives -1 for a page that is never used again, as if that were soon.
  indexOf: (page, order, i) => order.indexOf(page, i),
  lru: (page, order, i) => -order.lastIndexOf(page, i),
  mru: (page, order, i) => order.lastIndexOf(page, i),
  fifo: () => 0,
} satisfies Record<string, Rule>;

/** Uses pages by a rule. */
function play(
  rule: Rule,
  [order, frames]: Usage,
  held: ReadonlySet<number> = new Set(),
): { faults: number; evicted: number[] } {
  const resident = new Set(held);
  const evicted: number[] = [];
  let faults = 0;
  for (const [i, page] of order.entries()) {
    if (resident.has(page)) continue;
    faults += 1;
    if (resident.size === frames) {
      const leaves = [...resident].reduce((a, b) =>
        rule(b, order, i) > rule(a, order, i) ? b : a
      );
      resident.delete(leaves);
      evicted.push(leaves);
    }
    resident.add(page);
  }
  return { faults, evicted };
}

/**
 * The fewest page faults possible: the page that leaves is the one whose next use is farthest.
 *
 * @see L. A. Bélády, "A study of replacement algorithms", IBM Systems Journal 5 (2), 1966
 */
export function fewestFaults(
  order: readonly number[],
  frames: number,
  held?: ReadonlySet<number>,
): number {
  return play(rules.farthest, [order, frames], held).faults;
}

/** Wrong counts of faults, each with what it shows. */
function wrongCounts([order, frames]: Usage): Misconception[] {
  const pages = [...new Set(order)];
  const late = order.filter((page) => pages.indexOf(page) >= frames);
  const wrongEnd = "A page leaves that was used a moment ago. Which end of " +
    "the list holds the page that was not used for longest?";
  return [
    {
      value: faultsOf(order, { frames, eviction: "fifo" }),
      why: "That is FIFO: who came first leaves first. With LRU a page that " +
        "is used again is as if it had just come. Which line says so?",
    },
    // Who comes leaves again at once; or who was there just before.
    { value: frames + late.length, why: wrongEnd },
    { value: play(rules.mru, [order, frames]).faults, why: wrongEnd },
    {
      value: order.length - faultsOf(order, { frames, eviction: "lru" }),
      why: "That is the number of hits: the accesses that find their page.",
    },
    {
      value: pages.length,
      why:
        "That is the number of pages, as if each faulted once. A page that " +
        "comes in takes a frame from another, which may be used again.",
    },
    {
      value: order.length,
      why: "That is every access. A page that has a frame does not fault.",
    },
  ];
}

/** Some pages in any order, and too few frames for them. */
function drawUsage(dice: Dice, accesses: number): Usage {
  const frames = dice.whole(3, 4);
  const pages = frames + dice.whole(2, 3);
  const order = Array.from(
    { length: accesses },
    () => dice.whole(0, pages - 1),
  );
  return [order, frames];
}

/** An order in which no mistake gives the right count, and the likely ones do not give the same. */
function drawCount(dice: Dice, accesses: number): Usage {
  return dice.until(
    () => drawUsage(dice, accesses),
    ([order, frames]) => {
      const right = faultsOf(order, { frames, eviction: "lru" });
      const wrong = wrongCounts([order, frames]).map(({ value }) => value);
      const [fifo, ...wrongEnds] = wrong.slice(0, 3);
      return !wrong.includes(right) && !wrongEnds.includes(fifo);
    },
  );
}

/** An order in which each rule but the best costs a fault too many. */
function drawFuture(dice: Dice, accesses: number): Usage {
  const { farthest: _, ...others } = rules;
  return dice.until(
    () => drawUsage(dice, accesses),
    ([order, frames]) =>
      Object.values(others).every((rule) =>
        play(rule, [order, frames]).faults > fewestFaults(order, frames)
      ),
  );
}

function judgeFaults(
  gave: unknown,
  order: readonly number[],
  frames: number,
): string | undefined {
  const right = faultsOf(order, { frames, eviction: "lru" });
  const full = order.findIndex((page, i) =>
    order.indexOf(page) === i && new Set(order.slice(0, i)).size === frames
  );
  return judgeValue(gave, right, {
    known: wrongCounts([order, frames]),
    why: `Go by hand to access ${full + 1}, where page ${order[full]} finds ` +
      "no free frame. Which pages are in frames, in which order were they " +
      "last used, and what does your list hold there?",
  });
}

/** One eviction of a plan. */
interface Eviction {
  /** The access that needs the frame. [from 0] */
  readonly i: number;
  readonly page: number;
  /** The pages that have a frame afterwards. */
  readonly resident: ReadonlySet<number>;
}

/** Follows a plan; says where it cannot be followed. */
function follow(
  plan: readonly number[],
  [order, frames]: Usage,
): { faults: number; evictions: Eviction[] } | string {
  const resident = new Set<number>();
  const evictions: Eviction[] = [];
  let faults = 0;
  for (const [i, page] of order.entries()) {
    if (resident.has(page)) continue;
    faults += 1;
    if (resident.size === frames) {
      const leaves = plan[evictions.length];
      const at = `Access ${i + 1} needs a frame for page ${page}, and none ` +
        `is free: pages ${[...resident].join(", ")} have them`;
      if (leaves === undefined) return `${at}. The list has ended before.`;
      if (!resident.delete(leaves)) {
        return `${at}. Page ${leaves} is to leave, and has no frame.`;
      }
      resident.add(page);
      evictions.push({ i, page: leaves, resident: new Set(resident) });
    }
    resident.add(page);
  }
  return { faults, evictions };
}

function judgeEvictions(
  gave: unknown,
  order: readonly number[],
  frames: number,
): string | undefined {
  if (!Array.isArray(gave)) return judgeValue(gave, [], { why: "" });
  if (!gave.every((page) => Number.isInteger(page))) {
    return "The list must hold numbers of pages only: there is something else.";
  }
  const usage: Usage = [order, frames];
  const done = follow(gave, usage);
  if (typeof done === "string") return done;
  const { faults, evictions } = done;
  if (gave.length > evictions.length) {
    return `The list names ${gave.length} pages, and only ` +
      `${evictions.length} had to leave: none does while a frame is free, or ` +
      "when the page that is used has one.";
  }
  const best = fewestFaults(order, frames);
  if (faults === best) return undefined;
  const score = `The choice works, with ${faults} page faults: ` +
    `${faults - best} more than the fewest possible. `;
  return score + sayRule(gave, usage) + sayCostly(evictions, usage);
}

/** Names the rule that a plan followed, if it only looked back. */
function sayRule(plan: readonly number[], usage: Usage): string {
  const text = plan.join();
  if (text === play(rules.lru, usage).evicted.join()) {
    return "It is what LRU chooses, which can only look back; here you know " +
      "what comes. ";
  }
  if (text === play(rules.fifo, usage).evicted.join()) {
    return "It is what FIFO chooses, which looks neither back nor forward. ";
  }
  return "";
}

/** Names the first choice after which the best can no longer be reached. */
function sayCostly(
  evictions: readonly Eviction[],
  [order, frames]: Usage,
): string {
  const first = [...new Set(order)].slice(0, frames);
  let before: ReadonlySet<number> = new Set(first);
  for (const { i, page, resident } of evictions) {
    const least = fewestFaults(order.slice(i), frames, before) - 1;
    const rest = order.slice(i + 1);
    if (fewestFaults(rest, frames, resident) > least) {
      const back = nextUse(page, order, i) + 1;
      const others = [...before].filter((one) => one !== page);
      const isNeverUsed = others.some((one) => !rest.includes(one));
      return `At access ${i + 1} page ${page} leaves, and access ${back} ` +
        "uses it again. " +
        (isNeverUsed
          ? "There is a page that is never used again. What does your search " +
            "find for it?"
          : "Is there a page that is not needed for longer?");
    }
    before = resident;
  }
  return "";
}

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = [
  oldExercise<[address: number, table: Table]>("translate", {
    ask: askTranslate,
    judge: judgeTranslate,
  }),
  oldExercise<[address: number, tables: Tables]>("seenAt", {
    ask: askSeenAt,
    judge: judgeSeenAt,
  }),
  oldExercise<Usage>("countFaults", {
    ask: (dice) => [
      drawCount(dice, 18),
      drawCount(dice, 18),
      drawCount(dice, 20),
      [anomaly, 3],
    ],
    judge: judgeFaults,
  }),
  oldExercise<Usage>("evictions", {
    ask: (dice) => [
      [anomaly, 3],
      drawFuture(dice, 20),
      drawFuture(dice, 20),
      drawFuture(dice, 24),
    ],
    judge: judgeEvictions,
  }),
];
