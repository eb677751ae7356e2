/**
 * The memory of a process, as far as a log shows it: the bytes of files that it holds or has mapped.
 *
 * @module
 */
import { HeldBytes } from "./bytes/held_bytes.ts";
import { Mappings } from "./bytes/mapping.ts";
import { Turns } from "./bytes/turns.ts";

/** What threads share that share memory. */
export class Memory {
  readonly held = new HeldBytes();
  readonly mappings = new Mappings();
  /** For whom files are opened. */
  readonly turns = new Turns();
  /** How much was last read from what is no file: a write of as much passes it on. [bytes] */
  foreignBytes = 0;
  /** What was received from sockets in large calls, less what was written of no file. [bytes] */
  receivedBytes = 0;
}
