/**
 * What the exercises of lesson 4 ask: what is right, and which ideas are wrong. Why they are wrong
 * stands in README.md.
 *
 * @module
 */
import { type Exercise, exercise } from "zero-copy/workbook/exercise.ts";
import type { Dice } from "zero-copy/workbook/dice.ts";
import { sayMany } from "zero-copy/text/say.ts";
import { judgeValue } from "zero-copy/workbook/judge.ts";
import {
  anomaly,
  faultsOf,
} from "../../lessons/04_virtual_memory/access_pattern.ts";
import {
  type Access,
  VirtualMemory,
} from "../../lessons/04_virtual_memory/virtual_memory.ts";
import { Fault } from "zero-copy/machine/fault.ts";
import { Memory } from "zero-copy/machine/memory.ts";
import { PageTable } from "zero-copy/machine/page_table.ts";

/** A page table as plain data. */
interface Table {
  readonly pageBytes: number;
  readonly frames: readonly (number | null)[];
}

type Translation = [address: number, table: Table];

/** Two processes: a byte that the one writes may be seen by the other. */
interface Tables {
  readonly writer: Table;
  readonly reader: Table;
}

type Sharing = [address: number, tables: Tables];

/** Pages in the order of their use, and how many frames there are for them. */
type Usage = [order: readonly number[], frames: number];

/** How many pages a rolled table has. */
const tablePages = 6;

