import { useEffect, useState } from "react";
import type * as loadedPen from "./pen.ts";

type Pen = typeof loadedPen;

/** Templates, calendars of the world and the like, loaded when somebody first writes; null until then. */
export function usePen(): Pen | null {
  const [pen, setPen] = useState<Pen | null>(null);
  useEffect(() => {
    let gone = false;
    void import("./pen.ts").then((loaded) => {
      if (!gone) setPen(loaded);
    });
    return () => {
      gone = true;
    };
  }, []);
  return pen;
}
