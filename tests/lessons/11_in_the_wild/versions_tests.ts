import { assert, assertEquals } from "@std/assert";
import {
  changesOf,
  versionsTable,
} from "../../../lessons/11_in_the_wild/versions.ts";
import { strategies } from "../../../lib/strategy/linux.ts";

const changes = changesOf(strategies);

Deno.test("changesOf() has every change that brought a strategy, and more", () => {
  const brought = strategies.flatMap(({ broughtBy }) => broughtBy ?? []);
  assert(brought.length > 0, "no strategy says what brought it");
  for (const change of brought) assert(changes.includes(change), change.says);
  assert(changes.length > brought.length);
});

Deno.test("changesOf() goes from the oldest Linux to the newest", () => {
  const versions = ["2.6", "2.10", "2.9.1", "10.0", "2.9"];
  const toys = versions.map((since) => ({
    ...strategies[0]!,
    broughtBy: { ...changes[0]!, since },
  }));
  const found = changesOf(toys).map(({ since }) => since);
  assertEquals(
    found.filter((since) => versions.includes(since)),
    ["2.6", "2.9", "2.9.1", "2.10", "10.0"],
  );
});

Deno.test("each change is short, and has a link to where it is written", () => {
  for (const { since, says, source: [name, url] } of changes) {
    assert(/^\d+(\.\d+){1,2}$/.test(since), since);
    assert(says.length > 5 && says.length <= 64, says);
    assert(name !== "" && /^https:\/\/\S+$/.test(url), `${since}: ${url}`);
  }
});

Deno.test("versionsTable() has a row for each change, with its link", () => {
  const rows = versionsTable(strategies).split("\n").slice(2);
  assertEquals(rows.length, changes.length);
  for (const [i, { since, source: [, url] }] of changes.entries()) {
    assert(rows[i]!.includes(` ${since} |`), rows[i]);
    assert(rows[i]!.includes(`](${url})`), rows[i]);
  }
});
