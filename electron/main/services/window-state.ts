import { readFileSync } from "node:fs";
import { z } from "zod";

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowState {
  /** null = the system chooses the place. */
  readonly bounds: Area | null;
  readonly size: { readonly width: number; readonly height: number };
  readonly maximized: boolean;
}

export const smallestSize = { width: 960, height: 600 };
const usualSize = { width: 1440, height: 900 };
/** So much of the title bar must be reachable on some display. */
const reachable = { width: 120, height: 32 };

const pixels = z.number().int().min(-100_000).max(100_000);
const stored = z.object({ x: pixels, y: pixels, width: pixels, height: pixels, maximized: z.boolean() });

function overlap(startA: number, lengthA: number, startB: number, lengthB: number): number {
  return Math.min(startA + lengthA, startB + lengthB) - Math.max(startA, startB);
}

/** The remembered place if it can still be seen on one of the displays, never larger than that display. */
export function restoreWindowState(text: string | null, workAreas: readonly Area[]): WindowState {
  const parsed = text === null ? null : stored.safeParse(parseJson(text));
  if (parsed === null || !parsed.success) return { bounds: null, size: fit(usualSize, workAreas[0]), maximized: false };
  const { x, y, width, height, maximized } = parsed.data;
  // Fitted first: a window that was wider than this display may have lost the part that was to be seen.
  for (const area of workAreas) {
    const size = fit({ width, height }, area);
    const across = overlap(x, size.width, area.x, area.width);
    const down = overlap(y, reachable.height, area.y, area.height);
    if (across >= reachable.width && down >= reachable.height) return { bounds: { x, y, ...size }, size, maximized };
  }
  return { bounds: null, size: fit({ width, height }, workAreas[0]), maximized };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function fit(size: { readonly width: number; readonly height: number }, area: Area | undefined): { width: number; height: number } {
  const width = Math.max(size.width, smallestSize.width);
  const height = Math.max(size.height, smallestSize.height);
  return area === undefined ? { width, height } : { width: Math.min(width, area.width), height: Math.min(height, area.height) };
}

export function windowStateText(bounds: Area, maximized: boolean): string {
  return `${JSON.stringify({ x: bounds.x, y: bounds.y, width: bounds.width, height: bounds.height, maximized })}\n`;
}

export function readWindowStateFile(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
