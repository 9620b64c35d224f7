import { describe, expect, it } from "vitest";
import type { RemoteConnection } from "../services/connection-store.ts";
import { BackendSession, type Renewal, type SessionState, type TokenGrant } from "./backend-session.ts";

const provider = { issuer: "https://id.example.com", clientId: "desk", scope: "openid", resource: null };

function connectionWith(refreshToken: string | null): RemoteConnection {
  return {
    mode: "remote",
    url: "https://hq.example.com",
    user: "t/ann",
    userName: "Ann",
    credential: { signIn: "oidc", provider, refreshToken },
  };
}

function grant(number: number, expiresInS: number | null = 600): TokenGrant {
  return { accessToken: `access-${number}`, expiresInS, refreshToken: `refresh-${number}` };
}

/** A session whose clocks, provider and disk are the test's. Each renewal answers the next of `answers`. */
function bench(
  options: { readonly refreshToken?: string | null; readonly grant?: TokenGrant | null; readonly keep?: () => Promise<void> } = {},
) {
  const clock = { monotonic: 0, wall: Date.UTC(2026, 10, 21) };
  const answers: (Renewal | Promise<Renewal>)[] = [];
  const did: string[] = [];
  const states: SessionState[] = [];
  const faults: string[] = [];
  const session = new BackendSession({
    connection: connectionWith(options.refreshToken === undefined ? "refresh-0" : options.refreshToken),
    grant: options.grant ?? null,
    renew: async (refreshToken) => {
      did.push(`renew ${refreshToken}`);
      const answer = answers.shift();
      if (answer === undefined) throw new Error("nobody expected a renewal");
      return await answer;
    },
    keep: async (refreshToken) => {
      did.push(`keep ${refreshToken}`);
      await options.keep?.();
    },
    clocks: { monotonic: () => clock.monotonic, wall: () => clock.wall },
    onState: (state) => states.push(state),
    onFault: (where) => faults.push(where),
  });
  const pass = (ms: number): void => {
    clock.monotonic += ms;
    clock.wall += ms;
  };
  return { session, clock, pass, answers, did, states, faults };
}

const granted = (number: number, expiresInS: number | null = 600): Renewal => ({ state: "granted", grant: grant(number, expiresInS) });
const ready = (token: string) => ({ state: "ready", token }) as const;

