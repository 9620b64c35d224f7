import { z } from "zod";
import { id } from "../domain/common.ts";
import { errorCodes } from "../sync/protocol.ts";

/**
 * Everything the window may ask of the desktop: one typed map of requests, validated on both sides. Each request is one `invoke` on the
 * channel `headroom:<name>`; an answer is `{ ok: true, value }` or `{ ok: false, error: { code, message } }`, never a thrown error.
 */
const none = z.undefined();

/** Choices of this device, kept by the desktop so that they are known before the first frame. */
export const deviceSettings = z.object({
  language: z.enum(["system", "zh-CN", "en"]),
  theme: z.enum(["system", "light", "dark"]),
  density: z.enum(["compact", "comfortable"]),
  /** 0.5 to 3. */
  zoom: z.number().min(0.5).max(3),
  notifications: z.boolean(),
});
export type DeviceSettings = z.infer<typeof deviceSettings>;
export const defaultDeviceSettings: DeviceSettings = {
  language: "system",
  theme: "system",
  density: "compact",
  zoom: 1,
  notifications: true,
};

/** Which backend this profile belongs to. The access token itself never crosses the bridge towards the window. */
export const connection = z.discriminatedUnion("mode", [
  z.object({ mode: z.literal("none") }),
  /** The embedded backend with the demonstration company. */
  z.object({ mode: z.literal("demo") }),
  /** The embedded backend on a folder of the user's own data (`npm start -- --data DIR`). */
  z.object({ mode: z.literal("embedded"), dataDir: z.string() }),
  z.object({ mode: z.literal("remote"), url: z.string() }),
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
  profile: z.string().regex(/^[a-z0-9-]{1,64}$/),
  /** Set by the command line for this start only (`--route`, `--lang`, `--theme`); wins over the settings. */
  overrides: z.object({
    route: z.string().nullable(),
    language: z.enum(["zh-CN", "en"]).nullable(),
    theme: z.enum(["light", "dark"]).nullable(),
  }),
});
export type AppInfo = z.infer<typeof appInfo>;

/** What a line of the outbox mirror carries beside the edit itself: the window writes it, the desktop trims by it. */
export const mirroredEdit = z.looseObject({ clientId: id, mutationId: z.number().int().positive() });

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
  /** Appends mutations (one JSON text each) to the outbox mirror: a file outside the browser's store. Resolves when they are on disk. */
  "outbox.append": { args: z.object({ profile: z.string().max(64), lines: z.array(z.string().max(200_000)).max(500) }), value: none },
  /** What the mirror holds that has not been trimmed, oldest first. */
  "outbox.read": { args: z.object({ profile: z.string().max(64) }), value: z.array(z.string()) },
  /** Forgets mutations of a client up to an id: they are acknowledged. */
  "outbox.trim": { args: z.object({ profile: z.string().max(64), clientId: z.string().max(128), upTo: z.number().int() }), value: none },
  /** Asks for a place with the system's dialog and writes there. null = the user cancelled. */
  "file.save": {
    args: z.object({ suggestedName: z.string().min(1).max(120), content: z.union([z.string(), z.instanceof(Uint8Array)]) }),
    value: z.object({ name: z.string() }).nullable(),
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
  "badge.set": { args: z.object({ count: z.number().int().min(0).max(9999) }), value: none },
  /** Opens http(s) and mailto in the system's own program; anything else is refused. */
  "external.open": { args: z.object({ url: z.string().max(2000) }), value: none },
  /** An error of the window, for the desktop's log; no customer text. */
  "log.error": { args: z.object({ name: z.string().max(120), message: z.string().max(2000), stack: z.string().max(8000) }), value: none },
} as const satisfies Record<string, { readonly args: z.ZodType; readonly value: z.ZodType }>;

export type BridgeRequest = keyof typeof bridgeRequests;
export type BridgeArgs<N extends BridgeRequest> = z.infer<(typeof bridgeRequests)[N]["args"]>;
export type BridgeValue<N extends BridgeRequest> = z.infer<(typeof bridgeRequests)[N]["value"]>;

export const bridgeErrorCodes = ["bad-request", "forbidden", "cancelled", "disk-full", "io", "internal", ...errorCodes] as const;
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
