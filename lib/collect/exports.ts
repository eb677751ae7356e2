/**
 * Answers without a name: an answer is known by what it exports.
 *
 * @module
 */
import jsTokens from "js-tokens";

/** What is no code, or quotes some. */
const quiet =
  /^(?:WhiteSpace|LineTerminator|.*Comment|String|Template|Regular)/;

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
  const code = [...jsTokens(source)].filter(({ type }) => !quiet.test(type))
    .map(({ value }) => value).join(" ");
  const lists = [...code.matchAll(listed)].flatMap(([, list]) =>
    list!.split(",").map((one) => one.trim())
      .filter((one) => !/^type (?!as \w+$)/.test(one))
      .map((one) => one.split(" ").at(-1)!)
  );
  const names = [...code.matchAll(declared)].map(([, name]) => name!);
  return [...new Set([...names, ...lists])]
    .filter((name) => name !== "" && name !== "default");
}
