import { type ReactNode, useCallback, useEffect, useState } from "react";
import type { BridgeError } from "../../../../shared/bridge/contract.ts";
import type { ConnectorList } from "../../../../shared/sync/connectors.ts";
import { Button } from "../../../ui/button.tsx";
import { useConnectorControls } from "../../../ui/connectors-context.ts";
import { useFormats } from "../../../ui/formats.ts";
import { useText } from "../../../ui/text.ts";
import { useToast } from "../../../ui/toast.tsx";
import { SettingsSection } from "../settings-section.tsx";
import { ConnectorCard } from "./connector-card.tsx";
import styles from "./connectors.module.css";

/** While somebody looks at it. */
const reloadMs = 5_000;

/** What the service reads on its own: how each source stands, how old its data is, and what was left out. */
export function ConnectorsSection(): ReactNode {
  const t = useText("connectors");
  const errors = useText("errors");
  const formats = useFormats();
  const toast = useToast();
  const controls = useConnectorControls();
  const [list, setList] = useState<ConnectorList | null>(null);
  const [fault, setFault] = useState<BridgeError["code"] | null>(null);
  const load = useCallback(async () => {
    const answer = await controls.list();
    // What was known before stays, with the time it is of.
    if (answer.ok) setList(answer.value);
    setFault(answer.ok ? null : answer.error.code);
  }, [controls]);
  useEffect(() => {
    void load();
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void load();
    }, reloadMs);
    return () => clearInterval(timer);
  }, [load]);
  const run = async (name: string): Promise<void> => {
    const answer = await controls.run(name);
    toast(answer.ok ? { text: t("run.asked", { name }) } : { text: errors(answer.error.code), tone: "error" });
    await load();
  };
  return (
    <SettingsSection title={t("title")}>
      <p className={styles.words}>{list?.connectors.length === 0 ? t("none") : t("hint")}</p>
      {fault !== null && (
        <p role="status" className={styles.fault}>
          {errors(fault)} <Button onClick={() => void load()}>{t("reload")}</Button>
        </p>
      )}
      {list !== null && list.connectors.length > 0 && (
        <>
          <ul className={styles.list} aria-label={t("list")}>
            {list.connectors.map((connector) => (
              <li key={connector.name} className={styles.connector}>
                <ConnectorCard connector={connector} asOfMs={Date.parse(list.asOf)} onRun={(name) => void run(name)} />
              </li>
            ))}
          </ul>
          <p className={styles.quiet}>{t("asOf", { time: formats.dateTime(Date.parse(list.asOf)) })}</p>
        </>
      )}
    </SettingsSection>
  );
}
