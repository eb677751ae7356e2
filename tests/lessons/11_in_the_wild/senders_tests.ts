import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  callsBehind,
  senders,
  sendersTable,
  sendingsOf,
} from "../../../lessons/11_in_the_wild/senders.ts";

const all = senders.flatMap((row) =>
  sendingsOf(row).map((sending) => ({ row, sending }))
);

Deno.test("no two rows of the senders are about the same", () => {
  const said = all.map(({ sending }) => JSON.stringify(sending));
  assertEquals(new Set(said).size, said.length);
  const sources = senders.map(({ says, who }) => `${who} ${says}`);
  assertEquals(new Set(sources).size, senders.length);
});

Deno.test("callsBehind() finds the row that a sending is from, and where that leads", () => {
  for (const { row, sending } of all) {
    const calls = callsBehind(sending);
    if ("as" in row.sees) {
      const on = sending.on.replace("NIO, ", "");
      const other = { ...sending, asks: row.sees.as, on };
      assertEquals(calls, callsBehind(other), row.says);
    } else assertEquals(calls, row.sees, row.says);
  }
});

Deno.test("where the program encrypts, all of them read and write; and nobody reads what sendfile sends", () => {
  for (const { sending } of all) {
    const calls = callsBehind(sending);
    if (sending.tls === "program") assertEquals(calls, ["read", "write"]);
    assertEquals(calls.includes("read"), calls.includes("write"));
    assert(!(calls.includes("read") && calls.includes("sendfile")));
  }
});

Deno.test("callsBehind() refuses what no row is about", () => {
  const { sending } = all[0]!;
  assertThrows(
    () => callsBehind({ ...sending, asks: "FTP" }),
    RangeError,
    "No row is about",
  );
});

Deno.test("sendersTable() names each sender once, and links each source", () => {
  const rows = sendersTable().split("\n").slice(2);
  assertEquals(rows.length, senders.length);
  const names = rows.map((row) => row.split("|")[1]!.trim())
    .filter((name) => name !== "");
  assertEquals(new Set(names).size, names.length);
  for (const [i, { source }] of senders.entries()) {
    const text = typeof source === "string" ? source : `](${source[1]})`;
    assert(rows[i]!.includes(text), rows[i]);
  }
});
