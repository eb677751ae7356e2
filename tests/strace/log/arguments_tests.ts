import { assertEquals } from "@std/assert";
import {
  readDescriptors,
  readIovecs,
  readString,
  splitArguments,
} from "../../../lib/strace/log/arguments.ts";

/** Asserts what a reader makes of each of several texts. */
function assertReads<Value>(
  read: (text: string) => Value,
  rows: readonly (readonly [text: string, value: Value])[],
): void {
  for (const [text, value] of rows) assertEquals(read(text), value, text);
}

Deno.test("splitArguments() splits at commas that stand in nothing else", () => {
  assertReads(splitArguments, [
    ["", []],
    ["3", ["3"]],
    ['3, "a, \\"b, \\\\", 10', ["3", '"a, \\"b, \\\\"', "10"]],
    ['3</srv/a, b (1).bin>, "x"..., 5', [
      "3</srv/a, b (1).bin>",
      '"x"...',
      "5",
    ]],
    ["3</srv/a\\76, b>, 4</x, (y>(deleted), 5", [
      "3</srv/a\\76, b>",
      "4</x, (y>(deleted)",
      "5",
    ]],
    ["5<TCP:[1.2.3.4:80->5.6.7.8:9]>, 6<TCPv6:[[::1]:80->[::1]:9]>, NULL", [
      "5<TCP:[1.2.3.4:80->5.6.7.8:9]>",
      "6<TCPv6:[[::1]:80->[::1]:9]>",
      "NULL",
    ]],
    ['5<UNIX-STREAM:[27->28, "/run/a>, b"]>, 1', [
      '5<UNIX-STREAM:[27->28, "/run/a>, b"]>',
      "1",
    ]],
    ["2</dev/null<char 1:3>>, F_GETFD", ["2</dev/null<char 1:3>>", "F_GETFD"]],
    ["123<7zip, x>, 1<<3|1<<4, (a, b), 6", [
      "123<7zip, x>",
      "1<<3|1<<4",
      "(a, b)",
      "6",
    ]],
    ['5, [{iov_base="a, ]}", iov_len=4}, {iov_base="b", iov_len=1}], 2', [
      "5",
      '[{iov_base="a, ]}", iov_len=4}, {iov_base="b", iov_len=1}]',
      "2",
    ]],
    ["{flags=CLONE_VM|CLONE_FILES, tls=0x7f} => {parent_tid=[7]}, 88", [
      "{flags=CLONE_VM|CLONE_FILES, tls=0x7f} => {parent_tid=[7]}",
      "88",
    ]],
    ["3, [0] => [65536], 65536", ["3", "[0] => [65536]", "65536"]],
    ["3, ", ["3", ""]],
    // Cut off, or not in order.
    ['3, "abc, d', ["3", '"abc, d']],
    ["3</a, b", ["3</a, b"]],
    ["[1, 2", ["[1, 2"]],
    ["1], 2", ["1]", "2"]],
  ]);
});

Deno.test("readDescriptors() reads numbers and what is noted of them", () => {
  assertReads((text) => readDescriptors(`[${text}]`)?.[0], [
    ["3", { fd: 3 }],
    ["3</srv/a b.bin>", { fd: 3, note: "/srv/a b.bin" }],
    ['3</srv/a, b=\\"x\\">', { fd: 3, note: '/srv/a, b="x"' }],
    ["3</srv/\\303\\244\\74>", { fd: 3, note: "/srv/ä<" }],
    ["3</srv/ä>", { fd: 3, note: "/srv/ä" }],
    ["3</x>(deleted)", { fd: 3, note: "/x" }],
    ["3</x (deleted)>", { fd: 3, note: "/x" }],
    ["3</dev/null<char 1:3>>", { fd: 3, note: "/dev/null" }],
    ["3<TCP:[1.2.3.4:80->5.6.7.8:9]>", {
      fd: 3,
      note: "TCP:[1.2.3.4:80->5.6.7.8:9]",
    }],
    ["3<TCPv6:[[::1]:80->[::1]:9]>", {
      fd: 3,
      note: "TCPv6:[[::1]:80->[::1]:9]",
    }],
    ['3<UNIX-STREAM:[7,"/run/a"]>', {
      fd: 3,
      note: 'UNIX-STREAM:[7,"/run/a"]',
    }],
    ["3<socket:[123]>", { fd: 3, note: "socket:[123]" }],
    ["3<pipe:[123]>", { fd: 3, note: "pipe:[123]" }],
    ["3<anon_inode:[eventpoll]>", { fd: 3, note: "anon_inode:[eventpoll]" }],
    ["NULL", undefined],
    ["0x7f12", undefined],
    ['"3"', undefined],
  ]);
});

Deno.test("readDescriptors() reads both ends of a pipe", () => {
  assertReads(readDescriptors, [
    ["[3, 4]", [{ fd: 3 }, { fd: 4 }]],
    ["[3<pipe:[1]>, 4<pipe:[1]>]", [
      { fd: 3, note: "pipe:[1]" },
      { fd: 4, note: "pipe:[1]" },
    ]],
    ["[...]", []],
    ["0x7ffd1234", undefined],
    ["[3, x]", undefined],
  ]);
});

Deno.test("readString() reads C escapes, bytes of UTF-8, and whether it was cut", () => {
  assertReads((text) => readString(text)?.text, [
    ['"abc"', "abc"],
    ['""...', ""],
    ['buf="abc"', "abc"],
    ['"a\\"b) = 5\\n\\0\\1\\177"', 'a"b) = 5\n\0\x01\x7f'],
    ['"\\x61\\x22\\x0a"', 'a"\n'],
    ['"\\t\\v\\f\\r\\\\n"', "\t\v\f\r\\n"],
    ['"/srv/\\303\\244.bin"', "/srv/ä.bin"],
    ['"/srv/\\xc3\\xa4"', "/srv/ä"],
    ['"\\0009"', "\x009"],
    ["NULL", undefined],
    ["0x7ffe12", undefined],
  ]);
  assertReads((text) => readString(text)?.isCut, [
    ['"abc"', false],
    ['"abc"...', true],
    ['""...', true],
    ['"..."', false],
  ]);
});

Deno.test("readIovecs() reads the pieces of a vector or a message, old and new", () => {
  const both = [{ base: '"a, b"', bytes: 4 }, { base: '""...', bytes: 10 }];
  assertReads(readIovecs, [
    ['[{iov_base="a, b", iov_len=4}, {iov_base=""..., iov_len=10}]', both],
    ['[{"a, b", 4}, {""..., 10}]', both],
    ['[{iov_base="a, b", iov_len=4 /* 0x4 */}, {iov_base=""...}]', [both[0]!]],
    ["[{iov_base=0x7f12, iov_len=10}]", [{ base: "0x7f12", bytes: 10 }]],
    ['[{iov_base="a, b", iov_len=4}, ...]', both.slice(0, 1)],
    ["[...]", []],
    [
      '{msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="a, b", iov_len=4}], msg_iovlen=1, msg_controllen=0, msg_flags=0}',
      both.slice(0, 1),
    ],
    [
      '{msg_name(0)=NULL, msg_iov(2)=[{"a, b", 4}, {""..., 10}], msg_controllen=0, msg_flags=0}',
      both,
    ],
    ["0x7f12", undefined],
    ["NULL", undefined],
    ["{msg_name=NULL, msg_iov=0x7f}", undefined],
  ]);
});
