import { StrictEmitter, strictModule } from "./strict.ts";

/** A PNG, kept as its bytes. */
export class NativeImage extends StrictEmitter {
  private readonly png: Buffer;
  constructor(png: Buffer) {
    super();
    this.png = png;
  }
  toPNG(): Buffer {
    return this.png;
  }
}

export const nativeImage = strictModule("nativeImage", {
  createFromBuffer: (png: Buffer, _options?: { readonly scaleFactor: number }): NativeImage => new NativeImage(png),
});
