/**
 * Follows the calls of a log: which descriptors lead where, and which bytes of which file go to which
 * end.
 *
 * Invariant: what it knows is bounded by what is open and by a number for each process; a transfer is
 * told, and forgotten, when nothing leads to its end any more. Left out: a call that has begun when
 * another thread closes its descriptor. Its arguments are read when it returns, and by then that
 * descriptor leads nowhere.
 *
 * @module
 */
import type { LogTaker, StraceCall } from "./log/call.ts";
import { LogText } from "./log/log_text.ts";
import { descriptorCalls } from "./calls/descriptor_calls.ts";
import { kernelCalls } from "./calls/kernel_calls.ts";
import { mappingCalls } from "./calls/mapping_calls.ts";
import { memoryCalls } from "./calls/memory_calls.ts";
import type { OpenFile } from "./open_file.ts";
import type { Handler } from "./calls/scene.ts";
import { Scene } from "./calls/scene.ts";
import { socketCalls } from "./calls/socket_calls.ts";
import type { Target } from "./target.ts";
import type { TaskTableSize } from "./task_table.ts";
import { TaskTable } from "./task_table.ts";
import type { LogSummary, Transfer } from "./transfer.ts";

/** Calls that make threads and processes. */
const births = new Set(["clone", "clone3", "fork", "vfork"]);

const exec: Handler = ({ result }, task, scene) => {
  if (result === 0) scene.tasks.exec(task);
};

const ring: Handler = (_call, _task, scene) => scene.hide("io_uring");

/** The calls that are followed. */
const handlers: ReadonlyMap<string, Handler> = new Map(Object.entries({
  ...descriptorCalls,
  ...memoryCalls,
  ...mappingCalls,
  ...kernelCalls,
  ...socketCalls,
  execve: exec,
  execveat: exec,
  io_uring_enter: ring,
}));

/** Who is told of what. */
export interface LogReading {
  /** A transfer has ended. */
  readonly onTransfer: (transfer: Transfer) => void;
  /** So much more has been read. [characters] */
  readonly onRead?: (length: number) => void;
}

/** Finds the transfers of one log, which comes in pieces. */
export function followLog(
  pieces: Iterable<string>,
  { onTransfer, onRead }: LogReading,
): LogSummary {
  const follower = new Follower({ onTransfer });
  const text = new LogText(follower, follower.wanted);
  for (const piece of pieces) {
    text.feed(piece);
    onRead?.(piece.length);
  }
  text.end();
  const { lines, unread } = text;
  return { lines, unread, ...follower.end() };
}

/** Finds transfers in the calls of a log. */
export class Follower implements LogTaker {
  readonly #tasks = new TaskTable((file) => this.#closed(file));
  readonly #scene = new Scene(this.#tasks);
  /** What of that which was read was told as sent. [bytes] */
  #sentBytes = 0;
  readonly #onTransfer: (transfer: Transfer) => void;

  constructor(options: Pick<LogReading, "onTransfer">) {
    this.#onTransfer = options.onTransfer;
  }

  /** Whether a call of this name says something. */
  readonly wanted = (name: string): boolean =>
    handlers.has(name) || births.has(name);

  /** How much it knows: this is what does not grow with the log. */
  get size(): TaskTableSize {
    return this.#tasks.size;
  }

  readonly call = (call: StraceCall): void => {
    const follow = handlers.get(call.name);
    if (follow !== undefined) {
      follow(call, this.#tasks.of(call.thread), this.#scene);
    } else if (births.has(call.name)) {
      this.#tasks.made(call.thread, call.result, call);
    }
  };

  readonly begin = (thread: number, name: string, args: string): void => {
    if (births.has(name)) this.#tasks.begin(thread, name, args);
  };

  readonly exit = (thread: number): void => this.#tasks.exit(thread);

  /** The log has ended: tells the transfers to ends that are still open. */
  end(): Omit<LogSummary, "lines" | "unread"> {
    this.#tasks.exitAll();
    const { guesses } = this.#tasks;
    if (guesses > 0) this.#scene.hide("order", guesses);
    const { hidden, readBytes, received } = this.#scene;
    const rest = { keptBytes: readBytes - this.#sentBytes, hidden };
    return received === undefined ? rest : { ...rest, received };
  }

  /** Nothing leads there any more. */
  #closed({ pipe, usedTarget }: OpenFile): void {
    if (pipe !== undefined) {
      pipe.ends--;
      if (pipe.ends > 0) return;
      pipe.close();
    }
    if (usedTarget !== undefined) this.#tell(usedTarget);
  }

  #tell(target: Target): void {
    const { accounts } = target;
    target.isClosed = true;
    target.leaveTurn();
    for (const account of accounts.values()) {
      const transfer = account.transfer(target.service.hasTls);
      if (transfer === undefined) continue;
      for (const { way, bytes } of transfer.portions) {
        if (way.startsWith("read")) this.#sentBytes += bytes;
      }
      this.#onTransfer(transfer);
    }
    accounts.clear();
  }
}
