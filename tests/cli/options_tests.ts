import { assert, assertEquals, assertThrows } from "@std/assert";
import { type CommandName, commands } from "../../lib/cli/commands.ts";
import { helpOf } from "../../lib/cli/help.ts";
import { options, optionsOf } from "../../lib/cli/options.ts";
import {
  isGiven,
  readOrHelp,
  sortArguments,
  valueOf,
} from "../../lib/cli/typed.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";
import { mostCountedBytes } from "../../lib/machine/job.ts";
import { saySize } from "../../lib/text/say.ts";
import { displayWidth } from "../../lib/text/width.ts";
import { splitWords } from "../command.ts";
import { widths } from "../widths.ts";

const names = Object.keys(commands) as CommandName[];

/** What is typed, and what it is read as: the words, then each option. */
const readings = `
  grade 5.10 --seed 007 --json         | 5.10 seed=7 json
  grade --json --seed=12 read_write    | read_write seed=12 json
  grade --seed 1 --seed 2              | seed=2
  grade --json true                    | true json
  grade --junit a=b                    | junit=a=b
  grade -- --seed                      | --seed
  hint 5.1 08                          | 5.1 08
  predict 5 --submit -1,2              | 5 submit=-1,2
  reset 5 --yes                        | 5 yes
  lab --runs 10000 --width 40          | runs=10000 width=40
  lab --size 1MiB --bench --rounds 1   | bench rounds=1 size=1048576
  test tests/cli tests/lab a b c       | tests/cli tests/lab a b c
`;

/** What is typed, and the one line that refuses it. */
const refusals = `
  grade 5 6           | Unknown argument "6": grade has --seed, --junit, --limit, --json, --help. Try: deno task grade --help
  grade --nope=1      | Unknown argument "--nope": grade has --seed, --junit, --limit, --json, --help. Try: deno task grade --help
  grade -x            | Unknown argument "-x": grade has --seed, --junit, --limit, --json, --help. Try: deno task grade --help
  grade 5 --sede 3    | Unknown argument "--sede": grade has --seed, --junit, --limit, --json, --help. Try: deno task grade 5 --seed 3
  grade --sede x      | Unknown argument "--sede": grade has --seed, --junit, --limit, --json, --help. Try: deno task grade --seed 80
  reset --yse 5       | Unknown argument "--yse": reset has --all, --yes, --help. Try: deno task reset 5 --yes
  solution 5 --any    | Unknown argument "--any": solution has --anyway, --help. Try: deno task solution 5 --anyway
  weave 8             | Unknown argument "8": weave has --help. Try: deno task weave --help
  grade --seed        | --seed takes a value, and none was given. Try: deno task grade --help
  grade --seed=       | --seed takes a value, and none was given. Try: deno task grade --help
  grade --seed --json | --seed takes a value, and none was given. Try: deno task grade --help
  reset 5 --yes=no    | --yes takes no value, and "no" was given. Try: deno task reset --help
  progress --json=x   | --json takes no value, and "x" was given. Try: deno task progress --help
  grade --help=0      | --help takes no value, and "0" was given. Try: deno task grade --help
  solution --anyway=  | --anyway takes no value, and "" was given. Try: deno task solution --help
  grade --seed -1     | --seed takes a whole number from 0 to 2147483648: it is "-1". Try: deno task grade --seed 80
  lab --runs 0        | --runs takes a whole number from 1 to 10000: it is "0". Try: deno task lab --runs 80
  lab --rounds 101    | --rounds takes a whole number from 1 to 100: it is "101". Try: deno task lab --bench --rounds 5
  lab --size 17GiB    | --size takes a size from 1 MiB to 16 GiB: it is "17GiB". Try: deno task lab --bench --size 256MiB
  lab --width 201     | --width takes a whole number from 40 to 200: it is "201". Try: deno task lab --width 80
`;

/** What people type, and the bytes that they mean. */
const sizes = `
  0        0
  007      7
  4096     4096
  5b       5
  64KiB    65536
  64kib    65536
  64k      65536
  64K      65536
  64kB     64000
  1.5k     1536
  0.5KiB   512
  1M       1048576
  1MB      1000000
  1e6      1000000
  1E3      1000
  2e3k     2048000
  3G       3221225472
  3GB      3000000000
  1TiB     1099511627776
  2TB      2000000000000
  1PiB     1125899906842624
  1PB      1000000000000000
`;

/** Reads a command line as a command does, with every value. */
function read(line: string): string {
  const [command, ...args] = splitWords(line);
  const typed = readOrHelp(command as CommandName, args)!;
  const given = typed.options.filter(({ name }) => isGiven(typed, name));
  const values = given.map(({ name, kind }) =>
    kind === "flag" ? name : `${name}=${valueOf(typed, name)}`
  );
  return [...typed.words, ...values].join(" ");
}

function refusal(line: string): string {
  const error = assertThrows(() => read(line), UsageError, undefined, line);
  return error.for(`deno task ${line.split(" ")[0]}`).message;
}

/** The value of an option of a lesson. */
function valueIn(...args: string[]): number | string | undefined {
  const typed = sortArguments(args, optionsOf("lesson"));
  return valueOf(typed, args[0]!.replace(/^--|=.*/g, ""));
}

function rowsOf(table: string): string[][] {
  return table.trim().split("\n")
    .map((row) => row.split("|").map((cell) => cell.trim()));
}

