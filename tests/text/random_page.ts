/**
 * Made-up Markdown for the tests of `lib/text`: the same seed gives the same page.
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
  "https://example.org/" + "long/".repeat(40),
  "x".repeat(130),
  "&lt;&amp;&nbsp;&#27;",
  "a<br>b",
  "2\\*3",
];

const frames: readonly ((word: string) => string)[] = [
  (word) => word,
  (word) => word,
  (word) => word,
  (word) => `**${word}**`,
  (word) => `*${word}*`,
  (word) => `_${word}_`,
  (word) => "`" + word + "`",
  (word) => "`` `" + word + "` ``",
  (word) => `[${word}](https://example.org/${word.repeat(9)})`,
  (word) => `[see *${word}*](<../a b/README.md> "Title")`,
  (word) => `![${word}](/picture.svg)`,
  (word) => `***${word}***`,
  (word) => `**\`a\` *${word}***,`,
  (word) => `<https://example.org/> \\[${word}\\](/no)`,
  (word) => `<b>${word}</b>`,
  (word) => `${word}<!-- gone -->`,
];

/** Makes a page of every kind of block. */
export function randomPage(seed: number): RandomPage {
  const { below, oneOf } = makeDice(seed);
  const words: string[] = [];
  const prose = (kind: "w" | "a"): string =>
    Array.from({ length: 1 + below(14) }, () => {
      if (below(6) === 0) return oneOf(oddities);
      const word = `${kind}${words.length + 1}`;
      words.push(word);
      return oneOf(frames)(word) + oneOf(["", "", "", "\n", "\\\n"]);
    }).join(" ").replaceAll("\n ", "\n").replace(/\\?\n$/, "");
  const line = (kind: "w" | "a"): string =>
    prose(kind).replaceAll(/\\?\n/g, " ");
  const plain = (): string => `t${below(99)} ${oneOf(oddities)}`;
  const list = (depth: number): string => {
    const gap = oneOf(["\n", "\n\n"]);
    const mark = oneOf(["- ", "1. "]);
    return Array.from({ length: 1 + below(3) }, () => {
      const code = (): string => fence().replace("\t", "  ");
      const more = [() => list(depth + 1), code, () => prose("w")];
      const isNested = depth < 9 && below(2) === 0;
      const parts = [prose("w"), ...isNested ? [oneOf(more)()] : []];
      return mark + indented(parts.join(gap), mark.length);
    }).join(gap);
  };
  const row = (): string => `| ${plain()} | \`${below(9)} \\| x\` |`;
  const table = (): string =>
    ["| head | 数 |", oneOf(["|---|--:|", "| :-: | :- |"]), row(), row()]
      .join("\n");
  const fence = (): string =>
    ["```text", plain(), `\t${plain()}  `, "", "```"].join("\n");
  const details = (): string =>
    `<details>${oneOf(["", "\n"])}<summary>${prose("w")}</summary>\n\n` +
    `${prose("a")}\n\n- ${line("a")}\n\n</details>`;
  const blocks = [
    () => prose("w"),
    () => prose("w"),
    () => `${"#".repeat(1 + below(4))} ${line("w")}`,
    () => list(0),
    () => `> ${line("w")}\n> > ${line("w")}`,
    table,
    fence,
    details,
    () => "---",
    () => `<!-- weave x -->\n${fence()}\n<!-- /weave -->`,
    () => `<!-- ${plain()}\n\n- no item\n-->`,
  ];
  const markdown = Array.from({ length: 2 + below(9) }, () => oneOf(blocks)())
    .join("\n\n");
  return { markdown, words };
}

/** Sets in all lines but the first. */
function indented(text: string, columns: number): string {
  return text.replaceAll(/\n(?!\n)/g, "\n" + " ".repeat(columns));
}
