/**
 * The programs of lessons 5 to 8, to choose among in exercise 9.4. What lesson 9 itself asks for is
 * not here: an answer that is homework can import nothing else of the textbook.
 *
 * @module
 */
export {
  gather,
  mmapWrite,
  readWrite,
  sendfile,
} from "zero-copy/strategy/textbook.ts";
