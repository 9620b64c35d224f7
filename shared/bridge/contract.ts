import { z } from "zod";
import { id } from "../domain/common.ts";
import { authConfig } from "../sync/auth-config.ts";
import { printDocument } from "../domain/print/print-document.ts";
import { printableReview } from "../domain/review/export/pdf/printable-review.ts";
import { errorCodes } from "../sync/protocol.ts";

/**
 * Everything the window may ask of the desktop: one typed map of requests, validated on both sides. Each request is one `invoke` on the
 * channel `headroom:<name>`; an answer is `{ ok: true, value }` or `{ ok: false, error: { code, message } }`, never a thrown error.
 */
const none = z.undefined();
const profileName = z.string().regex(/^[a-z0-9-]{1,64}$/);

/** Choices of this device, kept by the desktop so that they are known before the first frame. */
export const deviceSettings = z.object({
  language: z.enum(["system", "zh-CN", "en"]),
  theme: z.enum(["system", "light", "dark"]),
  density: z.enum(["compact", "comfortable"]),
  /** 0.5 to 3. */
  zoom: z.number().min(0.5).max(3),
  notifications: z.boolean(),
  /** Reviews of a quarter that ended are drafted unasked. */
  draftReviews: z.boolean(),
  /** Minutes of idleness after which to lock, where there is a passcode; the company's policy may ask for fewer. null = as it says. */
  lockAfterMinutes: z.number().int().min(1).max(480).nullable(),
});
export type DeviceSettings = z.infer<typeof deviceSettings>;
export const defaultDeviceSettings: DeviceSettings = {
  language: "system",
  theme: "system",
  density: "compact",
  zoom: 1,
  notifications: true,
  draftReviews: true,
  lockAfterMinutes: null,
};

/** Which backend this profile belongs to. The access token itself never crosses the bridge towards the window. */
export const connection = z.discriminatedUnion("mode", [
  z.object({ mode: z.literal("none") }),
  /** The embedded backend with the demonstration company. */
  z.object({ mode: z.literal("demo") }),
  /** The embedded backend on a folder of the user's own data (`npm start -- --data DIR`). */
  z.object({ mode: z.literal("embedded"), dataDir: z.string() }),
  z.object({
    mode: z.literal("remote"),
    url: z.string(),
    signIn: z.enum(["token", "oidc", "development"]),
    /** `expired`: sign in again; `revoked`: the company has ended this user's access. Edits wait in the outbox either way. */
    session: z.enum(["active", "expired", "revoked"]),
    userName: z.string().nullable(),
    /** Why the sign-in is not on the disk, and so ends with the app; null = it is, or needs not be. */
    keepFault: z.enum(["disk-full", "io"]).nullable(),
  }),
]);
export type Connection = z.infer<typeof connection>;

/** How the embedded backend is: the window shows it while it is not `running`. */
export const backendState = z.discriminatedUnion("state", [
  z.object({ state: z.literal("off") }),
  z.object({ state: z.literal("starting"), step: z.enum(["open", "migrate", "demo"]), done: z.number(), total: z.number() }),
  z.object({ state: z.literal("running") }),
  z.object({ state: z.literal("failed"), code: z.string(), message: z.string() }),
]);
export type BackendState = z.infer<typeof backendState>;

export const appInfo = z.object({
  version: z.string(),
  platform: z.enum(["darwin", "linux", "win32"]),
  electron: z.string(),
  chromium: z.string(),
  /** The desktop runs on the stand-in for the Electron executable. */
  standIn: z.boolean(),
  systemLanguage: z.string(),
  systemDark: z.boolean(),
  settings: deviceSettings,
  connection,
  backend: backendState,
  /** Names the local database: another connection or user is another database. */
  profile: profileName,
  /** Set by the command line (`--route`, `--lang`, `--theme`) or the environment (`HEADROOM_DRAFT_REVIEWS=off`) for this start only; wins over the settings. */
  overrides: z.object({
    route: z.string().nullable(),
    language: z.enum(["zh-CN", "en"]).nullable(),
    theme: z.enum(["light", "dark"]).nullable(),
    draftReviews: z.literal(false).nullable(),
  }),
});
export type AppInfo = z.infer<typeof appInfo>;

