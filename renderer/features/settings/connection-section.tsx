import type { ReactNode } from "react";
import { useState } from "react";
import type { Connection } from "../../../shared/bridge/contract.ts";
import { userRoles } from "../../../shared/domain/user/user.ts";
import { assertNever } from "../../../shared/kernel/assert-never.ts";
import { useSyncStatus } from "../../data/hooks.ts";
import { Button } from "../../ui/button.tsx";
import { useDevice } from "../../ui/device.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import { SettingRow, SettingsSection } from "./settings-section.tsx";

/** Which backend, which user, and the way out. Leaving is confirmed: the token goes from this laptop. */
export function ConnectionSection(): ReactNode {
  const t = useText("settings");
  const domain = useText("domain");
  const common = useText("common");
  const errors = useText("errors");
  const toast = useToast();
  const { info, leaveConnection } = useDevice();
  const status = useSyncStatus();
  const [asking, setAsking] = useState(false);
  const role = userRoles.find((known) => known === status.user?.role);
  const leave = async (): Promise<void> => {
    setAsking(false);
    const error = await leaveConnection();
    if (error !== null) toast({ text: errors(error.code), tone: "error" });
  };
  return (
    <SettingsSection title={t("section.connection")}>
      <SettingRow label={t("connection.mode")}>{connectionWords(info.connection, t)}</SettingRow>
      <SettingRow label={t("account.tenant")}>{status.tenantName ?? common("value.none")}</SettingRow>
      <SettingRow label={t("account.user")}>{status.user?.name ?? t("account.nobody")}</SettingRow>
      <SettingRow label={t("account.role")}>
        {role === undefined ? (status.user?.role ?? common("value.none")) : domain(`role.${role}`)}
      </SettingRow>
      <SettingRow label="">
        <Button danger aria-haspopup="dialog" onClick={() => setAsking(true)}>
          {t("account.leave")}
        </Button>
      </SettingRow>
      <Dialog
        open={asking}
        title={t("account.leave.confirm", { name: status.tenantName ?? connectionWords(info.connection, t) })}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{common("action.cancel")}</Button>
            <Button variant="solid" danger onClick={() => void leave()}>
              {t("account.leave")}
            </Button>
          </>
        }
      >
        {status.pendingEdits === 0 ? t("account.leave.none") : t("account.leave.text", { count: status.pendingEdits })}
      </Dialog>
    </SettingsSection>
  );
}

function connectionWords(connection: Connection, t: ReturnType<typeof useText<"settings">>): string {
  switch (connection.mode) {
    case "none":
      return t("connection.none");
    case "demo":
      return t("connection.demo");
    case "embedded":
      return t("connection.embedded", { dir: connection.dataDir });
    case "remote":
      return connection.url;
    default:
      return assertNever(connection);
  }
}
