/**
 * The lines of a draft: one of them is the current one, and can be changed.
 *
 * @module
 */
import type { JSX, RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Instruction } from "../../machine/instruction.ts";
import type { Tone } from "../../picture/film.ts";
import { toneClass } from "../player/caption.ts";
import { type Row, sayRow, stepNumbers } from "./draft.ts";
import { draftNow, type Edit } from "./editing.ts";
import { LineFields } from "./line_fields.tsx";
import { editOf, keysSay } from "./line_keys.ts";
import type { OwnProgram } from "./use_editing.ts";

/** Who acts, and so the colour of a line. */
const tones: Readonly<Record<Instruction["op"], Tone>> = {
  "enter kernel": "mode switch",
  "leave kernel": "mode switch",
  "copy by DMA": "DMA",
  "copy by CPU": "CPU",
  "map pages": "reference",
  "pass pages": "reference",
  "copy references": "CPU",
  "reserve addresses": "reference",
  "touch pages": "reference",
  "unmap pages": "reference",
  "open pipe": "reference",
  "transmit": "DMA",
};

/** Shows the lines. @param props.fault The step that breaks a rule. [from 1] */
export function Lines(
  { editing, act, fault }: Pick<OwnProgram, "editing" | "act"> & {
    readonly fault: number | undefined;
  },
): JSX.Element {
  const { rows } = draftNow(editing);
  const numbers = stepNumbers(draftNow(editing));
  const inCall = callsOpen(rows);
  const { list, change } = useCurrent(editing, act);
  return (
    <>
      <ol class="own-lines" ref={list} aria-label="The program">
        {rows.map((row, i) => (
          <LineRow
            key={row.id}
            {...{ row, number: numbers[i], inCall: inCall[i] === true }}
            isFirst={i === 0}
            isCurrent={row.id === editing.currentId}
            isFaulty={fault !== undefined && numbers[i] === fault}
            act={change}
          />
        ))}
      </ol>
      <p class="own-keys" id="own-keys">{keysSay}</p>
    </>
  );
}

/** Lets the focus go to the current line, wherever that is, if it was on a line or in one. */
function useCurrent(
  editing: OwnProgram["editing"],
  act: OwnProgram["act"],
): {
  readonly list: RefObject<HTMLOListElement | null>;
  change: OwnProgram["act"];
} {
  const list = useRef<HTMLOListElement>(null);
  const wasIn = useRef(false);
  useLayoutEffect(() => {
    const { current } = list;
    if (!wasIn.current || current === null) return;
    wasIn.current = false;
    if (current.contains(document.activeElement)) return;
    current.querySelector<HTMLElement>("[aria-current] .own-says")?.focus();
  }, [editing]);
  function change(one: Edit): void {
    wasIn.current = list.current?.contains(document.activeElement) ?? false;
    if (one.do === "step" || one.do === "remove" || one.do === "add") {
      // The line that comes then has the focus, whatever had it in this one.
      (document.activeElement as HTMLElement | null)?.blur();
    }
    act(one);
  }
  return { list, change };
}

/** Tells for each row whether it stands in a call. */
function callsOpen(rows: readonly Row[]): boolean[] {
  let isOpen = false;
  return rows.map((row) => {
    if ("repeats" in row) return isOpen;
    const { op } = row.instruction;
    if (op === "leave kernel") isOpen = false;
    const found = isOpen;
    if (op === "enter kernel") isOpen = true;
    return found;
  });
}

interface LineProps {
  readonly row: Row;
  readonly number: number | undefined;
  readonly inCall: boolean;
  readonly isFirst: boolean;
  readonly isCurrent: boolean;
  readonly isFaulty: boolean;
  readonly act: (act: Edit) => void;
}

function LineRow(
  { row, number, inCall, isFirst, isCurrent, isFaulty, act }: LineProps,
): JSX.Element {
  const isHead = "repeats" in row;
  const names = [
    isHead ? "own-head" : toneClass(tones[row.instruction.op]),
    ...inCall ? ["own-in"] : [],
    ...isFaulty ? ["own-fault"] : [],
  ];
  function press(event: KeyboardEvent): void {
    const done = editOf(event);
    if (done === undefined) return;
    event.preventDefault();
    act(done);
  }
  const go = (): void => {
    if (!isCurrent) act({ do: "go", id: row.id });
  };
  return (
    <li class={names.join(" ")} aria-current={isCurrent ? "true" : undefined}>
      <button
        type="button"
        class="own-says"
        tabIndex={isCurrent ? 0 : -1}
        aria-describedby="own-keys"
        onClick={go}
        onKeyDown={press}
      >
        {number !== undefined && <b>{number}</b>}
        <span>{sayRow(row)}</span>
        {isFaulty && <em>breaks a rule</em>}
      </button>
      {isCurrent && <LineFields {...{ row, isFirst, act }} />}
    </li>
  );
}
