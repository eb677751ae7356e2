/**
 * Calls that move bytes into and out of a process's own memory: read and write with their kin, mmap.
 *
 * @module
 */
import { splitArguments } from "./arguments.ts";
import type { StraceCall } from "./call.ts";
import { nextArgument, numberAt, readParts } from "./hot_arguments.ts";
import type { OpenFile } from "./open_file.ts";
import type { Onward } from "./parcel.ts";
import { plan } from "./planning.ts";
import type { Handler, Handlers, Scene } from "./scene.ts";
import { openFileAt } from "./scene.ts";
import { accountOfRefused, takeOut } from "./sending.ts";
import { Target } from "./target.ts";
import type { Task } from "./task_table.ts";

/** Follows a call that reads into memory. */
const read: Handler = (call, task, scene) => {
  const { args, result } = call;
  if (result === undefined || result < 0) return;
  const file = openFileAt({ task, scene }, args, 0);
  if (file === undefined) {
    if (result > 0) scene.hide("unknown descriptor");
  } else if (file.kind === "file") readFile(call, file, { task, scene });
  else if (result > 0) {
    task.memory.foreignBytes = result;
    if (file.kind === "pipe") file.pipe?.read(result);
    else file.usedTarget?.listened();
  }
};

function readFile(
  { name, result }: StraceCall,
  file: OpenFile,
  { task, scene }: { task: Task; scene: Scene },
): void {
  const bytes = result!;
  if (bytes === 0) {
    task.memory.held.foundEnd(file, name);
    return;
  }
  scene.readBytes += bytes;
  task.memory.held.add(file, {
    thread: task.thread,
    name,
    isDirect: file.isDirect,
    calls: 1,
    bytes,
    rest: bytes,
    isBegun: false,
  });
}

/** How much a write was asked to move, part by part, and what its flags say. */
interface Asked {
  readonly parts: readonly number[];
  readonly flags?: string;
  readonly address?: number | undefined;
}

/** Follows a call that writes from memory. */
function write(askedOf: (call: StraceCall) => Asked): Handler {
  return (call, task, scene) => {
    const { args, result, errno } = call;
    if (result === undefined) return;
    const descriptor = numberAt(args, 0);
    const file = openFileAt({ task, scene }, args, 0);
    const target = file?.target;
    if (file === undefined || target === undefined) {
      if (file === undefined && result > 0) {
        noteUnknown(task, scene, { descriptor, bytes: result });
      }
      return;
    }
    if (result > 0) {
      put(call, target, { asked: askedOf(call), task, scene });
      file.pipe?.add(result, { name: call.name, way: "read + write" });
    } else if (errno !== undefined) {
      accountOfRefused(task.memory, target, askedOf(call).parts)
        ?.refuse(call.name, errno);
    }
  };
}

/** Nobody says where 0, 1 and 2 lead: that matters only where bytes of a file go there. */
function noteUnknown(
  { memory }: Task,
  scene: Scene,
  { descriptor, bytes }: { descriptor: number; bytes: number },
): void {
  const matters = descriptor > 2 ||
    plan(memory.held, new Target("file", ""), [bytes]).length > 0;
  if (matters) scene.hide("unknown descriptor");
}

function put(
  { name, result }: StraceCall,
  target: Target,
  { asked, task, scene }: { asked: Asked; task: Task; scene: Scene },
): void {
  const { parts, flags = "" } = asked;
  const moved = result!;
  const { memory, thread } = task;
  const { address } = asked;
  const taken = takeOut(memory, target, {
    thread,
    asked: parts,
    moved,
    address,
  });
  if (taken.parcels.length === 0) {
    target.said(moved, flags.includes("MSG_MORE"));
    return;
  }
  const onward: Onward = flags.includes("MSG_ZEROCOPY")
    ? "send(MSG_ZEROCOPY)"
    : "write";
  let counted: OpenFile | undefined;
  for (const parcel of taken.parcels) {
    const account = target.accountOf(parcel.file.name);
    const way = parcel.wayOf(onward);
    parcel.credit(account, way);
    account.put(way, name, parcel.bytes, {
      isTold: parcel.confidence === "certain",
      isCounted: parcel.file !== counted,
    });
    counted = parcel.file;
    target.answer(account, taken.before > longestMarks);
    if (parcel.hasTls) target.hasTls = true;
    if (parcel.origin !== "mmap") scene.sentBytes += parcel.bytes;
  }
  if (moved < parts.reduce((sum, part) => sum + part, 0)) {
    target.accountOf(taken.parcels[0]!.file.name).short++;
  }
}

