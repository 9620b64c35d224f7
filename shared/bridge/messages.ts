import { z } from "zod";
import { id } from "../domain/common.ts";
import { profileName } from "./profile-name.ts";

const none = z.undefined();

/** A way out of this laptop that has been set up: a mail server, or a group's robot. Passwords, addresses of robots and their secrets stay in the desktop. */
export const senderInfo = z.object({
  id,
  name: z.string().min(1).max(120),
  way: z.enum(["smtp", "wecom", "feishu", "dingtalk", "slack", "teams"]),
  /** The sender's e-mail address (smtp), else the host of the robot. */
  address: z.string().max(320),
  /** Accounts whose group it is; empty = for every account (a mail server). */
  accountIds: z.array(id).max(200),
  /** How the mail server is reached, to be changed; absent for a robot. */
  mail: z
    .object({
      host: z.string(),
      port: z.number().int(),
      security: z.enum(["tls", "starttls", "none"]),
      user: z.string(),
      fromName: z.string(),
    })
    .optional(),
});
export type SenderInfo = z.infer<typeof senderInfo>;

const senderName = z.string().trim().min(1).max(120);
/** How a sender is set up. A secret that is null stays as it was. */
export const senderSetup = z.discriminatedUnion("way", [
  z.object({
    way: z.literal("smtp"),
    id,
    name: senderName,
    host: z.string().min(1).max(253),
    port: z.number().int().min(1).max(65_535),
    /** `tls` from the first byte, `starttls` required, `none` only for a server of this machine. */
    security: z.enum(["tls", "starttls", "none"]),
    user: z.string().max(320),
    password: z.string().max(500).nullable(),
    fromName: z.string().max(120),
    fromAddress: z.email().max(320),
  }),
  z.object({
    way: z.enum(["wecom", "feishu", "dingtalk", "slack", "teams"]),
    id,
    name: senderName,
    url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .nullable(),
    /** Key of the signature (Feishu, DingTalk); empty = the robot has none. */
    secret: z.string().max(500).nullable(),
    accountIds: z.array(id).max(200),
  }),
]);
export type SenderSetup = z.infer<typeof senderSetup>;

/** What leaves the laptop, as it was shown to the CSM who clicked. */
export const outgoingMessage = z.object({
  outreachId: id,
  accountId: id,
  /** E-mail addresses; empty for a group. */
  to: z.array(z.email().max(320)).max(20),
  cc: z.array(z.email().max(320)).max(20),
  subject: z.string().min(1).max(300),
  text: z.string().min(1).max(20_000),
  /** BCP 47. */
  language: z.string().max(20),
  /** An .ics of the event; null = none. */
  calendar: z.object({ name: z.string().min(1).max(120), text: z.string().max(100_000) }).nullable(),
  /** A PDF that the desktop made (`document.pdf`), by its digest; goes with a mail only. */
  attachment: z
    .object({ name: z.string().min(1).max(120), sha256: z.string().regex(/^[0-9a-f]{64}$/) })
    .nullable()
    .optional(),
});
export type OutgoingMessage = z.infer<typeof outgoingMessage>;

/** Codes of a message that did not go, or of a sender that does not work. */
export const sendFaults = [
  "unreachable",
  "sign-in-refused",
  "certificate",
  "address-refused",
  "too-large",
  "rate-limited",
  "signature",
  "robot-gone",
  "refused",
  "private-address",
  "no-sender",
] as const;
export type SendFault = (typeof sendFaults)[number];

/** Where a message stands that was given to the desktop. It is forgotten when the window has noted its end. */
export const messageState = z.object({
  sendId: id,
  outreachId: id,
  accountId: id,
  /** `unsure`: the desktop ended, or the line broke, after the message was given away and before the other side's answer. Never sent again unasked. */
  state: z.enum(["waiting", "sending", "sent", "failed", "unsure"]),
  atMs: z.number(),
  fault: z.enum(sendFaults).nullable(),
  /** When `waiting` is tried again; null = when there is a network. */
  retryAtMs: z.number().nullable(),
});
export type MessageState = z.infer<typeof messageState>;

/** What the window asks of senders and messages. */
export const messageRequests = {
  /** Senders of this laptop; `forbidden` while the vault is shut, as all that follows. */
  "senders.list": { args: z.object({ profile: profileName }), value: z.array(senderInfo) },
  "senders.save": { args: z.object({ profile: profileName, setup: senderSetup }), value: senderInfo },
  "senders.remove": { args: z.object({ profile: profileName, id }), value: none },
  /** Signs in at the mail server without sending; a robot is only resolved. null = it works. */
  "senders.test": { args: z.object({ profile: profileName, id }), value: z.enum(sendFaults).nullable() },
  /** Takes a message to be sent once, as soon as it can be; resolves when it is on the disk, sealed. A `sendId` that is known already changes nothing. */
  "messages.send": {
    args: z.object({ profile: profileName, sendId: id, senderId: id, message: outgoingMessage }),
    value: messageState,
  },
  "messages.list": { args: z.object({ profile: profileName }), value: z.array(messageState) },
  /** `forget` what has ended and is noted; `was-sent` and `resend` answer `unsure`; `resend` also tries a failed one again; `give-up` what has not been sent. */
  "messages.settle": {
    args: z.object({ profile: profileName, sendId: id, how: z.enum(["forget", "was-sent", "resend", "give-up"]) }),
    value: messageState.nullable(),
  },
  /** Opens the message in the user's mail program: as a draft file, or by mailto, which has room for little. */
  "messages.hand-over": {
    args: z.object({ profile: profileName, how: z.enum(["eml", "mailto"]), message: outgoingMessage }),
    value: z.enum(["opened", "too-long", "cancelled"]),
  },
} as const;
