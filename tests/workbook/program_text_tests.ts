import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { program } from "../../lib/machine/program.ts";
import { linux, textbook } from "../../lib/strategy/linux.ts";
import {
  allOps,
  knownCalls,
  mostInstructions,
  programText,
  readProgram,
} from "../../lib/workbook/program_text.ts";
import { readAddress, writeAddress } from "../../lib/web/address.ts";
import { makeDice } from "../dice.ts";
import { randomProgram } from "../random_program.ts";

Deno.test("readProgram() reads what programText() writes, also from an address", () => {
  const dice = makeDice(31);
  for (let i = 0; i < 2000; i++) {
    const one = randomProgram(dice);
    const text = programText(one);
    assertEquals(readProgram(text), one, `seed 31, program ${i}: ${text}`);
    const { own = "" } = readAddress(writeAddress({ own: text }));
    assertEquals(own, text);
  }
});

Deno.test("the strategies have short texts, of letters that an address leaves as they are", () => {
  for (const one of [...textbook, ...linux]) {
    const text = programText({ ...one, name: "mine" });
    assertEquals(readProgram(text), { ...one, name: "mine" });
    assertEquals(writeAddress({ own: text }), `#own=${text}`);
    assert(text.length < 140, text);
  }
});

Deno.test("the text of sendfile is as it is told", () => {
  const text = "sendfile*each.in-sendfile.dma-d-c.cpu-c-s.dma-s-n.out-sendfile";
  assertEquals(programText(textbook[2]!), text);
});

Deno.test("a text that is no program is refused in words", () => {
  const many = Array(mostInstructions + 1).fill(".send").join("");
  const cases: readonly [text: string, says: string][] = [
    ["mine*twice.send", `"twice" is not how often a part is done: each, once`],
    ["mine*each.fly", `"fly" is no instruction`],
    ["mine*each.", `"" is no instruction`],
    ["mine*", `"" is not how often`],
    ["mine*each.in", `"in" has 0 words after "in" and must have 1`],
    ["mine*each.send-d", `has 1 word after "send" and must have 0`],
    ["mine*each.in-format", `"format" is no call: read, write, mmap`],
    ["mine*each.dma-d-x", `"x" is no place: d, c, u, s, p, n`],
    ["mine*each.dma-toString-c", `"toString" is no place`],
    ["mine*each.toString", `"toString" is no instruction`],
    ["mine*each.pipe-0", `a pipe has from 1 to`],
    ["mine*each.pipe-1e3", `and not "1e3"`],
    ["mine*each.pipe-9999999999", `and not "9999999999"`],
    [`mine*each${many}`, "more than 200 instructions"],
    [`mine${"*once".repeat(51)}`, "more than 50 parts"],
    ["m".repeat(61), "its name is longer than 60 characters"],
    [`mine*each.${"x".repeat(1000)}`, `"${"x".repeat(20)}…" is no instruction`],
  ];
  for (const [text, says] of cases) {
    const read = readProgram(text);
    assert(typeof read === "string", text);
    assertStringIncludes(read, says);
    assert(read.length < 200, read);
  }
});

Deno.test("whatever is typed is a program or a sentence", () => {
  const dice = makeDice(32);
  const signs = [
    ..."*.-_xdcuspn0123",
    "each",
    "once",
    "in-read",
    "pipe-",
    "😀",
  ];
  for (let i = 0; i < 3000; i++) {
    const text = i % 2 === 0
      ? Array.from({ length: dice.between(0, 15) }, () => dice.oneOf(signs))
        .join("")
      : mutated(programText(randomProgram(dice)));
    const read = readProgram(text);
    if (typeof read === "string") {
      assert(read.endsWith("."), read);
    } else assertEquals(readProgram(programText(read)), read, text);
  }

  function mutated(text: string): string {
    const at = dice.below(text.length + 1);
    return text.slice(0, at) + dice.oneOf(signs) +
      text.slice(at + dice.below(3));
  }
});

Deno.test("a text without parts is an empty program", () => {
  assertEquals(readProgram("mine"), program("mine"));
  assertEquals(readProgram(""), program(""));
});

Deno.test("all that a program can do can be chosen", () => {
  const used = [...textbook, ...linux].flatMap(({ parts }) => parts)
    .flatMap(({ instructions }) => instructions);
  for (const { op } of used) assert(allOps.includes(op), op);
  assertEquals(knownCalls.toSorted(), [
    "mmap",
    "munmap",
    "pipe",
    "read",
    "sendfile",
    "splice",
    "write",
  ]);
});
