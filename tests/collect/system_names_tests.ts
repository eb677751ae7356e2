import { assertEquals } from "@std/assert";
import type { Delivered } from "../../lib/collect/delivered.ts";
import {
  bySystemName,
  groupsIn,
  readSystemName,
} from "../../lib/collect/system_names.ts";

function file(path: string): Delivered {
  const read = (): Promise<Uint8Array> => Promise.resolve(new Uint8Array());
  return { path, source: `w.zip/${path}`, nesting: 1, read };
}

Deno.test("readSystemName() reads what Canvas and Moodle write, and takes nobody for another", () => {
  const cases: readonly [path: string, said: unknown][] = [
    ["doejane_12_34_answer.ts", [
      { canvas: "12", name: "doejane" },
      false,
      "answer.ts",
    ]],
    ["doejane_LATE_12_34_answer-1.ts", [
      { canvas: "12", name: "doejane" },
      true,
      "answer-1.ts",
    ]],
    ["doejane_12_34_roe_99_1_answer.ts", [
      { canvas: "12", name: "doejane" },
      false,
      "roe_99_1_answer.ts",
    ]],
    ["李明_12_34_a b.ts", [{ canvas: "12", name: "李明" }, false, "a b.ts"]],
    ["doejane_12_text.html", [
      { canvas: "12", name: "doejane" },
      false,
      "text.html",
    ]],
    ["anon_qz9Yb_34_answer.ts", [{ canvas: "anon_qz9Yb" }, false, "answer.ts"]],
    ["anon_LATE_qz9Yb_34_answer.ts", [
      { canvas: "anon_qz9Yb" },
      true,
      "answer.ts",
    ]],
    ["Ada Lovelace_123_assignsubmission_file_/answer.ts", [
      { moodle: "123", name: "Ada Lovelace" },
      false,
      "answer.ts",
    ]],
    ["Ada Lovelace_123_assignsubmission_file/a/b.ts", [
      { moodle: "123", name: "Ada Lovelace" },
      false,
      "a/b.ts",
    ]],
    ["Ada_L_123_assignsubmission_file_answer.ts", [
      { moodle: "123", name: "Ada_L" },
      false,
      "answer.ts",
    ]],
    ["Eve_9_assignsubmission_file_Bo_5_assignsubmission_file_a.ts", [
      { moodle: "Eve_9_assignsubmission_file_Bo_5_assignsubmission_file_a.ts" },
      false,
      "Bo_5_assignsubmission_file_a.ts",
    ]],
    ["Ada_1_assignsubmission_file/a\nb.ts", [
      { moodle: "1", name: "Ada" },
      false,
      "a\nb.ts",
    ]],
    ["a/doejane_12_34_answer.ts", undefined],
    ["doejane_12_answer.ts", undefined],
    ["05_read_write/answer.ts", undefined],
    ["_12_34_answer.ts", undefined],
    ["answer.ts", undefined],
  ];
  for (const [path, said] of cases) {
    const found = readSystemName(path);
    assertEquals(
      found && [found.claim, found.isLate ?? false, found.original],
      said,
      path,
    );
  }
});

Deno.test("bySystemName() puts together what is of one student, and leaves the rest", () => {
  const names = [
    "roe_13_3_answer.ts",
    "poe_14_4_answer.ts",
    "poe_LATE_14_5_answer-1.ts",
    "doe_LATE_12_2_answer-1.ts",
    "doe_LATE_12_1_answer.ts",
    "grades.csv",
    "homework.json",
    "letter.txt",
  ];
  const { groups, others } = bySystemName(names.map(file));
  assertEquals(
    groups.map(({ source, isLate, files }) => [
      source,
      isLate,
      ...files.map(({ path }) => path),
    ]),
    [
      ["w.zip/doe_LATE_12_1_answer.ts", true, "answer.ts", "answer-1.ts"],
      ["w.zip/poe_14_4_answer.ts", true, "answer.ts", "answer-1.ts"],
      ["w.zip/roe_13_3_answer.ts", undefined, "answer.ts"],
    ],
  );
  assertEquals(others.map(({ path }) => path), ["letter.txt"]);
});

Deno.test("groupsIn() takes a place for what most of it says: a system's delivery, or a student's", () => {
  const cases: readonly [place: string, names: string[], ids: unknown[]][] = [
    ["007", ["answer.ts"], [{ id: "007", name: "007" }]],
    ["007.zip", ["answer.ts", "b.ts"], [{ id: "007", name: "007" }]],
    ["w.zip", ["doe_1_2_a.ts", "roe_2_3_a.ts"], [{ canvas: "1", name: "doe" }, {
      canvas: "2",
      name: "roe",
    }]],
    ["w.zip", ["doe_1_2_a.ts", "roe_2_3_a.ts", "x.ts"], [{
      canvas: "1",
      name: "doe",
    }, { canvas: "2", name: "roe" }]],
    ["007.zip", ["doe_1_2_a.ts", "answer.ts"], [{ id: "007", name: "007" }]],
    ["\u202e.zip", ["a.ts"], []],
  ];
  for (const [place, names, claims] of cases) {
    const { groups, refused } = groupsIn({
      files: names.map(file),
      refused: [],
    }, place);
    assertEquals(groups.map(({ claim }) => claim), claims, place);
    const isAll = groups.flatMap(({ files }) => files).length === names.length;
    assertEquals(refused.length, isAll ? 0 : 1);
  }
});
