/**
 * Calls that move bytes without the process's memory: sendfile, copy_file_range, splice, tee; and
 * vmsplice, that gives the process's memory to a pipe.
 *
 * @module
 */
import type { StraceCall } from "../log/call.ts";
import { nextArgument, numberAt, readParts } from "../log/hot_arguments.ts";
import type { OpenFile } from "../open_file.ts";
import { Parcel } from "../bytes/parcel.ts";
import type { Pipe } from "../bytes/pipe_queue.ts";
import type { Handler, Handlers, Scene } from "./scene.ts";
import { openFileAt } from "./scene.ts";
import { takeOut } from "../bytes/sending.ts";
import type { Target } from "../target.ts";
import type { Task } from "../task_table.ts";
import type { Way } from "../transfer.ts";
import type { TransferAccount } from "../bytes/transfer_account.ts";

/** From what to what a call moves bytes. */
interface Move {
  readonly from: OpenFile;
  readonly to: OpenFile;
  /** Where in the file it begins; nothing where the file's own position says it. [bytes] */
  readonly offset: number | undefined;
  /** [bytes] */
  readonly asked: number;
}

const sendfile: Handler = (call, task, scene) => {
  const { args } = call;
  const from = nextArgument(args, 0);
  const offset = nextArgument(args, from);
  const asked = numberAt(args, nextArgument(args, offset));
  const ends = { from, to: 0, offset, asked };
  const move = readMove(call, ends, { task, scene });
  if (move !== undefined) follow(call, "sendfile", move);
};

const copyFileRange: Handler = (call, task, scene) => {
  const move = readMove(call, placesIn(call.args), { task, scene });
  if (move !== undefined) follow(call, "copy_file_range", move);
};

const splice: Handler = (call, task, scene) => {
  const move = readMove(call, placesIn(call.args), { task, scene });
  if (move === undefined) return;
  const { pipe } = move.from;
  if (pipe === undefined) follow(call, "splice", move);
  else leavePipe(call, pipe, move);
};

/** Where the arguments of splice and copy_file_range stand. */
function placesIn(args: string): Places {
  const offset = nextArgument(args, 0);
  const to = nextArgument(args, offset);
  const asked = nextArgument(args, nextArgument(args, to));
  return { from: 0, to, offset, asked: numberAt(args, asked) };
}

interface Places {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
  readonly asked: number;
}

/** Finds both ends; nothing where the log does not say what one of them is. */
function readMove(
  { args, result }: StraceCall,
  { from, to, offset, asked }: Places,
  { task, scene }: { task: Task; scene: Scene },
): Move | undefined {
  if (result === undefined) return undefined;
  const source = openFileAt({ task, scene }, args, from);
  const end = openFileAt({ task, scene }, args, to);
  if (source === undefined || end === undefined) {
    if (result > 0) scene.hide("unknown descriptor");
    return undefined;
  }
  const start = args.startsWith("[", offset)
    ? numberAt(args, offset + 1)
    : undefined;
  return { from: source, to: end, offset: start, asked };
}

/** Follows what leaves a file, or comes from a socket into a pipe. */
function follow(call: StraceCall, way: Way, move: Move): void {
  const { pipe, target } = move.to;
  if (pipe !== undefined) enterPipe(call, pipe, { ...move, way });
  else if (target !== undefined && move.from.kind === "file") {
    passOn(call, target, { ...move, way });
  }
}

/** The kernel moves bytes of a file to an end. */
function passOn(
  { name, result, errno }: StraceCall,
  target: Target,
  { from, offset, asked, way }: Move & { way: Way },
): void {
  const account = target.accountOf(from.name);
  // More was to come of what was moved last, if this call goes on with it.
  const { cut } = account;
  account.cut = undefined;
  if (cut?.file === from && cut.next === offset && result !== 0) {
    account.short++;
  }
  if (errno !== undefined) account.refuse(name, errno, way);
  else if (result === 0) account.count(name, 1, way);
  else if (result! > 0) {
    const moved = result!;
    account.cut = moved < asked
      ? { file: from, next: offset === undefined ? undefined : offset + moved }
      : undefined;
    account.put(way, name, moved);
    target.answer(account);
    from.feeds = account;
    from.asker = target;
  }
}

/** Bytes come into a pipe. */
function enterPipe(
  { name, result, errno }: StraceCall,
  pipe: Pipe,
  { from, way }: Move & { way: Way },
): void {
  const put = { name, way };
  if (from.kind !== "file") {
    if (result! > 0) pipe.add(result!, put);
  } else if (errno !== undefined) pipe.refuse(name, errno);
  else if (result === 0) {
    if (!pipe.foundEnd(from, name) && from.feeds?.isOver === false) {
      from.feeds.count(name);
    }
  } else pipe.add(result!, put, kernelParcel(from, name, result!));
}

function kernelParcel(file: OpenFile, name: string, bytes: number): Parcel {
  const parcel = new Parcel(file, "kernel");
  parcel.bytes = bytes;
  parcel.takes = [{ name, calls: 1, bytes }];
  return parcel;
}

/** Bytes leave a pipe. */
function leavePipe(
  { name, result, errno }: StraceCall,
  pipe: Pipe,
  { to, asked }: Move,
): void {
  const { target } = to;
  if (errno !== undefined) {
    const { next } = pipe;
    if (next === undefined || target === undefined) return;
    const way = next.wayOf("vmsplice + splice");
    target.accountOf(next.file.name).refuse(name, errno, way);
  } else if (to.pipe !== undefined) pipe.spliceOn(to.pipe, result!, name);
  else if (target === undefined) pipe.read(result!);
  else {
    const accounts = pipe.spliceTo(target, result!, name);
    for (const account of accounts) target.answer(account);
    if (result! < asked && pipe.next !== undefined) {
      noteShort(accounts.at(-1), pipe.next);
    }
  }
}

function noteShort(account: TransferAccount | undefined, next: Parcel): void {
  if (account?.path === next.file.name) account.short++;
}

/** The same bytes are in two pipes. */
const tee: Handler = ({ name, args, result }, task, scene) => {
  const second = nextArgument(args, 0);
  const from = openFileAt({ task, scene }, args, 0)?.pipe;
  const to = openFileAt({ task, scene }, args, second)
    ?.pipe;
  if (!from || !to || from === to || result === undefined) return;
  for (const { parcel, part } of from.first(result)) {
    const copy = parcel && kernelParcel(parcel.file, name, part);
    to.add(part, { name, way: "splice" }, copy);
  }
};

/** The process gives its memory to a pipe. */
const vmsplice: Handler = ({ name, args, result, errno }, task, scene) => {
  const pipe = openFileAt({ task, scene }, args, 0)?.pipe;
  if (pipe === undefined || result === undefined) return;
  if (errno !== undefined) {
    pipe.refuse(name, errno);
    return;
  }
  const { thread, memory } = task;
  const write = { thread, asked: readParts(args, result), moved: result };
  const taken = takeOut(memory, pipe.target, write);
  let left = result;
  for (const parcel of taken.parcels) {
    const way = parcel.wayOf("vmsplice + splice");
    pipe.add(parcel.bytes, { name, way }, parcel);
    left -= parcel.bytes;
  }
  if (left > 0) pipe.add(left, { name, way: "splice" });
};

/** The handlers of this family. */
export const kernelCalls: Handlers = {
  sendfile,
  sendfile64: sendfile,
  copy_file_range: copyFileRange,
  splice,
  tee,
  vmsplice,
};
