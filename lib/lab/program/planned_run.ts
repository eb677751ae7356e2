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
  type Handing,
  type LabStrategy,
  mustHold,
  type Sending,
  type TransferSetup,
} from "../calls.ts";
import type { PlannedCall } from "./planned_call.ts";
import { ProgramHands, RefusedCall, Underway } from "./hands.ts";

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
  const fileBytes = mostOf(calls, endOf);
  const isKept = calls.some(refers);
  const inBuffer = calls
    .filter(({ from, to }) => from === "buffer" || to === "buffer");
  const bufferBytes = mostOf(inBuffer, ({ bytes }) => bytes);
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

/** A call, and what is told once it has handed bytes on. */
type PlannedStep = Pick<Underway, "planned" | "handing">;

/** A list of calls, made ready. */
interface Plan {
  /** Calls for the same piece that follow one another. */
  readonly groups: readonly (readonly PlannedStep[])[];
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
    for (const group of plan.groups) {
      let left: readonly Underway[] = group
        .map(({ planned, handing }) => new Underway(planned, handing));
      while (left.length > 0) {
        let refusal: RefusedCall | undefined;
        let hasMoved = false;
        for (const one of left) {
          const before = one.done;
          refusal = hands.make(one) ?? refusal;
          hasMoved ||= one.isOver || one.done > before;
          if (one.isOver && one.done > 0) yield one.handing;
        }
        if (!hasMoved && refusal) throw refusal;
        left = left.filter(({ isOver }) => !isOver);
      }
    }
  } catch (error) {
    onError(error);
    throw error;
  }
}

/** Parts a list where the piece changes, and says of each call where its bytes can be changed. */
function groupsOf(calls: readonly PlannedCall[]): PlannedStep[][] {
  const groups: PlannedStep[][] = [];
  let pipeFrom: Handing["from"] = "file";
  let piece: PlannedCall | undefined;
  for (const planned of calls) {
    const { call, step, from: place } = planned;
    const from = place === "buffer" ? place : "file";
    const origin: Handing["from"] = place === "pipe" ? pipeFrom : from;
    const handing = { call, step, from: origin };
    if (planned.to === "pipe") pipeFrom = origin;
    const isSame = planned.position === piece?.position &&
      planned.bytes === piece.bytes;
    if (isSame) groups.at(-1)!.push({ planned, handing });
    else groups.push([{ planned, handing }]);
    piece = planned;
  }
  return groups;
}

/** The most that any call has of something; a list may be too long for a call of Math.max. */
function mostOf(
  calls: readonly PlannedCall[],
  value: (planned: PlannedCall) => number,
): number {
  return calls.reduce((most, one) => Math.max(most, value(one)), 0);
}

function endOf({ position, bytes }: PlannedCall): number {
  return position + bytes;
}

/** Whether a call hands on references to the buffer. */
function refers({ call, from, flag }: PlannedCall): boolean {
  return from === "buffer" && (call === "vmsplice" || flag === "MSG_ZEROCOPY");
}
