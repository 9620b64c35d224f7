import { expect, fault } from "./support/fault-test.ts";
import { person } from "./support/company.ts";
import { between } from "./support/pick.ts";

const pushes = /\/sync\/push$/;

/** Runs a `headroom token …` command on the company: beside PostgreSQL's backend, in place of PGlite's, which owns its folder. */
async function onCompany<T>(scene: Parameters<Parameters<typeof fault>[2]>[0], work: () => Promise<T>): Promise<T> {
  const { server } = scene;
  if ("databaseUrl" in server.place) return work();
  await server.kill();
  try {
    return await work();
  } finally {
    await server.start();
  }
}

fault("token expires mid-push", ["postgres", "pglite"], async (scene) => {
  const { proxy, random, server, typist } = scene;
  await scene.signIn();
  await scene.untilQuiet();
  const answer = proxy.inject(pushes, { kind: "hold" });
  await typist.write(scene.data, between(1, 6, random));
  await answer.struck;
  await onCompany(scene, () => server.run("token", "revoke", "--user", person));
  proxy.calm();
  // The backend believes a token for up to five seconds after it was revoked.
  await expect
    .poll(
      async () => {
        await typist.write(scene.data, 1);
        await scene.data.syncNow();
        return (await scene.data.status()).pausedBy;
      },
      { timeout: 60_000 },
    )
    .toBe("unauthorized");
  await scene.typeNote();
  expect((await scene.data.status()).pendingEdits).toBeGreaterThan(0);
  const token = (await onCompany(scene, () => server.run("token", "create", "--user", person))).split("\n").at(-1) ?? "";
  const signedIn = await scene.data.page.evaluate(
    async ([url, accessToken]) => (await window.headroom.request("connection.choose", { mode: "remote", url, accessToken })).ok,
    [proxy.url, token] as const,
  );
  expect(signedIn).toBe(true);
  await scene.expectWhole({ nudge: true });
});

fault("server restored from an older backup", ["pglite", "postgres"], async (scene) => {
  const { random, server, typist } = scene;
  await scene.openWhole();
  await typist.write(scene.data, between(1, 5, random));
  await scene.untilQuiet();
  await server.kill();
  const restore = await server.backUp();
  await server.start();
  // Acknowledged by the backend, seen again in a pull, and then lost with the backend's disk.
  await typist.write(scene.data, between(2, 12, random));
  await scene.typeNote();
  await scene.untilQuiet({ nudge: true });
  await server.kill();
  await restore();
  await typist.write(scene.data, between(1, 5, random));
  await server.start(["--restored"]);
  await scene.expectWhole({ nudge: true });
});

fault("server rewound, and nobody said so", ["postgres", "pglite"], async (scene) => {
  const { random, server, typist } = scene;
  await scene.openWhole();
  await server.kill();
  const restore = await server.backUp();
  await server.start();
  await typist.write(scene.data, between(4, 12, random));
  await scene.untilQuiet({ nudge: true });
  await server.kill();
  await restore();
  await server.start();
  await typist.write(scene.data, between(1, 3, random));
  await scene.expectWhole({ nudge: true });
});
