import type { SenderInfo, SenderSetup } from "../../../../shared/bridge/messages.ts";
import { senderSetup } from "../../../../shared/bridge/messages.ts";
import type { TextKey } from "../../../../shared/i18n/catalogues.ts";

export const senderWays = ["smtp", "wecom", "feishu", "dingtalk", "slack", "teams"] as const satisfies readonly SenderInfo["way"][];

/** A sender as it is typed. Empty secrets of one that exists stay as they are. */
export interface SenderDraft {
  readonly id: string;
  readonly isNew: boolean;
  readonly way: SenderInfo["way"];
  readonly name: string;
  readonly host: string;
  readonly port: string;
  readonly security: "tls" | "starttls" | "none";
  readonly user: string;
  readonly password: string;
  readonly fromName: string;
  readonly fromAddress: string;
  readonly url: string;
  readonly secret: string;
  readonly accountIds: readonly string[];
}
export type DraftField = Exclude<keyof SenderDraft, "id" | "isNew" | "way">;
export type DraftFaults = { readonly [F in DraftField]?: Extract<TextKey<"senders">, `wrong.${string}`> };

const submissionPorts: Readonly<Record<SenderDraft["security"], string>> = { tls: "465", starttls: "587", none: "25" };

export function newSender(id: string, fromName: string): SenderDraft {
  const mail = { host: "", port: submissionPorts.tls, security: "tls", user: "", password: "", fromName, fromAddress: "" } as const;
  return { id, isNew: true, way: "smtp", name: "", ...mail, url: "", secret: "", accountIds: [] };
}

export function draftOf(info: SenderInfo): SenderDraft {
  const empty = newSender(info.id, "");
  const mail = info.mail === undefined ? {} : { ...info.mail, port: String(info.mail.port), fromAddress: info.address };
  return { ...empty, ...mail, isNew: false, way: info.way, name: info.name, accountIds: info.accountIds };
}

/** The usual port comes with the encryption, unless another was typed. */
export function withSecurity(draft: SenderDraft, security: SenderDraft["security"]): SenderDraft {
  const isUsual = Object.values(submissionPorts).includes(draft.port);
  return { ...draft, security, port: isUsual ? submissionPorts[security] : draft.port };
}

function mailFaults(draft: SenderDraft): DraftFaults {
  const port = Number(draft.port);
  const isOwn = /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(draft.host);
  return {
    ...(/^[A-Za-z0-9.\-:]+$/.test(draft.host) ? {} : { host: "wrong.host" }),
    ...(/^\d{1,5}$/.test(draft.port) && port >= 1 && port <= 65_535 ? {} : { port: "wrong.port" }),
    ...(draft.security !== "none" || isOwn ? {} : { security: "wrong.none" }),
    ...(/^[^\s<>"'(),:;\\[\]@]+@[^\s<>"'(),:;\\[\]@]+$/.test(draft.fromAddress) ? {} : { fromAddress: "wrong.address" }),
    ...(draft.isNew && draft.user !== "" && draft.password === "" ? { password: "wrong.empty" } : {}),
  };
}

function robotFaults(draft: SenderDraft): DraftFaults {
  const mayKeep = !draft.isNew && draft.url === "";
  return {
    ...(mayKeep || (draft.url.startsWith("https://") && URL.canParse(draft.url)) ? {} : { url: "wrong.url" }),
    ...(draft.accountIds.length === 0 ? { accountIds: "wrong.accounts" } : {}),
  };
}

/** What is to be put right before it can be saved, by field. */
export function draftFaults(draft: SenderDraft): DraftFaults {
  return {
    ...(draft.name.trim() === "" ? { name: "wrong.empty" } : {}),
    ...(draft.way === "smtp" ? mailFaults(draft) : robotFaults(draft)),
  };
}

/** What is given to the desktop; null = it would not take it. */
export function setupOf(draft: SenderDraft): SenderSetup | null {
  const { id, way, name, isNew } = draft;
  const secret = (typed: string): string | null => (typed === "" && !isNew ? null : typed);
  const setup =
    way === "smtp"
      ? {
          way,
          id,
          name,
          host: draft.host,
          port: Number(draft.port),
          security: draft.security,
          user: draft.user,
          password: secret(draft.password),
          fromName: draft.fromName,
          fromAddress: draft.fromAddress,
        }
      : { way, id, name, url: secret(draft.url), secret: secret(draft.secret), accountIds: [...draft.accountIds] };
  const parsed = senderSetup.safeParse(setup);
  return parsed.success ? parsed.data : null;
}
