/**
 * Submissions that mean harm, or are odd: what is handed in for lesson 5 in the place of our answer,
 * and the verdict that its second exercise must get.
 *
 * @module
 */

/** One of them. */
export interface Hostile {
  readonly name: string;
  /** By their names beside the answer, which is one of them. */
  readonly files: Readonly<Record<string, string>>;
  readonly state: "passed" | "failed" | "open";
  /** What is told of a failure. */
  readonly told: RegExp;
  /** Whether the other exercises of the file have their marks. */
  readonly sparesFile: boolean;
}

/** What a table says: a name or a code, and what is told. No text is told of what passes. */
type Rows = readonly (readonly [code: string, told: RegExp | "passed"])[];

/** Imports, at the end of an answer that is right. */
const imports: Rows = [
  ['export * from "../../solutions/05_read_write/answer.ts";', /the solutions/],
  ['import "../../solutions/05_read_write/answer.ts";', /the solutions/],
  [
    'import type { Program as P } from "../../solutions/05_read_write/answer.ts";',
    /the solutions/,
  ],
  [
    'import a from "../../solutions/05_read_write/answer.ts" with { type: "text" };',
    /as text or data/,
  ],
  ['import { exercises } from "./questions.ts";', /the questions/],
  ['import "../05_read_write/questions.ts";', /the questions/],
  [
    'import * as q from "zero-copy/../exercises/05_read_write/questions.ts";',
    /the questions/,
  ],
  ['import { a } from "./checks.ts";', /the questions/],
  [
    'import { readWrite } from "zero-copy/strategy/textbook.ts";',
    /imports "zero-copy/,
  ],
  ['import "zero-copy/grade/grade.ts";', /imports "zero-copy/],
  ['import "../08_sendfile_gather/answer.ts";', /another lesson/],
  ['import "../../../2/exercises/05_read_write/answer.ts";', /imports "\.\.\//],
  [
    'import "../../exercises/05_read_write/../../../2/exercises/05_read_write/answer.ts";',
    /imports /,
  ],
  ['import "/etc/hostname";', /whole path/],
  ['import a from "/etc/hostname" with { type: "json" };', /as text or data/],
  [
    'import a from "file:///etc/passwd" with { type: "text" };',
    /as text or data/,
  ],
  ['import "C:\\\\boot.ini";', /whole path/],
  ['import "data:text/javascript,export default 1";', /written as an address/],
  ['import "blob:null/1";', /written as an address/],
  ['import "https://127.0.0.1:9/a.ts";', /from the network/],
  ['import "npm:is-odd@3";', /a package/],
  ['import "jsr:@std/assert";', /a package/],
  ['import { readFileSync } from "node:fs";', /of the system/],
  ['import { readFileSync } from "fs";', /imports "fs"/],
  ['import process from "node:process"; process.exit(0);', /of the system/],
  ['import { Worker } from "node:worker_threads";', /of the system/],
  ['import { createRequire } from "node:module";', /of the system/],
  ['import "\\u006eode:fs";', /imports /],
  [
    'import "zero-copy/%2e%2e/solutions/05_read_write/answer.ts";',
    /the solutions/,
  ],
  ['import "./../../solutions/05_read_write/answer.ts";', /the solutions/],
  ['import module from "./a.wasm";', /imports "\.\/a\.wasm"/],
  ['export { exercises } from "./questions.ts";', /the questions/],
  ['await import("node:" + "fs");', /calls import/],
  ["await import(`node:fs`);", /calls import/],
  ['await import/* */("node:fs");', /calls import/],
  ['await import\n("node:fs");', /calls import/],
  ["const a = `${await import('node:fs')}`;", /calls import/],
  [
    'const a = 4 / 2; const b = /["/]/; await import("node:fs");',
    /calls import/,
  ],
  ["const a = { import: import.meta.url };", /import\.meta/],
  ['require("fs");', /calls require/],
  // What a reader of tokens takes for a regular expression, a text, a comment.
  ['const a = ours! / import("node:fs") / 1;', /has the word import/],
  ['const a = 1 as {} / import("node:fs") / 1;', /has the word import/],
  ['const a = function () {} / import("node:fs") / 1;', /has the word import/],
  [
    'type A = {}\n/["]/.test("") || import("node:fs"); "";',
    /has the word import/,
  ],
  ['type A = {}\n/[/*]/.test("") || import("node:fs"); /**/', /Unterminated/],
  ['type A = {}\n/[//]/.test("") || import\n("node:fs");', /Unterminated/],
  [
    'type A = {}\n/[//]/.test("");/**/import "data:text/javascript,1";',
    /Unterm/,
  ],
  [
    'type A = {}\n/[//]/.test(""); import a/*;*/ from "data:text/javascript,1";',
    /Unterminated/,
  ],
  ['import b fr\\u006fm "data:text/javascript,1";', /written as an address/],
  [
    'type A = {}\n/[`]/.test("");\nexport * from "node:fs"; /`/;',
    /has the word import/,
  ],
  ['import { b } from "./helper.ts";', /"\.\/helper\.ts" was not handed in/],
  [
    '/// <reference path="../../solutions/05_read_write/answer.ts" />',
    "passed",
  ],
  ['/// <reference types="npm:is-odd" />', "passed"],
  ['// @deno-types="../../solutions/05_read_write/answer.ts"', "passed"],
  ["/** @jsxImportSource https://127.0.0.1:9 */", "passed"],
  ["//# sourceMappingURL=file:///etc/passwd", "passed"],
  ['const a = "import \\"node:fs\\"";', /has the word import/],
  ['// import "node:fs"', "passed"],
  ["// What we import (and what not) is said above.", "passed"],
  ['/* import { once } from "zero-copy/machine/program.ts"; */', "passed"],
  ['// We import. An import from a disk is no import "of" ours', "passed"],
];

/** What an answer tries at its beginning. It passes if that throws, or comes to nothing. */
const tries: readonly string[] = [
  "return Deno.env.toObject()",
  'return Deno.env.get("ZERO_COPY_CANARY")',
  "return Deno.readTextFileSync(canary)",
  "return Deno.openSync(canary)",
  'return Deno.readTextFileSync("/etc/passwd")',
  'return Deno.readDirSync("..")',
  'return Deno.writeTextFileSync("left", "a") ?? 1',
  "return Deno.makeTempDirSync()",
  'return Deno.symlinkSync("/", "left") ?? 1',
  'return new Deno.Command("sh").outputSync()',
  "return new Deno.Command(Deno.execPath()).spawn()",
  'return Deno.dlopen("libc.so.6", {})',
  "return Deno.listen({ port: 0 })",
  "return Deno.connect({ port: 9 })",
  "return Deno.serve(() => new Response())",
  "return Deno.openKv()",
  "return Deno.cwd()",
  "return Deno.execPath()",
  "return Deno.mainModule",
  "return Deno.args",
  "return Deno.pid",
  'return Deno.kill(1, "SIGTERM") ?? 1',
  "return Deno.exit(0)",
  "return Deno.stdin.readSync(new Uint8Array(9))",
  "return Deno.stdout.writeSync(new Uint8Array(9))",
  "return Deno.permissions.querySync({ name: 'read' })",
  "return Deno.core",
  "return Deno[Deno.internal]",
  "return Deno[Object.getOwnPropertySymbols(Deno).at(-1)]",
  "return Deno.inspect.constructor('return 1')()",
  "return globalThis.__bootstrap ?? globalThis.Deno.core",
  "return process.env",
  "return process.stdout.write('a')",
  'return process.getBuiltinModule("node:fs")',
  'return process.binding("fs")',
  "return process.exit(0)",
  "return Buffer.from('a').constructor.constructor('return process')()",
  'return new Worker("data:text/javascript,1", { type: "module" })',
  'return new SharedWorker("data:text/javascript,1")',
  'return fetch("file:///etc/passwd")',
  'return fetch("http://127.0.0.1:9")',
  'return new WebSocket("ws://127.0.0.1:9")',
  'return new EventSource("http://127.0.0.1:9")',
  'return new WebTransport("https://127.0.0.1:9")',
  "return new XMLHttpRequest()",
  'return localStorage.setItem("a", "b") ?? 1',
  'return caches.open("a")',
  'return new BroadcastChannel("a")',
  'return eval("1")',
  'return new Function("return 1")()',
  'return (async () => {}).constructor("return 1")()',
  'return (function* () {}).constructor("yield 1")().next()',
  'return new ShadowRealm().evaluate("1")',
  "return prompt() ?? alert() ?? (confirm() || undefined)",
  "return postMessage(1) ?? 1",
  "return close() ?? 1",
  "return (() => arguments.callee.caller)()",
  `Error.prepareStackTrace = (_, sites) => sites;
   return new Error().stack.find((one) => one.getThis() ?? one.getFunction())`,
  `const { apply } = Reflect;
   const heard = globalThis.heard ??= [];
   const hook = (of, name) => {
     const was = of[name];
     of[name] = function (...parts) {
       heard[heard.length] = parts;
       return apply(was, this, parts);
     };
   };
   hook(JSON, "parse");
   hook(JSON, "stringify");
   hook(TextEncoder.prototype, "encode");
   hook(Array.prototype, "push");
   hook(Function.prototype, "apply");
   hook(globalThis, "structuredClone");
   return heard.flat().find((one) => /[0-9a-f]{8}-[0-9a-f]{4}-4/.test(String(one)))`,
];

/** What an answer does to what others share, and then it counts right. */
const spoils: readonly string[] = [
  "Object.prototype.then = 1",
  "Object.prototype.id = Object.prototype.why = Object.prototype.gave = 1",
  'Reflect.defineProperty(Object.prototype, "lacks", { get: () => "time" })',
  'Reflect.defineProperty(Array.prototype, "0", { set() {}, get: () => 1 })',
  "JSON.stringify = () => '{}'",
  "JSON.parse = () => 1",
  "(async () => {}).constructor.prototype.then = Promise.prototype.then = null",
  "globalThis.Promise = null",
  "Array.prototype.map = Array.prototype.push = Array.prototype.flatMap = null",
  "Object.entries = Object.keys = Object.values = () => []",
  "Object.freeze(Object.prototype); Object.freeze(Array.prototype)",
  "Object.freeze(globalThis)",
  "String.prototype.replace = RegExp.prototype.exec = null",
  "Symbol.prototype.toString = Error.prototype.toString = null",
  'console.log("\\x1b[2J", "x".repeat(1e6)); console.error("a")',
  "for (let i = 0; i < 1e4; i++) setTimeout(() => {}, 1e9)",
  "setInterval(() => {}, 1)",
  "globalThis.left = new MessageChannel(); left.port1.onmessage = () => {}",
  `EventTarget.prototype.addEventListener.call(globalThis, "beforeunload",
     (event) => event.preventDefault())`,
  "Promise.reject(new Error('late'))",
  "setTimeout(() => { throw null; })",
  "queueMicrotask(() => { throw new Error('late'); })",
  "new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))",
  "if (isFirst) { isFirst = false; for (const end = performance.now() + 250; performance.now() < end;); }",
  "Error.stackTraceLimit = Infinity; Error.prepareStackTrace = () => { throw 1; }",
];

/** What an answer gives in the place of a number, or does in the place of giving it. */
const gives: Rows = [
  ["return { toString: 1, valueOf: 1 }", /must return a number/],
  ["return nested(200_000)", /not plain data/],
  ["return nested(2000)", /deep/],
  ['return "x".repeat(2 ** 16 + 1)', /65,539 characters/],
  ['return "x".repeat(2e6)', /2,000,002 characters/],
  ['return "\\0".repeat(2e4)', /120,002 characters/],
  ["return Array(50_000).fill(0)", /more than anybody can read/],
  ["return Array(2000).fill(0)", /a list of 2,000 parts/],
  ["return Array(2 ** 32 - 1)", /more than anybody can read/],
  ["return new Uint8Array(1e6)", /more than anybody can read/],
  [
    "return Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [i, i]))",
    /an object of 2,000 parts/,
  ],
  ["return -0", /./],
  ["return NaN", /returned NaN/],
  ['return "NaN"', /returned NaN/],
  ["return Infinity", /returned Infinity/],
  ["return 1e308", /./],
  ["return 2 ** 53", /./],
  ["return undefined", /Nothing was returned/],
  ["return null", /returned null/],
  ['return "\\ud800"', /returned a text/],
  ['return "\\x1b[2J\\x1b]0;a\\x07\\u202e\\r"', /returned a text/],
  ['return "]]><script>alert(1)</script>"', /returned a text/],
  [`return '=HYPERLINK("http://127.0.0.1")'`, /returned a text/],
  ['return JSON.parse(\'{"__proto__": { "then": 1 }}\')', /an object/],
  ["return { then: (go) => go({ then: 1 }) }", /an object/],
  ["return { then() {} }", /waits for what never comes/],
  ["return { get then() { throw new Error('no'); } }", /threw Error: no/],
  ["return { get a() { for (;;); } }", /of CPU time/],
  ["return { toJSON: () => { for (;;); } }", /of CPU time/],
  ["return { toJSON: () => () => 1 }", /./],
  ["const a = {}; a.a = a; return a", /not plain data/],
  ["return () => 1", /a function, which is not plain data/],
  ["return Symbol('a')", /Symbol\(a\), which is not plain data/],
  ["return 4n", /not plain data/],
  ["return new Map([[1, 2]])", /an object/],
  ["return new Proxy({}, { ownKeys() { throw null; } })", /not plain data/],
  [
    "const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy",
    /threw TypeError/,
  ],
  ["return new Error().stack", /returned a text/],
  ["globalThis.structuredClone = () => [1, 1]; return 4", /./],
  ["globalThis.JSON = null; return 4", /./],
  ["throw null", /threw null/],
  ["throw { toString: null, get message() { throw 1; } }", /./],
  ["throw new Proxy(new Error('a'), { get() { throw 1; } })", /./],
  [
    "throw new Error(new Error().stack + '\\x1b[2J'.repeat(500))",
    /threw Error/,
  ],
  [
    "throw Object.assign(new Error('a'), { name: '\\x1b[2J', stack: 1 })",
    /threw/,
  ],
  ["return countSwitches(fileBytes, bufferBytes)", /called itself without end/],
  ["for (;;);", /of CPU time/],
  ['return /(a+)+$/.test("a".repeat(60) + "b")', /of CPU time/],
  ["return new Promise(() => setTimeout(() => { for (;;); }))", /of CPU time/],
  ["return new Promise(() => {})", /waits for what never comes/],
  ["setInterval(() => {}, 10); return new Promise(() => {})", /It waited/],
  [
    "return new Promise(() => { (function f() { Promise.resolve().then(f); })(); })",
    /of CPU time/,
  ],
  [
    "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)",
    /It waited/,
  ],
  ["const a = []; for (;;) a.push(Array(1e5).fill(1))", /broke down/],
  ["return new Uint8Array(2 ** 31).fill(1)", /RangeError|broke down/],
  ["return new WebAssembly.Memory({ initial: 30_000 })", /RangeError|./],
  ['let a = "a"; for (;;) a += a', /threw RangeError/],
  [
    "for (let i = 0; i < 1e9; i++) setTimeout(() => {}, 1e9)",
    /of CPU time|broke down/,
  ],
];

/** What an answer does as it is loaded. None of its exercises can be asked. */
const loads: Rows = [
  ["for (;;);", /cannot be loaded: .* of CPU time/],
  ["await new Promise(() => {});", /cannot be loaded/],
  ["setInterval(() => {}, 1); await new Promise(() => {});", /It waited/],
  ["throw null;", /cannot be loaded: null/],
  ["throw new Error('\\x1b[2J\\u202eso');", /cannot be loaded: .*so/],
  ["export function (", /cannot be loaded/],
  ["export const a = <b></b>;", /cannot be loaded/],
  ["export const countSwitches = 1;", /cannot be loaded/],
  ["const all = []; for (;;) all.push(Array(1e5).fill(1));", /broke down/],
];

/** Makes an answer of another text: nothing else of it is odd. */
type Change = (ours: string) => string;

/** Texts as editors, systems and people make them. */
const texts: readonly (readonly [
  name: string,
  change: Change,
  verdict: RegExp | "passed" | "open",
])[] = [
  ["CRLF", (ours) => ours.replaceAll("\n", "\r\n"), "passed"],
  ["CR alone", (ours) => ours.replaceAll("\n", "\r"), "passed"],
  ["a byte order mark", (ours) => `\ufeff${ours}`, "passed"],
  [
    "UTF-16 read as UTF-8",
    (ours) => ours.replaceAll(/[^]/g, "$&\0"),
    /cannot be loaded/,
  ],
  [
    "comments of GBK read as UTF-8",
    (ours) => `// \ufffd\ufffd\n${ours}`,
    "passed",
  ],
  ["NUL in the middle", (ours) => `${ours}\n\0`, /cannot be loaded/],
  ["an empty file", () => "", /must export a function named countSwitches/],
  ["nothing but a comment", () => "// done\n", /must export a function/],
  ["no code at all", () => "My answer is 12.", /cannot be loaded/],
  [
    "another signature",
    (ours) =>
      ours.replace(
        /countSwitches\([^)]*\)/,
        "countSwitches(bufferBytes: number, fileBytes: number)",
      ),
    /./,
  ],
  [
    "another name",
    (ours) => ours.replaceAll("countSwitches", "countTheSwitches"),
    /must export a function named countSwitches/,
  ],
  [
    "not exported",
    (ours) =>
      ours.replace("export function countSwitches", "function countSwitches"),
    /must export a function named countSwitches/,
  ],
  [
    "a default export",
    (ours) =>
      ours.replace(
        "export function countSwitches",
        "export default function countSwitches",
      ),
    /must export a function named countSwitches/,
  ],
  [
    "exported below",
    (ours) =>
      ours.replace("export function countSwitches", "function countSwitches") +
      "\nexport { countSwitches };",
    "passed",
  ],
  [
    "exported under the name",
    (ours) =>
      ours.replace("export function countSwitches", "function counted") +
      "\nexport { counted as countSwitches };",
    "passed",
  ],
  [
    "async",
    (ours) =>
      ours.replace(
        /export function countSwitches\(([^)]*)\): number/,
        "export async function countSwitches($1): Promise<number>",
      ),
    "passed",
  ],
  [
    "an arrow",
    (ours) =>
      ours.replace("export function countSwitches", "function counted") +
      "\nexport const countSwitches = (...all: [number, number]) => counted(...all);",
    "passed",
  ],
  [
    "no types",
    (ours) =>
      ours.replace(
        /countSwitches\([^)]*\): number/,
        "countSwitches(fileBytes, bufferBytes)",
      ),
    "passed",
  ],
  [
    "an enum and a namespace",
    (ours) => `${ours}\nenum A { B }\nnamespace C { export const d = A.B; }`,
    "passed",
  ],
  [
    "exported twice",
    (ours) => `${ours}\nexport { countSwitches };`,
    /cannot be loaded/,
  ],
  [
    "60 KiB of comments",
    (ours) => `${ours}\n${"// a\n".repeat(12_000)}`,
    "passed",
  ],
  [
    "a line of 60,000 characters",
    (ours) => `${ours}\nconst a = "${"a".repeat(60_000)}";`,
    "passed",
  ],
  [
    "a todo that is reached",
    (ours) =>
      ours.replace(
        /(countSwitches\([^)]*\): number \{)/,
        '$1\n  if (fileBytes > 0) throw Object.assign(new Error("a"), { name: "Todo" });',
      ),
    "open",
  ],
];

