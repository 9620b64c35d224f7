import { err, ok } from "../../../shared/kernel/result.ts";
import type { BridgeHandlers } from "../bridge/answer-call.ts";
import { parseExternalUrl } from "../security/external-url.ts";

export function externalHandlers(openExternal: (url: string) => Promise<void>): Pick<BridgeHandlers, "external.open"> {
  return {
    "external.open": async ({ url }) => {
      const parsed = parseExternalUrl(url);
      if (!parsed.ok) return err({ code: "bad-request", message: "only http, https and mailto addresses are opened" });
      await openExternal(parsed.value);
      return ok(undefined);
    },
  };
}
