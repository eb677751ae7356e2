/**
 * What the ways of a server cost: each is a program of the machine, and what one of its calls costs
 * is counted there. How often each was called, the log says.
 *
 * Left out: the disk, as no call says whether the page cache had the file, and what is the same
 * whoever hands the bytes to TCP.
 *
 * @module
 */
import { limitJob, pipePages, strategies } from "../../strategy/linux.ts";
import { countsByCall, type Strategy } from "../../strategy/strategy.ts";
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  type Instruction,
  leaveKernel,
  openPipe,
  passPages,
  reserveAddresses,
  touchPages,
  transmit,
} from "../../machine/instruction.ts";
import {
  makeJob,
  mostCountedBytes,
  type NicAbility,
} from "../../machine/job.ts";
import { faultAroundPages } from "../../machine/machine.ts";
import {
  once,
  type Part,
  type Program,
  program,
} from "../../machine/program.ts";
import type { End, Portion, Way } from "../../strace/transfer.ts";
import { addCounts, type Counts, noCounts } from "../../trace/count.ts";

/** A way as the machine knows it: its program, and the calls that hand the bytes on. */
export type KnownWay = Pick<Strategy, "linux" | "calls">;

const usual = makeJob();

function call(name: string, ...does: readonly Instruction[]): Instruction[] {
  return [enterKernel(name), ...does, leaveKernel(name)];
}

/** Makes a way of a program. */
function way(
  calls: KnownWay["calls"],
  ...parts: readonly (readonly Instruction[] | Part)[]
): KnownWay {
  const linux: Program = program(
    calls.map(({ call }) => call).join(" + "),
    ...parts,
  );
  return { linux, calls };
}

function chosen(choice: string): KnownWay {
  return strategies.find((one) => one.choice === choice)!;
}

const read = call(
  "read",
  dmaCopy("disk", "page cache"),
  cpuCopy("page cache", "user buffer"),
);
const map = once(call("mmap", reserveAddresses()));
const makePipe = once(call("pipe", openPipe(pipePages)));
const sendPages = call("send", passPages("user buffer", "socket buffer"));
const passToPipe = call("vmsplice", passPages("user buffer", "pipe"));
const spliceOut = call("splice", passPages("pipe", "socket buffer"));

/**
 * All ways. The socket buffer stands for what any end has in its place: what the program's memory
 * holds is copied into it.
 */
export const ways: Readonly<Record<Way, KnownWay>> = {
  "read + write": chosen("read + write"),
  "mmap + write": chosen("mmap + write"),
  "sendfile": chosen("sendfile"),
  "splice": chosen("splice"),
  "read(O_DIRECT) + write": way(
    [{ call: "read", from: "file" }, { call: "write", from: "buffer" }],
    [
      ...call("read", dmaCopy("disk", "user buffer")),
      ...call("write", cpuCopy("user buffer", "socket buffer")),
      transmit(),
    ],
  ),
  "read + send(MSG_ZEROCOPY)": way(
    [{ call: "read", from: "file" }, { call: "send", from: "buffer" }],
    [...read, ...sendPages, transmit()],
  ),
  "mmap + send(MSG_ZEROCOPY)": way(
    [{ call: "mmap", from: "file" }, { call: "send", from: "mapping" }],
    map,
    [touchPages(), ...sendPages, transmit()],
  ),
  "read + vmsplice + splice": way(
    [
      { call: "read", from: "file" },
      { call: "vmsplice", from: "buffer" },
      { call: "splice", from: "pipe" },
    ],
    makePipe,
    [...read, ...passToPipe, ...spliceOut, transmit()],
  ),
  "mmap + vmsplice + splice": way(
    [
      { call: "mmap", from: "file" },
      { call: "vmsplice", from: "mapping" },
      { call: "splice", from: "pipe" },
    ],
    map,
    makePipe,
    [touchPages(), ...passToPipe, ...spliceOut, transmit()],
  ),
  "copy_file_range": way(
    [{ call: "copy_file_range", from: "file" }],
    [
      ...call(
        "copy_file_range",
        dmaCopy("disk", "page cache"),
        cpuCopy("page cache", "socket buffer"),
      ),
      transmit(),
    ],
  ),
};

