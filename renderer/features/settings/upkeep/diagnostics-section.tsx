import type { ReactNode } from "react";
import { useState } from "react";
import type { BundleFile } from "../../../../shared/domain/diagnostics/compose-bundle.ts";
import { useDataClient } from "../../../data/data-client-provider.tsx";
import { useSyncStatus } from "../../../data/hooks.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { useShell } from "../../../ui/shell-context.ts";
import { useText } from "../../../ui/text.ts";
import { SettingRow, SettingsSection } from "../settings-section.tsx";
import styles from "./upkeep.module.css";
import { startTimings, windowFacts } from "./window-facts.ts";

interface Made {
  readonly atMs: number;
  readonly files: readonly BundleFile[];
}

/** A file for who helps: everything in it is shown before it is saved, and nothing leaves the laptop by itself. */
export function DiagnosticsSection(): ReactNode {
  const t = useText("diagnostics");
  const common = useText("common");
  const client = useDataClient();
  const status = useSyncStatus();
  const { desktopFacts, saveFile } = useShell();
  const [made, setMade] = useState<Made | null>(null);
  const [busy, setBusy] = useState(false);
  const make = async (): Promise<void> => {
    setBusy(true);
    try {
      const [desktop, contents, store, { composeBundle }] = await Promise.all([
        desktopFacts(),
        client.query("copyContents", {}).catch(() => undefined),
        client.storeUse().catch(() => ({ parts: [], othersPacks: { packs: 0, bytes: 0 }, usageBytes: null, quotaBytes: null })),
        import("../../../../shared/domain/diagnostics/compose-bundle.ts"),
      ]);
      if (desktop === null) return;
      const atMs = Date.now();
      const facts = windowFacts(status, contents, store, startTimings(performance));
      setMade({ atMs, files: composeBundle(desktop, facts, { atIso: new Date(atMs).toISOString(), about: t("bundle.about") }) });
    } finally {
      setBusy(false);
    }
  };
  const save = async ({ files, atMs }: Made): Promise<void> => {
    const { packBundle } = await import("../../../../shared/domain/diagnostics/compose-bundle.ts");
    const saved = await saveFile(`headroom-diagnostics-${new Date(atMs).toISOString().slice(0, 10)}.zip`, packBundle(files, atMs));
    if (saved !== null) setMade(null);
  };
  return (
    <SettingsSection title={t("bundle")}>
      <SettingRow label={t("bundle.label")}>
        <Button aria-haspopup="dialog" disabled={busy} onClick={() => void make()}>
          {t("bundle.show")}
        </Button>
      </SettingRow>
      <p className={styles.note}>{t("bundle.note")}</p>
      <Dialog
        open={made !== null}
        title={t("bundle.preview")}
        width={760}
        onClose={() => setMade(null)}
        actions={
          <>
            <Button onClick={() => setMade(null)}>{common("action.cancel")}</Button>
            <Button variant="solid" onClick={() => made !== null && void save(made)}>
              {t("bundle.save")}
            </Button>
          </>
        }
      >
        {made?.files.map(({ name, text }) => (
          <section key={name} className={styles.file} aria-label={name}>
            <h3>{name}</h3>
            <pre tabIndex={0}>{text === "" ? t("bundle.empty") : text}</pre>
          </section>
        ))}
      </Dialog>
    </SettingsSection>
  );
}