describe("the access token", () => {
  it("of a fresh sign-in serves until a minute before its end, and is then renewed", async () => {
    const { session, pass, answers, did } = bench({ grant: grant(1) });
    pass(539_000);
    expect(await session.accessToken()).toEqual(ready("access-1"));
    pass(1000);
    answers.push(granted(2));
    expect(await session.accessToken()).toEqual(ready("access-2"));
    expect(did).toEqual(["renew refresh-0", "keep refresh-2"]);
  });

  it("that lives shorter than the minute is used for half of its life", async () => {
    const { session, pass, answers } = bench({ grant: grant(1, 20) });
    pass(9000);
    expect(await session.accessToken()).toEqual(ready("access-1"));
    pass(1000);
    answers.push(granted(2));
    expect(await session.accessToken()).toEqual(ready("access-2"));
  });

  it("is asked for once, however many requests wait for it", async () => {
    const { session, answers, did } = bench();
    const { promise, resolve } = Promise.withResolvers<Renewal>();
    answers.push(promise);
    const waiting = [session.accessToken(), session.accessToken(), session.refused("of-before")];
    resolve(granted(1));
    expect(await Promise.all(waiting)).toEqual([ready("access-1"), ready("access-1"), ready("access-1")]);
    expect(did).toEqual(["renew refresh-0", "keep refresh-1"]);
  });

  it("is not handed out before the refresh token that came with it is kept", async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const { session, answers } = bench({ keep: () => promise });
    answers.push(granted(1));
    let given = false;
    const asked = session.accessToken().then((token) => {
      given = true;
      return token;
    });
    await new Promise((done) => setImmediate(done));
    expect(given).toBe(false);
    resolve(undefined);
    expect(await asked).toEqual(ready("access-1"));
  });

  it("serves although the disk was full: the session then lasts until the app ends", async () => {
    const { session, pass, answers, did, faults } = bench({ keep: () => Promise.reject(new Error("ENOSPC")) });
    answers.push(granted(1), granted(2));
    expect(await session.accessToken()).toEqual(ready("access-1"));
    pass(600_000);
    expect(await session.accessToken()).toEqual(ready("access-2"));
    expect(did).toEqual(["renew refresh-0", "keep refresh-1", "renew refresh-1", "keep refresh-2"]);
    expect(faults).toEqual(["keeping the sign-in", "keeping the sign-in"]);
  });

  it.each([
    ["a year ahead", 365],
    ["a year behind", -365],
  ])("lives as long with a clock that is set %s as with a right one", async (_name, days) => {
    const { session, clock, pass, answers } = bench();
    clock.wall += days * 86_400_000;
    answers.push(granted(1));
    expect(await session.accessToken()).toEqual(ready("access-1"));
    pass(500_000);
    expect(await session.accessToken()).toEqual(ready("access-1"));
    pass(100_000);
    answers.push(granted(2));
    expect(await session.accessToken()).toEqual(ready("access-2"));
  });

  it("is not used longer because somebody set the clock back, nor after a night in which the monotonic clock stood still", async () => {
    const { session, clock, answers } = bench({ grant: grant(1) });
    clock.monotonic += 600_000;
    clock.wall -= 3_600_000;
    answers.push(granted(2));
    expect(await session.accessToken()).toEqual(ready("access-2"));
    clock.wall += 8 * 3_600_000;
    answers.push(granted(3));
    expect(await session.accessToken()).toEqual(ready("access-3"));
  });

  it("without a way to renew it is tried until the backend refuses it", async () => {
    const { session, pass, states } = bench({ refreshToken: null, grant: { accessToken: "access-1", expiresInS: 60, refreshToken: null } });
    pass(3_600_000);
    expect(await session.accessToken()).toEqual(ready("access-1"));
    expect(await session.refused("access-1")).toEqual({ state: "expired" });
    expect(states).toEqual(["expired"]);
  });
});

describe("a token that the backend refused", () => {
  it("is replaced, once for all requests that it was refused to", async () => {
    const { session, answers, did } = bench({ grant: grant(1) });
    answers.push(granted(2));
    expect(await Promise.all([session.refused("access-1"), session.refused("access-1")])).toEqual([ready("access-2"), ready("access-2")]);
    // Late: it had gone out with the old token.
    expect(await session.refused("access-1")).toEqual(ready("access-2"));
    expect(did).toEqual(["renew refresh-0", "keep refresh-2"]);
  });
});

describe("the session", () => {
  it("is expired when the provider rejects the refresh token, says so once, and forgets it", async () => {
    const { session, answers, did, states } = bench();
    answers.push({ state: "rejected" });
    expect(await session.accessToken()).toEqual({ state: "expired" });
    expect(await session.accessToken()).toEqual({ state: "expired" });
    expect([session.state, states, did]).toEqual(["expired", ["expired"], ["renew refresh-0", "keep null"]]);
  });

  it("is not expired while the provider cannot be reached: what is there goes on, and it is asked again", async () => {
    const { session, pass, answers, states } = bench({ grant: grant(1) });
    pass(560_000);
    answers.push({ state: "unreachable" }, { state: "unreachable" }, granted(2));
    expect(await session.accessToken()).toEqual(ready("access-1"));
    expect(await session.refused("access-1")).toEqual({ state: "offline" });
    expect(await session.accessToken()).toEqual(ready("access-2"));
    expect(states).toEqual([]);
  });

  it("that begins without a secret is expired until somebody signs in", async () => {
    const { session, did } = bench({ refreshToken: null });
    expect(session.state).toBe("expired");
    expect(await session.accessToken()).toEqual({ state: "expired" });
    expect(did).toEqual([]);
  });

  it("is revoked and comes back by the backend's word", () => {
    const { session, states } = bench({ grant: grant(1) });
    session.forbidden();
    session.forbidden();
    session.accepted();
    session.refusedAgain();
    session.accepted();
    expect(states).toEqual(["revoked", "active", "expired", "active"]);
  });
});
