import { afterEach, describe, expect, it } from "vitest";
import { err, ok } from "../../../shared/kernel/result.ts";
import type { AuthConfig } from "../../../shared/sync/auth-config.ts";
import { type LoopbackRedirect, listenForReturn } from "./loopback-redirect.ts";
import type { OidcClient } from "./oidc-client.ts";
import { SignInFlow, type SignInFlowPorts, signInPatienceMs } from "./sign-in-flow.ts";

const provider = { issuer: "https://id.example.com", clientId: "desk", scope: "openid", resource: null };
const text = { language: "en", title: "Headroom", done: "Done <b>", failed: "Failed", stranger: "Nothing here" } as const;
const grant = { accessToken: "a", expiresInS: 60, refreshToken: "r" };

const redirects: LoopbackRedirect[] = [];
afterEach(() => {
  for (const redirect of redirects.splice(0)) redirect.close();
});

/** A flow with a real loopback server; the provider and the browser are the test's. */
function bench(changes: Partial<SignInFlowPorts> = {}) {
  const opened: string[] = [];
  const timers: { readonly ms: number; readonly job: () => void }[] = [];
  const { promise: inBrowser, resolve: browserOpened } = Promise.withResolvers<undefined>();
  const oidc: OidcClient = {
    authorize: async (_provider, redirectUri, state) =>
      ok({ url: `https://id.example.com/auth?r=${redirectUri}`, state, nonce: "n", verifier: "v" }),
    exchange: async (_provider, { verifier }, returned) =>
      verifier === "v" && returned.searchParams.get("code") === "good" ? ok(grant) : err({ code: "sign-in-refused", message: "no" }),
    renew: async () => ({ state: "unreachable" }),
    revoke: async () => true,
  };
  let states = 0;
  const flow = new SignInFlow({
    ways: async () => ok({ oidc: provider, development: null } satisfies AuthConfig),
    oidc,
    randomState: () => `state-${(states += 1)}`,
    listen: async (state) => {
      const redirect = await listenForReturn(state, text);
      redirects.push(redirect);
      return redirect;
    },
    openBrowser: async (url) => {
      opened.push(url);
      browserOpened(undefined);
      return true;
    },
    later: (ms, job) => {
      timers.push({ ms, job });
      return () => undefined;
    },
    ...changes,
  });
  return { flow, opened, timers, inBrowser };
}

const addressOf = (count: number): string => redirects[count - 1]?.redirectUri ?? "";

describe("a sign-in in the browser", () => {
  it("ends with the tokens, and its address is dead from then on", async () => {
    const { flow, inBrowser } = bench();
    const running = flow.run("https://hq.example.com", false);
    await inBrowser;
    const page = await fetch(`${addressOf(1)}?code=good&state=state-1`);
    expect(await page.text()).toContain("<p>Done &lt;b></p>");
    expect(await running).toEqual(ok({ provider, grant }));
    await expect(fetch(`${addressOf(1)}?code=good&state=state-1`)).rejects.toThrow();
  });

  it.each([
    ["no state", "?code=good"],
    ["another state", "?code=good&state=state-2"],
    ["two states", "?code=good&state=state-1&state=state-1"],
    ["neither code nor error", "?state=state-1"],
    ["code and error", "?code=good&error=access_denied&state=state-1"],
  ])("is not ended by a request with %s", async (_name, query) => {
    const { flow, inBrowser } = bench();
    const running = flow.run("https://hq.example.com", false);
    await inBrowser;
    const answer = await fetch(`${addressOf(1)}${query}`);
    expect([answer.status, answer.headers.get("content-security-policy")]).toEqual([404, expect.stringContaining("default-src 'none'")]);
    await fetch(`${addressOf(1)}?code=good&state=state-1`);
    expect(await running).toEqual(ok({ provider, grant }));
  });

  it("is ended by time, by the user, and by a later one; the address is then dead", async () => {
    const byTime = bench();
    const first = byTime.flow.run("https://hq.example.com", false);
    await byTime.inBrowser;
    expect(byTime.timers.map(({ ms }) => ms)).toEqual([signInPatienceMs]);
    byTime.timers[0]?.job();
    expect(await first).toMatchObject({ ok: false, error: { code: "timed-out" } });
    await expect(fetch(`${addressOf(1)}?code=good&state=state-1`)).rejects.toThrow();

    const byUser = bench();
    const second = byUser.flow.run("https://hq.example.com", false);
    await byUser.inBrowser;
    byUser.flow.cancel();
    expect(await second).toMatchObject({ ok: false, error: { code: "cancelled" } });

    const byLater = bench();
    const third = byLater.flow.run("https://hq.example.com", false);
    await byLater.inBrowser;
    const fourth = byLater.flow.run("https://hq.example.com", false);
    expect(await third).toMatchObject({ ok: false, error: { code: "cancelled" } });
    await expect.poll(() => redirects.length).toBe(4);
    await fetch(`${addressOf(4)}?code=good&state=state-2`);
    expect(await fourth).toEqual(ok({ provider, grant }));
  });

  it("says why it never began", async () => {
    const without = bench({ ways: async () => ok({ oidc: null, development: null }) });
    expect(await without.flow.run("https://hq.example.com", false)).toMatchObject({ ok: false, error: { code: "no-sign-in" } });
    const away = bench({ ways: async () => err({ code: "unavailable", message: "away" }) });
    expect(await away.flow.run("https://hq.example.com", false)).toMatchObject({ ok: false, error: { code: "unavailable" } });
    const noBrowser = bench({ openBrowser: async () => false });
    expect(await noBrowser.flow.run("https://hq.example.com", false)).toMatchObject({ ok: false, error: { code: "no-browser" } });
    expect(redirects).toHaveLength(1);
    await expect(fetch(`${addressOf(1)}?code=good&state=state-1`)).rejects.toThrow();
  });
});
