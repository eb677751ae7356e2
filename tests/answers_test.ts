/**
 * The learner's answers, as `deno test` grades them: an exercise with a hole is ignored, a begun
 * one passes or fails.
 *
 * What is read stands here as imports, since a bare `deno test` may read nothing else. An answer
 * itself is loaded within its tests, so that whatever it does at load fails only them.
 */
import { assertEquals } from "@std/assert";
import { type Answers, testsOf } from "../lib/grade/tests.ts";
import { entriesOf, readingTest } from "./source_tree.ts";
import { exercises as modes } from "../exercises/01_modes/checks.ts";
import { exercises as context } from "../exercises/02_context/checks.ts";
import { exercises as dma } from "../exercises/03_dma/checks.ts";
import { exercises as virtualMemory } from "../exercises/04_virtual_memory/checks.ts";
import { exercises as readWrite } from "../exercises/05_read_write/checks.ts";
import { exercises as mmapWrite } from "../exercises/06_mmap_write/checks.ts";
import { exercises as sendfile } from "../exercises/07_sendfile/checks.ts";
import { exercises as sendfileGather } from "../exercises/08_sendfile_gather/checks.ts";
import { exercises as splice } from "../exercises/09_splice/checks.ts";
import { exercises as choosing } from "../exercises/10_choosing/checks.ts";
import { exercises as inTheWild } from "../exercises/11_in_the_wild/checks.ts";
import { exercises as onYourKernel } from "../exercises/12_on_your_kernel/checks.ts";
import modesAnswer from "../exercises/01_modes/answer.ts" with {
  type: "text",
};
import contextAnswer from "../exercises/02_context/answer.ts" with {
  type: "text",
};
import dmaAnswer from "../exercises/03_dma/answer.ts" with {
  type: "text",
};
import virtualMemoryAnswer from "../exercises/04_virtual_memory/answer.ts" with {
  type: "text",
};
import readWriteAnswer from "../exercises/05_read_write/answer.ts" with {
  type: "text",
};
import mmapWriteAnswer from "../exercises/06_mmap_write/answer.ts" with {
  type: "text",
};
import sendfileAnswer from "../exercises/07_sendfile/answer.ts" with {
  type: "text",
};
import sendfileGatherAnswer from "../exercises/08_sendfile_gather/answer.ts" with {
  type: "text",
};
import spliceAnswer from "../exercises/09_splice/answer.ts" with {
  type: "text",
};
import choosingAnswer from "../exercises/10_choosing/answer.ts" with {
  type: "text",
};
import inTheWildAnswer from "../exercises/11_in_the_wild/answer.ts" with {
  type: "text",
};
import onYourKernelAnswer from "../exercises/12_on_your_kernel/answer.ts" with {
  type: "text",
};

/** The answers, by the name of their folder. */
const answers: Readonly<Record<string, Omit<Answers, "lesson">>> = {
  "01_modes": {
    exercises: modes,
    source: modesAnswer,
    load: () => import("../exercises/01_modes/answer.ts"),
  },
  "02_context": {
    exercises: context,
    source: contextAnswer,
    load: () => import("../exercises/02_context/answer.ts"),
  },
  "03_dma": {
    exercises: dma,
    source: dmaAnswer,
    load: () => import("../exercises/03_dma/answer.ts"),
  },
  "04_virtual_memory": {
    exercises: virtualMemory,
    source: virtualMemoryAnswer,
    load: () => import("../exercises/04_virtual_memory/answer.ts"),
  },
  "05_read_write": {
    exercises: readWrite,
    source: readWriteAnswer,
    load: () => import("../exercises/05_read_write/answer.ts"),
  },
  "06_mmap_write": {
    exercises: mmapWrite,
    source: mmapWriteAnswer,
    load: () => import("../exercises/06_mmap_write/answer.ts"),
  },
  "07_sendfile": {
    exercises: sendfile,
    source: sendfileAnswer,
    load: () => import("../exercises/07_sendfile/answer.ts"),
  },
  "08_sendfile_gather": {
    exercises: sendfileGather,
    source: sendfileGatherAnswer,
    load: () => import("../exercises/08_sendfile_gather/answer.ts"),
  },
  "09_splice": {
    exercises: splice,
    source: spliceAnswer,
    load: () => import("../exercises/09_splice/answer.ts"),
  },
  "10_choosing": {
    exercises: choosing,
    source: choosingAnswer,
    load: () => import("../exercises/10_choosing/answer.ts"),
  },
  "11_in_the_wild": {
    exercises: inTheWild,
    source: inTheWildAnswer,
    load: () => import("../exercises/11_in_the_wild/answer.ts"),
  },
  "12_on_your_kernel": {
    exercises: onYourKernel,
    source: onYourKernelAnswer,
    load: () => import("../exercises/12_on_your_kernel/answer.ts"),
  },
};

/** Other questions each time: nobody passes by typing the results of one seed. */
const [seed = 0] = crypto.getRandomValues(new Uint16Array(1));

for (const [slug, answer] of Object.entries(answers)) {
  const lesson = Number(slug.slice(0, 2));
  for (const test of testsOf({ lesson, ...answer }, seed)) Deno.test(test);
}

Deno.test(
  readingTest("every folder of exercises is graded by deno test", () => {
    const folders = entriesOf("exercises").map(({ name }) => name);
    assertEquals(Object.keys(answers), folders);
  }),
);