/** Translates by the machine's own page table: null is a page fault. */
function physicalOf(address: number, table: Table): number | null {
  const { pageBytes, frames } = table;
  const most = Math.max(0, ...frames.map((frame) => frame ?? 0));
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
function rollTable(dice: Dice, pageBytes: number): Table {
  const others = dice.shuffle([1, 2, 3, 4, 5, 6, 7, 8, 9]).slice(0, 3);
  const frames = dice.until(
    () => dice.shuffle([0, ...others, null, null]),
    (frames) =>
      frames[0] !== null && frames.every((frame, page) => frame !== page),
  );
  return { pageBytes, frames };
}

/** An address on a page, not at its beginning. */
function rollAddress(dice: Dice, page: number, pageBytes: number): number {
  return page * pageBytes + dice.whole(1, pageBytes - 1);
}

/**
 * Addresses of all kinds in two tables, with pages of different sizes: in a page with a frame, with
 * frame 0, with none, behind the end; the first and the last byte of each page, and a table of none.
 */
function rollTranslations(dice: Dice): Translation[] {
  const sizes = dice.shuffle([512, 1024, 2048, 4096, 16384]).slice(0, 2);
  const asked = sizes.flatMap((size) => {
    const table = rollTable(dice, size);
    const pages = [...table.frames.keys(), tablePages];
    return [
      ...dice.shuffle(pages).map((page) => rollAddress(dice, page, size)),
      ...pages.flatMap((page) => [page * size, (page + 1) * size - 1]),
      (tablePages + dice.whole(1, 5)) * size + 1,
    ].map((address): Translation => [address, table]);
  });
  return [...asked, [0, { pageBytes: sizes[0]!, frames: [] }]];
}

/** Translates right, but for what becomes of frame and offset. */
function putTogether(
  make: (frame: number, offset: number, pageBytes: number) => number | null,
): (...translation: Translation) => number | null {
  return (address, table) => {
    const [physical, { pageBytes }] = [physicalOf(address, table), table];
    if (physical === null) return null;
    const offset = physical % pageBytes;
    return make((physical - offset) / pageBytes, offset, pageBytes);
  };
}

function judgeTranslation(
  gave: unknown,
  address: number,
  table: Table,
): string | undefined {
  if (gave === "NaN") return "It came to something that is not a number.";
  if (gave !== null && typeof gave !== "number") return judgeValue(gave, 0);
  const right = physicalOf(address, table);
  if (gave === right) return undefined;
  if (right === null) {
    return "An address was given, and there is none: what does the table say " +
      "of the page of this address?";
  }
  return gave === null
    ? "That would be a page fault, and the page of this address has a frame."
    : "";
}

/** Two tables in which some pages of the reader mean the frame of one of the writer's. */
function rollSharing(
  dice: Dice,
  { frame, sharing }: { frame: number; sharing: number },
): Sharing {
  const pageBytes = dice.pick([512, 1024, 4096]);
  const other = (): number =>
    dice.until(() => dice.whole(0, 9), (n) => n !== frame);
  const page = dice.whole(2, tablePages - 1);
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
  return [rollAddress(dice, page, pageBytes), tables];
}

/**
 * Pages that are shared once, twice, not at all, in frame 0; the first and the last byte of one; a
 * writer that faults; a reader with a page more, with fewer, with none.
 */
function rollSharings(dice: Dice): Sharing[] {
  const frame = dice.whole(1, 9);
  const [address, tables] = rollSharing(dice, { frame, sharing: 1 });
  const { writer, reader } = tables;
  const offset = address % writer.pageBytes;
  const page = (address - offset) / writer.pageBytes;
  const frames = writer.frames.map((one, i) => i === page ? null : one);
  const cut = { writer: { ...writer, frames }, reader };
  const readers = [[...reader.frames, frame], [frame], []]
    .map((frames) => ({ ...reader, frames }));
  const last = address - offset + writer.pageBytes - 1;
  return [
    [address, tables],
    rollSharing(dice, { frame, sharing: 2 }),
    rollSharing(dice, { frame, sharing: 0 }),
    rollSharing(dice, { frame: 0, sharing: 2 }),
    ...[address - offset, last].map((border): Sharing => [border, tables]),
    [address, cut],
    ...readers.flatMap((reader): Sharing[] => [
      [address, { writer, reader }],
      [address - offset, { writer, reader }],
    ]),
  ];
}

/** The addresses at the same offset of those pages of the reader whose frame will do. */
function pagesOf(
  address: number,
  { pageBytes, frames }: Table,
  isMeant: (frame: number | null) => boolean,
): number[] {
  return frames.flatMap((frame, page) =>
    isMeant(frame) ? [page * pageBytes + address % pageBytes] : []
  );
}

/** The reader's addresses of what the writer has at an address. */
function seenAt(address: number, { writer, reader }: Tables): number[] {
  const physical = physicalOf(address, writer);
  if (physical === null) return [];
  return pagesOf(address, reader, () => true)
    .filter((other) => physicalOf(other, reader) === physical);
}

function judgeSeenAt(
  gave: unknown,
  address: number,
  tables: Tables,
): string | undefined {
  const right = seenAt(address, tables);
  if (!Array.isArray(gave)) return judgeValue(gave, right);
  if (!gave.every((one) => typeof one === "number")) {
    return "The list must hold addresses only, and there is something else.";
  }
  const extra = gave.find((one) => !right.includes(one));
  if (extra !== undefined) {
    return physicalOf(address, tables.writer) === null
      ? "The writer's page has no frame: it faults before any byte is written."
      : sayExtra(extra, tables.reader, right);
  }
  const found = new Set(gave).size;
  if (found < gave.length) return "An address is in the list twice.";
  if (found === right.length) return undefined;
  return found === 0
    ? "An address is missing: the reader has a page in the writer's frame."
    : "What is there is right, and an address is missing.";
}

/** Says why the reader does not find the byte at an address. */
function sayExtra(
  extra: number,
  reader: Table,
  right: readonly number[],
): string {
  const pageOf = (address: number): number =>
    Math.floor(address / reader.pageBytes);
  if (right.some((one) => pageOf(one) === pageOf(extra))) {
    return `${extra} lies in a right page, and is another byte of it.`;
  }
  return physicalOf(extra, reader) === null
    ? `At ${extra} the reader has no frame: it would fault.`
    : `At ${extra} the reader finds a byte of frame ` +
      `${reader.frames[pageOf(extra)]}, and that is not where the writer's ` +
      "page is.";
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
function fewestFaults(
  order: readonly number[],
  frames: number,
  held?: ReadonlySet<number>,
): number {
  return play(rules.farthest, [order, frames], held).faults;
}

function faultsByLru(order: readonly number[], frames: number): number {
  return faultsOf(order, { frames, eviction: "lru" });
}

/** Counts by a line in which a page that is used again is put at the end, and stays in its place. */
function countWithDoubles(
  [order, frames]: Usage,
  leavesAtHit: boolean,
): number {
  const line: number[] = [];
  let faults = 0;
  for (const page of order) {
    const isHit = line.includes(page);
    if (!isHit) faults += 1;
    line.push(page);
    if ((leavesAtHit || !isHit) && line.length > frames) line.shift();
  }
  return faults;
}

/** Counts a use of the page that leaves next as a fault: its place in the line is 0. */
function countWithoutFirst(order: readonly number[], frames: number): number {
  const line: number[] = [];
  let faults = 0;
  for (const page of order) {
    const at = line.indexOf(page);
    if (at > 0) line.splice(at, 1);
    else faults += 1;
    line.push(page);
    if (line.length > frames) line.shift();
  }
  return faults;
}

/** What is counted in place of LRU's faults. */
const wrongCounts: Readonly<Record<string, (...usage: Usage) => number>> = {
  "who came first leaves first": (order, frames) =>
    faultsOf(order, { frames, eviction: "fifo" }),
  "the newcomer leaves again": (order, frames) => {
    const first = new Set([...new Set(order)].slice(0, frames));
    return first.size + order.filter((page) => !first.has(page)).length;
  },
  "who is used again stands in line twice": (...usage) =>
    countWithDoubles(usage, false),
  "who is used again takes a frame more": (...usage) =>
    countWithDoubles(usage, true),
  "the first in line is not found": countWithoutFirst,
  "the accesses that find their page": (order, frames) =>
    order.length - faultsByLru(order, frames),
  "each page once": (order) => new Set(order).size,
  "every access": (order) => order.length,
  "a first use is none": (order, frames) =>
    faultsByLru(order, frames) - new Set(order).size,
};

/** Some pages in any order, and too few frames for them. */
function rollUsage(dice: Dice, accesses: number): Usage {
  const frames = dice.whole(3, 4);
  const pages = frames + dice.whole(2, 3);
  const order = Array.from(
    { length: accesses },
    () => dice.whole(0, pages - 1),
  );
  return [order, frames];
}

/** Short orders, and long ones; a frame for each page, one less, one more, one frame; no access. */
function rollCounts(dice: Dice): Usage[] {
  const [order, frames] = rollUsage(dice, 20);
  return [
    [[0, 0], 1],
    [[0, 1, 0, 2, 0, 1], 2],
    [order, frames],
    rollUsage(dice, 18),
    rollUsage(dice, 18),
    [anomaly, 3],
    [order, new Set(order).size],
    [order, new Set(order).size - 1],
    [order, new Set(order).size + 1],
    [order, 1],
    [[], 1],
  ];
}

/**
 * Short ones: a frame for each page, one frame, no access; and one in which a page that has no frame
 * yet is used later than all that have one.
 */
const fixedUsages: readonly Usage[] = [
  [[0, 1, 0], 2],
  [[0, 1, 0], 1],
  [[0, 1, 2, 0, 1, 3], 2],
  [[], 2],
];

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
        `is free: ${sayHolders([...resident])}`;
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

function sayHolders(pages: readonly number[]): string {
  return pages.length === 1
    ? `page ${pages[0]} has it`
    : `pages ${pages.join(", ")} have them`;
}

function judgeEvictions(
  gave: unknown,
  order: readonly number[],
  frames: number,
): string | undefined {
  if (!Array.isArray(gave)) return judgeValue(gave, []);
  if (!gave.every((page) => Number.isInteger(page))) {
    return "The list must hold numbers of pages only: there is something else.";
  }
  const usage: Usage = [order, frames];
  const done = follow(gave, usage);
  if (typeof done === "string") return done;
  const { faults, evictions } = done;
  if (gave.length > evictions.length) {
    return `The list names ${sayMany(gave.length, "page")}, and ` +
      `${evictions.length === 0 ? "none" : `only ${evictions.length}`} had ` +
      "to leave: none does while a frame is free, or when the page that is " +
      "used has one.";
  }
  const best = fewestFaults(order, frames);
  if (faults === best) return undefined;
  return `The choice works, with ${faults} page faults: ` +
    `${faults - best} more than the fewest possible. ` +
    sayCostly(evictions, usage);
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
          ? "Another page that has a frame is never used again."
          : "Is there a page that is not needed for longer?");
    }
    before = resident;
  }
  return "";
}