/** A secret key with its name. The window makes a key of it that cannot be read back, and forgets the bytes. */
export const vaultKey = z.object({ id: z.string().regex(/^[a-z0-9]{1,24}$/), bytes: z.instanceof(Uint8Array) });
export type VaultKey = z.infer<typeof vaultKey>;
/** Newest last: the last key seals, every one opens. */
export const keyRing = z.array(vaultKey).min(1).max(8);
export type KeyRing = z.infer<typeof keyRing>;

/** What the window last knew of its local database, kept outside it: a store that was lost or emptied is noticed by the difference. */
export const storeMark = z.object({
  clientId: id,
  nextMutationId: z.number().int().positive(),
  /** Generation that was complete, and its rows; null = none yet. */
  copy: z.object({ generation: z.number().int(), rows: z.number().int() }).nullable(),
  /** Edits that the backend did not have. */
  unsent: z.number().int().nonnegative(),
});
export type StoreMark = z.infer<typeof storeMark>;

/** What a profile's vault answers. Only `open` hands out keys: of the local copy, and of the unsent edits, which outlive the copy. */
export const vaultAnswer = z.discriminatedUnion("state", [
  z.object({ state: z.literal("open"), copy: keyRing, edits: keyRing, mark: storeMark.nullable() }),
  /** The system has no keystore worth the name: a passcode must be chosen before anything is stored. */
  z.object({ state: z.literal("setup") }),
  z.object({ state: z.literal("locked"), retryAtMs: z.number().nullable() }),
  /** Too long without contact: the backend must be reached first. `unsent` edits wait, sealed. */
  z.object({ state: z.literal("expired"), lastContactMs: z.number(), unsent: z.number().int() }),
  z.object({ state: z.literal("wiped"), by: z.enum(["server", "user"]), atMs: z.number() }),
  /** The system's keystore does not open the keys any more (another user, machine or keystore). */
  z.object({ state: z.literal("lost"), unsent: z.number().int() }),
]);
export type VaultAnswer = z.infer<typeof vaultAnswer>;

export const vaultInfo = z.object({
  /** The system's keystore hides the keys from other users of the machine. */
  keystore: z.boolean(),
  hasPasscode: z.boolean(),
  /** Minutes of idleness after which it locks; null = it never does (no passcode). */
  lockAfterMinutes: z.number().nullable(),
  /** The most minutes that the company's policy allows. */
  lockPolicyMinutes: z.number(),
  lastContactMs: z.number().nullable(),
  /** When the local copy will not be opened any more without contact; null = never (embedded and demonstration). */
  graceUntilMs: z.number().nullable(),
  keyCreatedMs: z.number().nullable(),
});
export type VaultInfo = z.infer<typeof vaultInfo>;
const passcode = z.string().min(8).max(200);

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

/** Texts in forms, as JSON, by a name of the form. */
export const drafts = z.record(z.string().max(200), z.string().max(200_000));
export type Drafts = z.infer<typeof drafts>;

/** What a line of the outbox mirror carries beside the edit itself: the window writes it, the desktop trims by it. */
export const mirroredEdit = z.looseObject({ clientId: id, mutationId: z.number().int().positive() });

export const bridgeErrorCodes = [
  "wrong-passcode",
  /** The backend has no identity provider. */
  "no-sign-in",
  /** The identity provider cannot be reached, or did not answer as one does. */
  "issuer-unavailable",
  /** The identity provider let nobody in. */
  "sign-in-refused",
  /** Nobody came back from the browser. */
  "timed-out",
  /** The system's browser could not be opened. */
  "no-browser",
  "bad-request",
  "forbidden",
  "cancelled",
  "disk-full",
  "io",
  /** Another program has the file open. */
  "file-in-use",
  "internal",
  ...errorCodes,
] as const;