Deno.test("words and options are told apart in any order, and read as what they are", () => {
  for (const [line, expected] of rowsOf(readings)) {
    assertEquals(read(line!), expected, line);
  }
});

Deno.test("what a command does not take is refused with what it takes and what to type", () => {
  for (const [line, expected] of rowsOf(refusals)) {
    assertEquals(refusal(line!), expected, line);
    const next = expected!.split(". Try: deno task ")[1]!;
    if (!next.endsWith(" --help")) read(next);
  }
});

Deno.test("a whole number is digits, and a size may have a unit", () => {
  const others = [
    "60B",
    "1KiB",
    "1k",
    "1e2",
    "0x40",
    "80.0",
    "８０",
    " 80",
    "",
  ];
  for (const text of others) {
    const error = assertThrows(() => valueIn("--width", text), UsageError);
    assert(error.message.includes("from 40 to 200: it "), error.message);
  }
  for (const row of sizes.trim().split("\n")) {
    const [text, bytes] = row.trim().split(/ +/);
    assertEquals(valueIn("--size", text!), Number(bytes), text);
  }
  assertEquals(valueIn("--size=  64 KiB "), 65_536);
  for (let bytes = 1; bytes <= mostCountedBytes; bytes *= 2) {
    assertEquals(valueIn("--size", saySize(bytes)), bytes);
  }
});

Deno.test("a size is a whole number of bytes in its range, and nothing else", () => {
  const others = "x|k|-1|+1|1.5|1.3k|.5k|5.|1,000|1_000|0x10|1e-3|1e400|NaN" +
    "|9007199254740992|2PiB|Infinity|1 2|64KiBs|64 Ki B|1constructor|６４|1ib";
  for (const text of others.split("|")) {
    const { message } = assertThrows(() => valueIn("--size", text), UsageError);
    assertEquals(
      message,
      "--size takes a whole number of bytes from 0 to 1 PiB: " +
        `it is "${text}". Try: --size 64KiB`,
    );
  }
  for (const args of [["--size"], ["--size="], ["--size", "--json"]]) {
    const { message } = assertThrows(() => valueIn(...args), UsageError);
    assert(message.includes(": it has no value. Try: --size 64KiB"), message);
  }
  assertThrows(() => valueIn("--buffer", "0"), UsageError, "from 1 to 1 PiB");
});

Deno.test("a choice is a word as it is written", () => {
  assertEquals(valueIn("--cache", "warm"), "warm");
  for (const text of ["Warm", "war", "toString"]) {
    const { message } = assertThrows(
      () => valueIn("--cache", text),
      UsageError,
    );
    const says = `--cache takes cold, warm: it is "${text}". Try: --cache cold`;
    assertEquals(message, says);
  }
});

Deno.test("a misspelt option is told the nearest name, one that is like none is not", () => {
  const near = {
    "json": "jsno jso json2 jsun",
    "answers": "anwsers answer an anserws",
    "seed 80": "sede sed seeds",
    "submit 4,2,2": "submti sumit",
    "help": "hlep hel",
  };
  for (const [name, misspelt] of Object.entries(near)) {
    for (const typed of misspelt.split(" ")) {
      const says = refusal(`predict 5 --${typed}`);
      assert(says.endsWith(`. Try: deno task predict 5 --${name}`), says);
    }
  }
  for (const typed of ["--x", "-j", "--width", "--no-json", "--a", "--jnso2"]) {
    const says = refusal(`predict 5 ${typed}`);
    assert(says.endsWith(". Try: deno task predict --help"), says);
  }
});

Deno.test("help is asked for whatever else is typed", () => {
  for (const args of [["--help"], ["-h"], ["5", "--help"], ["--no", "-h"]]) {
    const typed = sortArguments(args, optionsOf("grade"));
    assert(isGiven(typed, "help"), args.join(" "));
  }
});

Deno.test("a dash alone is a word: it stands for standard input", () => {
  const { words } = sortArguments(["-", "--json"], optionsOf("trace"));
  assertEquals(words, ["-"]);
});

Deno.test("every option is told by the help, takes its own example, and has one name", () => {
  for (const command of names) {
    const own = optionsOf(command);
    const help = helpOf(command, 80);
    assertEquals(new Set(own.map(({ name }) => name)).size, own.length);
    for (const { name, says, word, kind } of own) {
      const row = word === undefined ? `--${name}` : `--${name} ${word}`;
      assertEquals(kind === "flag", word === undefined, name);
      assert(help.includes(row) || (name === "help" && !says), row);
    }
  }
  for (const option of options) {
    const { name, value, kind, example } = option;
    if (example === undefined) continue;
    assertEquals(value === undefined || kind !== "choice", true, name);
    const typed = sortArguments([`--${name}`, example], [option]);
    assert(valueOf(typed, name) !== undefined, name);
  }
});

Deno.test("the help of every command fits every width, and loses no word", () => {
  assert(helpOf("catchup", 40).includes("go on\nwith the others. What"));
  assert(helpOf("trace", 40).includes("server.strace \\\n-e \\\ntrace="));
  // What is to be typed goes on below after a \.
  const words = (text: string): string[] => text.trim().split(/[\s\\]+/);
  for (const command of names) {
    for (const columns of widths) {
      const text = helpOf(command, columns);
      for (const line of text.split("\n")) {
        assert(displayWidth(line) <= columns, `${columns}: "${line}"`);
      }
      assertEquals(words(text), words(helpOf(command, 200)), command);
    }
  }
});
