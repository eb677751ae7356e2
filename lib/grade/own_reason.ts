/**
 * The reason for a failure in our own words: nothing in it is the learner's, so that it can be counted
 * over a class, and shown to others.
 *
 * @module
 */
import type { Complaint } from "./grade.ts";

/** What a complaint begins with that explains a call which gave nothing, and how it is counted. */
const endings: readonly (readonly [why: RegExp, counted: string])[] = [
  [
    /^It threw (?:Type|Range|Reference|Syntax)?Error:/,
    "it throws an error of JavaScript",
  ],
  [/^It threw /, "it throws something of its own"],
  [/^There is a todo left/, "a todo is left"],
  [/^It called itself without end/, "it calls itself without end"],
  [
    /^It (?:did not end within|waited for|waits for) /,
    "it does not end in time",
  ],
  [/^It takes more than /, "it takes too much memory"],
  [/^Its process broke down/, "it takes too much memory"],
  [/^It (?:returned|printed) more than /, "it gives more than anybody reads"],
  [/^It returned /, "it gives what is no plain data"],
  [/^It ended its own process/, "it ends its own process"],
  [
    /^It makes its own process say /,
    "it answers in another way than by its function",
  ],
  [
    /^It cannot be loaded: \S+:\d+ imports /,
    "it imports what is not for an answer",
  ],
  [/^The answer must export /, "the function is not exported"],
];

/** Said where none of our ideas explains what was given. */
export const unexplained = "wrong, and no idea of ours explains it";

const notLoaded = "the answer cannot be loaded";

/** All that is said where there is no wrong idea to name. */
export const reasonsWithoutIdea: readonly string[] = [
  ...new Set(endings.map(([, counted]) => counted)),
  notLoaded,
  unexplained,
];

/** Says why an answer failed: the wrong idea behind it, or how it ended. */
export function ownReason(
  { idea, asked, why }: Pick<Complaint, "idea" | "asked" | "why">,
): string {
  if (idea !== undefined) return idea;
  return endings.find(([begins]) => begins.test(why))?.[1] ??
    (asked === "" ? notLoaded : unexplained);
}
