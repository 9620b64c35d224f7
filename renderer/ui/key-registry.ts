import type { KeyBinding, KeyRegistry } from "./keys.ts";

/** How long the first key of two waits for the second. */
const sequenceMs = 1200;

/**
 * What was pressed, as bindings spell it: `mod+k`, `mod+shift+l`, `shift+Tab`, `?`. Shift is in the character itself for printable keys, but
 * for letters with `mod`, where Ctrl+L and Ctrl+Shift+L are two keys.
 */
export function spellKey(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">): string {
  const printable = event.key.length === 1;
  const key = printable && event.key !== " " ? event.key.toLowerCase() : event.key === " " ? "Space" : event.key;
  const mod = event.ctrlKey || event.metaKey;
  const shift = event.shiftKey && (!printable || (mod && /^[a-z]$/.test(key)));
  return `${mod ? "mod+" : ""}${event.altKey ? "alt+" : ""}${shift ? "shift+" : ""}${key}`;
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    target.getAttribute("type") !== "checkbox"
  );
}

/** Keys belong to what is in front: while a dialog or a menu is open, only bindings made inside of it act. */
function isBehindOverlay(): boolean {
  return document.querySelector("[role=dialog][aria-modal=true], [role=menu], [role=listbox][data-floating]") !== null;
}

/** One listener for the whole window; returns the registry and what takes the listener away. */
export function createKeyRegistry(target: Document, now: () => number): { readonly registry: KeyRegistry; readonly stop: () => void } {
  const sources: (() => readonly KeyBinding[])[] = [];
  let first: { readonly key: string; readonly at: number } | null = null;
  let isBehind = false;
  /** What is to be pressed on a screen that is not there yet. */
  let awaited: string | null = null;
  // What is in front when the key goes down counts: a dialog that its Escape has closed must not hand the same Escape to the page behind it.
  const noteOverlay = (): void => {
    isBehind = isBehindOverlay();
  };
  const newestFirst = (): readonly KeyBinding[] => sources.toReversed().flatMap((source) => source());
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    awaited = null;
    const pressed = spellKey(event);
    const inField = isField(event.target);
    const usable = newestFirst().filter((binding) => binding.inFields === true || !(inField || isBehind));
    const sequence = first !== null && now() - first.at < sequenceMs ? `${first.key} ${pressed}` : null;
    const found =
      (sequence === null ? undefined : usable.find((binding) => binding.keys === sequence)) ??
      usable.find((binding) => binding.keys === pressed);
    first = null;
    if (found !== undefined) {
      event.preventDefault();
      found.run(event);
    } else if (usable.some((binding) => binding.keys.startsWith(`${pressed} `))) {
      first = { key: pressed, at: now() };
    }
  };
  // Before anything in the window can react: at its first stop, and before the listeners that dialogs put there.
  const view = target.defaultView;
  view?.addEventListener("keydown", noteOverlay, true);
  target.addEventListener("keydown", onKeyDown);
  return {
    registry: {
      add: (bindings) => {
        sources.push(bindings);
        const found = awaited === null ? undefined : bindings().find((binding) => binding.keys === awaited);
        if (found !== undefined) {
          awaited = null;
          found.run(new KeyboardEvent("keydown"));
        }
        return () => {
          sources.splice(sources.indexOf(bindings), 1);
        };
      },
      all: () => {
        const seen = new Set<string>();
        return newestFirst().filter((binding) => !seen.has(binding.keys) && seen.add(binding.keys));
      },
      pressWhenBound: (keys) => {
        awaited = keys;
      },
    },
    stop: () => {
      view?.removeEventListener("keydown", noteOverlay, true);
      target.removeEventListener("keydown", onKeyDown);
    },
  };
}
