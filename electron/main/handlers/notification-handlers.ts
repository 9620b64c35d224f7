import { Notification } from "electron";
import { bridgeEvents } from "../../../shared/bridge/contract.ts";
import { err, ok } from "../../../shared/kernel/result.ts";
import type { BridgeHandlers } from "../bridge/answer-call.ts";
import type { ToldNotices } from "../services/told-notices.ts";

interface NotificationPorts {
  /** The user's setting. */
  readonly allowed: () => boolean;
  /** The screen is locked: what is shown now is read by whoever passes. */
  readonly locked: () => boolean;
  readonly told: ToldNotices;
  readonly profile: () => string;
  /** Brings the window forward on the route. */
  readonly open: (route: string) => void;
  readonly setBadge: (count: number) => void;
  readonly setTray: (items: readonly { readonly label: string; readonly route: string }[]) => void;
}

export function notificationHandlers({
  allowed,
  locked,
  told,
  profile,
  open,
  setBadge,
  setTray,
}: NotificationPorts): Pick<BridgeHandlers, "notification.show" | "notification.claim" | "badge.set" | "tray.set"> {
  // A notification that nobody holds is collected, and its click with it.
  const shown = new Set<Notification>();
  return {
    "notification.show": async ({ title, body, route }) => {
      if (!bridgeEvents.navigate.safeParse({ route }).success) return err({ code: "bad-request", message: "not a route of the console" });
      if (!allowed() || !Notification.isSupported()) return ok(undefined);
      const notification = new Notification({ title, body });
      shown.add(notification);
      notification.on("click", () => open(route));
      notification.on("close", () => shown.delete(notification));
      notification.show();
      return ok(undefined);
    },
    "notification.claim": async ({ keys }) => {
      if (locked()) return ok({ fresh: [], first: false, quiet: true });
      const { fresh, first } = await told.claim(profile(), keys);
      return ok({ fresh: [...fresh], first, quiet: false });
    },
    "badge.set": async ({ count }) => {
      setBadge(count);
      return ok(undefined);
    },
    "tray.set": async ({ items }) => {
      setTray(items);
      return ok(undefined);
    },
  };
}
