import type { UpdateStanding } from "../../../shared/bridge/updates.ts";
import { assertNever } from "../../../shared/kernel/assert-never.ts";
import type { Text } from "../../../shared/i18n/catalogues.ts";
import type { State } from "../../ui/state-mark.tsx";

interface Words {
  readonly t: Text<"updates">;
  bytes(value: number): string;
}

/** How updates stand, in one line with its shape. */
export function standingLook(standing: UpdateStanding, { t, bytes }: Words): { readonly shape: State; readonly line: string } {
  switch (standing.state) {
    case "none":
      return { shape: "unknown", line: t("none") };
    case "idle":
      return { shape: "unknown", line: t("idle") };
    case "checking":
      return { shape: "unknown", line: t("checking") };
    case "current":
      return { shape: "good", line: t("current") };
    case "later":
      return { shape: "good", line: t("later", { version: standing.version }) };
    case "downloading": {
      const { version, doneBytes, totalBytes } = standing;
      return { shape: "unknown", line: t("downloading", { version, done: bytes(doneBytes), total: bytes(totalBytes) }) };
    }
    case "ready": {
      const { version, direction, needed } = standing;
      return {
        shape: needed || direction === "back" ? "risk" : "watch",
        line: t(direction === "back" ? "readyBack" : "ready", { version }),
      };
    }
    case "waiting":
      // Messages first: nothing cuts them short.
      return {
        shape: "watch",
        line: standing.sending > 0 ? t("waiting.sending", { count: standing.sending }) : t("waiting.unsent", { count: standing.unsent }),
      };
    case "installing":
      return { shape: "watch", line: t("installing", { version: standing.version }) };
    case "failed":
      return { shape: standing.fault === "unreachable" ? "watch" : "risk", line: t(`fault.${standing.fault}`) };
    default:
      return assertNever(standing);
  }
}
