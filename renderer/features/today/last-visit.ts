const storageKey = "headroom.today.lastSeen";

/** When the reader was last here before this window was opened, UTC ms; null = never on this laptop, or nothing can be kept. */
function readLastVisit(): number | null {
  try {
    const kept = Number(localStorage.getItem(storageKey));
    return Number.isFinite(kept) && kept > 0 ? kept : null;
  } catch {
    return null;
  }
}

function keepVisit(nowMs: number): void {
  try {
    localStorage.setItem(storageKey, String(nowMs));
  } catch {
    // Storage that is full or denied costs this line, nothing else.
  }
}

/** Read once, when the window opens: going to another screen and back is not leaving. */
export const lastVisitMs = readLastVisit();

/** Keeps the time of leaving: whenever the window is hidden or closed. Called once, when Today is first shown. */
export function keepLeaving(now: () => number): () => void {
  const keep = (): void => keepVisit(now());
  const onVisibility = (): void => {
    if (document.visibilityState === "hidden") keep();
  };
  document.addEventListener("visibilitychange", onVisibility);
  window.addEventListener("pagehide", keep);
  return () => {
    // Leaving the screen counts until the window itself is left.
    keep();
    document.removeEventListener("visibilitychange", onVisibility);
    window.removeEventListener("pagehide", keep);
  };
}
