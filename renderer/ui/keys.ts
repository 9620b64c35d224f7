import { createContext, useContext, useEffect, useRef } from "react";

export type KeyGroup = "go" | "app" | "list" | "screen";

/** A key and what it does, shown by `?`. */
export interface KeyBinding {
  /** One key (`j`, `Escape`, `/`), a chord (`mod+k`; mod = Ctrl, on macOS Cmd) or two keys in turn (`g a`). */
  readonly keys: string;
  readonly label: string;
  readonly group: KeyGroup;
  readonly run: (event: KeyboardEvent) => void;
  /** Works while a text field has the focus too. */
  readonly inFields?: boolean;
}

export interface KeyRegistry {
  /** The newest binding of a key wins; the function returned takes these away again. */
  add(bindings: () => readonly KeyBinding[]): () => void;
  all(): readonly KeyBinding[];
  /** Acts as if the key were pressed on a screen that is still to come, as soon as that binds it; the next key that is pressed ends the waiting. */
  pressWhenBound(keys: string): void;
}

export const KeyRegistryContext = createContext<KeyRegistry | null>(null);

/** Binds keys while the component is mounted. Bindings may be new objects at each render: the latest ones are used. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const registry = useContext(KeyRegistryContext);
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  useEffect(() => registry?.add(() => latest.current), [registry]);
}
