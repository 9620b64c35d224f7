import { z } from "zod";
import { sitePackEvent, sitePackRequests } from "./site-pack.ts";
import { authConfig } from "../sync/auth-config.ts";
import { id } from "../domain/common.ts";
import { connectorRequests } from "./connectors.ts";
import { appInfo, backendState, deviceSettings } from "./app-info.ts";
import { diagnosticsRequests } from "./diagnostics.ts";
import type { bridgeErrorCodes } from "./error-codes.ts";
import { fileRequests } from "./files.ts";
import { messageRequests, messageState } from "./messages.ts";
import { updateRequests, updateState } from "./updates.ts";
import { trayRequests } from "./tray.ts";
import { vaultRequests } from "./vault.ts";

const none = z.undefined();

/** What a line of the outbox mirror carries beside the edit itself: the window writes it, the desktop trims by it. */
export const mirroredEdit = z.looseObject({ clientId: id, mutationId: z.number().int().positive() });

/**
 * Everything the window may ask of the desktop: one typed map of requests, validated on both sides. Each request is one `invoke` on the
 * channel `headroom:<name>`; an answer is `{ ok: true, value }` or `{ ok: false, error: { code, message } }`, never a thrown error.
 */
export const bridgeRequests = {
  "app.info": { args: none, value: appInfo },
  ...sitePackRequests,
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
  /**
   * Puts the browser's databases out of the way, when not even a new one can be begun beside them. Once in the life of the desktop; nothing is
   * deleted. The window is loaded anew after it.
   */
  "store.set-aside": { args: none, value: none },
  ...vaultRequests,
  ...messageRequests,
  ...fileRequests,
  ...updateRequests,
  ...connectorRequests,
  ...diagnosticsRequests,
  ...trayRequests,
  /**
   * Appends mutations (one JSON text each) to the outbox mirror: a file outside the browser's store. Resolves when they are on disk. The longest is a brand
   * template: two million characters of base64, which grow by a third when they are sealed.
   */
  "outbox.append": { args: z.object({ profile: z.string().max(64), lines: z.array(z.string().max(3_000_000)).max(500) }), value: none },
  /** What the mirror holds that has not been trimmed, oldest first. */
  "outbox.read": { args: z.object({ profile: z.string().max(64) }), value: z.array(z.string()) },
  /** Forgets mutations of a client up to an id: they are acknowledged. */
  "outbox.trim": { args: z.object({ profile: z.string().max(64), clientId: z.string().max(128), upTo: z.number().int() }), value: none },
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
  /** A site pack waits to be opened, or the open one has run out. */
  "site-pack": sitePackEvent,
  backend: backendState,
  /** Open a route: a deep link, a click on a notification, a menu item. Already parsed and safe: starts with `/`. */
  navigate: z.object({
    route: z
      .string()
      .regex(/^\/[\w\-./:?=&%]*$/)
      .max(300),
  }),
  /** A menu item that the window carries out. */
  command: z.object({
    id: z.enum(["palette", "undo", "redo", "print", "sync", "settings", "shortcuts", "zoom-in", "zoom-out", "zoom-reset"]),
  }),
  /** The keys are gone from the desktop's memory: the window drops its own and shows what it is told by `vault.open`. */
  vault: z.object({ state: z.enum(["locked", "expired", "wiped"]) }),
  /** The sign-in of the connection in use has changed. */
  session: z.object({ session: z.enum(["active", "expired", "revoked"]), keepFault: z.enum(["disk-full", "io"]).nullable() }),
  /** A message that the desktop was given has got further. */
  message: messageState,
  /** What there is of updates has changed. */
  update: updateState,
  /** A setting of this device was changed outside the window. */
  settings: deviceSettings,
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
