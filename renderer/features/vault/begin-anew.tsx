import type { ReactNode } from "react";
import { useState } from "react";
import type { BridgeError } from "../../../shared/bridge/contract.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./vault.module.css";

interface Props {
  /** The button that asks, and what the question says. */
  readonly label: string;
  readonly title: string;
  readonly text: string;
  readonly look: "danger" | "link";
  readonly beginAnew: () => Promise<BridgeError | null>;
}

/** Confirmed, because what is here goes for good. */
export function BeginAnew({ label, title, text, look, beginAnew }: Props): ReactNode {
  const t = useText("vault");
  const common = useText("common");
  const errors = useText("errors");
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const go = async (): Promise<void> => {
    setBusy(true);
    const error = await beginAnew();
    setBusy(false);
    setProblem(error === null ? null : errors(error.code));
  };
  return (
    <>
      <Button {...(look === "link" ? { variant: "link" } : { danger: true })} aria-haspopup="dialog" onClick={() => setAsking(true)}>
        {label}
      </Button>
      <Dialog
        open={asking}
        title={title}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{common("action.cancel")}</Button>
            <Button variant="solid" danger disabled={busy} onClick={() => void go()}>
              {t("anew.action")}
            </Button>
          </>
        }
      >
        {text}
        {problem !== null && (
          <p role="alert" className={styles.error}>
            {problem}
          </p>
        )}
      </Dialog>
    </>
  );
}
