/**
 * What is done to a draft, as data: what comes of it, which row is the current one then, and what is
 * said to whoever does not see it.
 *
 * @module
 */
import type { Program } from "../../machine/program.ts";
import {
  addBelow,
  changeRow,
  type Content,
  type Draft,
  draftOf,
  hasRoom,
  moveRow,
  nameDraft,
  neighbourOf,
  placeOf,
  programOf,
  proposeBelow,
  removeRow,
  sayRow,
  stepNumbers,
} from "./draft.ts";
import { beginHistory, changeTo, type History, redo, undo } from "./history.ts";

/** A draft that is being edited. */
export interface Editing {
  readonly history: History<Draft>;
  /** The row that can be changed. */
  readonly currentId: number;
  /** What was done last, in a sentence. */
  readonly said: string;
}

/** What can be done. */
export type Edit =
  | { readonly do: "go"; readonly id: number }
  | { readonly do: "step"; readonly by: number }
  | { readonly do: "add"; readonly content?: Content }
  | { readonly do: "remove" }
  | { readonly do: "move"; readonly by: number }
  | { readonly do: "change"; readonly content: Content }
  | { readonly do: "name"; readonly name: string }
  | { readonly do: "begin"; readonly program: Program }
  | { readonly do: "undo" }
  | { readonly do: "redo" };

/** Begins with a program. */
export function beginEditing(program: Program): Editing {
  const draft = draftOf(program);
  const { id } = draft.rows[1] ?? draft.rows[0]!;
  return { history: beginHistory(draft), currentId: id, said: "" };
}

/** The draft as it is now. */
export function draftNow({ history }: Editing): Draft {
  return history.now;
}

/** The program as it is now. */
export function programNow(editing: Editing): Program {
  return programOf(draftNow(editing));
}

/** Does something: where that is not possible, it says so and leaves all as it is. */
export function edit(editing: Editing, act: Edit): Editing {
  const { history, currentId } = editing;
  const draft = history.now;
  switch (act.do) {
    case "go":
      return { ...editing, currentId: act.id, said: "" };
    case "step":
      return stepBy(editing, act.by);
    case "add":
      return add(editing, act.content);
    case "remove":
      return remove(editing);
    case "move":
      return move(editing, act.by);
    case "change": {
      const changed = changeRow(draft, currentId, act.content);
      return changedTo(editing, changed, { kind: `change ${currentId}` });
    }
    case "name":
      return changedTo(editing, nameDraft(draft, act.name), { kind: "name" });
    case "begin": {
      const begun = draftOf(act.program);
      // Rows of the draft before keep their ids to themselves.
      const rows = begun.rows.map((row, i) => ({
        ...row,
        id: draft.nextId + i,
      }));
      const next = { ...begun, rows, nextId: draft.nextId + rows.length };
      const said = `Begun with ${act.program.name || "an empty program"}.`;
      const { id } = rows[1] ?? rows[0]!;
      return changedTo(editing, next, { said, id });
    }
    case "undo":
      return turned(editing, undo(history), "Undone.", "Nothing to undo.");
    case "redo":
      return turned(editing, redo(history), "Done again.", "Nothing to redo.");
  }
}

function changedTo(
  { history, currentId }: Editing,
  draft: Draft,
  { said = "", kind = "", id = currentId }: {
    said?: string;
    kind?: string;
    id?: number;
  } = {},
): Editing {
  return { ...placed(changeTo(history, draft, kind), id), said };
}

function turned(
  editing: Editing,
  history: History<Draft>,
  said: string,
  refused: string,
): Editing {
  if (history.now === editing.history.now) return { ...editing, said: refused };
  return { ...placed(history, editing.currentId), said };
}

/** Lets a row that is there be the current one. */
function placed(
  history: History<Draft>,
  id: number,
): Pick<Editing, "history" | "currentId"> {
  const { rows } = history.now;
  const isThere = rows.some((row) => row.id === id);
  return { history, currentId: isThere ? id : rows[0]!.id };
}

function stepBy(editing: Editing, by: number): Editing {
  const draft = draftNow(editing);
  const { rows } = draft;
  const at = placeOf(draft, editing.currentId);
  const { id } = rows[Math.min(rows.length - 1, Math.max(0, at + by))]!;
  return { ...editing, currentId: id, said: "" };
}

function add(editing: Editing, content?: Content): Editing {
  const draft = draftNow(editing);
  if (!hasRoom(draft)) {
    return { ...editing, said: "There is no room for more." };
  }
  const { currentId } = editing;
  const row = content ?? { instruction: proposeBelow(draft, currentId) };
  const said = `Added: ${sayRow(row)}.`;
  const added = addBelow(draft, currentId, row);
  return changedTo(editing, added, { said, id: draft.nextId });
}

function remove(editing: Editing): Editing {
  const { currentId } = editing;
  const draft = draftNow(editing);
  const removed = removeRow(draft, currentId);
  if (removed === draft) {
    return { ...editing, said: "The first line stays where it is." };
  }
  const row = draft.rows.find(({ id }) => id === currentId)!;
  const { id } = neighbourOf(draft, currentId);
  return changedTo(editing, removed, { said: `Removed: ${sayRow(row)}.`, id });
}

function move(editing: Editing, by: number): Editing {
  const draft = draftNow(editing);
  const moved = moveRow(draft, editing.currentId, by);
  const at = placeOf(moved, editing.currentId);
  if (moved === draft) {
    const end = at === 0
      ? "The first line stays where it is."
      : `It cannot go further ${by < 0 ? "up" : "down"}.`;
    return { ...editing, said: end };
  }
  const number = stepNumbers(moved)[at];
  const said = number === undefined ? "Moved." : `Moved: it is step ${number}.`;
  return changedTo(editing, moved, { said });
}
