import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { ensureChromium } from "../../test/support/chromium.ts";
import { type IconPng, icnsOf, icnsSizesPx, icoOf, icoSizesPx } from "./icon-containers.ts";

/** `node electron/launch/make-icons.ts`: draws resources/icon.svg in every size and form that the three systems want. Run it after a change of the drawing. */
const resources = join(import.meta.dirname, "resources");
const linuxSizesPx = [16, 32, 48, 64, 128, 256, 512];

const svg = readFileSync(join(resources, "icon.svg"), "utf8");
const browser = await chromium.launch({ executablePath: ensureChromium(), chromiumSandbox: process.getuid?.() !== 0 });
const page = await browser.newPage();
async function draw(sizePx: number): Promise<IconPng> {
  await page.setViewportSize({ width: sizePx, height: sizePx });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
  return { sizePx, png: await page.screenshot({ omitBackground: true }) };
}
const drawn = new Map<number, IconPng>();
for (const sizePx of new Set([...linuxSizesPx, ...icoSizesPx, ...icnsSizesPx])) drawn.set(sizePx, await draw(sizePx));
await browser.close();

const only = (sizesPx: readonly number[]): readonly IconPng[] => sizesPx.flatMap((sizePx) => drawn.get(sizePx) ?? []);
mkdirSync(join(resources, "icons"), { recursive: true });
for (const { sizePx, png } of only(linuxSizesPx)) writeFileSync(join(resources, "icons", `${sizePx}x${sizePx}.png`), png);
writeFileSync(join(resources, "icon.ico"), icoOf(only(icoSizesPx)));
writeFileSync(join(resources, "icon.icns"), icnsOf(only(icnsSizesPx)));
