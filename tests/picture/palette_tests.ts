import { assert } from "@std/assert";
import {
  type Colour,
  declarations,
  palette,
  themes,
} from "../../lib/picture/palette.ts";

/** @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) =>
    b - a
  );
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

/** What is written in which colours, on which grounds. */
const texts: readonly (readonly [Colour, readonly Colour[]])[] = [
  ["ink", ["paper", "card", "user", "kernel", "empty"]],
  ["soft", ["paper", "card", "user", "kernel", "empty"]],
  ["cpu-text", ["paper", "card", "user", "kernel"]],
  ["interrupt-text", ["paper", "card", "user", "kernel"]],
  ["dma", ["paper", "card", "user", "kernel"]],
  ["switch", ["paper", "card", "user", "kernel"]],
  ["delivered", ["paper", "card"]],
  ["fault", ["paper", "card", "user", "kernel"]],
  ["chip-ink", ["chip"]],
];

for (const [index, theme] of themes.entries()) {
  Deno.test(`every text of the ${theme} palette can be read: contrast 4.5 and more`, () => {
    const weak = texts.flatMap(([text, grounds]) =>
      grounds.flatMap((ground) => {
        const ratio = contrast(palette[text][index]!, palette[ground][index]!);
        return ratio < 4.5 ? [`${text} on ${ground}: ${ratio.toFixed(2)}`] : [];
      })
    );
    assert(weak.length === 0, weak.join("\n"));
  });
}

Deno.test("declarations() gives each colour of a theme its name", () => {
  assert(declarations("light").startsWith("--cpu:#d1481f;"));
  assert(declarations("dark").startsWith("--cpu:#ff7d55;"));
});
