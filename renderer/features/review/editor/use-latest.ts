import { useCallback, useEffect, useRef } from "react";

/** Reads what the component was last drawn with: for what lives longer than a drawing and is called back by it. */
export function useLatest<T>(value: T): () => T {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return useCallback(() => latest.current, []);
}
