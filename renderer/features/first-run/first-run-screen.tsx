import type { ReactNode } from "react";
import { useState } from "react";
import type { SyncStatus } from "../../data/data-client.ts";
import { Button } from "../../ui/button.tsx";
import { useDevice } from "../../ui/device.ts";
import { useReady } from "../../ui/ready.ts";
import { useSitePacks } from "../../ui/site-pack-context.ts";
import { useText } from "../../ui/text.ts";
import styles from "./first-run.module.css";
import { LanguageChoice } from "./language-choice.tsx";
import { MakingData } from "./making-data.tsx";
import { SignInForm } from "./sign-in-form.tsx";

/** The first window: two ways in, nothing else to configure. `progress` = what has come to this laptop of the data that is being made. */
export function FirstRunScreen({ progress }: { readonly progress: SyncStatus["progress"] }): ReactNode {
  const { info, backend, chooseConnection } = useDevice();
  const t = useText("firstRun");
  const errors = useText("errors");
  const pack = useText("sitePack");
  const packs = useSitePacks();
  const [signIn, setSignIn] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [choosing, setChoosing] = useState(false);
  const making = info.connection.mode !== "none" || choosing;
  useReady(!making || backend.state === "failed");
  const explore = async (): Promise<void> => {
    setFailure(null);
    setChoosing(true);
    const error = await chooseConnection({ mode: "demo" });
    setChoosing(false);
    if (error !== null) setFailure(errors(error.code));
  };
  return (
    <main className={styles.screen}>
      <div className={styles.window}>
        <svg className={styles.logo} viewBox="0 0 24 24" aria-hidden="true">
          <path d="M3 5h18M3.5 18.5c4.6 0 5.2-8.8 8.5-8.8s3.9 8.8 8.5 8.8" />
        </svg>
        <h1>{t("title")}</h1>
        <p className={styles.lead}>{t("lead")}</p>
        {making ? (
          <MakingData own={info.connection.mode === "embedded"} backend={backend} progress={progress} onRetry={() => void explore()} />
        ) : (
          <div className={styles.ways}>
            <section className={styles.way}>
              <Button variant={signIn ? "outline" : "solid"} onClick={() => void explore()}>
                {t("demo.action")}
              </Button>
              <p>{t("demo.text")}</p>
              {failure !== null && (
                <p role="alert" className={styles.error}>
                  {failure}
                </p>
              )}
            </section>
            <section className={styles.way}>
              <Button variant="outline" aria-expanded={signIn} onClick={() => setSignIn(!signIn)}>
                {t("signIn.action")}
              </Button>
              <p>{t("signIn.text")}</p>
              {signIn && <SignInForm />}
            </section>
            <section className={styles.way}>
              <Button variant="link" onClick={packs.choose}>
                {pack("open.link")}
              </Button>
              <p>{pack("open.text")}</p>
            </section>
          </div>
        )}
      </div>
      <LanguageChoice />
    </main>
  );
}
