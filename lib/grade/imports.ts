/**
 * What an answer imports, read from its text: nothing of it is run. Which of that is not for an
 * answer is said by name.
 *
 * It is the first of two guards. Where a text is too odd for it, what the answer may read, and what
 * its imports are mapped to, still hold.
 *
 * @module
 */
import { hiddenImports } from "./hidden_imports.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** An import as it stands in a text. */
export interface Import {
  /** Where it leads to, as it is written; nothing, if that is worked out when it runs. */
  readonly specifier?: string;
  /** [from 1] */
  readonly line: number;
  /** A statement, a call of `import` or `require`, or a look at `import.meta`. */
  readonly kind: "statement" | "call" | "require" | "meta";
  /** Whether only types are imported. */
  readonly isType: boolean;
  /** Whether it says what kind of file it is: text, or JSON. */
  readonly hasAttributes: boolean;
}

/** An import that is not for an answer. */
export interface ForeignImport {
  /** [from 1] */
  readonly line: number;
  /** In a part of a sentence: what it does, and what is allowed. */
  readonly why: string;
}

/** Lists all imports of a text, in the order of their lines. */
export function importsIn(source: string): Import[] {
  const tokens = tokensOf(source);
  return tokens.flatMap(({ type, value }, at) => {
    if (type !== "IdentifierName" || isName(tokens, at)) return [];
    const found = value === "import"
      ? importAt(tokens, at)
      : value === "export"
      ? exportAt(tokens, at)
      : value === "require"
      ? requireAt(tokens, at)
      : undefined;
    return found ?? [];
  });
}

/** Whether a word names a member, and is no word of the language. */
function isName(tokens: readonly Token[], at: number): boolean {
  const [before, next] = [tokens[at - 1]?.value, tokens[at + 1]?.value];
  return before === "." || before === "?." || next === ":";
}

function importAt(tokens: readonly Token[], at: number): Import | undefined {
  const next = tokens[at + 1]?.value;
  if (next === "(") return callAt(tokens, at, "call");
  // What is new in the language and leads to a module: import.source(…), import.defer(…).
  if (next === "." && tokens[at + 3]?.value === "(") {
    return callAt(tokens, at + 2, "call");
  }
  if (next === ".") return found(tokens[at]!, { kind: "meta" });
  return statementAt(tokens, at, at + 1);
}

/** `export * from …`, `export { … } from …`: without a `from` it imports nothing. */
function exportAt(tokens: readonly Token[], at: number): Import | undefined {
  const from = at + (tokens[at + 1]?.value === "type" ? 2 : 1);
  return ["*", "{"].includes(tokens[from]?.value ?? "")
    ? statementAt(tokens, at, at + 1)
    : undefined;
}

