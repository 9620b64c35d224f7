import { X } from "lucide-react";
import type { ReactNode } from "react";
import { createContext, useCallback, useContext, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Button } from "./button.tsx";
import { IconButton } from "./icon-button.tsx";
import { useText } from "./text.ts";
import styles from "./toast.module.css";

/** Takes back what was just done, until `until` aborts: something else has been done since, or it was taken. */
interface ToastUndo {
  readonly take: () => void;
  readonly until: AbortSignal;
  /** Hears the words with which it is offered. */
  readonly offered?: (what: string) => void;
}

export interface ToastMessage {
  readonly text: string;
  /** `error` stays until it is closed. */
  readonly tone?: "info" | "error";
  /** Offered for as long as the message is there: undo instead of confirm. The message goes when it can no longer be taken. */
  readonly undo?: ToastUndo;
  /** A way to what the message speaks of; the message goes when it is taken. */
  readonly action?: { readonly label: string; readonly run: () => void };
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
  const [shown, setShown] = useState<{ readonly message: ToastMessage; readonly number: number } | null>(null);
  const numbers = useRef(0);
  const show = useCallback<ShowToast>((message) => {
    numbers.current += 1;
    message.undo?.offered?.(message.text);
    setShown({ message, number: numbers.current });
  }, []);
  const close = useCallback((number: number) => setShown((now) => (now?.number === number ? null : now)), []);
  return (
    <ToastContext.Provider value={show}>
      {children}
      <div className={styles.region} role="status" aria-live="polite">
        {shown !== null && <Toast key={shown.number} message={shown.message} number={shown.number} onClose={close} />}
      </div>
    </ToastContext.Provider>
  );
}

interface ToastProps {
  readonly message: ToastMessage;
  readonly number: number;
  readonly onClose: (number: number) => void;
}

function Toast({ message: { text, tone, undo: offered, action }, number, onClose }: ToastProps): ReactNode {
  const t = useText("common");
  const [held, setHeld] = useState(false);
  // What was overtaken before it could be said is said all the same.
  const [undo] = useState(() => (offered === undefined || offered.until.aborted ? null : offered));
  const close = useCallback(() => onClose(number), [onClose, number]);
  useEffect(() => {
    if (held || tone === "error") return;
    const timer = setTimeout(close, stayMs);
    return () => clearTimeout(timer);
  }, [held, tone, close]);
  // Before it is painted: an undo that can be seen can be taken.
  useLayoutEffect(() => {
    if (undo === null) return;
    if (undo.until.aborted) close();
    undo.until.addEventListener("abort", close);
    return () => undo.until.removeEventListener("abort", close);
  }, [undo, close]);
  return (
    <div
      className={styles.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{text}</span>
      {undo !== null && (
        <Button size="small" onClick={undo.take}>
          {t("action.undo")}
        </Button>
      )}
      {action !== undefined && (
        <Button
          size="small"
          onClick={() => {
            action.run();
            close();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton label={t("action.close")} icon={<X size={14} aria-hidden="true" />} size="small" onClick={close} />
    </div>
  );
}
