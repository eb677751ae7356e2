/**
 * Pure answers: those that surely change nothing which other answers of the same student share, and
 * leave no timer behind. After all others, everything is put back, which takes longer than to run
 * them.
 *
 * Who hides it from this harms nobody but himself.
 *
 * @module
 */
import { type Token, tokensOf } from "../grade/tokens.ts";

/** Words that lead to what is shared, or that begin a timer. */
const shared = [
  ...["globalThis", "self", "window", "global", "Reflect"],
  ...["prototype", "__proto__", "getPrototypeOf", "setPrototypeOf"],
  ...["__defineGetter__", "__defineSetter__"],
  ...["setTimeout", "setInterval", "setImmediate"],
];

/** What changes its first argument. */
const changers = [
  ...["assign", "defineProperty", "defineProperties"],
  ...["freeze", "seal", "preventExtensions"],
];

/** The same, as a member's name in brackets. */
const hidden = [...shared, "constructor"];

const assignment = /^(?:[-+*/%&|^]|\*\*|<<|>>>?|&&|\|\||\?\?)?=$|^(?:\+\+|--)$/;

/** Whether an answer is pure, by its text. */
export function isPure(source: string): boolean {
  const tokens = tokensOf(source);
  return tokens.every(({ type, value }, at) =>
    type === "StringLiteral"
      ? !hidden.includes(value.slice(1, -1))
      : type !== "IdentifierName" ||
        !shared.includes(value) && !isConstructor(tokens, at) &&
          !(isGlobal(value) && isChanged(tokens, at))
  );
}

/** Whether a word asks a value for what made it: not where a class has one. */
function isConstructor(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.value;
  return tokens[at]!.value === "constructor" &&
    (before === "." || before === "?.");
}

function isGlobal(name: string): boolean {
  return name === "console" || /^[A-Z]/.test(name) && name in globalThis;
}

/** Whether a member of what is named is assigned to: `Math.max = …`, `JSON["parse"] = …`. */
function isChanged(tokens: readonly Token[], at: number): boolean {
  const [access, , ...rest] = tokens.slice(at + 1, at + 5);
  const [end] = access?.value === "["
    ? rest.slice(1)
    : access?.value === "."
    ? rest
    : [];
  return assignment.test(end?.value ?? "") ||
    tokens[at - 1]?.value === "delete" ||
    changers.includes(tokens[at - 2]?.value ?? "");
}