/** What is there for all that answers try. */
const helpers = `
let isFirst = true;
const nested = (depth) => {
  let value = 0;
  for (let i = 0; i < depth; i++) value = [value];
  return value;
};
`;

/**
 * Makes all of them.
 *
 * @param canary A file that no answer may read.
 */
export function hostilesOf(
  { ours, stub, other, canary }: {
    /** Our answer of lesson 5, its stub, and our answer of another lesson. */
    readonly ours: string;
    readonly stub: string;
    readonly other: string;
    readonly canary: string;
  },
): Hostile[] {
  const begins = (code: string): string =>
    ours.replace(
      /export function countSwitches\([^)]*\): number \{/,
      (head) => `${head}\n${code}\n`,
    ) + helpers;
  const make = (
    name: string,
    answer: string,
    verdict: RegExp | "passed" | "open",
    { sparesFile = true, more = {} } = {},
  ): Hostile => ({
    name,
    files: { "answer.ts": answer, ...more },
    state: typeof verdict === "string" ? verdict : "failed",
    told: typeof verdict === "string" ? /^/ : verdict,
    sparesFile,
  });
  const trying = (code: string): string =>
    begins(`
  const canary = ${JSON.stringify(canary)};
  let found: unknown;
  try {
    found = (() => { ${code}; })();
  } catch { /* It is refused. */ }
  if (found !== undefined) throw new Error("escaped");`);
  const solutions = 'export * from "../../solutions/05_read_write/answer.ts";';
  const helper = "a".repeat(200);
  return [
    ...imports.map(([code, told]) =>
      make(code, `${ours}\n${code}`, told, { sparesFile: told === "passed" })
    ),
    ...tries.map((code) => make(code, trying(code), "passed")),
    ...spoils.map((code) => make(code, begins(`${code};`), "passed")),
    ...gives.map(([code, told]) => make(code, begins(`${code};`), told)),
    ...loads.map(([code, told]) =>
      make(`at load: ${code}`, `${ours}\n${code}`, told, { sparesFile: false })
    ),
    ...texts.map(([name, change, verdict]) =>
      make(name, change(ours), verdict, {
        sparesFile: typeof verdict === "string",
      })
    ),
    make("the stub", stub, "open", { sparesFile: false }),
    make("the answer of another lesson", other, /./, { sparesFile: false }),
    make(
      "a module beside it that imports the solutions",
      `${ours}\nexport * from "./mine.ts";`,
      /mine\.ts:1 imports the solutions/,
      { sparesFile: false, more: { "mine.ts": solutions } },
    ),
    make(
      "modules beside it that import each other",
      `${ours}\nexport * from "./mine.ts";`,
      "passed",
      { more: { "mine.ts": 'export * from "./answer.ts";' } },
    ),
    make(
      "a module beside it with a long name",
      `${ours}\nexport * from "./${helper}.ts";`,
      "passed",
      { more: { [`${helper}.ts`]: "export const a = 1;" } },
    ),
    make(
      "a module beside it with a name that no system has",
      `${ours}\nexport * from "./${helper}${helper}.ts";`,
      /imports "\.\/a+…": an answer can import/,
      {
        sparesFile: false,
        more: { [`${helper}${helper}.ts`]: "export const a = 1;" },
      },
    ),
    make("modules that nobody imports", ours, "passed", {
      more: {
        "questions.ts": "throw 1;",
        "answer_test.ts": "throw 1;",
        "types.ts": "throw 1;",
        "mine.ts": solutions,
      },
    }),
  ];
}