export const bridgeRequests = {
  "app.info": { args: none, value: appInfo },
  "settings.set": { args: deviceSettings.partial(), value: deviceSettings },
  /** Chooses the demonstration company, or a company's backend with an access token; restarts the local session. */
  "connection.choose": {
    args: z.discriminatedUnion("mode", [
      z.object({ mode: z.literal("demo") }),
      z.object({ mode: z.literal("remote"), url: z.url({ protocol: /^https?$/ }).max(300), accessToken: z.string().min(20).max(400) }),
    ]),
    value: appInfo,
  },
  "connection.leave": { args: none, value: appInfo },
  /** Signs in at a company's backend in the system's browser; answers when the user has come back or given up. A later call ends an earlier one. */
  "auth.begin": {
    args: z.object({
      url: z.url({ protocol: /^https?$/ }).max(300),
      /** Asks for the name and password again, so that another user can sign in than the one whom the browser knows. */
      another: z.boolean().optional(),
    }),
    value: appInfo,
  },
  "auth.cancel": { args: none, value: none },
  /** How one signs in at a backend; also says whether there is one at the address. */
  "auth.ways": { args: z.object({ url: z.url({ protocol: /^https?$/ }).max(300) }), value: authConfig },
  /** Signs in without a password where the backend offers it for development. */
  "auth.development": { args: z.object({ url: z.url({ protocol: /^https?$/ }).max(300), userId: id }), value: appInfo },
  /** Ends the session here and at the identity provider. The local copy and unsent edits stay, sealed, for this user's return; `forget` destroys them. */
  "auth.sign-out": { args: z.object({ forget: z.boolean() }), value: appInfo },
  /** Tries again to keep the sign-in on the disk, after `keepFault`. */
  "auth.keep": { args: none, value: none },
  /** Opens the keys of the profile in use, or says what is in the way. */
  "vault.open": { args: z.object({ profile: profileName }), value: vaultAnswer },
  "vault.unlock": { args: z.object({ profile: profileName, passcode: z.string().max(200) }), value: vaultAnswer },
  "vault.lock": { args: z.object({ profile: profileName }), value: none },
  /** Reaches the backend to renew the grace, then opens. */
  "vault.renew": { args: z.object({ profile: profileName }), value: vaultAnswer },
  /** Begins anew after `wiped` or `lost`, or `locked` with a forgotten passcode: new keys, nothing of the old copy and its unsent edits. */
  "vault.reset": { args: z.object({ profile: profileName }), value: vaultAnswer },
  /** `current` is needed once there is one; `next` null takes it away, which a weak keystore does not allow. */
  "vault.passcode": {
    args: z.object({ profile: profileName, current: z.string().max(200).nullable(), next: passcode.nullable() }),
    value: vaultInfo,
  },
  "vault.info": { args: z.object({ profile: profileName }), value: vaultInfo },
  /** Adds a new key to both rings and answers them; what is written from now on is sealed with it. */
  "vault.rotate": { args: z.object({ profile: profileName }), value: vaultAnswer },
  /** Forgets every key but these: nothing is sealed with the others any more. */
  "vault.retire": { args: z.object({ profile: profileName, keep: z.array(z.string().max(24)).min(1).max(16) }), value: none },
  /** What was typed in forms and not saved, by a name of the form; `forbidden` while the vault is shut. */
  "drafts.read": { args: z.object({ profile: profileName }), value: drafts },
  /** Replaces all of them. They are sealed on the disk, outlive a lock and the app's end, and go when the user leaves or the copy is wiped. */
  "drafts.write": { args: z.object({ profile: profileName, drafts }), value: none },
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
  /**
   * Puts the browser's databases out of the way, when not even a new one can be begun beside them. Once in the life of the desktop; nothing is
   * deleted. The window is loaded anew after it.
   */
  "store.set-aside": { args: none, value: none },
  "mark.write": { args: z.object({ profile: profileName, mark: storeMark }), value: none },
  /**
   * Appends mutations (one JSON text each) to the outbox mirror: a file outside the browser's store. Resolves when they are on disk. The longest is a brand
   * template: two million characters of base64, which grow by a third when they are sealed.
   */
  "outbox.append": { args: z.object({ profile: z.string().max(64), lines: z.array(z.string().max(3_000_000)).max(500) }), value: none },
  /** What the mirror holds that has not been trimmed, oldest first. */
  "outbox.read": { args: z.object({ profile: z.string().max(64) }), value: z.array(z.string()) },
  /** Forgets mutations of a client up to an id: they are acknowledged. */
  "outbox.trim": { args: z.object({ profile: z.string().max(64), clientId: z.string().max(128), upTo: z.number().int() }), value: none },
  /** Asks for a place with the system's dialog and writes there. null = the user cancelled. */
  "file.save": {
    args: z.object({ suggestedName: z.string().min(1).max(120), content: z.union([z.string(), z.instanceof(Uint8Array)]) }),
    value: z.object({ name: z.string() }).nullable(),
  },
  /**
   * Writes several files into one folder that the user chooses once. Each is written whole or not at all; one that cannot be written does not keep the
   * others. A name that is taken by another file gets a number. null = cancelled; `fault` null = saved.
   */
  "files.save": {
    args: z.object({
      files: z
        .array(z.object({ suggestedName: z.string().min(1).max(120), content: z.instanceof(Uint8Array) }))
        .min(1)
        .max(10),
    }),
    value: z
      .object({
        folder: z.string(),
        files: z.array(z.object({ name: z.string(), fault: z.enum(bridgeErrorCodes).nullable() })),
      })
      .nullable(),
  },
  /** Draws a document or a review as a PDF. Those made last stay in memory, to be sent with a message. */
  "document.pdf": {
    args: z.union([z.object({ document: printDocument }), z.object({ review: printableReview })]),
    value: z.object({ sha256: z.string(), content: z.instanceof(Uint8Array) }),
  },
  "clipboard.write": {
    args: z.object({ text: z.string().max(5_000_000).optional(), png: z.instanceof(Uint8Array).optional() }),
    value: none,
  },
  /** A system notification; a click opens `route` in the window. */
  "notification.show": {
    args: z.object({ title: z.string().max(120), body: z.string().max(400), route: z.string().max(300) }),
    value: none,
  },
  /**
   * Which of these nobody has told the user of: by asking, they count as told, to every window and after every start. `first` = nothing was ever asked
   * of this profile. `quiet` = the screen is locked: nothing was counted, ask again. Keys name incident, clock, cycle and what happened.
   */
  "notification.claim": {
    args: z.object({ keys: z.array(z.string().regex(/^[\w.:-]{1,128}\|[a-z_]{1,20}\|\d{1,6}\|(?:warning|breach)$/)).max(5000) }),
    value: z.object({ fresh: z.array(z.string()), first: z.boolean(), quiet: z.boolean() }),
  },
  "badge.set": { args: z.object({ count: z.number().int().min(0).max(9999) }), value: none },
  /** Opens http(s) and mailto in the system's own program; anything else is refused. */
  "external.open": { args: z.object({ url: z.string().max(2000) }), value: none },
  /** An error of the window, for the desktop's log; no customer text. */
  "log.error": { args: z.object({ name: z.string().max(120), message: z.string().max(2000), stack: z.string().max(8000) }), value: none },
} as const satisfies Record<string, { readonly args: z.ZodType; readonly value: z.ZodType }>;

