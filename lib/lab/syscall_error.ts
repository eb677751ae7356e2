/**
 * What Linux refused: the call as it was made, and the name of the error.
 *
 * @module
 */
import { constants } from "node:os";
import { getSystemErrorMap } from "node:util";

/** A system call failed. */
export class SyscallError extends Error {
  override readonly name = "SyscallError";

  /**
   * @param call The call as it was made: "sendfile(9, 8, 0, 65536)".
   * @param errno What the call left in `errno`.
   */
  constructor(readonly call: string, readonly errno: number) {
    super(`${call} failed with ${errnoName(errno)}`);
  }

  /** The name of the error: "EAGAIN". */
  get code(): string {
    return errnoName(this.errno);
  }

  /** What the error means, in words: "permission denied". Nothing, if none are known. */
  get words(): string | undefined {
    return meanings[this.code] ?? getSystemErrorMap().get(-this.errno)?.[1];
  }
}

/** What errors mean in the lab, where their own words say less. */
const meanings: Readonly<Record<string, string>> = {
  EAGAIN: "it waited for too long",
  ENETUNREACH:
    "the loopback device of this network namespace is down: ip link " +
    "set lo up",
};

/** Of two names for one number, the one that manual pages use. */
const usualNames = ["EAGAIN", "EDEADLK", "EOPNOTSUPP"] as const;

const names = new Map([
  ...Object.entries(constants.errno),
  ...usualNames.map((name) => [name, constants.errno[name]] as const),
].map(([name, errno]) => [errno, name]));

/** The name of an error number on this system: "EINVAL". @see errno(3) */
export function errnoName(errno: number): string {
  return names.get(errno) ?? `errno ${errno}`;
}
