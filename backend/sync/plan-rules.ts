import type { Kind } from "../../shared/domain/kinds.ts";
import { playbookFault, playbookId, type Playbook } from "../../shared/domain/playbook/playbook.ts";
import { type PlaybookRun, playbookRunId, playbookTaskId } from "../../shared/domain/playbook/playbook-run.ts";
import type { JsonObject } from "../../shared/kernel/json.ts";
import type { Refused } from "./write-rules.ts";

/**
 * Whether a playbook, a run of one or a step's task may be begun under this id: what is the same on two laptops has the same name there, and no name is
 * taken by something else. The fields themselves are sound. null = yes.
 */
export function refusePlan(kind: Kind, doc: JsonObject): Refused | null {
  switch (kind) {
    case "playbook": {
      const { id, key, version } = doc as unknown as Playbook;
      return id === playbookId(key, version) ? null : notAllowed("playbook: id is that of another version");
    }
    case "playbookRun":
      return doc["id"] === playbookRunId(doc as unknown as PlaybookRun) ? null : notAllowed("playbookRun: id is that of another run");
    case "task": {
      const { id, runId, stepKey } = doc;
      if (typeof runId !== "string") return null;
      return typeof stepKey === "string" && id === playbookTaskId(runId, stepKey) ? null : notAllowed("task: id is that of another step");
    }
    default:
      return null;
  }
}

/** What a playbook says makes sense, or the last good version stays in force. null = it does. */
export function refusePlaybook(doc: Playbook): Refused | null {
  const fault = playbookFault(doc);
  return fault === null ? null : { code: "invalid", message: `playbook: ${fault.code} ${fault.step}` };
}

/**
 * Whether the record is made by what it is named after, on as many laptops as come to it: a run of a playbook and the tasks of its steps. The first
 * that arrives stands, with what people have made of it since; so does its deletion.
 */
export function isMadeOnce(kind: Kind, doc: JsonObject): boolean {
  return kind === "playbookRun" || (kind === "task" && typeof doc["runId"] === "string");
}

function notAllowed(message: string): Refused {
  return { code: "not-allowed", message };
}
