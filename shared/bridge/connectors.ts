import { z } from "zod";
import { connectorList, connectorName } from "../sync/connectors.ts";
import { profileName } from "./profile-name.ts";

/** What the window asks of the backend's connectors; no secret of theirs comes to a laptop. */
export const connectorRequests = {
  /** For leads and administrators; `forbidden` to others. */
  "connectors.list": { args: z.object({ profile: profileName }), value: connectorList },
  /** Asks for a run now; it has not ended when this is answered. */
  "connectors.run": { args: z.object({ profile: profileName, name: connectorName }), value: z.undefined() },
} as const;
