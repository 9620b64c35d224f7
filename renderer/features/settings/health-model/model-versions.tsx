import { type ReactNode } from "react";
import type { ModelVersion } from "../../../data/queries/health-models.ts";
import { Button } from "../../../ui/button.tsx";
import { useFormats } from "../../../ui/formats.ts";
import { useText } from "../../../ui/text.ts";
import { joinDots } from "../../../../shared/i18n/format-number.ts";
import styles from "./health-model.module.css";
import { changeText, faultText } from "./model-words.ts";

const mostChanges = 4;

interface ModelVersionsProps {
  readonly versions: readonly ModelVersion[];
  /** null = the reader may not. */
  readonly onBack: ((version: ModelVersion) => void) | null;
}

/** Every version: since when, by whom, why, and what it changed against the one before it. */
export function ModelVersions({ versions, onBack }: ModelVersionsProps): ReactNode {
  const t = useText("healthModel");
  return (
    <section className={styles.versions}>
      <h3>{t("versions.title")}</h3>
      <ol>
        {versions.map((version) => (
          <Version key={version.id ?? "shipped"} version={version} onBack={onBack} />
        ))}
      </ol>
    </section>
  );
}

function Version({ version, onBack }: { readonly version: ModelVersion; readonly onBack: ModelVersionsProps["onBack"] }): ReactNode {
  const t = useText("healthModel");
  const health = useText("health");
  const domain = useText("domain");
  const formats = useFormats();
  const lines = version.changes.flatMap((change) => changeText(change, { model: t, health, domain, formats }));
  const [fault] = version.faults;
  const head = joinDots([
    `v${String(version.version)}`,
    ...(version.inForce ? [t("versions.inForce")] : []),
    ...(version.fromMs === null
      ? [t("shipped"), t("versions.always")]
      : [t("versions.from", { time: `${formats.day(version.fromMs)} ${formats.time(version.fromMs)}` })]),
    ...(version.authorName === null ? [] : [t("versions.by", { name: version.authorName })]),
  ]);
  return (
    <li>
      <div className={styles.versionHead}>
        <span className={version.inForce ? styles.strong : undefined}>{head}</span>
        {onBack !== null && !version.inForce && fault === undefined && (
          <Button
            size="small"
            variant="link"
            aria-label={t("versions.backOf", { version: version.version })}
            onClick={() => onBack(version)}
          >
            {t("versions.back")}
          </Button>
        )}
      </div>
      {version.note !== "" && <p className={styles.note}>{version.note}</p>}
      {fault !== undefined && <p className={styles.fault}>{t("versions.broken", { reason: faultText(fault, { model: t, domain }) })}</p>}
      {lines.slice(0, mostChanges).map((line) => (
        <p key={line} className={styles.secondary}>
          {line}
        </p>
      ))}
      {lines.length > mostChanges && <p className={styles.secondary}>{t("versions.more", { count: lines.length - mostChanges })}</p>}
    </li>
  );
}
