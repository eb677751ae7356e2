/**
 * How fast counts are found: by folding a trace, and by the closed form, which must not depend on
 * the size of the file.
 */
import { makeJob } from "../../lib/machine/job.ts";
import { run } from "../../lib/machine/run.ts";
import { count } from "../../lib/trace/count.ts";
import { closedForm } from "../../lib/cost/closed_form.ts";
import { readWrite } from "../../lib/strategy/textbook.ts";

const bufferBytes = 4096;
const job = makeJob({ fileBytes: 4 * 2 ** 20, bufferBytes });
const large = makeJob({ fileBytes: 2 ** 40, bufferBytes });
const { trace } = run(readWrite, job);

Deno.bench({
  name: "closed form, 1 TiB in 4 KiB",
  group: "counting",
  baseline: true,
}, () => {
  closedForm(readWrite, large);
});

Deno.bench({ name: "fold, 4 MiB in 4 KiB", group: "counting" }, () => {
  count(trace);
});
