/**
 * Answers without a name: an answer is known by what it exports.
 *
 * @module
 */
import jsTokens from "js-tokens";

/** What is code, and neither a comment nor a quotation. */
const code: readonly string[] = ["IdentifierName", "Punctuator"];

/** What is declared and handed out at once. */
const declared =
  /(?<![.] )\bexport (?:async |abstract |declare )*(?:function (?:\* )?|(?:class|const|let|var) )([\p{ID_Start}$_][\p{ID_Continue}$]*)/gu;

/** A list: `export { a, b as c }`. */
const listed = /(?<![.] )\bexport \{([^{}]*)\}/g;

/**
 * Names what a module exports by name: what is declared there, and what is listed. Not its types,
 * not its default, not what it hands on as a whole.
 */
export function exportNames(source: string): string[] {
  // Only what comes after the word can be exported by it.
  if (!source.includes("export")) return [];
  let words = "";
  for (const { type, value } of jsTokens(source)) {
    if (code.includes(type)) words += `${value} `;
  }
  const lists = [...words.matchAll(listed)].flatMap(([, list]) =>
    list!.split(",").map((one) => one.trim())
      .filter((one) => !/^type (?!as \w+$)/.test(one))
      .map((one) => one.split(" ").at(-1)!)
  );
  const names = [...words.matchAll(declared)].map(([, name]) => name!);
  return [...new Set([...names, ...lists])]
    .filter((name) => name !== "" && name !== "default");
}
