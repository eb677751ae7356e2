import { assertEquals } from "@std/assert";
import {
  descriptorObstacle,
  mostDescriptors,
} from "../../lib/lab/descriptors.ts";
import { Kernel } from "../../lib/lab/kernel.ts";
import { SyscallError } from "../../lib/lab/syscall_error.ts";
import { answerCalls, inUse, labTest } from "./lab_test_kit.ts";

Deno.test(
  labTest(
    "descriptorObstacle() opens as many as are needed, and keeps none",
    () => {
      const kernel = new Kernel();
      const before = inUse(kernel);
      assertEquals(descriptorObstacle(kernel), undefined);
      assertEquals(kernel.calls.open, mostDescriptors);
      assertEquals(kernel.calls.close, mostDescriptors);
      assertEquals(inUse(kernel), before);
    },
  ),
);

Deno.test(
  labTest("descriptorObstacle() says so where one too few may be open", () => {
    const kernel = new Kernel();
    const before = inUse(kernel);
    let opened = 0;
    answerCalls(kernel, (name) => {
      if (name !== "open" || ++opened < mostDescriptors) return;
      throw new SyscallError("open()", 24);
    });
    assertEquals(
      descriptorObstacle(kernel),
      `The lab must have ${mostDescriptors} more files open, and may not: EMFILE (too many open files)`,
    );
    assertEquals(inUse(kernel), before);
  }),
);
