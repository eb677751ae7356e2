/**
 * A program as a module of TypeScript: what `deno task lesson 10 --program mine.ts` and golf take, and
 * whose function an answer of an exercise can be.
 *
 * It is written as `deno fmt` would write it.
 *
 * @module
 */
import { type Instruction, operands } from "../machine/instruction.ts";
import type { Part, Program } from "../machine/program.ts";

/** The function that makes each instruction, of lib/machine/instruction.ts. */
const makers: Readonly<Record<Instruction["op"], string>> = {
  "enter kernel": "enterKernel",
  "leave kernel": "leaveKernel",
  "copy by DMA": "dmaCopy",
  "copy by CPU": "cpuCopy",
  "map pages": "mapPages",
  "pass pages": "passPages",
  "copy references": "copyReferences",
  "reserve addresses": "reserveAddresses",
  "touch pages": "touchPages",
  "unmap pages": "unmapPages",
  "open pipe": "openPipe",
  "transmit": "transmit",
};

/** The function that marks a part, of lib/machine/program.ts: none, if it is done for each piece. */
const markers: Readonly<Record<Part["repeats"], string>> = {
  "once": "once",
  "once if any": "onceIfAny",
  "per piece": "",
};

/** The longest line that `deno fmt` leaves as it is. [columns] */
const mostColumns = 80;

/** The export, where no exercise asks for another. */
export const usualExport = "mine";

/** Whether a name can be that of an exported function. */
export function canBeExported(name: string): boolean {
  return /^[a-z][A-Za-z0-9]{0,40}$/.test(name) &&
    !/^(?:arguments|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|eval|export|extends|false|finally|for|function|if|import|in|instanceof|let|new|null|once|onceIfAny|package|private|program|protected|public|return|static|super|switch|this|throw|true|try|typeof|var|void|while|with|yield|await|implements|interface)$/
      .test(name) &&
    !Object.values(makers).includes(name);
}

/**
 * Writes a program as a module that exports a function of it.
 *
 * @param name The name of the function: that of an exercise, or `mine`.
 */
export function programModule(
  { name: title, parts }: Program,
  name: string = usualExport,
): string {
  const exported = canBeExported(name) ? name : usualExport;
  const used = parts.flatMap(({ instructions }) => instructions)
    .map(({ op }) => makers[op]);
  const marked = parts.map(({ repeats }) => markers[repeats]);
  const args = [textOf(title), ...parts.map(partText)];
  return [
    ...importText(used, "zero-copy/machine/instruction.ts"),
    ...importText(
      [...marked, "type Program", "program"],
      "zero-copy/machine/program.ts",
    ),
    "",
    "/** Sends a file, as it was tried in the workbook. */",
    `export function ${exported}(): Program {`,
    "  return program(",
    ...args.map((arg) => `    ${arg},`),
    "  );",
    "}",
    "",
  ].join("\n");
}

/** Imports names, each once and in order, in one line if there is room. */
function importText(names: readonly string[], from: string): string[] {
  const bare = (name: string): string => name.replace("type ", "");
  const all = [...new Set(names.filter((name) => name !== ""))]
    .sort((a, b) => sortKey(bare(a)) < sortKey(bare(b)) ? -1 : 1);
  if (all.length === 0) return [];
  const line = `import { ${all.join(", ")} } from "${from}";`;
  return line.length <= mostColumns
    ? [line]
    : ["import {", ...all.map((name) => `  ${name},`), `} from "${from}";`];
}

/** Where a name stands: letters are compared without regard to their case, then with it. */
function sortKey(name: string): string {
  return `${name.toLowerCase()} ${name}`;
}

function partText({ repeats, instructions }: Part): string {
  const lines = instructions.map((one) => `      ${instructionText(one)},\n`);
  const list = lines.length === 0 ? "[]" : `[\n${lines.join("")}    ]`;
  const marker = markers[repeats];
  return marker === "" ? list : `${marker}(${list})`;
}

function instructionText(instruction: Instruction): string {
  const named: Readonly<Record<string, string | number>> = instruction;
  const values = operands[instruction.op].map((operand) => {
    const value = named[operand]!;
    return typeof value === "number" ? String(value) : textOf(value);
  });
  return `${makers[instruction.op]}(${values.join(", ")})`;
}

/** Writes a text as TypeScript has it, in the quotes of which it has fewer. */
function textOf(text: string): string {
  const quoted = JSON.stringify(text).replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
  const countOf = (sign: string): number => text.split(sign).length;
  if (countOf('"') <= countOf("'")) return quoted;
  const inner = quoted.slice(1, -1).replaceAll('\\"', '"');
  return `'${inner.replaceAll("'", "\\'")}'`;
}
