import type { ReactNode } from "react";
import { useState } from "react";
import type { Connection } from "../../../shared/bridge/app-info.ts";
import { userRoles } from "../../../shared/domain/user/user.ts";
import { assertNever } from "../../../shared/kernel/assert-never.ts";
import { useDrafts } from "../../data/drafts/drafts-context.ts";
import { useSyncStatus } from "../../data/hooks.ts";
import { Button } from "../../ui/button.tsx";
import { useDevice } from "../../ui/device.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { SignInDialog } from "../../ui/sign-in/sign-in-dialog.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import { ForgetDialog } from "./forget-dialog.tsx";
import { SettingRow, SettingsSection } from "./settings-section.tsx";

type Remote = Extract<Connection, { readonly mode: "remote" }>;
type Asking = "again" | "switch" | "leave" | "forget" | null;

/** Which backend, which user and how he signed in, and the ways out. Leaving is confirmed: the sign-in goes from this laptop. */
export function ConnectionSection(): ReactNode {
  const t = useText("settings");
  const domain = useText("domain");
  const common = useText("common");
  const { connection } = useDevice().info;
  const status = useSyncStatus();
  const unsaved = useUnsavedWords();
  const [asking, setAsking] = useState<Asking>(null);
  const close = (): void => setAsking(null);
  const remote = connection.mode === "remote" ? connection : null;
  const role = userRoles.find((known) => known === status.user?.role);
  const userName = remote?.userName ?? status.user?.name ?? t("account.nobody");
  return (
    <SettingsSection title={t("section.connection")}>
      <SettingRow label={t("connection.mode")}>{connectionWords(connection, t)}</SettingRow>
      <SettingRow label={t("account.tenant")}>{status.tenantName ?? common("value.none")}</SettingRow>
      <SettingRow label={t("account.user")}>{userName}</SettingRow>
      <SettingRow label={t("account.role")}>
        {role === undefined ? (status.user?.role ?? common("value.none")) : domain(`role.${role}`)}
      </SettingRow>
      {remote !== null && <SessionRows remote={remote} onAgain={() => setAsking("again")} />}
      <SettingRow label="">
        <Button aria-haspopup="dialog" danger={remote === null} onClick={() => setAsking("leave")}>
          {t(remote === null ? "account.leave" : "account.signOut")}
        </Button>
        {remote !== null && (
          <>
            <Button aria-haspopup="dialog" onClick={() => setAsking("switch")}>
              {t("account.switch")}
            </Button>
            <Button aria-haspopup="dialog" danger onClick={() => setAsking("forget")}>
              {t("account.forget")}
            </Button>
          </>
        )}
      </SettingRow>
      <LeaveDialog open={asking === "leave"} onClose={close} name={status.tenantName ?? connectionWords(connection, t)} remote={remote} />
      {remote !== null && (
        <>
          <SignInDialog open={asking === "again"} onClose={close} url={remote.url} userName={userName} another={false} />
          <SignInDialog
            open={asking === "switch"}
            onClose={close}
            url={remote.url}
            userName={userName}
            another
            {...(unsaved === null ? {} : { note: unsaved })}
          />
          <ForgetDialog open={asking === "forget"} onClose={close} name={userName} />
        </>
      )}
    </SettingsSection>
  );
}

/** How the user signed in, and what that is worth now. */
function SessionRows({ remote, onAgain }: { readonly remote: Remote; readonly onAgain: () => void }): ReactNode {
  const t = useText("settings");
  const words = useText("signIn");
  return (
    <>
      <SettingRow label={t("account.how")}>{t(`account.how.${remote.signIn}`)}</SettingRow>
      <SettingRow label={t("account.session")}>
        <StateMark state={remote.session === "active" ? "good" : "risk"} label={t(`account.session.${remote.session}`)} />
        {remote.session !== "active" && (
          <Button size="small" aria-haspopup="dialog" onClick={onAgain}>
            {words("banner.action")}
          </Button>
        )}
      </SettingRow>
    </>
  );
}

/** What becomes of text that was typed and not saved, when its user leaves; null = there is none. */
function useUnsavedWords(): string | null {
  const t = useText("settings");
  const count = useDrafts().names("").length;
  return count === 0 ? null : t("account.leave.drafts", { count });
}

interface LeaveDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly name: string;
  readonly remote: Remote | null;
}

function LeaveDialog({ open, onClose, name, remote }: LeaveDialogProps): ReactNode {
  const t = useText("settings");
  const common = useText("common");
  const errors = useText("errors");
  const toast = useToast();
  const { leaveConnection, signOut } = useDevice();
  const { pendingEdits } = useSyncStatus();
  const unsaved = useUnsavedWords();
  const leave = async (): Promise<void> => {
    onClose();
    const error = await (remote === null ? leaveConnection() : signOut(false));
    if (error !== null) toast({ text: errors(error.code), tone: "error" });
  };
  return (
    <Dialog
      open={open}
      title={t(remote === null ? "account.leave.confirm" : "account.signOut.confirm", { name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button variant="solid" danger onClick={() => void leave()}>
            {t(remote === null ? "account.leave" : "account.signOut")}
          </Button>
        </>
      }
    >
      {pendingEdits === 0 ? t("account.leave.none") : t("account.leave.text", { count: pendingEdits })} {remote !== null && unsaved}
    </Dialog>
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
