/**
 * Reads parts of an archive from the disk: that of a class may be larger than our memory.
 *
 * @module
 */
import { Reader } from "@zip.js/zip.js";
import { requireSize } from "./delivered.ts";

/** The largest list of entries that is read. [bytes] */
const mostOfIndex = 32 * 2 ** 20;

/** Reads parts of a file, by its path. */
export class DiskReader extends Reader<string> {
  readonly #path: string;

  constructor(path: string) {
    super(path);
    this.#path = path;
  }

  override init(): Promise<void> {
    this.size = Deno.statSync(this.#path).size;
    return Promise.resolve();
  }

  override readUint8Array(offset: number, length: number): Promise<Uint8Array> {
    const bytes = Math.min(length, Math.max(0, this.size - offset));
    requireSize(bytes, mostOfIndex);
    using file = Deno.openSync(this.#path);
    file.seekSync(offset, Deno.SeekMode.Start);
    const piece = new Uint8Array(bytes);
    let read = 0;
    while (read < bytes) {
      const more = file.readSync(piece.subarray(read));
      if (more === null) break;
      read += more;
    }
    return Promise.resolve(piece.subarray(0, read));
  }
}
