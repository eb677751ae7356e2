import { assertEquals } from "@std/assert";
import { ourText } from "./marked_oracle.ts";

Deno.test("marks find each other as in the examples of CommonMark", () => {
  // CommonMark 0.31.2, section 6.2.
  const examples = `
    *foo bar*              <em>foo bar</em>
    a * foo bar*           a * foo bar*
    a*"foo"*               a*"foo"*
    foo*bar*               foo<em>bar</em>
    foo_bar_               foo_bar_
    aa_"bb"_cc             aa_"bb"_cc
    foo-_(bar)_            foo-<em>(bar)</em>
    _foo*                  _foo*
    *foo bar *             *foo bar *
    *(*foo)                *(*foo)
    *(*foo*)*              <em>(<em>foo</em>)</em>
    _foo_bar_baz_          <em>foo_bar_baz</em>
    **foo bar**            <strong>foo bar</strong>
    foo**bar**             foo<strong>bar</strong>
    __foo__bar__baz__      <strong>foo__bar__baz</strong>
    *foo**bar**baz*        <em>foo<strong>bar</strong>baz</em>
    *foo**bar*             <em>foo**bar</em>
    ***foo** bar*          <em><strong>foo</strong> bar</em>
    *foo **bar***          <em>foo <strong>bar</strong></em>
    foo***bar***baz        foo<em><strong>bar</strong></em>baz
    foo******bar*********baz  foo<strong><strong><strong>bar</strong></strong></strong>***baz
    **foo*bar*baz**        <strong>foo<em>bar</em>baz</strong>
    foo *****              foo *****
    **foo*                 *<em>foo</em>
    *foo**                 <em>foo</em>*
    ****foo*               ***<em>foo</em>
    ****foo****            <strong><strong>foo</strong></strong>
    ***foo***              <em><strong>foo</strong></em>
    *foo _bar* baz_        <em>foo _bar</em> baz_
    **foo **bar baz**      **foo <strong>bar baz</strong>
    *foo *bar baz*         *foo <em>bar baz</em>
    *a \`*\`*                <em>a <code>\`*\`</code></em>
    **（零）**拷           **（零）**拷
    **零**（拷）           <strong>零</strong>（拷）
  `;
  for (const line of examples.trim().split("\n")) {
    const [markdown = "", ...text] = line.trim().split(/ {2,}/);
    assertEquals(ourText(markdown), text.join(" "), markdown);
  }
});
