/**
 * Made-up pages for the tests of `lib/text`: the same seed gives the same page.
 *
 * @module
 */

import { makeDice } from "../dice.ts";

/** A page, and the words of its prose in order: `w1` in sight, `a2` in an answer. */
export interface RandomPage {
  readonly markdown: string;
  readonly words: readonly string[];
}

/** Things that stand between words: wide, joined, long, zero columns wide. */
export const oddities: readonly string[] = [
  "零拷贝是一种避免CPU将数据从一块存储拷贝到另外一块存储的技术，它减少了上下文切换。",
  "（模式切换）",
  "👩‍👩‍👧🇨🇳🎉",
  "e\u0301\u200bx",
  "ｶﾞｷﾞ",
  "한국어",
  "→…–×",
  "example.org/" + "long/".repeat(40),
  "x".repeat(130),
  "& < > snake_case a[0] 2\\*3",
];

const frames: readonly ((word: string) => string)[] = [
  (word) => word,
  (word) => word,
  (word) => word,
  (word) => `**${word}**`,
  (word) => `_${word}_`,
  (word) => "`" + word + "`",
  (word) => `[${word}](https://example.org/${word.repeat(9)})`,
  (word) => `[see _${word}_](../a_b/README.md)`,
  (word) => `**\`a\` _${word}_**,`,
  (word) => `\\[${word}\\](/no)`,
  (word) => `${word}<!-- gone -->`,
];

/** Makes a page of every kind of block. */
export function randomPage(seed: number): RandomPage {
  const { below, oneOf } = makeDice(seed);
  const words: string[] = [];
  const prose = (kind: "w" | "a", gaps: readonly string[] = [" "]): string =>
    Array.from({ length: 1 + below(14) }, (_, i) => {
      const gap = i === 0 ? "" : oneOf(gaps);
      if (i > 0 && below(6) === 0) return gap + oneOf(oddities);
      const word = `${kind}${words.length + 1}`;
      words.push(word);
      return gap + oneOf(frames)(word);
    }).join("");
  const plain = (): string => `t${below(99)} ${oneOf(oddities)}`;
  const list = (kind: "w" | "a"): string => {
    const isNumbered = below(2) === 0;
    return Array.from({ length: 1 + below(12) }, (_, i) => {
      const mark = isNumbered ? `${i + 1}. ` : "- ";
      const gap = "\n" + " ".repeat(mark.length);
      return mark + prose(kind, [" ", " ", " ", gap]);
    }).join("\n");
  };
  const row = (): string => `| ${plain()} | \`${below(9)} x\` |`;
  const table = (): string =>
    ["| head | 数 |", oneOf(["|---|--:|", "| :-: | :- |"]), row(), row()]
      .join("\n");
  const fence = (): string =>
    ["```text", plain(), `\t${plain()}  `, "", "```"].join("\n");
  const lines = [" ", " ", "\n"];
  const details = (): string =>
    `<details><summary>${prose("w", lines)}</summary>\n\n` +
    `${prose("a", lines)}\n\n${list("a")}\n\n</details>`;
  const blocks = [
    () => prose("w", lines),
    () => prose("w", lines),
    () => `${"#".repeat(1 + below(4))} ${prose("w")}`,
    () => list("w"),
    () => `> ${prose("w", [" ", "\n> "])}`,
    table,
    fence,
    details,
    () => `<!-- weave x -->\n\n${fence()}\n\n<!-- /weave -->`,
  ];
  // Words part the blocks, as of two lists below each other one would be refused.
  const markdown = Array.from(
    { length: 2 + below(9) },
    () => `${oneOf(blocks)()}\n\n${prose("w")}`,
  ).join("\n\n");
  return { markdown, words };
}
