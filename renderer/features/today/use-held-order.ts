import { useCallback, useEffect, useRef, useState } from "react";
import { holdOrder } from "./hold-order.ts";

/** So long after the last move of the pointer or the cursor in the list nobody is in it any more. */
const quietMs = 2000;

export interface HeldOrder<Row> {
  readonly rows: readonly Row[];
  /** The pointer or the cursor moved in the list: its order holds for a moment. */
  readonly touch: () => void;
  /** The reader did something to an item: the list is what it is now. */
  readonly release: () => void;
}

/** The ranked list, its order held while the reader moves in it. `view` = what is looked at: another one is shown as it is. */
export function useHeldOrder<Row extends { readonly item: { readonly id: string } }>(
  ranked: readonly Row[],
  view: string,
  cursorId: string | null,
): HeldOrder<Row> {
  const [busy, setBusy] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [shown, setShown] = useState<{ readonly view: string; readonly ids: readonly string[] }>({ view, ids: [] });
  const rows = busy && shown.view === view ? holdOrder(shown.ids, ranked, cursorId) : ranked;
  const ids = rows.map(({ item }) => item.id);
  if (shown.view !== view || shown.ids.length !== ids.length || shown.ids.some((id, index) => id !== ids[index])) setShown({ view, ids });
  const release = useCallback(() => {
    clearTimeout(timer.current);
    setBusy(false);
  }, []);
  const touch = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setBusy(false), quietMs);
    setBusy(true);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  return { rows, touch, release };
}
