/**
 * Grades an answer that loops, with all the patience there is: a test kills it.
 *
 * @module
 */
import { openFor, solutionOf, solved } from "./graded.ts";

if (import.meta.main) {
  await using open = await openFor([5], {
    firstMs: 1e6,
    mostLate: 1,
    aloneMs: [],
    thenMs: 1e6,
  });
  const [folder] = open.folders;
  const files = solved(open.folders);
  const answer = `${solutionOf(folder!)}\nfor (;;);`;
  files.set(`${folder!.lesson.slug}/answer.ts`, answer);
  const choices = [{ folder: folder!, chosen: [1] }];
  await open.box.grade({ files, choices });
}
