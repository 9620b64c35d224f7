import { LogIn, ShieldOff } from "lucide-react";
import type { ReactNode } from "react";
import { useState } from "react";
import type { Connection } from "../../shared/bridge/contract.ts";
import { Button } from "../ui/button.tsx";
import { SignInDialog } from "../ui/sign-in/sign-in-dialog.tsx";
import { useText } from "../ui/text.ts";
import styles from "./session-banner.module.css";

/** Above everything while the session has ended: what happened, what is safe, and the way back in one click. */
export function SessionBanner({ connection }: { readonly connection: Connection }): ReactNode {
  const t = useText("signIn");
  const [asking, setAsking] = useState(false);
  if (connection.mode !== "remote" || connection.session === "active") return null;
  const { session, url, userName } = connection;
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