export type BridgeRequest = keyof typeof bridgeRequests;
export type BridgeArgs<N extends BridgeRequest> = z.infer<(typeof bridgeRequests)[N]["args"]>;
export type BridgeValue<N extends BridgeRequest> = z.infer<(typeof bridgeRequests)[N]["value"]>;

export interface BridgeError {
  readonly code: (typeof bridgeErrorCodes)[number];
  readonly message: string;
}
export type BridgeAnswer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: BridgeError };

/** What the desktop tells the window, each on the channel `headroom:event:<name>`. */
export const bridgeEvents = {
  backend: backendState,
  /** Open a route: a deep link, a click on a notification, a menu item. Already parsed and safe: starts with `/`. */
  navigate: z.object({
    route: z
      .string()
      .regex(/^\/[\w\-./:?=&%]*$/)
      .max(300),
  }),
  /** A menu item that the window carries out. */
  command: z.object({ id: z.enum(["palette", "sync", "settings", "shortcuts", "zoom-in", "zoom-out", "zoom-reset"]) }),
  /** The keys are gone from the desktop's memory: the window drops its own and shows what it is told by `vault.open`. */
  vault: z.object({ state: z.enum(["locked", "expired", "wiped"]) }),
  /** The sign-in of the connection in use has changed. */
  session: z.object({ session: z.enum(["active", "expired", "revoked"]), keepFault: z.enum(["disk-full", "io"]).nullable() }),
  /** A message that the desktop was given has got further. */
  message: messageState,
  "system-theme": z.object({ dark: z.boolean() }),
  online: z.object({ online: z.boolean() }),
} as const satisfies Record<string, z.ZodType>;
export type BridgeEvent = keyof typeof bridgeEvents;
export type BridgeEventData<N extends BridgeEvent> = z.infer<(typeof bridgeEvents)[N]>;

/** The one global of the page, put there by the preload. */
export interface HeadroomBridge {
  request<N extends BridgeRequest>(name: N, args: BridgeArgs<N>): Promise<BridgeAnswer<BridgeValue<N>>>;
  /** Returns the function that stops listening. */
  on<N extends BridgeEvent>(name: N, listener: (data: BridgeEventData<N>) => void): () => void;
}
export const bridgeGlobal = "headroom";
