import { assertEquals, assertThrows } from "@std/assert";
import { readTypedFile } from "../../lib/cli/typed_file.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";
import { temporaryTest } from "../command.ts";

Deno.test(
  temporaryTest(
    "readTypedFile() reads a text, and says of what is none why",
    (folder) => {
      const read = (
        name: string,
        act = (text: string): string => text,
      ): string =>
        readTypedFile(
          { path: `${folder}/${name}`, option: "--points", takes: "a CSV" },
          act,
        );
      Deno.writeTextFileSync(`${folder}/a.csv`, "\ufeffa,b\n");
      assertEquals(read("a.csv"), "a,b\n");
      Deno.writeFileSync(`${folder}/b.csv`, Uint8Array.of(0xff, 0xfe));
      Deno.mkdirSync(`${folder}/c.csv`);
      const refusals: readonly [
        name: string,
        says: string,
        tryThis?: string,
      ][] = [
        ["gone.csv", "is not there", "--help"],
        ["b.csv", "is no text of UTF-8"],
        ["c.csv", "is no file that can be read"],
      ];
      for (const [name, says, tryThis] of refusals) {
        const { message } = assertThrows(() => read(name), UsageError);
        assertEquals(
          message,
          `--points takes a CSV: "${folder}/${name}" ${says}. ` +
            `Try: ${tryThis ?? `--points ${folder}/${name}`}`,
        );
      }
      const fail = (): string => {
        throw new SyntaxError("Line 2: no.");
      };
      assertThrows(
        () => read("a.csv", fail),
        UsageError,
        "is none, line 2: no. Try",
      );
      const example = "b.csv";
      const file = { path: `${folder}/a.csv`, option: "--points", takes: "x" };
      assertThrows(
        () => readTypedFile({ ...file, example }, fail),
        UsageError,
        "Try: --points b.csv",
      );
      const other = (): string => {
        throw new TypeError("ours");
      };
      assertThrows(() => read("a.csv", other), TypeError, "ours");
    },
  ),
);
