import { z } from "zod";
import { updateChannels } from "../domain/update/update-manifest.ts";
import { defaultQuietHours, quietHours } from "../domain/quiet/quiet-hours.ts";
import { profileName } from "./profile-name.ts";

/** Choices of this device, kept by the desktop so that they are known before the first frame. */
export const deviceSettings = z.object({
  language: z.enum(["system", "zh-CN", "en"]),
  theme: z.enum(["system", "light", "dark"]),
  density: z.enum(["compact", "comfortable"]),
  /** 0.5 to 3. */
  zoom: z.number().min(0.5).max(3),
  notifications: z.boolean(),
  /** Which versions come to this laptop: those that proved themselves, or also those before. */
  updateChannel: z.enum(updateChannels),
  /** In the system's own time zone. */
  quietHours,
  /** Until then no notification is shown, UTC ms; null = they are. */
  pausedUntilMs: z.number().int().nonnegative().nullable(),
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
  updateChannel: "stable",
  quietHours: defaultQuietHours,
  pausedUntilMs: null,
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
  /** Set by the command line (`--route`, `--lang`, `--theme`) or the environment (`HEADROOM_DRAFT_REVIEWS=off`: no review is drafted and no playbook started unasked) for this start only; wins over the settings. */
  overrides: z.object({
    route: z.string().nullable(),
    language: z.enum(["zh-CN", "en"]).nullable(),
    theme: z.enum(["light", "dark"]).nullable(),
    draftReviews: z.literal(false).nullable(),
  }),
});
export type AppInfo = z.infer<typeof appInfo>;
