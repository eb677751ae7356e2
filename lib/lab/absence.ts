/**
 * What a kernel refuses is absent, and says why; what it does not refuse is seen all the same.
 *
 * @module
 */
import { SyscallError } from "./syscall_error.ts";

/** A strategy that this kernel does not carry out. */
export interface Absence {
  readonly way: string;
  /** Why: a clause, with the call and the error. */
  readonly because: string;
}

/** Why a strategy is absent, where the refused call alone does not say it. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

/** Does something. If the kernel refuses, a `Refusal` says first what that means. */
export function refuseWith<T>(meaning: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof SyscallError)) throw error;
    throw new Refusal(`${meaning}: ${error.message}`, { cause: error });
  }
}

/** What was seen of some strategies, and which others are absent. */
export interface Tried<Seen> {
  readonly seen: readonly Seen[];
  readonly absent: readonly Absence[];
}

/** Does something with each strategy: what the kernel refuses keeps none of the others back. */
export function tryEach<Strategy extends { readonly name: string }, Seen>(
  strategies: readonly Strategy[],
  act: (strategy: Strategy) => Seen,
): Tried<Seen> {
  const seen: Seen[] = [];
  const absent: Absence[] = [];
  for (const strategy of strategies) {
    try {
      seen.push(act(strategy));
    } catch (error) {
      absent.push(absenceOf(strategy.name, error));
    }
  }
  return { seen, absent };
}

/** Says why a strategy is absent; throws again what is none of the kernel's affairs. */
export function absenceOf(way: string, error: unknown): Absence {
  const first = firstOf(error);
  if (!(first instanceof SyscallError || first instanceof Refusal)) throw error;
  return { way, because: first.message };
}

/** Of errors that came of one another while things were given back, the first. */
export function firstOf(error: unknown): unknown {
  return error instanceof SuppressedError ? firstOf(error.suppressed) : error;
}
