import type { FormEvent, ReactNode } from "react";
import { useState } from "react";
import type { AuthConfig } from "../../../shared/sync/auth-config.ts";
import { Button } from "../../ui/button.tsx";
import { useDevice } from "../../ui/device.ts";
import { Field } from "../../ui/field.tsx";
import { signInErrorText } from "../../ui/sign-in/sign-in-error.ts";
import { SignInWays } from "../../ui/sign-in/sign-in-ways.tsx";
import { useText } from "../../ui/text.ts";
import { TextField } from "../../ui/text-field.tsx";
import { checkAddress } from "./check-address.ts";
import styles from "./first-run.module.css";

/** First the address of a company's backend, then the ways in that it offers. What is wrong is said at the field, in words. */
export function SignInForm(): ReactNode {
  const t = useText("firstRun");
  const words = useText("signIn");
  const errors = useText("errors");
  const { askSignInWays } = useDevice();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | undefined>();
  const [asking, setAsking] = useState(false);
  const [found, setFound] = useState<{ readonly url: string; readonly ways: AuthConfig } | null>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const url = checkAddress(text);
    if (url === null) {
      setProblem(t("signIn.url.invalid"));
      return;
    }
    setProblem(undefined);
    setAsking(true);
    const answer = await askSignInWays(url);
    setAsking(false);
    if (answer.ok) setFound({ url, ways: answer.value });
    else setProblem(signInErrorText(answer.error, "address", words, errors));
  };
  if (found !== null) {
    return (
      <div className={styles.form}>
        <p className={styles.address}>
          <b>{new URL(found.url).host}</b>
          <Button variant="link" onClick={() => setFound(null)}>
            {t("signIn.change")}
          </Button>
        </p>
        <SignInWays url={found.url} ways={found.ways} />
      </div>
    );
  }
  return (
    <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      <Field stacked label={t("signIn.url")} error={problem}>
        {(control) => (
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the form appears because the user pressed for it
          <TextField {...control} type="url" inputMode="url" autoFocus placeholder={t("signIn.url.hint")} value={text} onChange={setText} />
        )}
      </Field>
      <div>
        <Button variant="solid" type="submit" disabled={asking}>
          {t(asking ? "signIn.asking" : "signIn.continue")}
        </Button>
      </div>
    </form>
  );
}