/**
 * The ways that fit an end and leave the bytes out of the program's memory, the one with the fewest
 * calls first. What follows is for ends that the kernel refuses it.
 */
const fittingWays: Readonly<Record<End, readonly Way[]>> = {
  socket: ["sendfile"],
  pipe: ["splice"],
  file: ["copy_file_range", "sendfile"],
};

/** What one call costs that takes bytes out of the file, and one that puts them into the end. */
interface CallCosts {
  readonly take: Counts;
  readonly put: Counts;
}

const known: Record<NicAbility, Map<Way, CallCosts>> = {
  "gather": new Map(),
  "no-gather": new Map(),
  "no-checksum": new Map(),
};

/** Counts what the calls of a way cost, once for each way and NIC. */
function callCostsOf(name: Way, nic: NicAbility): CallCosts {
  let costs = known[nic].get(name);
  if (costs === undefined) {
    const counts = countsByCall(ways[name], nic);
    const [take, ...puts] = counts.length > 1 ? counts : [noCounts, ...counts];
    costs = { take: take!, put: puts.reduce(addCounts) };
    known[nic].set(name, costs);
  }
  return costs;
}

/**
 * What the end can do, as the machine has it for a NIC. A pipe holds references, and another file
 * cannot: its pages are its own. A kernel that encrypts writes other bytes than it reads.
 */
export function abilityOfEnd(
  to: End,
  nic: NicAbility,
  isEncrypted: boolean,
): NicAbility {
  if (to === "pipe") return "gather";
  return to === "file" || isEncrypted ? "no-gather" : nic;
}

/** What is needed of a portion. */
export type Moved = Pick<
  Portion,
  "way" | "bytes" | "calls" | "takes" | "takenBytes" | "puts"
>;

/**
 * Counts what a portion costs. Calls and bytes are the log's. References are passed on a pipe-full
 * at a time, however much a call moves.
 *
 * @see Linux fs/splice.c splice_direct_to_actor()
 */
export function countsOf(moved: Moved, ability: NicAbility): Counts {
  const { calls, bytes, takes, takenBytes, puts } = moved;
  const { take, put } = callCostsOf(moved.way, ability);
  const systemCalls = Object.values(calls).reduce((sum, n) => sum + n, 0);
  const portionsOf = (pages: number): number =>
    Math.ceil(bytes / (pages * usual.pageBytes));
  const handings = Math.max(puts, portionsOf(pipePages));
  return {
    ...noCounts,
    systemCalls,
    modeSwitches: 2 * systemCalls,
    cpuCopies: takes * take.cpuCopies + puts * put.cpuCopies,
    cpuBytes: takenBytes * take.cpuCopies + bytes * put.cpuCopies,
    passes: takes * take.passes + handings * put.passes,
    mappings: (calls.mmap ?? 0) * take.mappings,
    pageFaults: portionsOf(faultAroundPages) *
      (take.pageFaults + put.pageFaults),
  };
}

/**
 * The bytes of a file, sent the best way that fits, in calls as large as can be.
 *
 * @param refused Calls that the kernel refused these two ends.
 * @returns Nothing, if it refused all.
 */
export function bestFor(
  to: End,
  bytes: number,
  refused: readonly string[] = [],
): Moved | undefined {
  const way = fittingWays[to].find((way) => !refused.includes(lastCall(way)));
  if (way === undefined) return undefined;
  const puts = Math.max(1, Math.ceil(bytes / mostBytesOf(way)));
  const calls = { [lastCall(way)]: puts };
  return { way, bytes, calls, takes: 0, takenBytes: 0, puts };
}

const mostBytes = new Map<Way, number>();

/** The most that one call of a way moves. [bytes] */
function mostBytesOf(way: Way): number {
  let most = mostBytes.get(way);
  if (most === undefined) {
    const asked = { ...usual, bufferBytes: mostCountedBytes };
    most = limitJob(ways[way].linux, asked).bufferBytes;
    mostBytes.set(way, most);
  }
  return most;
}

/** The name of the call that puts bytes into the end. */
export function lastCall(way: Way): string {
  return ways[way].calls.at(-1)!.call.split(" ")[0]!;
}
