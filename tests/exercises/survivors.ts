/**
 * The mutants of our solutions that pass, and why they may: what they change makes no difference that
 * a task speaks of.
 */

/** Mutants of one exercise that pass for the same reason. */
interface Survivors {
  readonly exercise: string;
  readonly reason: string;
  /** As the test names them: the rule, the line, and what has become of it. */
  readonly mutants: readonly string[];
}

export const survivors: readonly Survivors[] = [
  {
    exercise: "1.2",
    reason: "The order in which the names stand does not matter.",
    mutants: [
      'elements swapped: const free = ["jump", "add", "load"]; → const free = ["add", "jump", "load"];',
      'elements swapped: const free = ["jump", "add", "load"]; → const free = ["jump", "load", "add"];',
    ],
  },
  {
    exercise: "3.1",
    reason: "To write the register starts the disk, whatever is written to it.",
    mutants: [
      'a number one off: { op: "write go", value: 1 }, → { op: "write go", value: (1 + 1) },',
      'a number one off: { op: "write go", value: 1 }, → { op: "write go", value: (1 - 1) },',
    ],
  },
  {
    exercise: "3.1",
    reason: "The registers may be written in any order, if go is the last.",
    mutants: [
      'elements swapped: { op: "write source", value: source }, { op: "write target", value: target }, → { op: "write target", value: target }, { op: "write source", value: source },',
      'elements swapped: { op: "write target", value: target }, { op: "write count", value: 4 * words }, → { op: "write count", value: 4 * words }, { op: "write target", value: target },',
    ],
  },
  {
    exercise: "3.2",
    reason: "They are two names of one value.",
    mutants: [
      'one name for another: cpu: "s".repeat(begin) + `${free}-`.repeat(words) + "i".repeat(end), → cpu: "s".repeat(setupCycles) + `${free}-`.repeat(words) + "i".repeat(end),',
      'one name for another: cpu: "s".repeat(begin) + `${free}-`.repeat(words) + "i".repeat(end), → cpu: "s".repeat(begin) + `${free}-`.repeat(words) + "i".repeat(interruptCycles),',
      'one name for another: disk: ".".repeat(begin) + `${fetch}w`.repeat(words) + ".".repeat(end), → disk: ".".repeat(setupCycles) + `${fetch}w`.repeat(words) + ".".repeat(end),',
      'one name for another: disk: ".".repeat(begin) + `${fetch}w`.repeat(words) + ".".repeat(end), → disk: ".".repeat(begin) + `${fetch}w`.repeat(words) + ".".repeat(interruptCycles),',
    ],
  },
  {
    exercise: "3.3",
    reason: "For no word DMA never takes less: its set-up takes four cycles.",
    mutants: ["a number one off: let words = 1; → let words = (1 - 1);"],
  },
  {
    exercise: "4.2",
    reason: "The addresses may come in any order.",
    mutants: [
      "a result turned round: return reader.frames.map((_, page) => page * reader.pageBytes + offset) .filter((other) => translate(other, reader) === physical); → return (reader.frames.map((_, page) => page * reader.pageBytes + offset) .filter((other) => translate(other, reader) === physical)).toReversed();",
    ],
  },
  {
    exercise: "4.2",
    reason: "Pages and frames of both processes have one size.",
    mutants: [
      "one name for another: const offset = address % reader.pageBytes; → const offset = physical % reader.pageBytes;",
      "one name for another: const offset = address % reader.pageBytes; → const offset = address % writer.pageBytes;",
      "one name for another: return reader.frames.map((_, page) => page * reader.pageBytes + offset) → return reader.frames.map((_, page) => page * writer.pageBytes + offset)",
    ],
  },
  {
    exercise: "4.4",
    reason: "Of pages that are never used again, any may leave.",
    mutants: [
      "find for findLast: const evicted = resident.find((other) => !next.includes(other)) ?? → const evicted = resident.findLast((other) => !next.includes(other)) ??",
    ],
  },
  {
    exercise: "5.4",
    reason: "Only a copy says by whom: all else is added up under no name.",
    mutants: [
      'a condition ignored: if (event.kind === "copy") copied[event.by] += event.bytes; → if (true) copied[event.by] += event.bytes;',
    ],
  },
  {
    exercise: "7.4",
    reason: "What is 0 has returned on the line before.",
    mutants: [
      "a number one off: if (moved > 0) continue; → if (moved > (0 - 1)) continue;",
      ">= for >: if (moved > 0) continue; → if (moved >= 0) continue;",
    ],
  },
  {
    exercise: "9.5",
    reason: "A pipe gives what it holds, and it holds no more than that.",
    mutants: [
      'one name for another: out -= kernel.splice("second pipe", "mirror", out); → out -= kernel.splice("second pipe", "mirror", doubled);',
    ],
  },
  {
    exercise: "10.3",
    reason: "Of two strategies that take as long, each is right.",
    mutants: [
      "find for findLast: return programs[times.indexOf(Math.min(...times))]!.name; → return programs[times.lastIndexOf(Math.min(...times))]!.name;",
    ],
  },
  {
    exercise: "11.1",
    reason: "The smaller of two numbers is the same in either order.",
    mutants: [
      "elements swapped: const pieces = Math.ceil(job.fileBytes / Math.min(job.bufferBytes, most)); → const pieces = Math.ceil(job.fileBytes / Math.min(most, job.bufferBytes));",
    ],
  },
  {
    exercise: "11.2",
    reason:
      "A whole number is not above the quotient if it is not above that rounded down.",
    mutants: [
      "not rounded: const last = Math.floor((position + bytes - 1) / (16 * pageBytes)); → const last = ((position + bytes - 1) / (16 * pageBytes));",
    ],
  },
  {
    exercise: "11.4",
    reason:
      "More than one size gives as many pieces, and what comes after the loop is never reached.",
    mutants: [
      "rounded otherwise: Math.ceil(dmaBytes / bufferBytes) === pieces; → Math.round(dmaBytes / bufferBytes) === pieces;",
      "floor + 1 for ceil: const bufferBytes = Math.ceil(dmaBytes / pieces); → const bufferBytes = (Math.floor(dmaBytes / pieces) + 1);",
      'a statement dropped: throw new Error("No strategy gives these numbers."); → nothing',
      'another word: throw new Error("No strategy gives these numbers."); → throw new Error("mmap + write");',
    ],
  },
  {
    exercise: "11.5",
    reason: "A list of one call is the same turned round.",
    mutants: [
      'a result turned round: if (from === "socket" || on === "io_uring") return ["splice"]; → if (from === "socket" || on === "io_uring") return (["splice"]).toReversed();',
      'a result turned round: return ranges ? ["copy_file_range"] : ["sendfile"]; → return (ranges ? ["copy_file_range"] : ["sendfile"]).toReversed();',
    ],
  },
  {
    exercise: "11.6",
    reason: "The line that opens a file closes none, and writes nothing.",
    mutants: [
      '>= for >: i > begin && name === "close" && args[0] === file → i >= begin && name === "close" && args[0] === file',
      "another part of a list: const puts = calls.slice(begin) → const puts = calls.slice((begin) + 1)",
    ],
  },
  {
    exercise: "11.6",
    reason: "close has one argument.",
    mutants: [
      'last for first: i > begin && name === "close" && args[0] === file → i > begin && name === "close" && args.at(-1) === file',
    ],
  },
  {
    exercise: "11.6",
    reason: "What a client has got before is less than a file by far.",
    mutants: [
      "another part of a list: const puts = calls.slice(begin) → const puts = calls.slice((begin) - 1)",
      "a number one off: const sent = puts.reduce((sum, bytes) => sum + bytes, 0); → const sent = puts.reduce((sum, bytes) => sum + bytes, (0 + 1));",
    ],
  },
  {
    exercise: "11.6",
    reason: "A sum is the same in either order.",
    mutants: [
      "elements swapped: const sent = puts.reduce((sum, bytes) => sum + bytes, 0); → const sent = puts.reduce((bytes, sum) => sum + bytes, 0);",
    ],
  },
  {
    exercise: "11.7",
    reason:
      "A sum is the same in either order; and a file that was sent has a call.",
    mutants: [
      "an element dropped: const made = Object.values(calls).reduce((sum, times) => sum + times, 0); → const made = Object.values(calls).reduce((sum, times) => sum + times);",
      "elements swapped: const made = Object.values(calls).reduce((sum, times) => sum + times, 0); → const made = Object.values(calls).reduce((times, sum) => sum + times, 0);",
    ],
  },
  {
    exercise: "12.2",
    reason:
      "JavaScript leaves an argument too many alone, and the type check finds it.",
    mutants: [
      "an element doubled: 0, → 0, 0,",
    ],
  },
  {
    exercise: "12.4",
    reason: "A strategy begins at the file, and never comes back to it.",
    mutants: [
      'a constant for a name: if (from === "file" || from === "buffer") change = from; → if (1 === "file" || from === "buffer") change = from;',
      'a constant for a name: if (from === "file" || from === "buffer") change = from; → if (0 === "file" || from === "buffer") change = from;',
      'one name for another: if (from === "file" || from === "buffer") change = from; → if (strategy === "file" || from === "buffer") change = from;',
      'one name for another: if (from === "file" || from === "buffer") change = from; → if (call === "file" || from === "buffer") change = from;',
      'another word: let change: Probe["change"] = "file"; → let change: Probe["change"] = "change";',
      'another word: let change: Probe["change"] = "file"; → let change: Probe["change"] = "buffer";',
      'another word: if (from === "file" || from === "buffer") change = from; → if (from === "change" || from === "buffer") change = from;',
      'another word: if (from === "file" || from === "buffer") change = from; → if (from === "buffer" || from === "buffer") change = from;',
    ],
  },
  {
    exercise: "12.5",
    reason: "The smaller of two numbers is the same in either order.",
    mutants: [
      'elements swapped: "splice": row(2 * piecesOf(Math.min(sent.pieceBytes, 65536)) + 1, 0), → "splice": row(2 * piecesOf(Math.min(65536, sent.pieceBytes)) + 1, 0),',
    ],
  },
  {
    exercise: "12.6",
    reason: "What is seen is never what was predicted.",
    mutants: [
      "floor + 1 for ceil: const whole = pageBytes * Math.ceil(predicted / pageBytes); → const whole = pageBytes * (Math.floor(predicted / pageBytes) + 1);",
      'a number one off: if (more < 0) return "a fault maps a whole folio"; → if (more < (0 + 1)) return "a fault maps a whole folio";',
      '<= for <: if (more < 0) return "a fault maps a whole folio"; → if (more <= 0) return "a fault maps a whole folio";',
    ],
  },
  {
    exercise: "12.6",
    reason: "A figure is one of them only.",
    mutants: [
      'else dropped: } else if (figure === "page faults") { → } if (figure === "page faults") {',
      'else dropped: } else if (figure === "CPU copies") { → } if (figure === "CPU copies") {',
    ],
  },
  {
    exercise: "12.6",
    reason: "The model has page faults of a mapping only.",
    mutants: [
      'one name for another: if (isMapped && more === 1) return "the mapping begins inside a group"; → if (predicted && more === 1) return "the mapping begins inside a group";',
    ],
  },
  {
    exercise: "12.8",
    reason: "Of two runs either may be taken first.",
    mutants: [
      "elements swapped: const { fileBytes, runs: [one, other] } = timed; → const { fileBytes, runs: [other, one] } = timed;",
    ],
  },
  {
    exercise: "12.9",
    reason: "The NIC may send within the call that fills the socket buffer.",
    mutants: [
      'a step added: passPages("pipe", "socket buffer"), → passPages("pipe", "socket buffer"), transmit(),',
      'elements swapped: leaveKernel("splice"), transmit(), → transmit(), leaveKernel("splice"),',
    ],
  },
  {
    exercise: "12.9",
    reason: "What is made or sent once too often claims nothing that is wrong.",
    mutants: [
      'once dropped: once([enterKernel("pipe"), openPipe(16), leaveKernel("pipe")]), → [enterKernel("pipe"), openPipe(16), leaveKernel("pipe")],',
      'a step added: leaveKernel("splice"), → leaveKernel("splice"), transmit(),',
      'an element doubled: once([enterKernel("pipe"), openPipe(16), leaveKernel("pipe")]), → once([enterKernel("pipe"), openPipe(16), leaveKernel("pipe")]), once([enterKernel("pipe"), openPipe(16), leaveKernel("pipe")]),',
    ],
  },
  {
    exercise: "12.10",
    reason: "A list of one program is the same turned round.",
    mutants: [
      "a result turned round: return wrong === undefined ? [] : [{ program: name, step: wrong.step }]; → return (wrong === undefined ? [] : [{ program: name, step: wrong.step }]).toReversed();",
    ],
  },
  {
    exercise: "12.10",
    reason:
      "find takes -1 for true, and -0 for false: the type check finds it.",
    mutants: [
      "another result: return after === call && 2 * (isCopied ? fresh : old) > runs; → return -(after === call && 2 * (isCopied ? fresh : old) > runs);",
    ],
  },
];