/** What stands before a chunk is no header. [bytes] */
const longestMarks = 20;

/** Reads `4, "…", 65536`. */
function plainAsked({ args, result }: StraceCall): Asked {
  return askedAt(args, args.length, result!);
}

/** Reads a length that stands before a place; if the log gives an address, that also. */
function askedAt(args: string, end: number, moved: number): Asked {
  const start = args.lastIndexOf(", ", end - 1) + 2;
  const length = numberAt(args, start);
  const parts = [Number.isNaN(length) ? Math.max(moved, 0) : length];
  const buffer = args.lastIndexOf(", ", start - 3) + 2;
  return args.startsWith("0x", buffer)
    ? { parts, address: numberAt(args, buffer) }
    : { parts };
}

/** Reads `4, "…", 65536, 0`: pwrite, and send with its flags. */
function askedBeforeLast({ args, result }: StraceCall): Asked {
  return askedBeforeFlags(args, args.length, result!);
}

function askedBeforeFlags(args: string, end: number, moved: number): Asked {
  const flagsAt = args.lastIndexOf(", ", end - 1);
  const { parts, address } = askedAt(args, flagsAt, moved);
  return { parts, address, flags: args.slice(flagsAt, end) };
}

/** Reads `4, "…", 65536, MSG_NOSIGNAL, NULL, 0`. */
function sendtoAsked({ args, result }: StraceCall): Asked {
  if (args.endsWith(", NULL, 0")) {
    return askedBeforeFlags(args, args.length - 9, result!);
  }
  const parts = splitArguments(args);
  return { parts: [numberAt(parts[2] ?? "", 0)], flags: parts[3] ?? "" };
}

/** Reads `4, [{iov_base="…", iov_len=65536}], 1`, and sendmsg. */
function vectorAsked({ args, result }: StraceCall): Asked {
  const parts = readParts(args, result!);
  return { parts, flags: args.slice(args.lastIndexOf(", ")) };
}

const mmap: Handler = ({ args, result, errno }, task, scene) => {
  if (errno !== undefined || args.includes("MAP_ANON")) return;
  const length = nextArgument(args, 0);
  let at = length;
  for (let skipped = 0; skipped < 3; skipped++) at = nextArgument(args, at);
  const file = openFileAt({ task, scene }, args, at);
  if (file?.kind !== "file") return;
  const { held, mappings } = task.memory;
  if (/PROT_EXEC|MAP_DENYWRITE/.test(args) || isLibrary(file.name)) {
    held.forget(file);
    mappings.forget(file);
  } else if (!args.includes("PROT_WRITE") || args.includes("MAP_PRIVATE")) {
    mappings.map(file, result, numberAt(args, length));
  }
};

/** What every program maps as it starts, and sends nothing of. */
function isLibrary(path: string): boolean {
  return path.startsWith("/etc/ld.so") || /^\/(?:usr\/)?lib\d*\//.test(path);
}

const munmap: Handler = ({ args, name }, task) => {
  const { mappings } = task.memory;
  const mapping = mappings.size === 0
    ? undefined
    : mappings.unmap(numberAt(args, 0));
  const account = mapping?.file.feeds;
  if (mapping?.target === undefined || account?.isOver !== false) return;
  account.count(name);
  account.signs.add("mapped for it");
};

/** What was read before the begin is read again was only looked at. */
const lseek: Handler = ({ args, result }, task) => {
  const file = task.table.get(numberAt(args, 0));
  if (result === 0 && file !== undefined) task.memory.held.rewound(file);
};

const plain = write(plainAsked);
const beforeLast = write(askedBeforeLast);
const vector = write(vectorAsked);

/** The handlers of this family. */
export const memoryCalls: Handlers = {
  read,
  pread64: read,
  pread: read,
  readv: read,
  preadv: read,
  preadv2: read,
  write: plain,
  pwrite64: beforeLast,
  pwrite: beforeLast,
  send: beforeLast,
  sendto: write(sendtoAsked),
  writev: vector,
  pwritev: vector,
  pwritev2: vector,
  sendmsg: vector,
  lseek,
  mmap,
  mmap2: mmap,
  munmap,
};
