import { moveClock } from "./support/clock.ts";
import { expect, fault } from "./support/fault-test.ts";
import { between } from "./support/pick.ts";

const dayMs = 86_400_000;
const yearMs = 365 * dayMs;

fault("clock ±1 day and ±1 year", ["pglite", "postgres"], async (scene) => {
  const { random, server, typist } = scene;
  await scene.openWhole();
  for (const offsetMs of [dayMs, -dayMs, yearMs, -yearMs]) {
    await moveClock(scene, offsetMs);
    await typist.write(scene.data, between(1, 4, random));
    await scene.untilQuiet({ nudge: true });
  }
  // The backend's clock is wrong the other way, and the laptop says how far they are apart.
  const backendMs = random() < 0.5 ? -dayMs : dayMs;
  await server.kill();
  await typist.write(scene.data, between(1, 4, random));
  await scene.untilPhase("offline");
  await server.start([], backendMs);
  await scene.untilQuiet({ nudge: true });
  const { clockSkewMs } = await scene.data.status();
  expect(Math.abs((clockSkewMs ?? Number.NaN) - (-yearMs - backendMs))).toBeLessThan(dayMs / 24);
  // Right again, after a restart of everything: a year seems to have passed, so the vault wants to hear from the backend first.
  await server.kill();
  await server.start();
  await scene.close();
  await scene.openOverdue();
  await scene.typeNote();
  await scene.expectWhole({ nudge: true });
});
