import type { BridgeError } from "../../../shared/bridge/contract.ts";
import type { Text } from "../../../shared/i18n/catalogues.ts";

/** What was tried: the same code means another thing to do. */
export type SignInStep = "address" | "company" | "token" | "development";

/** What happened, what is safe and the next step, in words. */
export function signInErrorText(error: BridgeError, step: SignInStep, t: Text<"signIn">, errors: Text<"errors">): string {
  switch (error.code) {
    case "unavailable":
      return t("error.address");
    case "not-found":
      return t("error.notHeadroom");
    case "bad-request":
      return t("error.insecure");
    case "forbidden":
      return t("error.unknownUser");
    case "unauthorized":
      return step === "token" ? errors("unauthorized") : t("error.refusedHere");
    case "cancelled":
      return t("error.cancelled");
    default:
      return errors(error.code);
  }
}
