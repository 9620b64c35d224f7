import { Notification } from "electron";
import { bridgeEvents } from "../../../shared/bridge/contract.ts";
import { err, ok } from "../../../shared/kernel/result.ts";
import type { BridgeHandlers } from "../bridge/answer-call.ts";

/** `allowed` is the user's setting; `open` brings the window forward on the route. */
export function notificationHandlers(
  allowed: () => boolean,
  open: (route: string) => void,
  setBadge: (count: number) => void,
): Pick<BridgeHandlers, "notification.show" | "badge.set"> {
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
    "badge.set": async ({ count }) => {
      setBadge(count);
      return ok(undefined);
    },
  };
}
