/**
 * What a kernel refuses is absent, and says why; what it does not refuse is seen all the same.
 *
 * @module
 */
import { ReceiverError } from "./sink.ts";
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

/** @throws {Refusal} If nothing at all was seen, with what was refused first. */
export function requireSome(
  seen: readonly unknown[],
  [first]: readonly Absence[],
): void {
  if (seen.length === 0 && first) throw new Refusal(first.because);
}

/** Strategies that take turns: one that is refused is absent, and has no further turn. */
export class Turns {
  readonly #refusals = new Map<string, unknown>();

  /** Whether a strategy was not refused so far. */
  includes({ name }: { readonly name: string }): boolean {
    return !this.#refusals.has(name);
  }

  /** Does something with a strategy, if it was not refused before. */
  async take(
    strategy: { readonly name: string },
    act: () => Promise<void>,
  ): Promise<void> {
    if (!this.includes(strategy)) return;
    try {
      await act();
    } catch (error) {
      reasonOf(error);
      this.#refusals.set(strategy.name, error);
    }
  }

  /** Those that were refused. */
  get absent(): Absence[] {
    return [...this.#refusals].map(([way, error]) => absenceOf(way, error));
  }
}

/** Says why a strategy is absent; throws again what is none of the kernel's affairs. */
export function absenceOf(way: string, error: unknown): Absence {
  return { way, because: reasonOf(error) };
}

/** Says what the kernel refused: a clause. Throws again what is none of its affairs. */
export function reasonOf(error: unknown): string {
  const first = firstOf(error);
  if (first instanceof Refusal || first instanceof ReceiverError) {
    return first.message;
  }
  if (!(first instanceof SyscallError)) throw error;
  return first.message + (first.words ? ` (${first.words})` : "");
}

/** Of errors that came of one another while things were given back, the first. */
export function firstOf(error: unknown): unknown {
  return error instanceof SuppressedError ? firstOf(error.suppressed) : error;
}
