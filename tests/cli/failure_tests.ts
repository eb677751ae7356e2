import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import {
  exitCodeOf,
  isRefusal,
  reasonOf,
  sayFailure,
} from "../../lib/cli/failure.ts";
import { pathOf, root } from "../../lib/workbook/path.ts";
import { temporaryTest } from "../command.ts";
import { readingTest } from "../source_tree.ts";
import { rollProblem } from "../problems.ts";

Deno.test("sayFailure() tells what the system refused in its own words", () => {
  assertEquals(
    sayFailure(new Deno.errors.PermissionDenied("mkdir '/a\n\x1b[31mb'")),
    "The system refused: mkdir '/a [31mb'",
  );
});

/**
 * Reasons of the system as Deno hands them on: its class, the code that it has for some, and the
 * words, here those of Linux ("Disc" is macOS, 112 is Windows). How begins what can be done; "-" is
 * nothing.
 */
const reasons = `
  NotFound         ENOENT        No such file or directory (os error 2)            -
  PermissionDenied EACCES        Permission denied (os error 13)                   See whose
  PermissionDenied EPERM         Operation not permitted (os error 1)              See whose
  AlreadyExists    EEXIST        File exists (os error 17)                         -
  IsADirectory     EISDIR        Is a directory (os error 21)                      -
  NotADirectory    ENOTDIR       Not a directory (os error 20)                     -
  FilesystemLoop   ELOOP         Too many levels of symbolic links (os error 40)   A link
  Error            ENOSPC        No space left on device (os error 28)             Make room
  Error            -             Disk quota exceeded (os error 122)                Make room
  Error            -             Disc quota exceeded (os error 69)                 Make room
  Error            ENOSPC        There is not enough space. (os error 112)         Make room
  Error            EROFS         Read-only file system (os error 30)               Nothing can
  Error            -             Read-only file system (os error 30)               Nothing can
  Error            EMFILE        Too many open files (os error 24)                 Close other
  Error            ENFILE        Too many open files in system (os error 23)       Close other
  Error            EIO           Input/output error (os error 5)                   The disk
  Error            -             No such device or address (os error 6)            That is
  Error            EBUSY         Device or resource busy (os error 16)             A disk
  Error            ENAMETOOLONG  File name too long (os error 36)                  Choose
  Error            EXDEV         Invalid cross-device link (os error 18)           -
  Error            ENOTEMPTY     Directory not empty (os error 39)                 -
  Error            -             File too large (os error 27)                      -
  Error            -             Stale file handle (os error 116)                  -
  TypeError        EINVAL        Invalid argument (os error 22)                    -
`;

Deno.test("sayFailure() tells every reason of the system, with the file and what to do", () => {
  const rows = reasons.trim().split("\n")
    .map((row) => /^ *(\w+) +(\S+) +(.*\)) +(.*)$/.exec(row)!.slice(1));
  const kinds = Deno.errors as unknown as Record<string, ErrorConstructor>;
  for (const [name, code, words, todo] of rows) {
    const Kind = kinds[name!] ?? { Error, TypeError }[name!]!;
    const error = new Kind(`${words}: writefile '/EROFS/ENOSPC answer.ts'`);
    if (code !== "-") Object.assign(error, { code });
    const said = sayFailure(error);
    assertEquals(isRefusal(error), true, words);
    const begin = `The system refused: ${error.message}`;
    assertEquals(said.slice(0, begin.length), begin);
    const end = said.slice(begin.length);
    assertEquals(exitCodeOf(error), 1, words);
    assertEquals(reasonOf(error), words!.replace(/\.? \(.*/, ""));
    if (todo === "-") assertEquals(end, "");
    else assertMatch(end, new RegExp(`^\\. ${todo} [^\n]*\\w\\.$`), words);
  }
});

Deno.test(
  temporaryTest("sayFailure() tells what this system really refuses", (top) => {
    Deno.mkdirSync(`${top}/full/folder`, { recursive: true });
    const acts: readonly (() => void)[] = [
      () => Deno.readFileSync(`${top}/none`),
      () => Deno.readFileSync(`${top}/full`),
      () => Deno.removeSync(`${top}/full`),
      () => Deno.writeTextFileSync(`${top}/${"x".repeat(1000)}`, ""),
      () => Deno.mkdirSync(`${top}/full`),
      () => Deno.renameSync(`${top}/full`, `${top}/full/folder/full`),
    ];
    for (const act of acts) {
      const says = sayFailure(assertThrows(act));
      assertMatch(says, /^The system refused: .* \(os error \d+\)/, `${act}`);
    }
  }),
);

Deno.test("sayFailure() tells what Deno keeps back from every task, and suggests no flag", () => {
  const error = new Deno.errors.NotCapable(
    'Requires all access to "/dev/full", run again with the --allow-all flag',
  );
  assertEquals(
    sayFailure(error),
    'Deno lets no task of the workbook reach "/dev/full". Type another place',
  );
  assertEquals(reasonOf(error), "Deno lets no task reach it");
  assertEquals(exitCodeOf(error), 2);
});

Deno.test(
  readingTest(
    "sayFailure() names a file that the workbook lacks from its top, and how to get it back",
    () => {
      const failing = (path: string): Error =>
        new Deno.errors.NotFound(
          `No such file or directory (os error 2): readfile '${path}'`,
        );
      const own = failing(`${pathOf(root)}solutions/05/answer.ts`);
      assertMatch(
        sayFailure(own),
        /^solutions\/05\/answer\.ts is not there any more\. Try: git checkout solutions\/05\/answer\.ts, or .* deno task start \S+ --yes$/,
      );
      assertEquals(exitCodeOf(own), 2);
      assertEquals(exitCodeOf(failing("/elsewhere/file")), 1);
    },
  ),
);

Deno.test("sayFailure() names the place of a mistake, in one line", () => {
  let thrown: unknown;
  try {
    rollProblem(1, -1);
  } catch (error) {
    thrown = error;
  }
  assertMatch(
    sayFailure(thrown),
    /^A mistake of the workbook, not in what you typed: RangeError: Expected a seed .* \(lib\/workbook\/prediction\.ts:\d+:\d+\)$/,
  );
});

Deno.test("sayFailure() says what was thrown, error or not", () => {
  const says = "A mistake of the workbook, not in what you typed: ";
  const error = new TypeError("no place");
  error.stack = "";
  assertEquals(sayFailure(error), `${says}TypeError: no place`);
  assertEquals(sayFailure("text"), `${says}"text"`);
  assertEquals(sayFailure(undefined), `${says}undefined`);
});
