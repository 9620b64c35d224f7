/** A square picture as PNG. */
export interface IconPng {
  readonly sizePx: number;
  readonly png: Buffer;
}

/** Edge lengths that Windows asks for in an .ico. */
export const icoSizesPx: readonly number[] = [16, 24, 32, 48, 64, 128, 256];

/** The types of an .icns that hold PNG, by edge length (Apple's icon services; 64 px exists only as 32@2x). */
const icnsTypes: readonly (readonly [type: string, sizePx: number])[] = [
  ["icp4", 16],
  ["icp5", 32],
  ["ic12", 64],
  ["ic07", 128],
  ["ic08", 256],
  ["ic09", 512],
  ["ic10", 1024],
];
export const icnsSizesPx: readonly number[] = icnsTypes.map(([, sizePx]) => sizePx);

/** An .ico of PNG entries, as Windows reads it since Vista. */
export function icoOf(icons: readonly IconPng[]): Buffer {
  const head = Buffer.alloc(6 + 16 * icons.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(icons.length, 4);
  let offset = head.length;
  for (const [at, { sizePx, png }] of icons.entries()) {
    const entry = 6 + 16 * at;
    // 256 is written as 0.
    head.writeUInt8(sizePx % 256, entry);
    head.writeUInt8(sizePx % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(png.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...icons.map(({ png }) => png)]);
}

function block(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, "ascii");
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
}

/** An .icns of PNG entries; `icons` must hold every size of `icnsSizesPx`. */
export function icnsOf(icons: readonly IconPng[]): Buffer {
  const blocks = icnsTypes.map(([type, sizePx]) => {
    const found = icons.find((icon) => icon.sizePx === sizePx);
    if (found === undefined) throw new Error(`no picture of ${sizePx} pixels`);
    return block(type, found.png);
  });
  return block("icns", Buffer.concat(blocks));
}
