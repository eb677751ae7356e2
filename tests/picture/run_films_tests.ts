import { assertEquals } from "@std/assert";
import { makeJob, nicAbilities } from "../../lib/machine/job.ts";
import { run } from "../../lib/machine/run.ts";
import { lengthOf } from "../../lib/picture/film.ts";
import { runFilms } from "../../lib/picture/run_films.ts";
import { fallBack } from "../../lib/strategy/fallback.ts";
import { textbook } from "../../lib/strategy/linux.ts";
import { sayQuantity } from "../../lib/trace/quantity.ts";
import { count } from "../../lib/trace/count.ts";

Deno.test("runFilms() shows all strategies as the kernel does them on the job's NIC", () => {
  for (const nic of nicAbilities) {
    const job = makeJob({ nic });
    const films = runFilms(job).map(({ film }) => film());
    assertEquals(
      films.map((film) => [
        film.name,
        film.ending.kind,
        film.still(lengthOf(film), "wide").tiles[1]!.says,
      ]),
      textbook.map((program) => [
        program.name,
        "delivered",
        sayQuantity("cpuCopies", count(run(fallBack(program, job), job).trace)),
      ]),
    );
  }
});
