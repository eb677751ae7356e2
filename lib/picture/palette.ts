/**
 * The palette: what each colour means, in light and in dark.
 *
 * Height is privilege, colour is who carries, dashes are references. A meaning is never told by its
 * colour alone: what is drawn has a word, a pattern or a shape besides.
 *
 * @module
 */

/** Every colour: for light and for dark. Its key is its name in CSS: `var(--cpu)`. */
export const palette = {
  // Who carries, and what happens.
  cpu: ["#d1481f", "#ff7d55"],
  "cpu-cell": ["#e8764f", "#d9572f"],
  "cpu-text": ["#b23a14", "#ff7d55"],
  dma: ["#1f66c9", "#62a4ff"],
  reference: ["#6b7480", "#9aa4b0"],
  switch: ["#7a3fd1", "#b794ff"],
  interrupt: ["#a86a00", "#f0b83f"],
  "interrupt-text": ["#8a5600", "#f0b83f"],
  delivered: ["#1d7a46", "#5fcf8f"],
  fault: ["#b3261e", "#ff8a80"],
  // What it happens on.
  paper: ["#fbfaf7", "#0e1116"],
  card: ["#ffffff", "#151a21"],
  ink: ["#1f2328", "#e6e9ee"],
  soft: ["#5c6570", "#9aa4b0"],
  line: ["#d9d6cf", "#2c333d"],
  empty: ["#eeece6", "#1c222a"],
  user: ["#fff7ea", "#201b13"],
  "user-edge": ["#ecd9b4", "#4c3f22"],
  kernel: ["#f1f0fa", "#1a1928"],
  "kernel-edge": ["#cfc6f2", "#453c74"],
  chip: ["#2a2f36", "#e6e9ee"],
  "chip-ink": ["#ffffff", "#14181e"],
} as const satisfies Record<string, readonly [light: string, dark: string]>;

/** A colour of the palette. */
export type Colour = keyof typeof palette;

/** A theme: which of the two colours is meant. */
export const themes = ["light", "dark"] as const;

/** Refers to a colour, whatever the theme. */
export function paint(colour: Colour): string {
  return `var(--${colour})`;
}

/** Writes the colours of a theme as declarations of CSS. */
export function declarations(theme: typeof themes[number]): string {
  const index = themes.indexOf(theme);
  return Object.entries(palette)
    .map(([name, colours]) => `--${name}:${colours[index]}`).join(";");
}
