import { HardDrive, LogIn, ShieldOff } from "lucide-react";
import type { ReactNode } from "react";
import { useState } from "react";
import type { Connection } from "../../shared/bridge/app-info.ts";
import { Button } from "../ui/button.tsx";
import { useDevice } from "../ui/device.ts";
import { SignInDialog } from "../ui/sign-in/sign-in-dialog.tsx";
import { useText } from "../ui/text.ts";
import styles from "./session-banner.module.css";

/** Above everything while the session has ended, or will with the app: what happened, what is safe, and the way on in one click. */
export function SessionBanner({ connection }: { readonly connection: Connection }): ReactNode {
  const t = useText("signIn");
  const [asking, setAsking] = useState(false);
  if (connection.mode !== "remote") return null;
  const { session, url, userName, keepFault } = connection;
  if (session === "active") return keepFault === null ? null : <KeepBanner fault={keepFault} />;
  const Icon = session === "revoked" ? ShieldOff : LogIn;
  return (
    <section className={styles.banner} aria-label={t("banner.label")}>
      <Icon size={16} aria-hidden="true" />
      <p role="status">
        <b>{t(`banner.${session}`)}</b> {t(`banner.${session}.safe`)}
      </p>
      <Button size="small" aria-haspopup="dialog" onClick={() => setAsking(true)}>
        {t("banner.action")}
      </Button>
      <SignInDialog open={asking} onClose={() => setAsking(false)} url={url} userName={userName ?? ""} another={false} />
    </section>
  );
}

/** The disk did not take the sign-in: it works, and is gone at the next start. */
function KeepBanner({ fault }: { readonly fault: "disk-full" | "io" }): ReactNode {
  const t = useText("signIn");
  const common = useText("common");
  const { keepSignIn } = useDevice();
  const [trying, setTrying] = useState(false);
  const again = async (): Promise<void> => {
    setTrying(true);
    await keepSignIn();
    setTrying(false);
  };
  return (
    <section className={styles.banner} aria-label={t("banner.label")}>
      <HardDrive size={16} aria-hidden="true" />
      <p role="status">
        <b>{t(`banner.keep.${fault}`)}</b> {t("banner.keep.safe")}
      </p>
      <Button size="small" disabled={trying} onClick={() => void again()}>
        {common("action.retry")}
      </Button>
    </section>
  );
}
