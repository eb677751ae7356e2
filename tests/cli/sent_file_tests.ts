import { assertEquals, assertThrows } from "@std/assert";
import { readSentFile } from "../../lib/cli/sent_file.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";
import type { Lesson } from "../../lib/workbook/lesson.ts";
import { generateFile, mostMovedBytes } from "../../lib/machine/job.ts";
import { temporaryTest } from "../command.ts";

const sending: Pick<Lesson, "heeds"> = { heeds: ["file", "buffer"] };

function refusal(path: string): string {
  return assertThrows(() => readSentFile(path, sending), UsageError).message;
}

Deno.test(
  temporaryTest("readSentFile() reads every byte of a file", (folder) => {
    for (const size of [0, 1, 4097]) {
      const bytes = generateFile(size, 7);
      Deno.writeFileSync(`${folder}/some file`, bytes);
      assertEquals(readSentFile(`${folder}/some file`, sending), bytes);
    }
  }),
);

Deno.test(
  temporaryTest(
    "readSentFile() refuses a file that is not there, and a folder",
    (folder) => {
      const expected = "--file takes a file that can be read: ";
      assertEquals(
        refusal(`${folder}/none`),
        `${expected}"${folder}/none" does not exist. Try: --size 1MiB`,
      );
      assertEquals(
        refusal(folder),
        `${expected}"${folder}" is not a regular file. Try: --size 1MiB`,
      );
      Deno.writeFileSync(`${folder}/file`, new Uint8Array(1));
      const below = refusal(`${folder}/file/below`);
      assertEquals(
        below.startsWith(`${expected}"${folder}/file/below" `),
        true,
      );
    },
  ),
);

Deno.test("readSentFile() refuses an empty path", () => {
  assertEquals(
    refusal(""),
    "--file takes a file that can be read: it has no value. " +
      "Try: --size 1MiB",
  );
});

Deno.test(
  temporaryTest(
    "readSentFile() refuses a file too large to move, and says how to count it",
    (folder) => {
      const path = `${folder}/large`;
      Deno.writeFileSync(path, new Uint8Array(0));
      Deno.truncateSync(path, mostMovedBytes + 1);
      assertEquals(
        refusal(path),
        `--file takes a file that can be read: "${path}" has 1,073,741,825 ` +
          "bytes, more than the model moves. " +
          "Try: --size 1073741825 --no-trace",
      );
    },
  ),
);

Deno.test(
  temporaryTest("readSentFile() says why a file cannot be read", (folder) => {
    const path = `${folder}/closed`;
    Deno.writeFileSync(path, new Uint8Array(1), { mode: 0o000 });
    let isOpen = true;
    try {
      Deno.readFileSync(path);
    } catch {
      isOpen = false;
    }
    // An administrator may read everything: there is nothing to refuse then.
    if (isOpen) return;
    const says = refusal(path);
    assertEquals(
      says.includes("cannot be read (PermissionDenied)"),
      true,
      says,
    );
  }),
);
