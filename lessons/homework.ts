/**
 * What is woven into the instructor's page: what a gradebook writes, and what its box limits.
 *
 * @module
 */
import {
  boxLimits,
  mostBusy,
  mostHeap,
  mostReplyBytes,
  systemLimits,
} from "zero-copy/box/limits.ts";
import { reports } from "zero-copy/gradebook/reports.ts";
import { markdownTable } from "zero-copy/text/markdown_table.ts";
import { saySize, sayTime } from "zero-copy/text/say.ts";

/** The facts of the page. */
export function facts(): Record<string, string> {
  return {
    reports: markdownTable(
      ["file", "what it is", "asked for by"],
      reports.map(({ place, says, option }) => [
        `\`${place}\``,
        says,
        option === undefined ? "" : `\`--${option}\``,
      ]),
    ),
    limits: markdownTable(["what", "at most"], limits()),
  };
}

function limits(): string[][] {
  const { aloneMs, thenMs } = boxLimits;
  const [first, ...others] = aloneMs.map(sayMs);
  const [data, files] = ["data", "nofile"].map((name) =>
    Number(
      systemLimits.find((one) => one.startsWith(`--${name}=`))!.split("=")[1],
    )
  );
  return [
    ["CPU time of an exercise, tried alone", first!],
    [
      "the same, after others have taken longer",
      `${others.join(", ")}, then ${sayMs(thenMs)}`,
    ],
    ["time by the clock", `${mostBusy} times as long`],
    ["values of an answer in memory", saySize(mostHeap * 2 ** 20)],
    ["memory of its process", saySize(data!)],
    ["what it says for an exercise", saySize(mostReplyBytes)],
    ["open files", String(files)],
  ];
}

function sayMs(ms: number): string {
  return sayTime(ms * 1e6);
}
