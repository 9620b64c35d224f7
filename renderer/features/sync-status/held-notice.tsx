import type { ReactNode } from "react";
import { isKind } from "../../../shared/domain/kinds.ts";
import type { SyncStatus } from "../../data/data-client.ts";
import { useDataClient } from "../../data/data-client-provider.tsx";
import { Button } from "../../ui/button.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useNow } from "../../ui/now.ts";
import { useText } from "../../ui/text.ts";
import styles from "./sync.module.css";

/** The backend would take very much away: what, of how much, and the two ways on. Nothing has gone yet. */
export function HeldNotice({ held }: { readonly held: NonNullable<SyncStatus["held"]> }): ReactNode {
  const t = useText("sync");
  const domain = useText("domain");
  const formats = useFormats();
  const client = useDataClient();
  const nowMs = useNow("minute");
  const { askAgainAtMs } = held;
  const postponed = askAgainAtMs !== null && askAgainAtMs > nowMs;
  return (
    <section className={styles.section} aria-label={t("held.title")} data-urgent={!postponed}>
      <h2>{t("held.title")}</h2>
      <p className={styles.intro}>{postponed ? t("held.postponed", { time: formats.dateTime(askAgainAtMs) }) : t("held.text")}</p>
      <ul className={styles.removals}>
        {held.removals.map(({ kind, removes, of }) => (
          <li key={kind}>
            <b>{isKind(kind) ? domain(`kind.${kind}`) : kind}</b>
            <span>{t("held.removes", { removes: formats.number(removes), of: formats.number(of) })}</span>
          </li>
        ))}
      </ul>
      <div className={styles.choices}>
        {!postponed && (
          <Button size="small" onClick={() => client.decideRemovals("later")}>
            {t("held.later")}
          </Button>
        )}
        <Button size="small" danger onClick={() => client.decideRemovals("accept")}>
          {t("held.accept")}
        </Button>
      </div>
    </section>
  );
}
