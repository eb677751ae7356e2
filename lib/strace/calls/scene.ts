/**
 * What all calls of a log work on, and how a call is followed.
 *
 * @module
 */
import type { StraceCall } from "../log/call.ts";
import { nextArgument, noteAt, numberAt } from "../log/hot_arguments.ts";
import { openedBy, OpenFile } from "../open_file.ts";
import { Pipe } from "../bytes/pipe_queue.ts";
import type { Service, Target } from "../target.ts";
import type { Task, TaskTable } from "../task_table.ts";
import type { End, Hidden } from "../transfer.ts";

/** Follows one call. */
export type Handler = (call: StraceCall, task: Task, scene: Scene) => void;

/** Handlers by the names of calls. */
export type Handlers = Readonly<Record<string, Handler>>;

/** What calls work on. */
export class Scene {
  /** What was read from files. [bytes] */
  readBytes = 0;
  /** What was received from sockets, and as much written of no file: by what it went into. [bytes] */
  received: Record<End, number> | undefined;
  readonly #hidden = new Map<Hidden["what"], number>();
  /** By the port of this machine, where -yy says it. */
  readonly #services = new Map<string, Service>();

  constructor(readonly tasks: TaskTable) {}

  /** Something could not be followed. */
  hide(what: Hidden["what"], times = 1): void {
    this.#hidden.set(what, (this.#hidden.get(what) ?? 0) + times);
  }

  /** Finds what is known of the port that a connection came in at. */
  serviceOf(note: string | undefined): Service | undefined {
    const port = note && /:(\d+)->/.exec(note)?.[1];
    if (!port) return undefined;
    const service = this.#services.get(port) ?? { hasTls: false };
    this.#services.set(port, service);
    return service;
  }

  get hidden(): Hidden[] {
    return [...this.#hidden].map(([what, times]) => ({ what, times }));
  }
}

/** Finds what a descriptor leads to, by the log so far or by what -y says of it. */
export function openFileAt(
  { task, scene }: { task: Task; scene: Scene },
  args: string,
  at: number,
): OpenFile | undefined {
  const descriptor = numberAt(args, at);
  const known = task.table.get(descriptor);
  if (known !== undefined) return known;
  const note = noteAt(args, at);
  if (note === undefined) return undefined;
  const shared = scene.tasks.findShared(task, descriptor, note);
  if (shared !== undefined) return shared;
  const [kind, name] = openedBy(note);
  const file = kind === "pipe"
    ? openPipeEnd(new Pipe())
    : new OpenFile(kind, name);
  file.service = scene.serviceOf(note);
  file.isOld = true;
  task.table.open(descriptor, file, { thread: task.thread });
  return file;
}

/** The most ends that a thread is known to have listened to. */
const mostAskers = 64;

/** A thread has read what came from an end: what it does next may answer it. */
export function listenedTo(
  target: Target | undefined,
  task: Task,
  call: StraceCall,
): void {
  if (target === undefined) return;
  if (!target.service.hasTls && !target.hasAnswered) {
    target.service.hasTls = isTls(call, !target.hasAsked);
  }
  target.listened(task.memory.turns);
  task.asker = target;
  const { askers } = task;
  askers.delete(target);
  askers.add(target);
  if (askers.size > mostAskers) askers.delete(askers.values().next().value!);
}

/**
 * Whether this is how a library of TLS reads: OpenSSL asks for the longest record, with its begin, or
 * for that begin alone; Go for the begin and 512 bytes, made 576. Or the bytes are in the log.
 *
 * @see OpenSSL include/openssl/ssl3.h SSL3_RT_MAX_PACKET_SIZE | Go crypto/tls/conn.go readFromUntil
 */
function isTls({ name, args, result }: StraceCall, isFirst: boolean): boolean {
  if (name !== "read" && !name.startsWith("recv")) return false;
  if (isFirst && /^[^"]*"\\26\\3/.test(args)) return true;
  const asked = numberAt(args, nextArgument(args, nextArgument(args, 0)));
  return asked === 16709 ||
    isFirst && (asked === 576 || asked === 5 && result === 5);
}

/** Requests are shorter, and most headers. [bytes] */
const leastReceived = 2048;

/** Bytes came from a socket. */
export function receivedFrom({ memory }: Task, bytes: number): void {
  if (bytes >= leastReceived) memory.receivedBytes += bytes;
}

/** Bytes of no file were written: no more of them were passed on than were received before. */
export function passedOn(
  { memory }: Task,
  scene: Scene,
  { to, bytes }: { to: End; bytes: number },
): void {
  if (bytes < leastReceived || memory.receivedBytes === 0) return;
  const passed = Math.min(bytes, memory.receivedBytes);
  memory.receivedBytes -= passed;
  scene.received ??= { socket: 0, pipe: 0, file: 0 };
  scene.received[to] += passed;
}

/** Makes one end of a pipe. */
export function openPipeEnd(pipe: Pipe): OpenFile {
  pipe.ends++;
  return new OpenFile("pipe", "", pipe);
}
