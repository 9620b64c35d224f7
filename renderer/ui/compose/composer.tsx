import { CalendarDays, Ellipsis } from "lucide-react";
import type { ReactNode } from "react";
import { useState } from "react";
import { wayId } from "../../../shared/domain/outreach/compose-message.ts";
import { calendarName } from "../../../shared/domain/outreach/calendar-name.ts";
import type { Composition } from "../../../shared/domain/outreach/compose-message.ts";
import type { Outreach } from "../../../shared/domain/outreach/outreach.ts";
import type { TemplateKey } from "../../../shared/domain/outreach/outreach-template.ts";
import { Button } from "../button.tsx";
import { useFormats } from "../formats.ts";
import { IconButton } from "../icon-button.tsx";
import { useKeys } from "../keys.ts";
import { Menu, type MenuItem } from "../menu.tsx";
import { useShell } from "../shell-context.ts";
import { StateMark } from "../state-mark.tsx";
import { useText } from "../text.ts";
import { useToast } from "../toast.tsx";
import { AddressLines } from "./address-lines.tsx";
import type { ComposerModel, SendOutcome } from "./composer-model.ts";
import styles from "./compose.module.css";
import { MessageEdit } from "./message-edit.tsx";
import { MessageView } from "./message-view.tsx";
import { SendDialog } from "./send-dialog.tsx";

export interface ComposerProps {
  readonly model: ComposerModel;
  readonly accountName: string;
  readonly offline: boolean;
  /** Keys of the two actions, where the screen has them free. */
  readonly keys: { readonly send: string; readonly edit: string };
  readonly onSent?: (outcome: SendOutcome) => void;
}

