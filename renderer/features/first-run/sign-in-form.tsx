import type { FormEvent, ReactNode } from "react";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { useDevice } from "../../ui/device.ts";
import { Field } from "../../ui/field.tsx";
import { useText } from "../../ui/text.ts";
import { TextField } from "../../ui/text-field.tsx";
import styles from "./first-run.module.css";
import { checkSignIn } from "./check-sign-in.ts";

/** Address and access token of a company's backend. What is wrong is said at the field, in words. */
export function SignInForm(): ReactNode {
  const t = useText("firstRun");
  const errors = useText("errors");
  const { chooseConnection } = useDevice();
  const [url, setUrl] = useState("");
  const [token, setToken] = useState("");
  const [problem, setProblem] = useState<{ readonly field: "url" | "token" | null; readonly text: string } | null>(null);
  const [checking, setChecking] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const found = checkSignIn(url, token);
    if (found !== null) {
      setProblem({ field: found, text: t(found === "url" ? "signIn.url.invalid" : "signIn.token.short") });
      return;
    }
    setProblem(null);
    setChecking(true);
    const error = await chooseConnection({ mode: "remote", url: url.trim(), accessToken: token.trim() });
    setChecking(false);
    if (error !== null)
      setProblem({
        field:
          error.code === "unauthorized" || error.code === "forbidden"
            ? "token"
            : error.code === "not-found" || error.code === "bad-request"
              ? "url"
              : null,
        text: errors(error.code),
      });
  };
  return (
    <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      <Field label={t("signIn.url")} error={problem?.field === "url" ? problem.text : undefined}>
        {(control) => (
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the form appears because the user pressed for it
          <TextField {...control} type="url" inputMode="url" autoFocus placeholder={t("signIn.url.hint")} value={url} onChange={setUrl} />
        )}
      </Field>
      <Field label={t("signIn.token")} hint={t("signIn.token.safe")} error={problem?.field === "token" ? problem.text : undefined}>
        {(control) => <TextField {...control} type="password" value={token} onChange={setToken} />}
      </Field>
      {problem !== null && problem.field === null && (
        <p role="alert" className={styles.error}>
          {problem.text}
        </p>
      )}
      <div>
        <Button variant="solid" type="submit" disabled={checking}>
          {t(checking ? "signIn.checking" : "signIn.submit")}
        </Button>
      </div>
    </form>
  );
}
