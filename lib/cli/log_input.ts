/**
 * Logs that are named at the prompt, or come through standard input: read piece by piece, so that
 * one that fits into no memory can be read.
 *
 * @module
 */
import { saySize } from "../text/say.ts";
import { reasonOf } from "./failure.ts";
import { quote } from "./option_values.ts";
import { typedPath } from "./path.ts";
import { ProgressLine } from "./progress_line.ts";
import { UsageError } from "./usage_error.ts";

/** What stands for standard input. */
const standardInput = "-";

/** How much is read at once. [bytes] */
const chunkBytes = 2 ** 20;

/** How often it is told how much has been read. [bytes] */
const toldBytes = 2 ** 25;

/** Something that bytes come from. */
type Source = Pick<Deno.FsFile, "readSync">;

/**
 * Reads logs, one after the other.
 *
 * @param names Files as they were typed, or `-`. None is standard input, where it is no terminal.
 * @param take Takes the text of a log, in pieces that end anywhere.
 * @param end Is told that a log has ended.
 * @throws {UsageError} If there is none, or one cannot be read, is empty or is no text.
 */
export function readLogs(
  names: readonly string[],
  take: (text: string) => void,
  end: () => void,
): void {
  if (names.length === 0 && Deno.stdin.isTerminal()) {
    throw new UsageError(
      "A log of strace was expected, a file or standard input",
      "deno task trace --help",
    );
  }
  using progress = new ProgressLine();
  for (const name of names.length === 0 ? [standardInput] : names) {
    if (name === standardInput) {
      readFrom(Deno.stdin, { says: "Standard input", take, progress });
    } else {
      using file = open(name);
      readFrom(file, { says: `"${name}"`, take, progress });
    }
    end();
  }
}

function open(name: string): Deno.FsFile {
  try {
    const file = Deno.openSync(typedPath(name));
    if (!file.statSync().isDirectory) return file;
    file.close();
  } catch (error) {
    throw error instanceof Deno.errors.NotFound
      ? refuse(`"${name}" is not there`)
      : refuse(`"${name}" cannot be read (${reasonOf(error)})`, name);
  }
  throw refuse(`"${name}" is a folder`, `${name.replace(/\/+$/, "")}/FILE`);
}

function readFrom(
  source: Source,
  { says, take, progress }: {
    says: string;
    take: (text: string) => void;
    progress: ProgressLine;
  },
): void {
  const decoder = new TextDecoder();
  const chunk = new Uint8Array(chunkBytes);
  let [bytes, told] = [0, toldBytes];
  for (;;) {
    const read = source.readSync(chunk);
    if (read === null) break;
    const part = chunk.subarray(0, read);
    // Only at the beginning: what is no text is so from there.
    if (bytes === 0 && part.includes(0)) throw refuse(`${says} is no text`);
    bytes += read;
    take(decoder.decode(part, { stream: true }));
    if (bytes < told) continue;
    progress.show(`${saySize(bytes)} read`);
    told += toldBytes;
  }
  if (bytes === 0) throw refuse(`${says} is empty`);
  take(decoder.decode());
}

/** Says what was found in the place of a log. */
function refuse(state: string, name = "server.strace"): UsageError {
  return new UsageError(
    `A log of strace was expected: ${state}`,
    `deno task trace ${quote(name)}`,
  );
}
