import { testAnswers } from "zero-copy/grade/test_registry.ts";
import { exercises } from "./questions.ts";
import page from "./README.md" with { type: "text" };
import source from "./answer.ts" with { type: "text" };

testAnswers({
  place: import.meta.url,
  exercises,
  page,
  source,
  load: () => import("./answer.ts"),
});
