import type { ReactNode } from "react";
import { useCallback, useEffect, useState } from "react";
import type { VaultInfo } from "../../../shared/bridge/vault.ts";
import { useDataClient } from "../../data/data-client-provider.tsx";
import { useSyncStatus } from "../../data/hooks.ts";
import { Button } from "../../ui/button.tsx";
import { useDevice } from "../../ui/device.ts";
import { useFormats } from "../../ui/formats.ts";
import { useNow } from "../../ui/now.ts";
import { Select } from "../../ui/select.tsx";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import { useVault } from "../../ui/vault-context.ts";
import { PasscodeDialog } from "./passcode-dialog.tsx";
import { SettingRow, SettingsSection } from "./settings-section.tsx";

const dayMs = 86_400_000;
const lockChoices = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480];

/** How what is kept on this laptop is sealed, and who may open it. */
export function SecuritySection(): ReactNode {
  const t = useText("settings");
  const vault = useVault();
  const [info, setInfo] = useState<VaultInfo | null>(null);
  const [asking, setAsking] = useState<"choose" | "change" | "remove" | null>(null);
  const load = useCallback(async () => {
    const answer = await vault.info();
    if (answer.ok) setInfo(answer.value);
  }, [vault]);
  useEffect(() => {
    void load();
  }, [load]);
  if (info === null) return null;
  const mayRemove = info.keystore || info.graceUntilMs === null;
  return (
    <SettingsSection title={t("section.security")}>
      <SettingRow label={t("security.keystore")}>
        {t(info.keystore ? "security.keystore.strong" : info.hasPasscode ? "security.keystore.passcode" : "security.keystore.none")}
      </SettingRow>
      <SettingRow label={t("security.passcode")}>
        {info.hasPasscode ? (
          <>
            <Button aria-haspopup="dialog" onClick={() => setAsking("change")}>
              {t("security.passcode.change")}
            </Button>
            {mayRemove && (
              <Button danger aria-haspopup="dialog" onClick={() => setAsking("remove")}>
                {t("security.passcode.remove")}
              </Button>
            )}
          </>
        ) : (
          <Button aria-haspopup="dialog" onClick={() => setAsking("choose")}>
            {t("security.passcode.choose")}
          </Button>
        )}
      </SettingRow>
      {info.lockAfterMinutes !== null && <LockRow info={info} minutes={info.lockAfterMinutes} onChanged={() => void load()} />}
      <GraceRow info={info} />
      <KeyRow keyCreatedMs={info.keyCreatedMs} onChanged={() => void load()} />
      <PasscodeDialog
        purpose={asking}
        onClose={() => setAsking(null)}
        onDone={(changed) => {
          setInfo(changed);
          setAsking(null);
        }}
      />
    </SettingsSection>
  );
}

/** Minutes of idleness, up to what the company allows. */
function LockRow({
  info,
  minutes,
  onChanged,
}: {
  readonly info: VaultInfo;
  readonly minutes: number;
  readonly onChanged: () => void;
}): ReactNode {
  const t = useText("settings");
  const errors = useText("errors");
  const toast = useToast();
  const vault = useVault();
  const { changeSettings } = useDevice();
  const most = info.lockPolicyMinutes;
  const offered = [...new Set([...lockChoices.filter((choice) => choice < most), most, minutes])].toSorted((one, other) => one - other);
  const choose = async (chosen: number): Promise<void> => {
    const error = await changeSettings({ lockAfterMinutes: chosen === most ? null : chosen });
    if (error !== null) toast({ text: `${t("failed")} · ${errors(error.code)}`, tone: "error" });
    onChanged();
  };
  return (
    <SettingRow label={t("security.lockAfter")}>
      <Select
        aria-label={t("security.lockAfter")}
        value={String(minutes)}
        options={offered.map((choice) => ({ id: String(choice), label: t("security.minutes", { count: choice }) }))}
        onChange={(id) => void choose(Number(id))}
      />
      <Button variant="ghost" keyHint="mod+shift+l" onClick={() => void vault.lock()}>
        {t("security.lockNow")}
      </Button>
    </SettingRow>
  );
}

function GraceRow({ info }: { readonly info: VaultInfo }): ReactNode {
  const t = useText("settings");
  const formats = useFormats();
  const now = useNow("minute");
  if (info.graceUntilMs === null || info.lastContactMs === null) return null;
  return (
    <SettingRow
      label={t("security.contact")}
      hint={t("security.contact.until", { day: `${formats.day(info.graceUntilMs)} ${formats.time(info.graceUntilMs)}` })}
    >
      {formats.dateTime(info.lastContactMs, formats.zone, now)}
    </SettingRow>
  );
}

function KeyRow({ keyCreatedMs, onChanged }: { readonly keyCreatedMs: number | null; readonly onChanged: () => void }): ReactNode {
  const t = useText("settings");
  const toast = useToast();
  const formats = useFormats();
  const now = useNow("minute");
  const client = useDataClient();
  const { rotatingKeys } = useSyncStatus();
  if (keyCreatedMs === null) return null;
  const rotate = async (): Promise<void> => {
    try {
      await client.rotateKeys();
    } catch {
      toast({ text: t("failed"), tone: "error" });
    }
    onChanged();
  };
  return (
    <SettingRow label={t("security.key")} {...(rotatingKeys ? { hint: t("security.key.rotating") } : {})}>
      {t("security.key.age", { day: formats.day(keyCreatedMs), count: Math.max(0, Math.floor((now - keyCreatedMs) / dayMs)) })}
      <Button disabled={rotatingKeys} onClick={() => void rotate()}>
        {t("security.key.rotate")}
      </Button>
    </SettingRow>
  );
}
