const readyMark = "screen-ready";

/** Says that the first data of a screen has been painted. */
export function markScreenReady(): void {
  performance.mark(readyMark);
}

/** Calls once, as soon as the first screen of this window is drawn with its data: what nobody waits for comes after. Returns what stops it. */
export function onceScreenReady(run: () => void): () => void {
  const observer = new PerformanceObserver((list) => {
    if (list.getEntriesByName(readyMark).length === 0) return;
    observer.disconnect();
    run();
  });
  observer.observe({ type: "mark", buffered: true });
  return () => observer.disconnect();
}
