/** Below this an import or a first copy may not find room; below the second even edits may not. */
const watchBytes = 2e9;
const riskBytes = 3e8;

/** How much room the disk has left; null = it does not say. */
export function roomOf(disk: { readonly freeBytes: number } | null): "good" | "watch" | "risk" | null {
  if (disk === null) return null;
  if (disk.freeBytes < riskBytes) return "risk";
  return disk.freeBytes < watchBytes ? "watch" : "good";
}
