import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { versionComplaint } from "../../lib/cli/pinned.ts";

const canRead = Deno.permissions.querySync({
  name: "read",
  path: new URL("../../.dvmrc", import.meta.url),
}).state === "granted";

Deno.test("versionComplaint() accepts the pinned version and later ones of the same major version", () => {
  for (const found of ["2.9.6", "2.9.7", "2.10.0", "2.9.6+b6e7dbd"]) {
    assertEquals(versionComplaint(found, "2.9.6"), undefined, found);
  }
});

Deno.test("versionComplaint() refuses older versions and other major versions", () => {
  const others = ["2.9.5", "2.8.9", "2.0.0", "1.46.3", "3.0.0", "3.9.6", "?"];
  for (const found of others) {
    assert(versionComplaint(found, "2.9.6") !== undefined, found);
  }
});

Deno.test("versionComplaint() compares numbers, not letters", () => {
  assertEquals(versionComplaint("2.10.0", "2.9.6"), undefined);
  assert(versionComplaint("2.9.6", "2.10.0") !== undefined);
});

Deno.test("versionComplaint() says in one line what was found, what is expected and what to type", () => {
  const complaint = versionComplaint("2.8.0", "2.9.6") ?? "";
  assertStringIncludes(complaint, "needs Deno 2.9.6 or a later 2.x");
  assertStringIncludes(complaint, "this is Deno 2.8.0");
  assertStringIncludes(complaint, "npx -y deno@2.9.6 task lesson");
  assertEquals(complaint.split("\n").length, 1);
});

Deno.test("versionComplaint() refuses a pinned version that is none", () => {
  assertThrows(() => versionComplaint("2.9.6", "latest"), RangeError, "latest");
});

Deno.test({
  name: canRead
    ? "versionComplaint() reads .dvmrc, and this Deno is new enough"
    : "versionComplaint() reads .dvmrc (needs read permission: deno task test)",
  ignore: !canRead,
  fn: () => {
    assertMatch(versionComplaint("1.0.0")!, /needs Deno \d+\.\d+\.\d+ or/);
    assertEquals(versionComplaint(Deno.version.deno), undefined);
  },
});
