import { checkMapping, type Mapping } from "../ingest/mapping.ts";
import { getMapping } from "../ingest/stored-mappings.ts";
import type { WebhookConfig } from "./connector-config.ts";
import type { ConnectorRun } from "./connector-run.ts";
import { SourceFault } from "./source-fault.ts";

/** The mapping of a connector: its own, or the stored one of that name as it is now. Throws SourceFault. */
export async function mappingOf(mapping: WebhookConfig["mapping"], { db, scope }: ConnectorRun): Promise<Mapping> {
  const json = typeof mapping === "string" ? await getMapping(db, scope, mapping) : mapping;
  if (json === undefined) throw new SourceFault("no-mapping", typeof mapping === "string" ? mapping : "");
  const checked = checkMapping(json);
  if (!checked.ok) throw new SourceFault("no-mapping", checked.error.message);
  return checked.value;
}
