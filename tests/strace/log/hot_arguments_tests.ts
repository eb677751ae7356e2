import { assertEquals } from "@std/assert";
import {
  nextArgument,
  noteAt,
  numberAt,
  readParts,
} from "../../../lib/strace/log/hot_arguments.ts";

Deno.test("numberAt() reads a number where it stands", () => {
  const rows: readonly (readonly [text: string, at: number, value: number])[] =
    [
      ["12, 34", 0, 12],
      ["12, 34", 4, 34],
      ["0x1f, 3", 0, 31],
      ["fd=5, 1", 0, 5],
      ["5</srv/9>, 1", 0, 5],
      ["NULL", 0, NaN],
      ["", 0, NaN],
      ["1", 7, NaN],
      ["140737488355327", 0, 2 ** 47 - 1],
    ];
  for (const [text, at, value] of rows) {
    assertEquals(numberAt(text, at), value, text);
  }
});

Deno.test("nextArgument() passes over what stands in a note", () => {
  const second = (text: string): string => text.slice(nextArgument(text, 0));
  assertEquals(second("3, 4"), "4");
  assertEquals(second("3</srv/a, b>, 4</c>, 5"), "4</c>, 5");
  assertEquals(second("5<TCP:[192.0.2.1:80->192.0.2.2:9]>, 6"), "6");
  assertEquals(second("2</dev/null<char 1:3>>, 6"), "6");
  assertEquals(second("NULL, 8192"), "8192");
  assertEquals(second("[0] => [9], 10"), "10");
  assertEquals(second("3"), "");
  assertEquals(second("3</srv/a, b"), "");
});

Deno.test("noteAt() reads what -y says of a descriptor", () => {
  assertEquals(noteAt("3</srv/a>, 4</b>", 0), "/srv/a");
  assertEquals(noteAt("3</srv/a>, 4</b>", 11), "/b");
  assertEquals(noteAt("3, 4</b>", 0), undefined);
  assertEquals(noteAt("NULL", 0), undefined);
});

Deno.test("readParts() reads lengths, and makes up for those that are left out", () => {
  const rows: readonly (readonly [
    text: string,
    moved: number,
    parts: readonly number[],
  ])[] = [
    [
      '4, [{iov_base=""..., iov_len=240}, {iov_base=""..., iov_len=8}], 2',
      248,
      [
        240,
        8,
      ],
    ],
    ['4, [{iov_base="iov_len=9\\"", iov_len=240}], 1', 100, [240]],
    ['4, [{"ab", 240}, {"c", 8}], 2', 248, [240, 8]],
    ["4, [...], 2", 248, [248]],
    ['4, [{iov_base="", iov_len=240}, ...], 3', 300, [240, 60]],
    ["4, [{iov_base=0x7f01, iov_len=240}], 1", -1, [240]],
    [
      '4, {msg_name=NULL, msg_iov=[{iov_base="", iov_len=7}], msg_iovlen=1}, MSG_MORE',
      7,
      [7],
    ],
    ['4, {msg_name(0)=NULL, msg_iov(1)=[{"x", 7}]}, MSG_MORE', 7, [7]],
  ];
  for (const [text, moved, parts] of rows) {
    assertEquals(readParts(text, moved), parts, text);
  }
});
