import { useSyncExternalStore } from "react";
import { flushSync } from "react-dom";

let printing = false;
const listeners = new Set<() => void>();

function change(next: boolean): void {
  printing = next;
  // What is printed is what is in the document when the event ends.
  flushSync(() => {
    for (const listener of listeners) listener();
  });
}

/** Follows the system's printing of the window, and lays the page out on light paper. Returns what ends that. */
export function watchPrinting(view: Window): () => void {
  const root = view.document.documentElement;
  let theme = root.dataset["theme"];
  const begin = (): void => {
    theme = root.dataset["theme"];
    root.dataset["theme"] = "light";
    change(true);
  };
  const end = (): void => {
    if (theme !== undefined) root.dataset["theme"] = theme;
    change(false);
  };
  view.addEventListener("beforeprint", begin);
  view.addEventListener("afterprint", end);
  return () => {
    view.removeEventListener("beforeprint", begin);
    view.removeEventListener("afterprint", end);
  };
}

/** Whether the window is being printed: lists are then laid out whole, and not as far as they are seen. */
export function usePrinting(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => printing,
  );
}
