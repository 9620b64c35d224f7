import type { ReactNode } from "react";
import { useEffect, useState } from "react";
import { Button } from "../button.tsx";
import { useDevice } from "../device.ts";
import { Dialog } from "../dialog.tsx";
import { useText } from "../text.ts";
import { signInErrorText } from "./sign-in-error.ts";
import { SignInWays } from "./sign-in-ways.tsx";
import styles from "./sign-in-ways.module.css";

export interface SignInDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** Address of the backend in use. */
  readonly url: string;
  readonly userName: string;
  /** Another user is to sign in, rather than the same one again. */
  readonly another: boolean;
  /** What else happens then. */
  readonly note?: string;
}

/** Signs in again, or as another user, at the backend in use. */
export function SignInDialog({ open, onClose, url, userName, another, note }: SignInDialogProps): ReactNode {
  const t = useText("signIn");
  return (
    <Dialog open={open} title={another ? t("dialog.switch") : t("dialog.again", { name: userName })} onClose={onClose}>
      <div className={styles.ways}>
        <p className={styles.text}>
          {another ? t("dialog.switch.text", { name: userName }) : t("banner.expired.safe")} {note}
        </p>
        <AskedWays url={url} another={another} onDone={onClose} />
      </div>
    </Dialog>
  );
}

/** Asks the backend how one signs in, and offers it. */
function AskedWays({ url, another, onDone }: { readonly url: string; readonly another: boolean; readonly onDone: () => void }): ReactNode {
  const t = useText("signIn");
  const errors = useText("errors");
  const common = useText("common");
  const { askSignInWays } = useDevice();
  const [answer, setAnswer] = useState<Awaited<ReturnType<typeof askSignInWays>> | null>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let stale = false;
    setAnswer(null);
    void askSignInWays(url).then((given) => {
      if (!stale) setAnswer(given);
    });
    return () => {
      stale = true;
    };
  }, [askSignInWays, url, asked]);
  if (answer === null) return <p role="status">{t("asking", { host: new URL(url).host })}</p>;
  if (answer.ok) return <SignInWays url={url} ways={answer.value} another={another} onDone={onDone} />;
  return (
    <div className={styles.way}>
      <p role="alert" className={styles.error}>
        {signInErrorText(answer.error, "address", t, errors)}
      </p>
      <Button onClick={() => setAsked((times) => times + 1)}>{common("action.retry")}</Button>
    </div>
  );
}
