/**
 * The lessons that are live in a browser, with their numbers. They are named here, since a test without
 * permissions may not look for them.
 *
 * @module
 */
import { lesson as modes } from "lessons/01_modes/lesson.ts";
import { lesson as context } from "lessons/02_context/lesson.ts";
import { lesson as dma } from "lessons/03_dma/lesson.ts";
import { lesson as memory } from "lessons/04_virtual_memory/lesson.ts";
import { lesson as readWrite } from "lessons/05_read_write/lesson.ts";
import { lesson as mmapWrite } from "lessons/06_mmap_write/lesson.ts";
import { lesson as sendfile } from "lessons/07_sendfile/lesson.ts";
import { lesson as gather } from "lessons/08_sendfile_gather/lesson.ts";
import { lesson as splice } from "lessons/09_splice/lesson.ts";
import { lesson as choosing } from "lessons/10_choosing/lesson.ts";
import { lesson as wild } from "lessons/11_in_the_wild/lesson.ts";
import type { Lesson } from "../../../lib/workbook/lesson.ts";

/** Each lesson by its number. [from 1] */
export const liveLessons: readonly (readonly [number, Lesson])[] = [
  modes,
  context,
  dma,
  memory,
  readWrite,
  mmapWrite,
  sendfile,
  gather,
  splice,
  choosing,
  wild,
].map((lesson, i) => [i + 1, lesson]);
