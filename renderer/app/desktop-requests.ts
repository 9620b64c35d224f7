import type { HeadroomBridge } from "../../shared/bridge/contract.ts";
import type { DesktopAnswer, DesktopRequest } from "../data/worker-messages.ts";
import { askDesktop } from "./bridge.ts";

/** Carries what the data worker wishes of the desktop, which only the window can reach. Rejects when the desktop refuses. */
export async function answerWorker(bridge: HeadroomBridge, profile: string, request: DesktopRequest): Promise<DesktopAnswer> {
  switch (request.op) {
    case "append":
      must(await askDesktop(bridge, "outbox.append", { profile, lines: [...request.lines] }));
      return {};
    case "read":
      return { lines: must(await askDesktop(bridge, "outbox.read", { profile })) };
    case "trim":
      must(await askDesktop(bridge, "outbox.trim", { profile, clientId: request.clientId, upTo: request.upTo }));
      return {};
    case "mark":
      must(await askDesktop(bridge, "mark.write", { profile, mark: request.mark }));
      return {};
    case "keys": {
      const answer = must(await askDesktop(bridge, "vault.open", { profile }));
      return answer.state === "open" ? { keys: { copy: answer.copy, edits: answer.edits } } : {};
    }
    case "rotate": {
      const answer = must(await askDesktop(bridge, "vault.rotate", { profile }));
      return answer.state === "open" ? { keys: { copy: answer.copy, edits: answer.edits } } : {};
    }
    case "key-age":
      return { keyCreatedMs: must(await askDesktop(bridge, "vault.info", { profile })).keyCreatedMs };
    case "retire":
      must(await askDesktop(bridge, "vault.retire", { profile, keep: [...request.keep] }));
      return {};
  }
}

function must<T>(
  answer: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly message: string } },
): T {
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}
