#!/usr/bin/env node
import { Command } from "commander";
import { addAuditCommand } from "./audit.ts";
import { addBackendCommand } from "./backend.ts";
import { addBackupCommands } from "./backup.ts";
import { addConnectorCommand } from "./connector.ts";
import { addDemoCommand } from "./demo.ts";
import { addDiagnosticsCommand } from "./diagnostics.ts";
import { addDrillCommand } from "./drill.ts";
import { addForecastCommand } from "./forecast.ts";
import { addHealthCommand } from "./health.ts";
import { addIngestCommand } from "./ingest.ts";
import { addPolicyCommand } from "./policy.ts";
import { addReleaseCommand } from "./release.ts";
import { reportFault } from "./report-fault.ts";
import { addReviewCommand } from "./review.ts";
import { addSlaCommand } from "./sla.ts";
import { addTokenCommand } from "./token.ts";
import { addUserCommand } from "./user.ts";
import { addWipeCommand } from "./wipe.ts";

const program = new Command("headroom").description("Backend, imports and demonstration data of Headroom.");
addBackendCommand(program);
addDemoCommand(program);
addIngestCommand(program);
addConnectorCommand(program);
addHealthCommand(program);
addForecastCommand(program);
addReviewCommand(program);
addSlaCommand(program);
addTokenCommand(program);
addUserCommand(program);
addPolicyCommand(program);
addWipeCommand(program);
addBackupCommands(program);
addAuditCommand(program);
addDrillCommand(program);
addDiagnosticsCommand(program);
addReleaseCommand(program);
try {
  await program.parseAsync();
} catch (error) {
  reportFault(error);
}
