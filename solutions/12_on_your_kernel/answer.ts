/**
 * Solutions of the exercises of lesson 12, on your kernel.
 *
 * @module
 */
import {
  dmaCopy,
  enterKernel,
  leaveKernel,
  openPipe,
  passPages,
  transmit,
} from "zero-copy/machine/instruction.ts";
import { once, type Program, program } from "zero-copy/machine/program.ts";
import type {
  Calls,
  Column,
  Contradiction,
  Difference,
  Finding,
  Foreseen,
  Hypothesis,
  Probe,
  Safe,
  Sending,
  Sent,
  Sighting,
  Step,
  Table,
  Timed,
} from "../../exercises/12_on_your_kernel/types.ts";

/** Names the strategy that a column of the lab's results belongs to. */
export function strategyOf(column: Column): string {
  const [first, second] = column.arrivals;
  if (second === undefined) return "sendfile";
  if (first === "old") return "read + write";
  if (second === "new") return "splice";
  const pieces = Math.ceil(column.fileBytes / column.pieceBytes);
  return column.systemCalls === pieces + 2 ? "mmap + write" : "splice";
}

/** Counts the mode switches of a transfer, from the counters of calls before and after it. */
export function switchesBetween(before: Calls, after: Calls): number {
  return Object.entries(after).reduce(
    (sum, [name, calls]) => sum + 2 * (calls - (before[name] ?? 0)),
    0,
  );
}

/** Says why a figure is not what was expected. */
export function causeOf(finding: Finding): string {
  const { figure, way, seen, change, nic } = finding;
  if (figure === "page faults") return "a fault maps the pages around as well";
  if (figure === "bytes from the disk") {
    if (seen === 0) return "the page cache had the file";
    return "the read went past the page cache";
  }
  if (figure === "CPU copies") {
    if (change !== "pwrite") return "the change went to other pages";
    if (!nic.scatterGather) return "the NIC cannot gather";
    return "the NIC adds no checksums";
  }
  if (way === "splice") return "the pipe holds only 64 KiB";
  if (way === "read + write") return "one more read finds the end";
  return "the faults came in kernel mode";
}

/** Designs probes that tell of each call of a strategy whether it copies. */
export function probesFor(strategy: readonly Step[]): Probe[] {
  let change: Probe["change"] = "file";
  return strategy.map(({ call, from }) => {
    if (from === "file" || from === "buffer") change = from;
    return { after: call, change, tellsOf: call };
  });
}

/** Predicts the lab's table. */
export function predictTable(sent: Sent): Table {
  const piecesOf = (most: number): number => Math.ceil(sent.fileBytes / most);
  const pieces = piecesOf(sent.pieceBytes);
  const row = (calls: number, copies: number, faults = 0): Table["splice"] => ({
    "system calls": calls,
    "mode switches": 2 * calls,
    "CPU copies": copies,
    "disk, cold": sent.fileBytes,
    "disk, warm": 0,
    "page faults": faults,
  });
  return {
    "read + write": row(2 * pieces + 1, 2),
    "mmap + write": row(pieces + 2, 1, piecesOf(65536)),
    "sendfile": row(pieces, 0),
    "splice": row(2 * piecesOf(Math.min(sent.pieceBytes, 65536)) + 1, 0),
  };
}

/** Says why a kernel does something else than the model. */
export function explain(difference: Difference): string {
  const { strategy, figure, predicted, seen, nic } = difference;
  const { pageBytes, pipeBytes, idleFaults } = difference;
  if (figure === "disk, cold") {
    if (seen === 0) return "no disk was read";
    const whole = pageBytes * Math.ceil(predicted / pageBytes);
    if (seen === whole) return "the disk gives whole pages";
  } else if (figure === "page faults") {
    const more = seen - predicted;
    if (more < 0) return "a fault maps a whole folio";
    const isMapped = strategy === "mmap + write";
    if (isMapped && more === 1) return "the mapping begins inside a group";
    if (more <= idleFaults) return "the runtime has page faults as well";
  } else if (figure === "CPU copies") {
    if (!nic.scatterGather) return "the NIC cannot gather";
    if (!nic.transmitChecksum) return "the NIC adds no checksums";
  } else if (strategy === "splice" && pipeBytes !== 16 * pageBytes) {
    return "a pipe holds another number of bytes";
  }
  return "none of these";
}

/** Says until when what is sent must be left alone. */
export function leaveAlone({ way, nic, times }: Sending): Safe {
  if (way === "read + write" || way === "mmap + write") {
    return { until: times.returned, learns: "as the call returns" };
  }
  if (way === "read + send(MSG_ZEROCOPY)") {
    return { until: times.transmitted, learns: "by a notice" };
  }
  return nic === null || (nic.scatterGather && nic.transmitChecksum)
    ? { until: times.read, learns: "if the reader says so" }
    : { until: times.transmitted, learns: "it does not" };
}

/** Parts two times into prices, and foresees a third; null, where the two cannot tell. */
export function foresee(timed: Timed, pieceBytes: number): Foreseen | null {
  const { fileBytes, runs: [one, other] } = timed;
  const callsOf = (most: number): number => Math.ceil(fileBytes / most);
  const calls = callsOf(one.pieceBytes);
  const more = callsOf(other.pieceBytes) - calls;
  if (more === 0) return null;
  const callNs = (other.ns - one.ns) / more;
  const byteNs = (one.ns - calls * callNs) / fileBytes;
  const ns = callsOf(pieceBytes) * callNs + fileBytes * byteNs;
  return { callNs, byteNs, ns };
}

/** Sends a file by calls that do what Linux does in them, without sendfile. */
export function confirmed(): Program {
  return program(
    "confirmed",
    once([enterKernel("pipe"), openPipe(16), leaveKernel("pipe")]),
    [
      enterKernel("splice"),
      dmaCopy("disk", "page cache"),
      passPages("page cache", "pipe"),
      leaveKernel("splice"),
      enterKernel("splice"),
      passPages("pipe", "socket buffer"),
      leaveKernel("splice"),
      transmit(),
    ],
  );
}

/** Finds the programs that the kernel contradicts, and at which step. */
export function contradicted(
  seen: readonly Sighting[],
  programs: readonly Hypothesis[],
): Contradiction[] {
  return programs.flatMap(({ name, claims }) => {
    const wrong = claims.find(({ call }, i) =>
      seen.some(({ after, change, old, new: fresh, runs }) => {
        const begin = claims.findIndex(({ from }) => from === change);
        const isCopied = claims.slice(begin, i + 1)
          .some(({ copies }) => copies);
        return after === call && 2 * (isCopied ? fresh : old) > runs;
      })
    );
    return wrong === undefined ? [] : [{ program: name, step: wrong.step }];
  });
}
