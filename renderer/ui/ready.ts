import { createContext, useContext, useLayoutEffect } from "react";
import { markScreenReady } from "./screen-ready.ts";

/** False while the first sync of this laptop is under way: a screen shows what is here, but it is not all that there is. */
export const SettledContext = createContext(true);

/**
 * Tells the window's frame that the first data of the screen is on it: the root element gets `data-ready="true"` once that has been
 * painted, and the mark `screen-ready` is set. Each screen calls it once, e.g. `useReady(rows !== undefined)`. Screenshots and tests wait for it.
 */
export function useReady(screenReady: boolean): void {
  const settled = useContext(SettledContext);
  const ready = screenReady && settled;
  // While the code of the next screen is on its way, React hides the earlier one and ends the effects of its layout alone.
  useLayoutEffect(() => {
    const root = document.documentElement;
    if (!ready) {
      root.dataset["ready"] = "false";
      return;
    }
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        root.dataset["ready"] = "true";
        markScreenReady();
      });
    });
    return () => {
      cancelAnimationFrame(frame);
      root.dataset["ready"] = "false";
    };
  }, [ready]);
}
