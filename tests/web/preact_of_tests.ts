import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { element } from "../../lib/text/markup.ts";
import { preactOf } from "../../lib/web/preact_of.ts";

/** What a test looks at in a node. */
interface Node {
  readonly type: string;
  readonly key: string;
  readonly props: Readonly<Record<string, unknown>>;
}

Deno.test("preactOf() makes a node with all that an element has", () => {
  const node = preactOf(
    element("g", { id: "cpu", hidden: true, open: false }, "a", element("b")),
  ) as unknown as Node;
  assertEquals(node.type, "g");
  assertEquals(node.key, "cpu");
  assertEquals(node.props["hidden"], "hidden");
  assertEquals(node.props["open"], undefined);
  const [text, child] = node.props["children"] as [string, Node];
  assertEquals([text, child.type], ["a", "b"]);
});

Deno.test("preactOf() gives the same node for the same markup", () => {
  const still = element("rect");
  const first = preactOf(element("g", {}, still)) as unknown as Node;
  const second = preactOf(element("g", {}, still)) as unknown as Node;
  assert(first !== second);
  assertStrictEquals(first.props["children"], second.props["children"]);
});
