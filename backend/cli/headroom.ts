#!/usr/bin/env node
import { Command } from "commander";
import { reportFault } from "./report-fault.ts";

type Add = (program: Command) => void;

/** Commands by their first word. Only what was asked for is loaded: all of them together take seconds. */
const commands: Readonly<Record<string, () => Promise<Add>>> = {
  backend: async () => (await import("./backend.ts")).addBackendCommand,
  demo: async () => (await import("./demo.ts")).addDemoCommand,
  ingest: async () => (await import("./ingest.ts")).addIngestCommand,
  connector: async () => (await import("./connector.ts")).addConnectorCommand,
  health: async () => (await import("./health.ts")).addHealthCommand,
  forecast: async () => (await import("./forecast.ts")).addForecastCommand,
  review: async () => (await import("./review.ts")).addReviewCommand,
  sla: async () => (await import("./sla.ts")).addSlaCommand,
  token: async () => (await import("./token.ts")).addTokenCommand,
  user: async () => (await import("./user.ts")).addUserCommand,
  policy: async () => (await import("./policy.ts")).addPolicyCommand,
  wipe: async () => (await import("./wipe.ts")).addWipeCommand,
  backup: async () => (await import("./backup.ts")).addBackupCommand,
  restore: async () => (await import("./backup.ts")).addRestoreCommand,
  audit: async () => (await import("./audit.ts")).addAuditCommand,
  drill: async () => (await import("./drill.ts")).addDrillCommand,
  diagnostics: async () => (await import("./diagnostics.ts")).addDiagnosticsCommand,
  release: async () => (await import("./release.ts")).addReleaseCommand,
};

const program = new Command("headroom").description("Backend, imports and demonstration data of Headroom.");
const asked = process.argv[2] ?? "";
try {
  for (const name of Object.hasOwn(commands, asked) ? [asked] : Object.keys(commands)) (await commands[name]?.())?.(program);
  await program.parseAsync();
} catch (error) {
  reportFault(error);
}
