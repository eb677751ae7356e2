/**
 * The player's keys: what each does, and where it does nothing.
 *
 * They are heard in a focused player only, never with a key that belongs to the browser or to the
 * system, and never where somebody types or chooses: bare arrows take nothing from a reader.
 *
 * @module
 */

/** What a reader can do with a film. A number chooses the strategy at that place. [from 1] */
export type Act = "start" | "back" | "play" | "forward" | "end" | number;

/** A key that was pressed. */
export interface PressedKey {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** What has the focus: something with keys of its own, the score, or neither. */
export type Focus = "field" | "button" | "slider" | "player";

const acts: Readonly<Record<string, Act>> = {
  " ": "play",
  ArrowLeft: "back",
  ArrowRight: "forward",
  Home: "start",
  End: "end",
};

/** As people expect them of a slider. */
const sliderActs: Readonly<Record<string, Act>> = {
  ArrowDown: "back",
  ArrowUp: "forward",
};

/** Says what has the focus, by the name of its element and its role. */
export function focusOf(tag: string, role: string | null): Focus {
  if (role === "slider") return "slider";
  if (/^(?:select|input|textarea)$/i.test(tag)) return "field";
  return /^(?:button|a|summary)$/i.test(tag) ? "button" : "player";
}

/** Says what a key does; nothing, if it is not the player's. */
export function actOf(pressed: PressedKey, focus: Focus): Act | undefined {
  const { key, altKey, ctrlKey, metaKey } = pressed;
  if (altKey || ctrlKey || metaKey || focus === "field") return undefined;
  if (focus === "button" && key === " ") return undefined;
  if (focus === "slider" && Object.hasOwn(sliderActs, key)) {
    return sliderActs[key];
  }
  if (/^[1-9]$/.test(key)) return Number(key);
  return Object.hasOwn(acts, key) ? acts[key] : undefined;
}
