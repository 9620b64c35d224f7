import { X } from "lucide-react";
import type { ReactNode } from "react";
import { createContext, useCallback, useContext, useEffect, useState } from "react";
import { Button } from "./button.tsx";
import { IconButton } from "./icon-button.tsx";
import { useText } from "./text.ts";
import styles from "./toast.module.css";

export interface ToastMessage {
  readonly text: string;
  /** `error` stays until it is closed. */
  readonly tone?: "info" | "error";
  /** Offered for as long as the message is there: undo instead of confirm. */
  readonly undo?: () => void;
}

type ShowToast = (message: ToastMessage) => void;
const ToastContext = createContext<ShowToast | null>(null);

/** Says what just happened, at the bottom of the window, for 8 s. */
export function useToast(): ShowToast {
  const show = useContext(ToastContext);
  if (show === null) throw new Error("ToastProvider is missing");
  return show;
}

/** How long a message stays; while the pointer or the focus is on it, it waits. */
const stayMs = 8000;

export function ToastProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const t = useText("common");
  const [shown, setShown] = useState<{ readonly message: ToastMessage; readonly number: number } | null>(null);
  const [held, setHeld] = useState(false);
  const show = useCallback<ShowToast>((message) => setShown((before) => ({ message, number: (before?.number ?? 0) + 1 })), []);
  const close = useCallback(() => setShown(null), []);
  useEffect(() => {
    if (shown === null || held || shown.message.tone === "error") return;
    const timer = setTimeout(close, stayMs);
    return () => clearTimeout(timer);
  }, [shown, held, close]);
  const undo = shown?.message.undo;
  return (
    <ToastContext.Provider value={show}>
      {children}
      <div className={styles.region} role="status" aria-live="polite">
        {shown !== null && (
          <div
            key={shown.number}
            className={styles.toast}
            onPointerEnter={() => setHeld(true)}
            onPointerLeave={() => setHeld(false)}
            onFocus={() => setHeld(true)}
            onBlur={() => setHeld(false)}
          >
            <span>{shown.message.text}</span>
            {undo !== undefined && (
              <Button
                size="small"
                onClick={() => {
                  undo();
                  close();
                }}
              >
                {t("action.undo")}
              </Button>
            )}
            <IconButton label={t("action.close")} icon={<X size={14} aria-hidden="true" />} size="small" onClick={close} />
          </div>
        )}
      </div>
    </ToastContext.Provider>
  );
}
