import { env } from "node:process";

/** Whether the backend of this container answers and its database with it: exit code 0 or 1. HEADROOM_PORT names another port than 4470. */
const port = env["HEADROOM_PORT"] ?? "4470";
const patienceMs = 4_000;

try {
  const answer = await fetch(`http://127.0.0.1:${port}/v1/health`, { signal: AbortSignal.timeout(patienceMs) });
  process.exitCode = answer.status === 200 ? 0 : 1;
} catch {
  process.exitCode = 1;
}