/**
 * What an answer imports if nobody has looked at its text first: then the map of the box, and what
 * its process may read, must hold. Each gives something if it gets somewhere.
 */
export const unseenImports: readonly string[] = [
  'await import("node:fs").then((fs) => fs.readFileSync(canary))',
  'await import("fs").then((fs) => fs.readFileSync(canary))',
  'await import("node:process").then((one) => one.env)',
  'await import("node:worker_threads")',
  'await import("node:inspector")',
  'await import("node:sqlite")',
  'await import("npm:is-odd@3")',
  'await import("jsr:@std/assert")',
  'await import("https://127.0.0.1:9/a.ts")',
  'await import("file:///etc/passwd", { with: { type: "text" } })',
  'await import("/etc/hostname", { with: { type: "text" } })',
  "await import(canary, { with: { type: 'text' } })",
  "await import(`file://${canary}`, { with: { type: 'text' } })",
  'await import("zero-copy/strategy/textbook.ts")',
  'await import("zero-copy/grade/grade.ts")',
  'await import("../../../lib/strategy/textbook.ts")',
  'await import(new URL("../../../lib/strategy/textbook.ts", import.meta.url).href)',
  'await import("../../solutions/05_read_write/answer.ts")',
  'await import("../../../2/exercises/05_read_write/answer.ts")',
  'await import("../08_sendfile_gather/answer.ts")',
  'await import("./questions.ts")',
  "await import(\"data:text/javascript,export * from 'node:fs'\")",
  // Code that is written as an address is told where the box is.
  "await import(`data:text/javascript,export * from '${new URL('../../../lib/workbook/hole.ts', import.meta.url)}'`)",
  "await import(`data:text/javascript,import a from 'file://${canary}' with { type: 'text' }`)",
];
