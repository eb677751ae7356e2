/**
 * Bars: lengths to compare, each beside its name and its value.
 *
 * @module
 */
import { displayWidth } from "./width.ts";

/** One bar. */
export interface Bar {
  readonly name: string;
  /** What its length stands for: not negative. */
  readonly value: number;
  /** The value in words. */
  readonly says: string;
}

/**
 * Draws bars on one scale, the longest as long as there is room.
 *
 * @param columns From 40 upward.
 */
export function drawBars(bars: readonly Bar[], columns: number): string[] {
  const nameColumns = Math.max(...bars.map(({ name }) => displayWidth(name)));
  const sayColumns = Math.max(...bars.map(({ says }) => displayWidth(says)));
  const barColumns = columns - nameColumns - sayColumns - 4;
  const most = Math.max(...bars.map(({ value }) => value), Number.MIN_VALUE);
  return bars.map(({ name, value, says }) => {
    const length = Math.round(value / most * barColumns);
    return [
      name + " ".repeat(nameColumns - displayWidth(name)),
      says.padStart(sayColumns),
      "█".repeat(length),
    ].join("  ").trimEnd();
  });
}