/** The word `from`, perhaps with an escape: `fr\u006fm`. */
const from = /^from$|^[^"']*\\u/;

/** Finds the text after `from`, or that which stands alone, before anything that ends what is imported. */
function statementAt(
  tokens: readonly Token[],
  at: number,
  begin: number,
): Import | undefined {
  let depth = 0;
  for (let i = begin; i < tokens.length; i++) {
    const { type, value } = tokens[i]!;
    if (value === "{") depth += 1;
    if (value === "}") depth -= 1;
    // No import stands in another one: who looks on would look at all that follows each. Only a name
    // may be that word: export * as export.
    const isNext = depth === 0 && (value === "import" || value === "export") &&
      (i !== at + 3 || tokens[i - 1]!.value !== "as");
    if (depth > 1 || isNext) return undefined;
    const isTarget = type === "StringLiteral" && depth === 0 &&
      (i === at + 1 || from.test(tokens[i - 1]!.value));
    if (isTarget) {
      return found(tokens[at]!, {
        kind: "statement",
        specifier: value.slice(1, -1),
        isType: tokens[at + 1]!.value === "type" &&
          !["from", ","].includes(tokens[at + 2]!.value),
        hasAttributes: isAttributes(tokens, i + 1),
      });
    }
    const isList = /^(\w|\$|[{},*])/u.test(value) || type === "StringLiteral" ||
      type === "IdentifierName";
    if (!isList || depth < 0) return undefined;
    const isOver = depth === 0 && value === "}" &&
      tokens[i + 1]?.value !== "," && !from.test(tokens[i + 1]?.value ?? "");
    if (isOver) return undefined;
  }
  return undefined;
}

function isAttributes(tokens: readonly Token[], at: number): boolean {
  return ["with", "assert"].includes(tokens[at]?.value ?? "") &&
    tokens[at + 1]?.value === "{";
}

/** A call whose only argument is a text leads where that says. */
function callAt(
  tokens: readonly Token[],
  at: number,
  kind: "call" | "require",
): Import {
  const [, argument, end] = tokens.slice(at + 1, at + 4);
  const isText = argument?.type === "StringLiteral" && end?.value === ")";
  return found(tokens[at]!, {
    kind,
    ...(isText && { specifier: argument.value.slice(1, -1) }),
  });
}

/** A learner may call a function of that name: it leads nowhere but with a text. */
function requireAt(tokens: readonly Token[], at: number): Import | undefined {
  if (tokens[at + 1]?.value !== "(") return undefined;
  const call = callAt(tokens, at, "require");
  return call.specifier === undefined ? undefined : call;
}

function found(
  { line }: Token,
  parts: Partial<Import> & Pick<Import, "kind">,
): Import {
  return { line, isType: false, hasAttributes: false, ...parts };
}

/** A module of the learner's own, beside the answer: of a name that a system can have. */
const ownModule = /^\.\/[\w.-]{1,200}\.ts$/;

/** What lies beside an answer and belongs to the workbook. */
const ours = /^(?:questions|checks|\w+_test)\.ts$/;

/** What the targets of imports are, and what is said of them: the first that fits. */
const kinds: readonly (readonly [target: RegExp, says: string])[] = [
  [/(?:^|\/)solutions(?:\/|$)/, "the solutions"],
  [
    /(?:^|\/)(?:questions|checks)\.ts$/,
    "the questions, which only the one who grades has",
  ],
  [/^(?:data|blob):/, "code that is written as an address"],
  [/^https?:/, "a module from the network"],
  [/^(?:npm|jsr):/, "a package"],
  [/^(?:node|bun|ext):/, "a module of the system"],
  [/^(?:file:|\/|[a-z]:|\\)/i, "a file by its whole path"],
  [/^(?:\.\.\/)+(?:exercises\/)?\d\d_\w+\//, "the answers of another lesson"],
];

/**
 * Finds the imports of an answer that are not for it.
 *
 * @param allowed The specifiers that its lesson's stub has. Own modules beside it are allowed too.
 */
export function foreignImports(
  source: string,
  allowed: readonly string[],
): ForeignImport[] {
  const found = importsIn(source).flatMap((one) => {
    const why = whyForeign(one, allowed);
    return why === undefined ? [] : [{ line: one.line, why }];
  });
  const hidden = hiddenImports(source).map((line) => ({
    line,
    why: "has the word import where no import can be: leave it out there",
  }));
  return [...found, ...hidden];
}

function whyForeign(
  { specifier, kind, hasAttributes }: Import,
  allowed: readonly string[],
): string | undefined {
  if (kind === "meta") return "looks at import.meta: an answer needs no place";
  if (kind === "require") return `calls require: ${onlyStatements}`;
  if (kind === "call") return `calls import(…): ${onlyStatements}`;
  const target = specifier!;
  if (hasAttributes) {
    return `imports ${quoted(target)} as text or data: ${onlyOurs}`;
  }
  if (allowed.includes(target) || isOwnModule(target)) return undefined;
  const known = kinds.find(([pattern]) => pattern.test(target))?.[1];
  return `imports ${known === undefined ? "" : `${known}, by `}${
    quoted(target)
  }: ${onlyOurs}`;
}

/** Whether a specifier leads to a module of the learner's own, beside the answer. */
export function isOwnModule(specifier: string): boolean {
  return ownModule.test(specifier) && !ours.test(specifier.slice(2));
}

const onlyStatements =
  "an answer imports at its top, by import statements, and nowhere else";
const onlyOurs =
  "an answer can import what its file had at first, and .ts files beside it";

/** No text of a stranger's makes a line longer than it may be. */
function quoted(specifier: string): string {
  return specifier.length <= 60
    ? `"${specifier}"`
    : `"${specifier.slice(0, 59)}…"`;
}
