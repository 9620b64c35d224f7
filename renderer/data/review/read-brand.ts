import type { BrandReading } from "../../../shared/domain/review/export/pptx/brand/brand-reading.ts";
import type { BrandFault } from "../../../shared/domain/review/export/pptx/brand/brand-template-parts.ts";
import { err, type Result } from "../../../shared/kernel/result.ts";

export type FromBrandWorker = Result<BrandReading, BrandFault>;

/** Reads a company's PPTX or POTX off the window's thread, in a worker that ends with it. One that cannot be read at all is damaged. */
export async function readBrand(bytes: Uint8Array): Promise<FromBrandWorker> {
  const worker = new Worker(new URL("../../workers/brand-worker.ts", import.meta.url), { type: "module", name: "headroom-brand" });
  const { promise, resolve } = Promise.withResolvers<FromBrandWorker>();
  worker.addEventListener("message", (event: MessageEvent<FromBrandWorker>) => resolve(event.data));
  worker.addEventListener("error", () => resolve(err({ code: "damaged" })));
  worker.postMessage(bytes);
  try {
    return await promise;
  } finally {
    worker.terminate();
  }
}
