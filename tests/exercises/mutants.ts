/**
 * Mutants: our solutions with one small mistake each, such as a learner makes.
 *
 * Comments are left out of the search, and of a text only its quotes are seen.
 */
import { stripTypeScriptTypes } from "node:module";

/** One mistake in one place. */
export interface Mutant {
  readonly rule: string;
  /** What is declared there: an export, or what exports use. */
  readonly name: string;
  /** The lines of the place, joined: before, and after. */
  readonly was: string;
  readonly now: string;
  /** The whole module, as JavaScript. */
  readonly script: string;
}

/** What stands in parentheses; a value: a name or a call, with what follows it. */
const inner = String.raw`(?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*`;
const value = String
  .raw`(?<![\w.$])(?:[\w$]+|"_*"|\(${inner}\))(?:!?\.\w+|!?\[[^[\]]*\]|!?\(${inner}\))*!?`;

/** What begins a field; what stands before another element of a list, or before another argument. */
const field = String.raw`[\w"+ ]+: `;
const listed = String.raw`[[(](?:[^(){}[\]]|\(${inner}\)|\[[^[\]]*\])*`;

/**
 * What learners do wrong: its name, what is looked for, and what is put in its place, where `$0` is
 * all that was found and `$1` its first group.
 */
const table = String.raw`
rounded otherwise          Math\.(?:ceil|floor|round)\b --> Math.ceil ; Math.floor ; Math.round
not rounded                Math\.(?:ceil|floor|round)(\(${inner}\)) --> $1
floor + 1 for ceil         Math\.ceil(\(${inner}\)) --> (Math.floor$1 + 1)
ceil - 1 for floor         Math\.floor(\(${inner}\)) --> (Math.ceil$1 - 1)
a number one off           \b(?:0x[0-9a-f]+|\d+)\b --> ($0 + 1) ; ($0 - 1)
a length one off           (?<=\w)\.length\b --> .length + 1 ; .length - 1
a result one off           return ([^;]+); --> return ($1) + 1; ; return ($1) - 1;
another result             return ([^;]+); --> return -($1); ; return null; ; return 0; ; return [];
a result turned round      return (?!\[\w*\])([^;]+); --> return !($1); ; return ($1).toReversed();
a result cut short         return (?!\[\w*\])([^;]+); --> return ($1).slice(1); ; return ($1).slice(0, -1);
>= for >                   (?<= )>=?(?= ) --> >= ; > ; <
<= for <                   (?<= )<=?(?= ) --> <= ; < ; >
=== for !==                (?<= )[!=]==(?= ) --> === ; !==
operands swapped           (${value}) ([-/%]) (${value}) --> $3 $2 $1
another operator           (?<= )[-+*/%](?= ) --> + ; - ; * ; / ; %
&& for ||                  (?<= )(?:&&|\|\|)(?=\s) --> && ; ||
an operand dropped         (${value})\s(?:[-+*/%]|&&|\|\||\?\?)\s(${value}) --> $1 ; $2
parentheses dropped        (?<![\w.])\(([^()]* [-+*/] [^()]*)\) --> $1
= for +=                   (?<= )[-+]=(?= ) --> = ; += ; -=
a condition negated        (if|while) \((${inner})\) --> $1 (!($2))
a condition ignored        if \(${inner}\) --> if (true) ; if (false)
a choice decided           (?<= )\?(?= ) --> || true ? ; && false ?
a branch dropped           ^ *(?:else )?if \(${inner}\) [^;{]*; -->
else dropped               \belse (?=if) -->
not dropped                !(?=[\w(]) -->
not added                  (?<=[(&|>] )(${value}\.\w+\(${inner}\)) --> !$1
a statement dropped        ^ +(?!return|const|let|if|else)\S.*; *$ -->
break for continue         \bcontinue; --> break; ; ;
only the first round       ^( +)((?:for|while) .*\{\n[^]*?)(?=^\1\}) --> $1$2 break;\n
last for first             \.at\(0\)|\[0\] --> .at(-1)
first for last             \.at\(-1\) --> .at(0)
the other end              \.(?:shift|pop)\( --> .shift( ; .pop(
the other end              \.(?:push|unshift)\( --> .push( ; .unshift(
some for every             \.(?:some|every)\( --> .some( ; .every(
find for findLast          \.find(?:Last)?\( --> .find( ; .findLast(
find for findLast          \.(?:lastI|i)ndexOf\( --> .indexOf( ; .lastIndexOf(
min for max                Math\.(?:min|max)\( --> Math.min( ; Math.max(
no min, no max             Math\.(?:min|max)\((${value}), (${value})\) --> $1 ; $2
a stage dropped            \s*\.(?:filter|map|flatMap|slice|reverse|sort)\(${inner}\) -->
another part of a list     \.slice\((${value})\) --> .slice(($1) + 1) ; .slice(($1) - 1) ; .slice(0, $1)
true for false             \b(?:true|false)\b --> true ; false
another nothing            \b(?:null|undefined)\b --> null ; undefined ; 0
equal ones count twice     \.\.\.new Set\((${inner})\) --> ...$1
once dropped               once\((${inner})\) --> $1
once added                 ^( +)\[\n([^]*?)\n\1\], --> once([$2]),
a step added               ^ +\w+\(.*\), *\n --> $0touchPages(),\n ; $0transmit(),\n ; $0copyReferences(),\n
a step added               ^ +\w+\(.*\), *\n --> $0mapPages("page cache", "user buffer"),\n ; $0dmaCopy("disk", "page cache"),\n
an element doubled         ^ +(?!${field})\S.*, *\n --> $0$0
an element dropped         ^ +\S.*, *\n -->
an element dropped         (?<=[[(] ?)${value},\s -->
an element dropped         , ${value}(?= ?[\])]) -->
elements swapped           ^( +)(?!${field})(\S.*, *\n)\1(\S.*, *\n) --> $1$3$1$2
elements swapped           (?<=${listed})(${value}), (${value})(?= ?[\]),]) --> $2, $1
a field dropped            (?<=[{,] )\w+(?:: ${value})?(?:,|(?= \})) -->
a constant for a name      (?<![\w.$])[a-z]\w*\b(?![(:']) --> 1 ; 0
`;

