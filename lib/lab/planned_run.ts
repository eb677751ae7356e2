/**
 * A plain list of a program's calls, carried out on the kernel, one after the other.
 *
 * It stops after each call that handed bytes on, as every strategy of the lab does. A call that
 * moves only a part is made again for the rest: at once, or when those after it have made room.
 * However it ends, all is given back.
 *
 * @module
 */
import {
  type LabStrategy,
  mustHold,
  type Sending,
  type TransferSetup,
} from "./calls.ts";
import type { PlannedCall } from "./planned_call.ts";
import { ProgramHands, RefusedCall, type Underway } from "./program_hands.ts";

/** A program, as the lab carries it out. */
export interface PlannedStrategy extends LabStrategy {
  /** The call that Linux refused, if a run has ended so. */
  readonly refused: () => RefusedCall | undefined;
}

/** Makes a strategy of the calls that a program makes for one file, in pieces of one size. */
export function plannedStrategy(
  name: string,
  calls: readonly PlannedCall[],
): PlannedStrategy {
  const fileBytes = Math.max(0, ...calls.map(endOf));
  const isKept = calls.some(refers);
  const inBuffer = calls
    .filter(({ from, to }) => from === "buffer" || to === "buffer");
  const bufferBytes = Math.max(0, ...inBuffer.map(({ bytes }) => bytes));
  let refusal: RefusedCall | undefined;
  const noteRefusal = (error: unknown): void => {
    if (error instanceof RefusedCall) refusal = error;
  };
  const plan = {
    groups: groupsOf(calls),
    isKept,
    bufferBytes: isKept ? fileBytes : bufferBytes,
  };
  return {
    name,
    keepsBuffer: isKept || bufferBytes === fileBytes,
    send: (transfer) => carryOut(plan, transfer, noteRefusal),
    refused: () => refusal,
  };
}

/** A list of calls, made ready. */
interface Plan {
  /** Calls for the same piece that follow one another. */
  readonly groups: readonly (readonly PlannedCall[])[];
  /** Whether each piece keeps its own place in the buffer, as somebody may refer to it. */
  readonly isKept: boolean;
  /** What the buffer must hold. [bytes] */
  readonly bufferBytes: number;
}

function* carryOut(
  plan: Plan,
  transfer: TransferSetup,
  onError: (error: unknown) => void,
): Sending {
  mustHold(transfer.buffer, "what is read into it", plan.bufferBytes);
  using own = new DisposableStack();
  const hands = new ProgramHands(transfer, transfer.after ?? own, plan.isKept);
  try {
    for (const group of plan.groups) yield* carryOutGroup(group, hands);
  } catch (error) {
    onError(error);
    throw error;
  }
}

/** Makes the calls of a piece, again and again until all of them are over. */
function* carryOutGroup(
  group: readonly PlannedCall[],
  hands: ProgramHands,
): Sending {
  const all: Underway[] = group
    .map((planned) => ({ planned, done: 0, isOver: false }));
  for (let left = all; left.length > 0;) {
    let refusal: RefusedCall | undefined;
    let hasMoved = false;
    for (const one of left) {
      const before = one.done;
      refusal = hands.make(one) ?? refusal;
      hasMoved ||= one.isOver || one.done > before;
      if (one.isOver && one.done > 0) yield hands.handingOf(one.planned);
    }
    if (!hasMoved && refusal) throw refusal;
    left = left.filter(({ isOver }) => !isOver);
  }
}

/** Parts a list where the piece changes. */
function groupsOf(calls: readonly PlannedCall[]): PlannedCall[][] {
  const groups: PlannedCall[][] = [];
  for (const call of calls) {
    const last = groups.at(-1) ?? [];
    const isSame = last.some(({ position, bytes }) =>
      position === call.position && bytes === call.bytes
    );
    if (isSame) last.push(call);
    else groups.push([call]);
  }
  return groups;
}

function endOf({ position, bytes }: PlannedCall): number {
  return position + bytes;
}

/** Whether a call hands on references to the buffer. */
function refers({ call, from, flag }: PlannedCall): boolean {
  return from === "buffer" && (call === "vmsplice" || flag === "MSG_ZEROCOPY");
}
