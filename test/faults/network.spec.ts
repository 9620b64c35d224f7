import { expect, fault } from "./support/fault-test.ts";
import { colleagueNote } from "./support/company.ts";
import { moveClock } from "./support/clock.ts";
import { between, pick } from "./support/pick.ts";

const pushes = /\/sync\/push$/;
const pulls = /\/sync\/pull/;
const pages = /\/sync\/snapshot/;
const everything = /\/sync\//;
/** Without the line for pokes: one that breaks leaves the laptop online. */
const questions = /\/sync\/(hello|pull|push)/;
const hourMs = 3_600_000;

fault("reset mid-body", ["pglite", "postgres"], async (scene) => {
  const { proxy, random, typist } = scene;
  // The first snapshot breaks off and goes on where it was.
  const cut = proxy.inject(pages, { kind: "reset", when: pick(["answer", "before", "end"], random) }, between(1, 3, random));
  await scene.open();
  await cut.struck;
  await scene.untilQuiet();
  for (const when of ["before", "request", "answer", "end"] as const) {
    const pushed = proxy.inject(pushes, { kind: "reset", when });
    await typist.write(scene.data, between(1, 4, random));
    await pushed.struck;
  }
  const pulled = proxy.inject(pulls, { kind: "reset", when: "answer" });
  await scene.typeNote();
  await pulled.struck;
  await scene.expectWhole();
});

fault("truncated answer", ["postgres", "pglite"], async (scene) => {
  const { proxy, random, typist } = scene;
  const share = (): number => 0.05 + random() * 0.9;
  const page = proxy.inject(pages, { kind: "truncate", share: share() });
  await scene.open();
  await page.struck;
  await scene.untilQuiet();
  const push = proxy.inject(pushes, { kind: "truncate", share: share() });
  await typist.write(scene.data, between(1, 4, random));
  await push.struck;
  // The laptop says hello after a failure alone: the one after the broken pull, which may follow at once, is ordered with it.
  const cuts = [pulls, /\/sync\/hello/].map((route) => proxy.inject(route, { kind: "truncate", share: share() }));
  await typist.write(scene.data, between(1, 4, random));
  await Promise.all(cuts.map((cut) => cut.struck));
  await scene.expectWhole();
});

fault("duplicated request", ["pglite", "postgres"], async (scene) => {
  const { proxy, random, typist } = scene;
  await scene.openWhole();
  for (const hears of ["first", "second"] as const) {
    const twice = proxy.inject(pushes, { kind: "duplicate", hears }, between(1, 2, random));
    await scene.typeNote();
    await typist.write(scene.data, between(2, 6, random));
    await scene.untilQuiet();
    await typist.write(scene.data, 1);
    await twice.struck;
  }
  await scene.expectWhole();
});

fault("reordered answers", ["postgres", "pglite"], async (scene) => {
  const { proxy, random, typist } = scene;
  // The page that was asked for first comes last.
  const late = proxy.inject(pages, { kind: "hold" });
  await scene.open();
  await late.struck;
  await expect.poll(() => proxy.count(pages)).toBeGreaterThan(5);
  late.release();
  await scene.untilQuiet();
  await typist.write(scene.data, 2);
  await scene.untilQuiet();
  const oldPush = proxy.inject(pushes, { kind: "stale" });
  await typist.write(scene.data, between(1, 4, random));
  await oldPush.struck;
  const oldPull = proxy.inject(pulls, { kind: "stale" }, 2);
  await typist.write(scene.data, between(1, 4, random));
  await oldPull.struck;
  await scene.expectWhole();
});

fault("10 s latency", ["pglite", "postgres"], async (scene) => {
  const { proxy, random, typist } = scene;
  await scene.openWhole();
  const slow = proxy.inject(pushes, { kind: "delay", ms: 10_000 });
  const slowly = proxy.inject(pulls, { kind: "throttle", pieces: 4, pauseMs: 200 }, 2);
  await typist.write(scene.data, 2);
  // The desk goes on working meanwhile.
  await scene.typeNote();
  await typist.write(scene.data, between(5, 15, random));
  await Promise.all([slow.struck, slowly.struck]);
  await scene.expectWhole();
});

