import { useSyncExternalStore } from "react";

const query = window.matchMedia("(min-width: 1400px)");

function subscribe(listener: () => void): () => void {
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** Whether the window has room for all columns of the list beside its inspector. */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}
