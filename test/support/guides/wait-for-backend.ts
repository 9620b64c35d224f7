import { setTimeout as pause } from "node:timers/promises";

/** `node wait-for-backend.ts PORT`: ends when the backend on this port answers that it is well. */
const port = process.argv[2] ?? "";
for (;;) {
  const well = await fetch(`http://127.0.0.1:${port}/v1/health`).then(
    (answer) => answer.ok,
    () => false,
  );
  if (well) break;
  await pause(200);
}
