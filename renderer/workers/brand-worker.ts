import type { FromBrandWorker } from "../data/review/read-brand.ts";
import { brandReading } from "../../shared/domain/review/export/pptx/brand/brand-reading.ts";
import { installedFont } from "./installed-font.ts";

const pen = new OffscreenCanvas(1, 1).getContext("2d");

function widthOf(families: string, sample: string): number {
  if (pen === null) return 0;
  pen.font = `72px ${families}`;
  return pen.measureText(sample).width;
}

self.addEventListener("message", ({ data }: MessageEvent<Uint8Array>) => {
  const answer: FromBrandWorker = brandReading(data, (font) => installedFont(font, widthOf));
  self.postMessage(answer);
});
