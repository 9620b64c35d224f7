import { HardDrive } from "lucide-react";
import type { ReactNode } from "react";
import type { BackendState } from "../../shared/bridge/app-info.ts";
import { useText } from "../ui/text.ts";
import styles from "./session-banner.module.css";

/** While this laptop's own service cannot start: what is safe, and the service's words for whoever can put it right. A crash mends itself. */
export function BackendBanner({ backend }: { readonly backend: BackendState }): ReactNode {
  const t = useText("shell");
  if (backend.state !== "failed" || backend.code === "crashed") return null;
  return (
    <section className={styles.banner} aria-label={t("backend.failed")}>
      <HardDrive size={16} aria-hidden="true" />
      <p role="status">
        <b>{t("backend.failed")}</b> {t("backend.failed.hint")}
        <span className={styles.detail} lang="en">
          {backend.message}
        </span>
      </p>
    </section>
  );
}
