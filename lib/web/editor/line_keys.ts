/**
 * The keys of a line that has the focus: they belong to no browser, and to nobody who reads on.
 *
 * @module
 */
import type { PressedKey } from "../player/keys.ts";
import type { Edit } from "./editing.ts";

/** What is known of a key that was pressed. */
export interface Pressed extends PressedKey {
  readonly shiftKey: boolean;
}

/** What keys do, in words. */
export const keysSay =
  "↑ and ↓ go from line to line, Shift with them moves the line, Enter adds " +
  "one below, Delete removes it, Tab goes to what it says.";

/** What a key does; nothing, if it is not for a line. */
export function editOf(pressed: Pressed): Edit | undefined {
  const { key, shiftKey, altKey, ctrlKey, metaKey } = pressed;
  if (altKey || ctrlKey || metaKey) return undefined;
  if (key === "ArrowUp" || key === "ArrowDown") {
    const by = key === "ArrowUp" ? -1 : 1;
    return shiftKey ? { do: "move", by } : { do: "step", by };
  }
  if (shiftKey) return undefined;
  switch (key) {
    case "Home":
      return { do: "step", by: -Infinity };
    case "End":
      return { do: "step", by: Infinity };
    case "Enter":
      return { do: "add" };
    case "Delete":
    case "Backspace":
      return { do: "remove" };
    default:
      return undefined;
  }
}
