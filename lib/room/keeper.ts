/**
 * What is kept of a room: one file, written beside its place and moved into it. A report is answered
 * when it has been written, and those that come at once are written together: so whatever ends the
 * program, what was answered is known when it begins again.
 *
 * @module
 */
import { readKept, replaceFile } from "../workbook/file.ts";
import { root } from "../workbook/path.ts";
import { isKeptRoom, type KeptRoom } from "./room.ts";

/** Where it is kept. */
const keptFolder = new URL(".room/", root);

/** How long a report waits for others. [ms] */
const togetherMs = 10;

/** Reads what was kept. @throws {SyntaxError} If it is something else. */
export function readRoom(folder: URL = keptFolder): KeptRoom | undefined {
  return readKept(fileIn(folder), isKeptRoom);
}

/** Deletes what was kept. @returns Whether there was anything. */
export function forgetRoom(folder: URL = keptFolder): boolean {
  try {
    Deno.removeSync(folder, { recursive: true });
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Keeps a room. */
export class Keeper {
  readonly #kept: () => KeptRoom;
  readonly #file: URL;
  #writing: Promise<void> | undefined;

  /** @param kept What is to be kept, when it is written. */
  constructor(kept: () => KeptRoom, folder: URL = keptFolder) {
    this.#kept = kept;
    this.#file = fileIn(folder);
  }

  /** Writes what is to be kept. Rejects if it cannot be written. */
  keep(): Promise<void> {
    return this.#writing ??= this.#write();
  }

  async #write(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, togetherMs));
    // What comes from now on is not in what is written: it waits for the next time.
    this.#writing = undefined;
    Deno.mkdirSync(new URL(".", this.#file), { recursive: true });
    // In one line, as a full room in many is more than is read again.
    const text = JSON.stringify(this.#kept()) + "\n";
    replaceFile(this.#file, text);
  }
}

function fileIn(folder: URL): URL {
  return new URL("room.json", folder);
}
