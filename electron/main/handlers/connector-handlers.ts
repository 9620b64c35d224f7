import type { BridgeError } from "../../../shared/bridge/contract.ts";
import { profileHeader } from "../../../shared/bridge/profile-header.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { connectorList } from "../../../shared/sync/connectors.ts";
import { errorBody } from "../../../shared/sync/protocol.ts";
import type { BridgeHandlers } from "../bridge/answer-call.ts";
import { desktopPrefix } from "../protocol/backend-proxy.ts";

/** Serves a request as the window's own, credential and all. */
type ServeApi = (request: Request) => Promise<Response>;

async function ask(serveApi: ServeApi, method: "GET" | "POST", path: string, profile: string): Promise<Result<unknown, BridgeError>> {
  const answer = await serveApi(new Request(`app://console${desktopPrefix}${path}`, { method, headers: { [profileHeader]: profile } }));
  const json: unknown = await answer.json().catch(() => null);
  if (answer.ok) return ok(json);
  const refused = errorBody.safeParse(json);
  return err(refused.success ? refused.data.error : { code: "unavailable", message: `the backend answered ${answer.status}` });
}

export function connectorHandlers(serveApi: ServeApi): Pick<BridgeHandlers, Extract<keyof BridgeHandlers, `connectors.${string}`>> {
  return {
    "connectors.list": async ({ profile }) => {
      const answer = await ask(serveApi, "GET", "", profile);
      if (!answer.ok) return answer;
      const list = connectorList.safeParse(answer.value);
      return list.success ? ok(list.data) : err({ code: "unavailable", message: "the backend speaks of connectors in another way" });
    },
    "connectors.run": async ({ profile, name }) => {
      const answer = await ask(serveApi, "POST", `/${name}/run`, profile);
      return answer.ok ? ok(undefined) : answer;
    },
  };
}