fault("offline 72 h", ["postgres", "pglite"], async (scene) => {
  const { proxy, random, server, typist } = scene;
  await scene.openWhole();
  proxy.goDark();
  await scene.typeNote();
  await typist.write(scene.data, between(5, 20, random));
  await scene.untilPhase("offline");
  await server.colleagueWrites([colleagueNote("while the laptop was away")]);
  // Closed on the train, opened three days later in the hotel, still alone.
  await scene.close();
  await scene.open();
  await moveClock(scene, 72 * hourMs);
  await typist.write(scene.data, between(5, 20, random));
  await scene.untilPhase("offline");
  expect((await scene.data.status()).pendingEdits).toBeGreaterThan(10);
  proxy.calm();
  await scene.expectWhole({ nudge: true });
});

fault("503 storm", ["pglite", "postgres"], async (scene) => {
  const { proxy, random, typist } = scene;
  const unavailable = { kind: "answer", status: 503, body: '{"error":{"code":"unavailable","message":"busy"}}' } as const;
  const json = { headers: { "content-type": "application/json" } };
  const early = proxy.inject(pages, { ...unavailable, ...json }, between(1, 4, random));
  await scene.open();
  await early.struck;
  await scene.untilQuiet({ nudge: true });
  // Gateways answer in their own words, with and without a body.
  proxy.inject(everything, { kind: "answer", status: pick([500, 502, 504], random), body: "" }, between(2, 4, random));
  const storm = proxy.inject(everything, { ...unavailable, ...json }, between(2, 5, random));
  await typist.write(scene.data, between(3, 10, random));
  await expect
    .poll(async () => {
      await scene.data.syncNow();
      return storm.over();
    })
    .toBe(true);
  await typist.write(scene.data, 2);
  await scene.expectWhole({ nudge: true });
});

fault("429 with Retry-After", ["postgres", "pglite"], async (scene) => {
  const { proxy, random, typist } = scene;
  await scene.openWhole();
  const seconds = between(2, 3, random);
  const tooMany = {
    kind: "answer",
    status: 429,
    headers: { "content-type": "application/json", "retry-after": String(seconds) },
    body: '{"error":{"code":"too-many-requests","message":"slow down"}}',
  } as const;
  const refusal = proxy.inject(pushes, tooMany).struck.then(() => ({ atMs: performance.now(), asked: proxy.count(pushes) }));
  await typist.write(scene.data, between(1, 5, random));
  const refused = await refusal;
  await scene.untilPhase("offline");
  await typist.write(scene.data, 2);
  await expect.poll(() => proxy.count(pushes), { intervals: [20] }).toBeGreaterThan(refused.asked);
  // What the backend asked for is kept, edits or no edits; timers may fire a little early.
  expect(performance.now() - refused.atMs).toBeGreaterThan(seconds * 1000 - 100);
  await scene.expectWhole();
});

fault("captive portal", ["pglite", "postgres"], async (scene) => {
  const { proxy, random, typist } = scene;
  await scene.openWhole();
  const headers = { "content-type": "text/html; charset=utf-8" };
  for (const status of [200, 401]) {
    const portal = proxy.inject(
      questions,
      { kind: "answer", status, headers, body: "<!doctype html><p>Welcome to the hotel</p>" },
      between(1, 3, random),
    );
    await typist.write(scene.data, between(1, 5, random));
    // Not signed out: the portal's 401 is not the backend's.
    await scene.untilPhase("offline");
    await portal.struck;
    await scene.untilQuiet({ nudge: true });
  }
  // A portal that calls its page JSON.
  const liar = proxy.inject(
    everything,
    { kind: "answer", status: 200, headers: { "content-type": "application/json" }, body: '{"welcome":true}' },
    2,
  );
  await scene.typeNote();
  await liar.struck;
  await scene.expectWhole({ nudge: true });
});
