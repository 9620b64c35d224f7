import { expect, fault } from "./support/fault-test.ts";
import { between } from "./support/pick.ts";
import { killWindow } from "./support/kill-window.ts";

const pushes = /\/sync\/push$/;

fault("kill window", ["pglite", "postgres"], async (scene) => {
  const { proxy, random, typist } = scene;
  await scene.openWhole();
  for (let kill = 0; kill < 2; kill += 1) {
    const answer = proxy.inject(pushes, { kind: "hold" });
    await typist.write(scene.data, between(1, 8, random));
    await answer.struck;
    await typist.write(scene.data, between(0, 4, random));
    // One more is on its way to the disk: whether it arrives is open, so nobody was told that it did.
    const unanswered = typist.tryWrite(scene.data).catch(() => undefined);
    await killWindow(scene);
    await unanswered;
    answer.release();
  }
  await scene.typeNote();
  await scene.expectWhole({ nudge: true });
});

fault("kill desktop", ["postgres", "pglite"], async (scene) => {
  const { proxy, random, typist } = scene;
  // In the middle of the first snapshot.
  const page = proxy.inject(/\/sync\/snapshot/, { kind: "hold" });
  await scene.open();
  await page.struck;
  await scene.killDesktop();
  proxy.calm();
  await scene.openWhole();
  const answer = proxy.inject(pushes, { kind: "hold" });
  await typist.write(scene.data, between(1, 8, random));
  await answer.struck;
  await typist.write(scene.data, between(0, 4, random));
  const unanswered = typist.tryWrite(scene.data).catch(() => undefined);
  await scene.killDesktop();
  await unanswered;
  proxy.calm();
  await scene.open();
  await scene.typeNote();
  await scene.expectWhole({ nudge: true });
});

fault("kill backend before commit", ["postgres", "pglite"], async (scene) => {
  const { random, server, typist } = scene;
  await scene.openWhole();
  const { place } = server;
  if ("databaseUrl" in place) {
    // Another session holds the row that hands out sequence numbers: the push stands before its commit when the backend dies.
    const blocker = await place.postgres.session(place.databaseUrl);
    await blocker.query("begin");
    await blocker.query("select seq from sync_head for update");
    await typist.write(scene.data, between(1, 6, random));
    const waiting = "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    await expect.poll(async () => ((await blocker.query<{ n: number }>(waiting)).rows[0]?.n ?? 0) > 0).toBe(true);
    await server.kill();
    await blocker.query("rollback");
    await blocker.end();
  } else {
    // PGlite lets nobody else in: the backend dies while it works on the push, at a moment of the seed's.
    const sent = scene.proxy.count(pushes);
    const writing = typist.write(scene.data, between(1, 6, random));
    await expect.poll(() => scene.proxy.count(pushes), { intervals: [1] }).toBeGreaterThan(sent);
    await new Promise((resolve) => {
      setTimeout(resolve, between(0, 12, random));
    });
    await server.kill();
    await writing;
    // The work may have been done by then: a laptop that has nothing to ask for learns of it at its next poll only.
    await typist.write(scene.data, 1);
  }
  await scene.untilPhase("offline");
  await scene.typeNote();
  await server.start();
  await scene.expectWhole({ nudge: true });
});

fault("kill backend after commit, before the answer", ["pglite", "postgres"], async (scene) => {
  const { proxy, random, server, typist } = scene;
  await scene.openWhole();
  const answer = proxy.inject(pushes, { kind: "hold" });
  await typist.write(scene.data, between(1, 6, random));
  await answer.struck;
  await server.kill();
  proxy.calm();
  await typist.write(scene.data, between(1, 6, random));
  await server.start();
  await scene.expectWhole({ nudge: true });
});