/** To whom, how, when, in which words; one key to look at what will leave, one more to let it. */
export function Composer({ model, accountName, offline, keys, onSent }: ComposerProps): ReactNode {
  const t = useText("outreach");
  const domain = useText("domain");
  const toast = useToast();
  const shell = useShell();
  const [editing, setEditing] = useState(false);
  const [asking, setAsking] = useState(false);
  const { composition } = model;
  const message = composition?.message.ok === true ? composition.message.value : null;
  const way = composition?.way ?? null;
  const ready = message !== null && way !== null && !model.busy;
  useKeys([
    { keys: keys.send, label: t("primary.outbox"), group: "screen", run: (event) => ready && !event.repeat && !editing && setAsking(true) },
    { keys: keys.edit, label: t("edit"), group: "screen", run: () => composition != null && setEditing(true) },
  ]);
  if (composition === undefined) return null;
  if (composition === null) return <p className={styles.note}>{t("round.gone")}</p>;
  const line = (): string =>
    way?.way === "phone"
      ? t("timeline.call", { subject: message?.subject ?? "" })
      : t("timeline.sent", { channel: channelWords(way?.way ?? "eml", domain), subject: message?.subject ?? "" });
  const send = async (): Promise<void> => {
    const outcome = await model.send(line());
    setAsking(false);
    toast({
      text: t(`outcome.${outcome}`, { account: accountName }),
      tone: outcome === "failed" || outcome === "too-long" ? "error" : "info",
    });
    onSent?.(outcome);
  };
  const saveCalendar = (): void => {
    const text = model.calendar();
    if (text !== null) void shell.saveFile(calendarName(message?.subject ?? accountName), text);
  };
  const items: MenuItem[] = [
    ...(["peak-check", "peak-reminder", ...(model.canConfirm ? (["capacity-confirmed"] as const) : [])] as const).map(
      (id: TemplateKey): MenuItem => ({
        type: "item",
        id,
        label: t("compose.template", { name: t(`template.${id}`), version: "" }).trim(),
        checked: model.key === id,
        onSelect: () => model.choose({ key: id }),
      }),
    ),
    { type: "divider", id: "rest" },
    { type: "item", id: "keep", label: t("keep"), onSelect: () => void model.keep().then((done) => done && toast({ text: t("kept") })) },
    {
      type: "item",
      id: "copy",
      label: t("copy"),
      disabled: message === null,
      onSelect: () => void shell.copyText(message?.body ?? "").then((done) => done && toast({ text: t("copied") })),
    },
    {
      type: "item",
      id: "sent",
      label: t("sent.mark"),
      disabled: message === null,
      onSelect: () => void model.markSent(line()).then((done) => done && toast({ text: t("sent.marked") })),
    },
  ];
  const primary = way?.way === "phone" ? "primary.phone" : way !== null && way.sender === null ? "primary.mail" : "primary.outbox";
  return (
    <div className={styles.composer}>
      <AddressLines composition={composition} onChoose={model.choose} />
      <LastMessage latest={model.latest} />
      {editing ? (
        <MessageEdit composition={composition} onWrite={model.write} onDone={() => setEditing(false)} />
      ) : message === null ? (
        <Fault composition={composition} />
      ) : (
        <MessageView subject={message.subjectParts} body={message.bodyParts} locale={composition.template.locale} />
      )}
      {message !== null && (
        <p className={styles.note}>
          <StateMark state="good" label={t("bound.count", { count: message.used.length })} />
        </p>
      )}
      <Literals composition={composition} />
      {model.handedOver && (
        <p className={styles.handed}>
          <span>{t("handedOver")}</span>
          <Button size="small" onClick={() => void model.markSent(line()).then((done) => done && onSent?.("noted"))}>
            {t("sent.mark")}
          </Button>
        </p>
      )}
      <div className={styles.actions}>
        <Button variant="solid" keyHint={keys.send} disabled={!ready || editing} onClick={() => setAsking(true)}>
          {t(primary)}
        </Button>
        {!editing && (
          <Button keyHint={keys.edit} onClick={() => setEditing(true)}>
            {t("edit")}
          </Button>
        )}
        <Button icon={<CalendarDays size={14} aria-hidden="true" />} disabled={message === null} onClick={saveCalendar}>
          {t("ics")}
        </Button>
        <Menu align="end" items={items} trigger={<IconButton label={t("more")} icon={<Ellipsis size={14} aria-hidden="true" />} />} />
      </div>
      {asking && message !== null && way !== null && (
        <SendDialog
          key={wayId(way)}
          composition={composition}
          way={way}
          message={message}
          latest={model.latest}
          offline={offline}
          busy={model.busy}
          attaches={model.attaches}
          onAttach={(attach) => model.choose({ attach })}
          onConfirm={() => void send()}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

function channelWords(way: NonNullable<Composition["way"]>["way"], domain: ReturnType<typeof useText<"domain">>): string {
  return domain(`channel.${way === "smtp" || way === "eml" || way === "mailto" ? "email" : way}`);
}

function LastMessage({ latest }: { readonly latest: Outreach | null }): ReactNode {
  const t = useText("outreach");
  const domain = useText("domain");
  const formats = useFormats();
  const at = latest?.answeredAt ?? latest?.sentAt ?? latest?.queuedAt;
  if (latest === null || at == null) return null;
  return (
    <p className={styles.note}>
      {t("last.says", {
        state: domain(`outreachState.${latest.state}`),
        when: formats.dateTime(Date.parse(at)),
        channel: domain(`channel.${latest.channel}`),
      })}
    </p>
  );
}

function Fault({ composition }: { readonly composition: Composition }): ReactNode {
  const t = useText("outreach");
  const formats = useFormats();
  const { message } = composition;
  if (message.ok) return null;
  const { error } = message;
  return (
    <p className={styles.warn} role="alert">
      {error.code === "missing-tokens" ? t("fault.missing-tokens", { tokens: formats.list(error.tokens) }) : t(`fault.${error.code}`)}
    </p>
  );
}

function Literals({ composition: { literals } }: { readonly composition: Composition }): ReactNode {
  const t = useText("outreach");
  const formats = useFormats();
  if (literals.length === 0) return null;
  return (
    <div className={styles.warn} role="status">
      {t("literal.found", { numbers: formats.list(literals.map((one) => one.text)) })}
      {literals.map((one) =>
        one.token === null ? null : <div key={one.text}>{t("literal.use", { token: `{{ ${one.token} }}`, text: one.text })}</div>,
      )}
    </div>
  );
}
