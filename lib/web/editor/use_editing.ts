/**
 * The draft on a page, in step with the address.
 *
 * @module
 */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Program } from "../../machine/program.ts";
import { readWrite } from "../../strategy/textbook.ts";
import { programText, readProgram } from "../../workbook/program_text.ts";
import type { AddressStore } from "../address_store.ts";
import { useAddress } from "../use_address.ts";
import {
  beginEditing,
  draftNow,
  type Edit,
  edit,
  type Editing,
  programNow,
} from "./editing.ts";

/** What a page shows of a draft. */
export interface OwnProgram {
  readonly editing: Editing;
  readonly program: Program;
  /** Does something with the draft. */
  readonly act: (act: Edit) => void;
  /** Why the address has no program, if it has one that cannot be read. */
  readonly refused: string | undefined;
}

/** What there is to begin with. */
export const usualProgram: Program = { ...readWrite, name: "mine" };

/** Reads the program of an address: the usual one, if it has none; why not, if it cannot be read. */
export function readOwn(text: string | undefined): Program | string {
  return text === undefined ? usualProgram : readProgram(text);
}

/** Keeps a draft: each change is written into the address, and whatever is typed there is read. */
export function useEditing(store: AddressStore): OwnProgram {
  const { own } = useAddress(store);
  const [refused, setRefused] = useState<string>();
  const [editing, setEditing] = useState(() => {
    const program = readOwn(own);
    return beginEditing(typeof program === "string" ? usualProgram : program);
  });
  const written = useRef(own);
  const latest = useRef(editing);
  function show(next: Editing): void {
    latest.current = next;
    setEditing(next);
  }
  useEffect(() => {
    // Since this was shown, more may have been written.
    const text = store.get().own;
    const read = readOwn(text);
    setRefused(typeof read === "string" ? read : undefined);
    if (text === written.current) return;
    written.current = text;
    if (typeof read !== "string") {
      show(edit(latest.current, { do: "begin", program: read }));
    }
  }, [own]);

  const keepFocus = useFocus(editing);
  function act(one: Edit): void {
    keepFocus();
    const next = edit(latest.current, one);
    const isChanged = draftNow(next) !== draftNow(latest.current);
    show(next);
    if (!isChanged) return;
    written.current = programText(programNow(next));
    store.set({ own: written.current, t: undefined });
  }
  return { editing, program: programNow(editing), act, refused };
}

/**
 * Lets what has the focus keep it, where its line goes elsewhere on the page.
 *
 * @returns What is to be called before something changes.
 */
function useFocus(editing: Editing): () => void {
  const before = useRef<Element | null>(null);
  useLayoutEffect(() => {
    const { current } = before;
    before.current = null;
    if (current === null || current === document.activeElement) return;
    if (current.isConnected) (current as HTMLElement).focus();
  }, [editing]);
  return () => before.current = document.activeElement ?? null;
}
