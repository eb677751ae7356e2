/**
 * Opens the editor on the page of own strategies.
 *
 * @module
 */
import { render } from "preact";
import {
  type AddressStore,
  type AddressWindow,
  openAddress,
} from "../address_store.ts";
import { EditorPage } from "./editor_page.tsx";
import { Golf } from "./golf_view.tsx";

/**
 * Shows the editor in a place of the page, and golf where the page tells of it; nothing, where there
 * is no such place.
 *
 * @param view Whose address has the program.
 */
export function openEditor(
  root: Element | null = document.querySelector("#editor"),
  view?: AddressWindow,
): void {
  if (root === null) return;
  const store = openAddress(view);
  showTask(store);
  const [editor, golf] = [1, 2].map(() => document.createElement("div"));
  root.append(editor!, golf!);
  render(<EditorPage store={store} />, editor!);
  const rules = document.querySelector("#copy-golf")?.nextElementSibling;
  rules?.after(golf!);
  render(<Golf store={store} />, golf!);
}

/** Shows the way back to the task that the address names, if the page knows it. */
function showTask(store: AddressStore): void {
  const lines = [
    ...document.querySelector("#tasks")?.children ?? [],
  ] as HTMLElement[];
  const show = (): void => {
    for (const line of lines) {
      line.hidden = line.dataset.task !== store.get().task;
    }
  };
  store.subscribe(show);
  show();
}
