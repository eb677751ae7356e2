import { assert, assertEquals } from "@std/assert";
import {
  ownReason,
  reasonsWithoutIdea,
  unexplained,
} from "../../lib/grade/own_reason.ts";

const asked = "countSwitches(1)";

Deno.test("ownReason() is the idea, where one explains an answer", () => {
  const complaint = { asked, why: "It threw mine: x.", idea: "one for each" };
  assertEquals(ownReason(complaint), "one for each");
});

Deno.test("ownReason() says how a call ended, and repeats nothing of the answer", () => {
  const said = [
    ["It threw TypeError: secret (answer.ts:3:1)", "it throws an error of"],
    ["It threw secret: secret", "it throws something of its own"],
    ["It threw 5.", "it throws something of its own"],
    ["It did not end within 2 s of CPU time.", "it does not end in time"],
    ["It returned more than anybody can read.", "it gives more than"],
    ["It returned a function, which is not plain data.", "it gives what is"],
    ["The answer must export a function named f: it does not.", "the function"],
    ["secret is no word of it. It threw TypeError: x", unexplained],
  ];
  for (const [why, begins] of said) {
    const reason = ownReason({ asked, why: why! });
    assertEquals(reason.startsWith(begins!), true, `${why}: ${reason}`);
    assertEquals(reason.includes("secret"), false);
  }
  assertEquals(
    ownReason({ asked: "", why: "secret" }),
    "the answer cannot be loaded",
  );
});

Deno.test("what is said without an idea is in the list of all that is", () => {
  const whys = ["It threw 7.", "It did not end within 2 s", "That is wrong."];
  for (const why of whys) {
    assert(reasonsWithoutIdea.includes(ownReason({ asked: "f()", why })), why);
  }
  assert(reasonsWithoutIdea.includes(ownReason({ asked: "", why: "No." })));
});
