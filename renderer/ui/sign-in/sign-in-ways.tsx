import type { FormEvent, ReactNode } from "react";
import { useEffect, useRef, useState } from "react";
import type { BridgeError } from "../../../shared/bridge/contract.ts";
import { userRoles } from "../../../shared/domain/user/user.ts";
import type { AuthConfig } from "../../../shared/sync/auth-config.ts";
import { Button } from "../button.tsx";
import { useDevice } from "../device.ts";
import { Field } from "../field.tsx";
import { useText } from "../text.ts";
import { TextField } from "../text-field.tsx";
import { type SignInStep, signInErrorText } from "./sign-in-error.ts";
import styles from "./sign-in-ways.module.css";

export interface SignInWaysProps {
  /** Address of the backend. */
  readonly url: string;
  /** What the backend said that it offers. */
  readonly ways: AuthConfig;
  /** Lets another user in than the one whom the browser knows already. */
  readonly another?: boolean;
  readonly onDone?: () => void;
}

type Busy = "company" | "token" | "development" | null;

/** The ways into a company: its own sign-in in the browser, an access token, and for development a name. */
export function SignInWays({ url, ways, another = false, onDone }: SignInWaysProps): ReactNode {
  const t = useText("signIn");
  const errors = useText("errors");
  const device = useDevice();
  const [busy, setBusy] = useState<Busy>(null);
  const [problem, setProblem] = useState<{ readonly step: SignInStep; readonly text: string } | null>(null);
  const [byToken, setByToken] = useState(false);
  const attempt = useRef(0);
  const { cancelSignIn } = device;
  // Whoever leaves this place waits no longer for the browser.
  useEffect(
    () => () => {
      if (attempt.current > 0) void cancelSignIn();
    },
    [cancelSignIn],
  );

  const run = async (step: Exclude<Busy, null>, work: () => Promise<BridgeError | null>): Promise<void> => {
    attempt.current += 1;
    const own = attempt.current;
    setProblem(null);
    setBusy(step);
    const error = await work();
    // The browser was opened again meanwhile, or the sign-in given up here: that attempt has nothing to say.
    if (own !== attempt.current) return;
    attempt.current = 0;
    setBusy(null);
    if (error === null) onDone?.();
    else setProblem({ step, text: signInErrorText(error, step, t, errors) });
  };
  const company = (): void => void run("company", () => device.beginSignIn(url, another));
  const giveUp = (): void => {
    attempt.current = 0;
    setBusy(null);
    void device.cancelSignIn();
  };

  if (busy === "company") return <Waiting onAgain={company} onCancel={giveUp} />;
  const { oidc, development } = ways;
  const tokenFirst = oidc === null;
  return (
    <div className={styles.ways}>
      {oidc !== null && (
        <div className={styles.way}>
          <Button variant="solid" disabled={busy !== null} onClick={company}>
            {t("company.action")}
          </Button>
          <p>{t("company.text", { host: new URL(oidc.issuer).host })}</p>
        </div>
      )}
      {problem !== null && problem.step !== "token" && (
        <p role="alert" className={styles.error}>
          {problem.text}
        </p>
      )}
      {tokenFirst || byToken ? (
        <TokenForm
          isFirst={tokenFirst && development === null}
          busy={busy === "token"}
          problem={problem?.step === "token" ? problem.text : undefined}
          onSubmit={(accessToken) => void run("token", () => device.chooseConnection({ mode: "remote", url, accessToken }))}
        />
      ) : (
        <div>
          <Button
            variant="link"
            onClick={() => {
              setProblem(null);
              setByToken(true);
            }}
          >
            {t("token.action")}
          </Button>
        </div>
      )}
      {development !== null && (
        <DevelopmentUsers
          users={development.users}
          disabled={busy !== null}
          onChoose={(userId) => void run("development", () => device.developmentSignIn(url, userId))}
        />
      )}
    </div>
  );
}

function Waiting({ onAgain, onCancel }: { readonly onAgain: () => void; readonly onCancel: () => void }): ReactNode {
  const t = useText("signIn");
  const again = useRef<HTMLButtonElement>(null);
  // The button that was pressed is gone: the keyboard goes on here.
  useEffect(() => again.current?.focus(), []);
  return (
    <div className={styles.way}>
      <div role="status" className={styles.waiting}>
        <b>{t("waiting.title")}</b>
        <p>{t("waiting.text")}</p>
      </div>
      <div className={styles.actions}>
        <Button ref={again} onClick={onAgain}>
          {t("waiting.again")}
        </Button>
        <Button variant="ghost" onClick={onCancel}>
          {t("waiting.cancel")}
        </Button>
      </div>
    </div>
  );
}

interface TokenFormProps {
  /** Its button is the one next action. */
  readonly isFirst: boolean;
  readonly busy: boolean;
  readonly problem: string | undefined;
  readonly onSubmit: (token: string) => void;
}

function TokenForm({ isFirst, busy, problem, onSubmit }: TokenFormProps): ReactNode {
  const t = useText("signIn");
  const [token, setToken] = useState("");
  const [isShort, setIsShort] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const given = token.trim();
    // The limits of the desktop's bridge.
    const fits = given.length >= 20 && given.length <= 400;
    setIsShort(!fits);
    if (fits) onSubmit(given);
  };
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <Field stacked label={t("token.label")} hint={t("token.safe")} error={isShort ? t("token.short") : problem}>
        {(control) => (
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the form appears because the user pressed for it
          <TextField {...control} type="password" autoFocus value={token} onChange={setToken} />
        )}
      </Field>
      <div>
        <Button variant={isFirst ? "solid" : "outline"} type="submit" disabled={busy}>
          {t(busy ? "checking" : "token.submit")}
        </Button>
      </div>
    </form>
  );
}

interface DevelopmentUsersProps {
  readonly users: NonNullable<AuthConfig["development"]>["users"];
  readonly disabled: boolean;
  readonly onChoose: (userId: string) => void;
}

function DevelopmentUsers({ users, disabled, onChoose }: DevelopmentUsersProps): ReactNode {
  const t = useText("signIn");
  const domain = useText("domain");
  const roleOf = (role: string): string => {
    const known = userRoles.find((one) => one === role);
    return known === undefined ? role : domain(`role.${known}`);
  };
  return (
    <section className={styles.way} aria-label={t("development.title")}>
      <p>{t("development.title")}</p>
      <ul className={styles.users}>
        {users.map((user) => (
          <li key={user.id}>
            <Button disabled={disabled} onClick={() => onChoose(user.id)}>
              {t("development.user", { name: user.name, role: roleOf(user.role) })}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
