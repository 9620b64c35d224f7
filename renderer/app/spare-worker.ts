let spare: Worker | null = null;

function makeWorker(): Worker {
  return new Worker(new URL("../workers/data-worker.ts", import.meta.url), { type: "module", name: "headroom-data" });
}

/** Begins to load the data worker before anybody needs it: it loads while the desktop is asked for its settings and the frame is drawn. */
export function prepareWorker(): void {
  spare ??= makeWorker();
}

/** A data worker that has not been told its profile: the prepared one, or a new one. */
export function takeWorker(): Worker {
  const worker = spare ?? makeWorker();
  spare = null;
  return worker;
}
