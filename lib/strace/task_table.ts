/**
 * Threads, and what they share: memory with those of their process, descriptors with those that were
 * made so.
 *
 * A thread that is first seen while another makes one is that one's. Others that nobody was seen to
 * make stand alone: a log of several processes that were attached to does not tell who shares what.
 *
 * @module
 */
import { DescriptorTable } from "./descriptor_table.ts";
import { Memory } from "./memory.ts";
import type { OpenFile } from "./open_file.ts";
import type { Target } from "./target.ts";

/** A thread, as far as it moves bytes. */
export interface Task {
  readonly thread: number;
  memory: Memory;
  table: DescriptorTable;
  /** It was seen before the log said what it shares. */
  isUnsure?: boolean;
  /** What it has listened to last. */
  asker?: Target | undefined;
  /** The file that it has opened last, as long as it has said nothing. */
  opened?: OpenFile | undefined;
  /** What it has listened to, the last one last. */
  readonly askers: Set<Target>;
}

/** How a child is made: the name of the call and what stands in its parentheses. */
interface Birth {
  readonly parent: Task;
  readonly name: string;
  readonly args: string;
}

/** How much is known: of threads, and of what they have. */
export interface TaskTableSize {
  readonly threads: number;
  readonly descriptors: number;
  /** Files of which bytes are held. */
  readonly held: number;
  /** Parts of files that are mapped. */
  readonly mapped: number;
}

/** All threads of a log. */
export class TaskTable {
  readonly #tasks = new Map<number, Task>();
  /** Those that are making a child, by their own threads. */
  readonly #births = new Map<number, Birth>();
  readonly #onLastClose: (file: OpenFile) => void;
  /** Of those that nobody was seen to make: they may share it. */
  readonly #attached = new Memory();
  #latest: Task | undefined;
  #guesses = 0;

  constructor(onLastClose: (file: OpenFile) => void) {
    this.#onLastClose = onLastClose;
  }

  /** How much is known. */
  get size(): TaskTableSize {
    const tasks = [...this.#tasks.values()];
    const tables = new Set(tasks.map(({ table }) => table));
    const memories = new Set(tasks.map(({ memory }) => memory));
    const size = { threads: tasks.length, descriptors: 0, held: 0, mapped: 0 };
    for (const table of tables) size.descriptors += table.size;
    for (const { held, mappings } of memories) {
      size.held += held.size;
      size.mapped += mappings.size;
    }
    return size;
  }

  /** How often a thread was given to one of several that may have made it. */
  get guesses(): number {
    return this.#guesses;
  }

  /** Finds a thread, or makes it known. */
  of(thread: number): Task {
    if (this.#latest?.thread === thread) return this.#latest;
    const task = this.#tasks.get(thread) ?? this.#meet(thread);
    this.#latest = task;
    return task;
  }

  /** A thread begins to make another. */
  begin(thread: number, name: string, args: string): void {
    this.#births.set(thread, { parent: this.of(thread), name, args });
  }

  /** A thread has made another, or was refused. */
  made(
    thread: number,
    child: number | undefined,
    birth: Omit<Birth, "parent">,
  ): void {
    const parent = this.of(thread);
    this.#births.delete(thread);
    if (child === undefined || child <= 0) return;
    const known = this.#tasks.get(child);
    if (known === undefined) this.#add(child, { ...birth, parent });
    else if (known.isUnsure) this.#settle(known, { ...birth, parent });
  }

  /**
   * Finds what a descriptor leads to that a thread uses and did not open. Where another opened it
   * and the log says the same of both, the two share memory and descriptors.
   */
  findShared(
    task: Task,
    descriptor: number,
    note: string,
  ): OpenFile | undefined {
    if (task.memory !== this.#attached) return undefined;
    const { table } = task;
    for (const other of this.#tasks.values()) {
      if (other.table === table || other.memory !== this.#attached) continue;
      const file = other.table.get(descriptor);
      if (file?.note !== note) continue;
      other.table.adopt(table);
      for (const mate of this.#tasks.values()) {
        if (mate.table === table) this.#move(mate, mate.memory, other.table);
      }
      return file;
    }
    return undefined;
  }

  /** A thread runs another program. */
  exec(task: Task): void {
    const table = task.table.copy();
    this.#move(task, new Memory(), table);
    table.exec();
  }

  /** A thread has ended. */
  exit(thread: number): void {
    const task = this.#tasks.get(thread);
    this.#births.delete(thread);
    if (task === undefined) return;
    this.#tasks.delete(thread);
    if (this.#latest === task) this.#latest = undefined;
    this.#leave(task);
  }

  /** The log has ended. */
  exitAll(): void {
    for (const thread of [...this.#tasks.keys()]) this.exit(thread);
  }

  /** A thread is seen that nobody is known to have made. */
  #meet(thread: number): Task {
    const births = [...this.#births.values()];
    const birth = births.at(-1);
    if (birth !== undefined) {
      if (births.length > 1) this.#guesses++;
      this.#births.delete(birth.parent.thread);
      return this.#add(thread, birth);
    }
    return this.#join({
      thread,
      askers: new Set(),
      memory: this.#attached,
      table: new DescriptorTable(this.#onLastClose),
    });
  }

  #add(thread: number, { parent, name, args }: Birth): Task {
    const sharesMemory = name === "vfork" || args.includes("CLONE_VM");
    const sharesFiles = args.includes("CLONE_FILES");
    return this.#join({
      thread,
      askers: new Set(),
      memory: sharesMemory ? parent.memory : new Memory(),
      table: sharesFiles ? parent.table : parent.table.copy(),
      isUnsure: args === "",
    });
  }

  /** Strace 4 says what a child shares only when it has been made. */
  #settle(task: Task, { parent, args }: Birth): void {
    task.isUnsure = false;
    const sharesFiles = args.includes("CLONE_FILES");
    if (sharesFiles) parent.table.adopt(task.table);
    this.#move(
      task,
      args.includes("CLONE_VM") ? parent.memory : task.memory,
      sharesFiles ? parent.table : task.table,
    );
  }

  #join(task: Task): Task {
    task.table.threads++;
    this.#tasks.set(task.thread, task);
    return task;
  }

  /** It shares with others from now on. */
  #move(task: Task, memory: Memory, table: DescriptorTable): void {
    table.threads++;
    this.#leave(task);
    task.memory = memory;
    task.table = table;
  }

  /** A thread has no more part in what it shared. */
  #leave({ table }: Task): void {
    if (--table.threads === 0) table.closeAll();
  }
}