type Swapping = [order: readonly number[], frames: number, pageBytes: number];

/** What goes to the swap area and what comes back from there. [bytes] */
interface Traffic {
  readonly toSwap: number;
  readonly fromSwap: number;
}

/** Uses pages of the lesson's memory, and counts those that leave and those that come back. */
function trafficOf(
  [order, frames, pageBytes]: Swapping,
  eviction: "lru" | "fifo",
): Traffic {
  const pages = Math.max(0, ...order) + 1;
  const memory = new VirtualMemory({ pages, frames, pageBytes, eviction });
  const accesses = order.map((page) => memory.access(page * pageBytes));
  const bytesOf = (isMeant: (access: Access) => boolean): number =>
    pageBytes * accesses.filter(isMeant).length;
  return {
    toSwap: bytesOf(({ evicted }) => evicted !== undefined),
    fromSwap: bytesOf(({ outcome }) => outcome === "swap"),
  };
}

function swapTraffic(...swapping: Swapping): Traffic {
  return trafficOf(swapping, "lru");
}

/** What somebody counts who has a wrong idea of the swap area. */
const wrongTraffics: Readonly<
  Record<string, (...swapping: Swapping) => Partial<Traffic>>
> = {
  "every fault brings a page back": (order, frames, pageBytes) => ({
    fromSwap: pageBytes * faultsByLru(order, frames),
  }),
  "every fault sends a page away": (order, frames, pageBytes) => ({
    toSwap: pageBytes * faultsByLru(order, frames),
  }),
  "all that leaves comes back": (...swapping) => ({
    fromSwap: swapTraffic(...swapping).toSwap,
  }),
  "a page leaves once": (order, frames, pageBytes) => ({
    toSwap: pageBytes * Math.max(0, new Set(order).size - frames),
  }),
  "a free frame is a page that comes back": (order, frames, pageBytes) => ({
    toSwap: pageBytes * (faultsByLru(order, frames) - frames),
  }),
  "who came first leaves first": (...swapping) => trafficOf(swapping, "fifo"),
  "in pages": (order, frames, pageBytes) => {
    const { toSwap, fromSwap } = swapTraffic(order, frames, pageBytes);
    return { toSwap: toSwap / pageBytes, fromSwap: fromSwap / pageBytes };
  },
};

