/**
 * Calls that move bytes into and out of a process's own memory: read and write with their kin.
 *
 * @module
 */
import type { Asked } from "./asked.ts";
import {
  askedBeforeLast,
  plainAsked,
  sendtoAsked,
  vectorAsked,
} from "./asked.ts";
import type { StraceCall } from "../log/call.ts";
import { numberAt } from "../log/hot_arguments.ts";
import type { OpenFile } from "../open_file.ts";
import type { Onward } from "../bytes/parcel.ts";
import { plan } from "../bytes/planning.ts";
import type { Handler, Handlers, Scene } from "./scene.ts";
import { listenedTo, openFileAt, passedOn, receivedFrom } from "./scene.ts";
import { refusedParcel, takeOut } from "../bytes/sending.ts";
import { Target } from "../target.ts";
import type { Task } from "../task_table.ts";
import type { TransferAccount } from "../bytes/transfer_account.ts";

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
    else {
      if (file.kind === "socket") receivedFrom(task, result);
      listenedTo(file.target, task, call);
    }
  }
};

function readFile(
  { name, args, result }: StraceCall,
  file: OpenFile,
  { task, scene }: { task: Task; scene: Scene },
): void {
  const bytes = result!;
  if (bytes === 0) {
    task.memory.held.foundEnd(file, name);
    return;
  }
  // A short read of a file has come to its end; of a small one nobody need look again.
  if (bytes < smallBytes && name === "read") {
    file.isSmall = numberAt(args, args.lastIndexOf(", ") + 2) > bytes;
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

/** A file that is smaller is looked at more closely. [bytes] */
const smallBytes = 512;

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
      refuse(call, target, { asked: askedOf(call), task });
    }
  };
}

/** Nobody says where 0, 1 and 2 lead: that matters only where bytes of a file go there. */
function noteUnknown(
  { memory: { held }, thread }: Task,
  scene: Scene,
  { descriptor, bytes }: { descriptor: number; bytes: number },
): void {
  const target = new Target("file", "");
  const matters = descriptor > 2 ||
    plan({ held, target, thread }, [bytes]).length > 0;
  if (matters) scene.hide("unknown descriptor");
}

/** What was refused belongs to what it would have written. */
function refuse(
  { name, errno }: StraceCall,
  target: Target,
  { asked, task: { memory, thread } }: { asked: Asked; task: Task },
): void {
  const write = { thread, asked: asked.parts, moved: 0 };
  const parcel = refusedParcel(memory, target, write);
  if (parcel === undefined) return;
  const way = parcel.wayOf(onwardBy(asked));
  target.accountOf(parcel.file.name).refuse(name, errno!, way);
}

function onwardBy({ flags }: Asked): Onward {
  return flags?.includes("MSG_ZEROCOPY") ? "send(MSG_ZEROCOPY)" : "write";
}

function put(
  { name, result }: StraceCall,
  target: Target,
  { asked, task, scene }: { asked: Asked; task: Task; scene: Scene },
): void {
  const { parts, flags = "", address } = asked;
  const moved = result!;
  const { memory, thread } = task;
  const taken = takeOut(memory, target, {
    thread,
    asked: parts,
    moved,
    address,
  });
  if (taken.parcels.length === 0) {
    // A header is said to whom the file is for that was opened before it.
    if (target.isAsking && task.opened?.isGuessed) task.opened.asker = target;
    task.opened = undefined;
    target.said(moved, flags.includes("MSG_MORE"));
    passedOn(task, scene, { to: target.to, bytes: moved });
    return;
  }
  const onward = onwardBy(asked);
  let counted: TransferAccount | undefined;
  for (const parcel of taken.parcels) {
    const account = target.accountOf(parcel.file.name);
    const way = parcel.wayOf(onward);
    parcel.credit(account, way);
    account.put(way, name, parcel.bytes, {
      isTold: parcel.confidence === "certain",
      isCounted: account !== counted,
    });
    counted = account;
    target.answer(account, taken.before > longestMarks);
    if (parcel.hasTls) target.service.hasTls = true;
  }
  if (moved < parts.reduce((sum, part) => sum + part, 0)) {
    target.accountOf(taken.parcels[0]!.file.name).short++;
  }
}

/** What stands before a chunk is no header. [bytes] */
const longestMarks = 20;

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
};