/** One row of the table, or a rule for which the names in a text are looked up. */
interface Rule {
  readonly name: string;
  readonly at: RegExp;
  readonly by: readonly string[] | ((found: string, all: Code) => string[]);
}

/** The text of a declaration, and the same without comments and without what its texts say. */
interface Code {
  readonly text: string;
  readonly quiet: string;
}

/** What is mistaken for each other: any of a row for any other of it. */
const neighbours = [
  "fileBytes bufferBytes pageBytes",
  "cpuBytes dmaBytes peakBytes modeSwitches",
  "systemCalls pageFaults mappings passes cpuBytes",
  "cpuCopy dmaCopy passPages mapPages",
  "enterKernel leaveKernel",
  "reserveAddresses unmapPages touchPages copyReferences transmit openPipe",
  "source target words",
  "setupCycles deviceCycles interruptCycles",
  "registers programCounter",
  "callNs faultNs mappingNs passNs bytesPerNs",
  "position bytes",
  "mmapWrite readWrite gather",
  "before after",
  "writer reader",
].map((row) => row.split(" "));

const rules: readonly Rule[] = [
  ...table.trim().split("\n").map((row) => {
    const [, name, at, by] = /^(.{25}\S*) +(.*) -->(.*)$/.exec(row)!;
    const puts = by!.replaceAll("\\n", "\n").split(" ; ");
    return {
      name: name!.trim(),
      at: new RegExp(at!, "dgm"),
      by: puts.map((put) => put.replace(/^ /, "")),
    };
  }),
  {
    name: "one name for another",
    at: /(?<![\w.$])[a-z]\w*\b(?!\s*[(:])/dg,
    by: (found, { quiet }) => {
      const names = quiet.matchAll(
        /(?:\b(?:const|let) |[(,{[] ?)([a-z]\w*)\b/g,
      );
      const bound = [...new Set([...names].map(([, name]) => name!))];
      return bound.includes(found) ? bound : [];
    },
  },
  {
    name: "a neighbour's quantity",
    at: /\b[a-z]\w*\b(?!: number)/dgi,
    by: (found) => neighbours.filter((row) => row.includes(found)).flat(),
  },
  {
    // The name of a program says nothing of what it does.
    name: "another word",
    at: /(?<!\bprogram\(\s*)"_*"/dg,
    by: (_, { text, quiet }) => [
      ...new Set(
        [...quiet.matchAll(/"_*"/g)]
          .map(({ index, 0: { length } }) => text.slice(index, index + length)),
      ),
    ],
  },
];

/** Comments become spaces, and of texts only the quotes stay. Lines and columns are kept. */
function quietly(text: string): string {
  return text.replaceAll(
    /\/\/.*|\/\*[^]*?\*\/|(["'`])(?:\\.|(?!\1)[^\\])*\1/g,
    (part, quote: string | undefined) =>
      quote === undefined
        ? part.replaceAll(/[^\n]/g, " ")
        : quote + "_".repeat(part.length - 2) + quote,
  );
}

/**
 * Makes all mutants of a module, each of them once: what does not parse, and what differs in its
 * spaces only, is none.
 */
export function mutantsOf(source: string): Mutant[] {
  const seen = new Set([squeezed(scriptOf(source)!)]);
  const mutants: Mutant[] = [];
  for (const { name, begin, text } of declarationsOf(source)) {
    for (const rule of rules) {
      for (const { from, to, by } of changesBy(rule, text)) {
        const put = text.slice(0, from) + by + text.slice(to);
        const rest = source.slice(begin + text.length);
        const script = scriptOf(source.slice(0, begin) + put + rest);
        if (script === undefined || seen.has(squeezed(script))) continue;
        seen.add(squeezed(script));
        const was = linesAt(text, from, to);
        const now = linesAt(put, from, from + by.length);
        mutants.push({ rule: rule.name, name, was, now, script });
      }
    }
  }
  return mutants;
}

/** Takes a module apart into what it declares. What it imports is not looked at. */
function declarationsOf(
  source: string,
): { name: string; begin: number; text: string }[] {
  const starts = [
    ...quietly(source).matchAll(
      /^(?:export )?(?:async )?(?:function|const|let) (\w+)/gm,
    ),
  ];
  return starts.map(({ 1: name, index }, i) => ({
    name: name!,
    begin: index,
    text: source.slice(index, starts[i + 1]?.index)
      .replace(/\n\/\*\*[^]*$|\n(?:type|interface|export interface) [^]*$/, ""),
  }));
}

/** Finds each place of a rule, also where two of them overlap, and what is put there. */
function changesBy(
  { at, by }: Rule,
  text: string,
): { from: number; to: number; by: string }[] {
  const quiet = quietly(text);
  const changes = [];
  at.lastIndex = 0;
  for (let found; (found = at.exec(quiet)) !== null;) {
    at.lastIndex = found.index + 1;
    const [from, to] = found.indices![0]!;
    const parts = found.indices!.map((one) => one && text.slice(...one));
    const all = typeof by === "function" ? by(found[0], { text, quiet }) : by;
    for (const template of all) {
      const put = template.replaceAll(/\$(\d)/g, (_, i) => parts[i] ?? "");
      changes.push({ from, to, by: put });
    }
  }
  return changes;
}

/** The whole lines of a place, as one. */
function linesAt(text: string, from: number, to: number): string {
  const begin = text.lastIndexOf("\n", from - 1) + 1;
  const end = text.indexOf("\n", Math.max(begin, to - 1));
  const lines = text.slice(begin, end === -1 ? undefined : end);
  return squeezed(lines.replaceAll(/\/\/.*/g, ""));
}

/** Leaves out the types; nothing, if that is no module. */
export function scriptOf(source: string): string | undefined {
  try {
    return stripTypeScriptTypes(source);
  } catch {
    return undefined;
  }
}

function squeezed(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
