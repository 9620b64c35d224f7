import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { icnsOf, icnsSizesPx, icoOf, icoSizesPx } from "./icon-containers.ts";

const resources = join(import.meta.dirname, "resources");
const png = (sizePx: number): Buffer => {
  const bytes = Buffer.alloc(24);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]).copy(bytes);
  bytes.writeUInt32BE(sizePx, 16);
  bytes.writeUInt32BE(sizePx, 20);
  return bytes;
};
const edges = (bytes: Buffer): readonly [number, number] => [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];

/** Edge lengths of the pictures in an .ico. */
function picturesOfIco(ico: Buffer): readonly number[] {
  return Array.from({ length: ico.readUInt16LE(4) }, (_, at) => {
    const offset = ico.readUInt32LE(6 + 16 * at + 12);
    return edges(ico.subarray(offset))[0];
  });
}

function picturesOfIcns(icns: Buffer): readonly number[] {
  const sizes: number[] = [];
  expect(icns.readUInt32BE(4)).toBe(icns.length);
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) sizes.push(edges(icns.subarray(at + 8))[0]);
  return sizes;
}

it("writes containers whose entries are where they say", () => {
  expect(picturesOfIco(icoOf(icoSizesPx.map((sizePx) => ({ sizePx, png: png(sizePx) }))))).toEqual(icoSizesPx);
  expect(picturesOfIcns(icnsOf(icnsSizesPx.map((sizePx) => ({ sizePx, png: png(sizePx) }))))).toEqual(icnsSizesPx);
});

it("has every size that the three systems ask for", () => {
  expect(picturesOfIco(readFileSync(join(resources, "icon.ico")))).toEqual(icoSizesPx);
  expect(picturesOfIcns(readFileSync(join(resources, "icon.icns")))).toEqual(icnsSizesPx);
  const linux = readdirSync(join(resources, "icons")).toSorted();
  expect(linux).toEqual(["128x128.png", "16x16.png", "256x256.png", "32x32.png", "48x48.png", "512x512.png", "64x64.png"]);
  for (const name of linux) expect(edges(readFileSync(join(resources, "icons", name)))).toEqual([parseInt(name, 10), parseInt(name, 10)]);
});
