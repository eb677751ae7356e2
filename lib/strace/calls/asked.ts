/**
 * How much a write was asked to move, as each of its kin says it.
 *
 * @module
 */
import { splitArguments } from "../log/arguments.ts";
import type { StraceCall } from "../log/call.ts";
import { numberAt, readParts } from "../log/hot_arguments.ts";

/** How much a write was asked to move, part by part, and what its flags say. */
export interface Asked {
  readonly parts: readonly number[];
  readonly flags?: string;
  readonly address?: number | undefined;
}

/** Reads `4, "…", 65536`. */
export function plainAsked({ args, result }: StraceCall): Asked {
  return askedAt(args, args.length, result!);
}

/** Reads a length that stands before a place; if the log gives an address, that also. */
function askedAt(args: string, end: number, moved: number): Asked {
  const start = args.lastIndexOf(", ", end - 1) + 2;
  const length = numberAt(args, start);
  const parts = [Number.isNaN(length) ? Math.max(moved, 0) : length];
  const buffer = args.lastIndexOf(", ", start - 3) + 2;
  return args.startsWith("0x", buffer)
    ? { parts, address: numberAt(args, buffer) }
    : { parts };
}

/** Reads `4, "…", 65536, 0`: pwrite, and send with its flags. */
export function askedBeforeLast({ args, result }: StraceCall): Asked {
  return askedBeforeFlags(args, args.length, result!);
}

function askedBeforeFlags(args: string, end: number, moved: number): Asked {
  const flagsAt = args.lastIndexOf(", ", end - 1);
  const { parts, address } = askedAt(args, flagsAt, moved);
  return { parts, address, flags: args.slice(flagsAt, end) };
}

/** Reads `4, "…", 65536, MSG_NOSIGNAL, NULL, 0`. */
export function sendtoAsked({ args, result }: StraceCall): Asked {
  if (args.endsWith(", NULL, 0")) {
    return askedBeforeFlags(args, args.length - 9, result!);
  }
  const parts = splitArguments(args);
  return { parts: [numberAt(parts[2] ?? "", 0)], flags: parts[3] ?? "" };
}

/** Reads `4, [{iov_base="…", iov_len=65536}], 1`, and sendmsg. */
export function vectorAsked({ args, result }: StraceCall): Asked {
  const parts = readParts(args, result!);
  return { parts, flags: args.slice(args.lastIndexOf(", ")) };
}
