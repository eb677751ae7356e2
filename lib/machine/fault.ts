/**
 * Faults: what the machine says when a program breaks one of its rules.
 *
 * A part of the machine states the rule and what it found; `run` adds which step asked for it.
 * Model, not Linux: a fault here ends the run, where Linux would answer with an errno or a signal.
 *
 * @module
 */

/** Where in a program a rule was broken. */
export interface Whereabouts {
  /** The number of the instruction. [from 1] */
  readonly step: number;
  /** The piece that it worked on. [from 1; 0 where an instruction runs once] */
  readonly round?: number;
  /** The instruction in words, as in "copy disk → page cache by DMA". */
  readonly says: string;
}

/** A program broke a rule of the machine. */
export class Fault extends Error {
  override readonly name = "Fault";

  /**
   * @param rule What must hold, stated positively: "the CPU must be in kernel mode".
   * @param state What was found instead: "it is in user mode".
   * @param where The step that broke the rule, where it is known.
   */
  constructor(
    readonly rule: string,
    readonly state: string,
    readonly where?: Whereabouts,
  ) {
    super(
      where === undefined
        ? `${rule}: ${state}.`
        : `Cannot ${where.says} at step ${where.step} as ${rule}: ${state}.`,
    );
  }

  /** Returns the same fault, with the step that caused it. */
  at(where: Whereabouts): Fault {
    return new Fault(this.rule, this.state, where);
  }
}
