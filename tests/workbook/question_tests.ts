import { assertEquals } from "@std/assert";
import {
  answerBy,
  ideasBehind,
  type Question,
} from "../../lib/workbook/question.ts";
import { program } from "../../lib/machine/program.ts";
import { readWrite, sendfile } from "../../lib/strategy/textbook.ts";

const saved: Question<[pieces: number]> = {
  name: "saved",
  right: (pieces) => ({ calls: pieces, bytes: 10 * pieces }),
  wrong: {
    "one piece": () => ({ calls: 1 }),
    "no bytes": () => ({ bytes: 0 }),
    "all of it": (pieces) => ({ calls: 2 * pieces, bytes: 20 * pieces }),
  },
};

Deno.test("ideasBehind() names the ideas that explain every answer", () => {
  const ideas = (...gave: [number, unknown][]): string[] =>
    ideasBehind(
      saved,
      gave.map(([pieces, gave]) => ({ args: [pieces], gave })),
    );
  assertEquals(ideas([3, { calls: 1, bytes: 30 }]), ["one piece"]);
  assertEquals(ideas([3, { calls: 1, bytes: 0 }]), ["one piece", "no bytes"]);
  assertEquals(ideas([3, { calls: 6, bytes: 60 }]), ["all of it"]);
  assertEquals(ideas([3, { calls: 6, bytes: 0 }]), ["no bytes"]);
  assertEquals(ideas([3, { calls: 7, bytes: 7 }]), []);
  assertEquals(ideas([3, 1], [3, undefined]), []);
  assertEquals(
    ideas([1, { calls: 1, bytes: 10 }], [3, { calls: 2, bytes: 30 }]),
    [],
  );
});

Deno.test("ideasBehind() leaves out an idea that is right about its field in the last case", () => {
  const gave = { calls: 1, bytes: 0 };
  assertEquals(ideasBehind(saved, [{ args: [1], gave }]), ["no bytes"]);
});

Deno.test("ideasBehind() leaves out what an idea does not speak of, however deep", () => {
  const tasks: Question<[]> = {
    name: "tasks",
    right: () => ({ sum: { a: 3, at: { line: 1 } } }),
    wrong: { "no sum": () => ({ sum: { at: { line: 2 } } }) },
  };
  const behind = (gave: unknown): string[] =>
    ideasBehind(tasks, [{ args: [], gave }]);
  assertEquals(behind({ sum: { a: 3, at: { line: 2, mode: "user" } } }), [
    "no sum",
  ]);
  assertEquals(behind({ sum: { a: 3, at: { line: 3 } } }), []);
  assertEquals(behind({ sum: { a: 3, at: 2 } }), []);
});

Deno.test("answerBy() makes right what an idea does not speak of", () => {
  assertEquals(answerBy(saved, "no bytes", [3]), { calls: 3, bytes: 0 });
  assertEquals(answerBy(saved, "all of it", [3]), { calls: 6, bytes: 60 });
});

Deno.test("an answer that cannot be plain data is compared as what arrives", () => {
  const half: Question<[number]> = {
    name: "half",
    right: (number) => number / 2,
    wrong: { "by nothing": () => NaN },
  };
  assertEquals(answerBy(half, "by nothing", [1]), "NaN");
  assertEquals(ideasBehind(half, [{ args: [1], gave: "NaN" }]), ["by nothing"]);
});

Deno.test("programs are alike by their steps, whatever they are called", () => {
  const send: Question<[]> = {
    name: "send",
    right: () => readWrite,
    wrong: { "one call does it": () => sendfile },
  };
  const behind = (gave: unknown): string[] =>
    ideasBehind(send, [{ args: [], gave }]);
  const renamed = { ...structuredClone(sendfile), name: "mine" };
  assertEquals(behind(renamed), ["one call does it"]);
  assertEquals(behind(readWrite), []);
  assertEquals(behind(program("mine", [])), []);
});
