import { useCallback, useEffect, useRef, useState } from "react";

/** Nobody types on after so long a pause: it is kept then. */
const pauseMs = 600;

export interface MergedText {
  readonly value: string;
  /** Typed and not kept yet. */
  readonly dirty: boolean;
  readonly write: (text: string) => void;
  /** Keeps it now. */
  readonly flush: () => void;
}

/**
 * A text that is kept as it is typed, and merged with what colleagues write meanwhile: `save` is told what the author had before him. What comes
 * from elsewhere is shown as soon as nothing of the author's is unsaved.
 */
export function useMergedText(shown: string, save: (seen: string, text: string) => void): MergedText {
  const [value, setValue] = useState(shown);
  const [dirty, setDirty] = useState(false);
  const state = useRef({ seen: shown, value: shown, save });
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    state.current.save = save;
  });
  const flush = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    const { current } = state;
    setDirty(false);
    if (current.value === current.seen) return;
    const before = current.seen;
    current.seen = current.value;
    current.save(before, current.value);
  }, []);
  const write = useCallback(
    (text: string) => {
      state.current.value = text;
      setValue(text);
      setDirty(text !== state.current.seen);
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = setTimeout(flush, pauseMs);
    },
    [flush],
  );
  useEffect(() => {
    const { current } = state;
    if (current.value !== current.seen) return;
    current.seen = shown;
    current.value = shown;
    setValue(shown);
  }, [shown]);
  useEffect(() => flush, [flush]);
  return { value, dirty, write, flush };
}