/** Chooses who leaves by a rule. */
function evictedBy(rule: Rule): (...usage: Usage) => number[] {
  return (...usage) => play(rule, usage).evicted;
}

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = [
  exercise<Translation>("translate", {
    cases: rollTranslations,
    right: physicalOf,
    wrong: {
      "the address stays as it is": (address) => address,
      "the lower part is the page": putTogether(
        (frame, offset, pageBytes) => offset * pageBytes + frame,
      ),
      "the offset is looked up": (address, { pageBytes, frames }) =>
        frames[address % pageBytes] ?? null,
      "the frame is enough": putTogether(
        (frame, _, pageBytes) => frame * pageBytes,
      ),
      "the number of the frame is its address": putTogether(
        (frame, offset) => frame + offset,
      ),
      "no frame is frame 0": (address, table) =>
        physicalOf(address, table) ?? address % table.pageBytes,
      "frame 0 is no frame": putTogether((frame, offset, pageBytes) =>
        frame === 0 ? null : frame * pageBytes + offset
      ),
      "the table has no end": (address, table) =>
        address < table.frames.length * table.pageBytes
          ? physicalOf(address, table)
          : NaN,
      "behind its end the table begins again": (address, table) =>
        physicalOf(address % (table.frames.length * table.pageBytes), table),
      "to divide is to round": (address, table) =>
        address % table.pageBytes === 0 ? physicalOf(address, table) : null,
      "a page has 4096 bytes": (address, table) =>
        physicalOf(address, { ...table, pageBytes: 4096 }),
    },
    judge: judgeTranslation,
  }),
  exercise<Sharing>("seenAt", {
    cases: rollSharings,
    right: seenAt,
    wrong: {
      "the same address": (address) => [address],
      "where it is in memory": (address, { writer }) =>
        [physicalOf(address, writer)].filter((one) => one !== null),
      "one address is enough": (...sharing) => seenAt(...sharing).slice(0, 1),
      "the beginning of each page": (address, tables) =>
        seenAt(address, tables).map((one) =>
          one - one % tables.reader.pageBytes
        ),
      "the numbers of the pages": (address, tables) =>
        seenAt(address, tables).map((one) =>
          Math.floor(one / tables.reader.pageBytes)
        ),
      "every page that has a frame": (address, { reader }) =>
        pagesOf(address, reader, (frame) => frame !== null),
      "frame 0 is no frame": (address, tables) =>
        physicalOf(address, tables.writer)! < tables.writer.pageBytes
          ? []
          : seenAt(address, tables),
      "no frame is a frame in common": (address, tables) =>
        physicalOf(address, tables.writer) === null
          ? pagesOf(address, tables.reader, (frame) => frame === null)
          : seenAt(address, tables),
    },
    judge: judgeSeenAt,
  }),
  exercise<Usage>("countFaults", {
    cases: rollCounts,
    right: faultsByLru,
    wrong: wrongCounts,
  }),
  exercise<Usage>("evictions", {
    cases: (dice) => [
      ...fixedUsages,
      [anomaly, 3],
      ...[20, 20, 24].map((accesses) => rollUsage(dice, accesses)),
    ],
    right: evictedBy(rules.farthest),
    wrong: {
      "what LRU chooses": evictedBy(rules.lru),
      "what FIFO chooses": evictedBy(rules.fifo),
      "what is not found comes first": evictedBy(rules.indexOf),
      "what is needed next leaves": evictedBy(rules.nearest),
      "what was used last leaves": evictedBy(rules.mru),
      "nobody leaves": () => [],
      "the page that comes is the one": (order, frames) =>
        [...new Set(order)].slice(frames),
      "at the end all leave": (order, frames) => [
        ...play(rules.farthest, [order, frames]).evicted,
        ...order.slice(-frames),
      ],
    },
    judge: judgeEvictions,
  }),
  exercise<Swapping>("swapTraffic", {
    cases: (dice) => {
      const sizes = dice.shuffle([512, 1024, 4096]);
      return rollCounts(dice)
        .map(([order, frames], i) => [order, frames, sizes[i % 2]!]);
    },
    right: swapTraffic,
    wrong: wrongTraffics,
  }),
];
