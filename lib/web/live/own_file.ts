/**
 * A reader's own file: chosen, or dropped onto the page. It is read here and stays here.
 *
 * @module
 */
import { sayCount, saySize } from "../../text/say.ts";

/** A file with its bytes. */
export interface OwnFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Whoever gets the file. */
export interface FileListener {
  /** The largest that is taken. [bytes] */
  readonly mostBytes: number;
  readonly onFile: (file: OwnFile) => void;
  /** Hears why a file was not taken, in one line. */
  readonly onRefused: (says: string) => void;
}

/** Why a file is not taken; nothing, if it is. @param most The largest that is. [bytes] */
export function refusalOf(
  { name, size }: Pick<File, "name" | "size">,
  most: number,
): string | undefined {
  return size <= most
    ? undefined
    : `--file takes a file of up to ${saySize(most)} on this page: ` +
      `"${name}" has ${sayCount(size)} bytes`;
}

/** Takes files that are chosen in a form, or dropped anywhere. */
export function takeFiles(
  form: HTMLFormElement,
  listener: FileListener,
): void {
  const take = (files: FileList | null | undefined): void => {
    const [file] = files ?? [];
    if (file !== undefined) void read(file, listener);
  };
  form.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.type === "file") {
      take(target.files);
    }
  });
  const hasFile = ({ dataTransfer }: DragEvent): boolean =>
    dataTransfer?.types.includes("Files") ?? false;
  const { documentElement } = document;
  document.addEventListener("dragover", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    documentElement.toggleAttribute("data-dropping", true);
  });
  document.addEventListener("dragleave", ({ relatedTarget }) => {
    if (relatedTarget === null) {
      documentElement.toggleAttribute("data-dropping", false);
    }
  });
  document.addEventListener("drop", (event) => {
    documentElement.toggleAttribute("data-dropping", false);
    if (!hasFile(event)) return;
    event.preventDefault();
    take(event.dataTransfer?.files);
  });
}

async function read(file: File, listener: FileListener): Promise<void> {
  const { name } = file;
  const refusal = refusalOf(file, listener.mostBytes);
  if (refusal !== undefined) return listener.onRefused(refusal);
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    listener.onFile({ name, bytes });
  } catch {
    // A folder can be dropped, too, or a file that is gone.
    listener.onRefused(
      `--file takes a file that can be read: "${name}" cannot`,
    );
  }
}
