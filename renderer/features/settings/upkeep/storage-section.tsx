import type { ReactNode } from "react";
import { useCallback, useEffect, useState } from "react";
import type { DiskUse } from "../../../../shared/bridge/diagnostics.ts";
import { useDataClient } from "../../../data/data-client-provider.tsx";
import type { StoreUse } from "../../../data/store-use.ts";
import { Button } from "../../../ui/button.tsx";
import { useFormats } from "../../../ui/formats.ts";
import { useShell } from "../../../ui/shell-context.ts";
import { StateMark } from "../../../ui/state-mark.tsx";
import { useText } from "../../../ui/text.ts";
import { useToast } from "../../../ui/toast.tsx";
import { SettingRow, SettingsSection } from "../settings-section.tsx";
import { roomOf } from "./room.ts";
import styles from "./upkeep.module.css";

/** What this laptop uses, by part, what each part is, and what can go without losing anything. */
export function StorageSection(): ReactNode {
  const t = useText("diagnostics");
  const common = useText("common");
  const formats = useFormats();
  const toast = useToast();
  const client = useDataClient();
  const { diskUse, dropOldLogs } = useShell();
  const [disk, setDisk] = useState<DiskUse | null>(null);
  const [store, setStore] = useState<StoreUse | null>(null);
  const read = useCallback(async () => {
    setDisk(await diskUse());
    setStore(await client.storeUse().catch(() => null));
  }, [client, diskUse]);
  useEffect(() => {
    void read();
  }, [read]);
  const dropPacks = async (): Promise<void> => {
    const count = await client.dropPacks();
    toast({ text: t("freed.packs", { count }) });
    await read();
  };
  const dropLogs = async (): Promise<void> => {
    const after = await dropOldLogs();
    if (after === null) return;
    setDisk(after);
    toast({ text: t("freed.logs") });
  };
  const none = `${common("value.none")} ${common("value.noData")}`;
  const room = disk === null ? null : roomOf(disk.disk);
  return (
    <SettingsSection title={t("storage")}>
      <SettingRow label={t("disk")}>
        {disk?.disk == null || room === null ? (
          none
        ) : (
          <>
            <StateMark state={room} label={t(`room.${room}`)} />
            {t("disk.free", { free: formats.bytes(disk.disk.freeBytes), total: formats.bytes(disk.disk.totalBytes) })}
          </>
        )}
      </SettingRow>
      <SettingRow label={t("quota")}>
        {store?.quotaBytes == null
          ? none
          : t("quota.value", { used: formats.bytes(store.usageBytes), quota: formats.bytes(store.quotaBytes) })}
      </SettingRow>
      <PartTable
        title={t("store.title")}
        note={t("store.note")}
        parts={store?.parts.map(({ part, bytes, rows }) => ({
          id: part,
          name: t(`store.${part}`),
          what: t(`store.${part}.what`),
          bytes,
          count: rows,
        }))}
        countHead={t("head.rows")}
      />
      <PartTable
        title={t("folder.title")}
        note={t("folder.note")}
        parts={disk?.parts.map(({ part, bytes, files }) => ({
          id: part,
          name: t(`folder.${part}`),
          what: t(`folder.${part}.what`),
          bytes,
          count: files,
        }))}
        countHead={t("head.files")}
      />
      <SettingRow label={t("free")}>
        <Button disabled={(store?.othersPacks.packs ?? 0) === 0} onClick={() => void dropPacks()}>
          {t("free.packs", { size: formats.bytes(store?.othersPacks.bytes ?? 0) })}
        </Button>
        <Button disabled={(disk?.oldLogBytes ?? 0) === 0} onClick={() => void dropLogs()}>
          {t("free.logs", { size: formats.bytes(disk?.oldLogBytes ?? 0) })}
        </Button>
      </SettingRow>
      <p className={styles.note}>{t("free.safe")}</p>
    </SettingsSection>
  );
}

interface PartRow {
  readonly id: string;
  readonly name: string;
  readonly what: string;
  readonly bytes: number;
  readonly count: number;
}

interface PartTableProps {
  readonly title: string;
  readonly note: string;
  readonly countHead: string;
  /** undefined = being measured. */
  readonly parts: readonly PartRow[] | undefined;
}

function PartTable({ title, note, countHead, parts }: PartTableProps): ReactNode {
  const t = useText("diagnostics");
  const formats = useFormats();
  const total = parts?.reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <table className={styles.parts}>
      <caption>
        {title} <span className={styles.quiet}>{note}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">{t("head.part")}</th>
          <th scope="col">{t("head.what")}</th>
          <th scope="col">{countHead}</th>
          <th scope="col">{t("head.size")}</th>
        </tr>
      </thead>
      <tbody>
        {parts?.map(({ id, name, what, bytes, count }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td className={styles.quiet}>{what}</td>
            <td>{formats.number(count)}</td>
            <td>{formats.bytes(bytes)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            {t("total")}
          </th>
          <td>{total === undefined ? t("measuring") : formats.bytes(total)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
