import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Locator, type Page } from "@playwright/test";
import { z } from "zod";
import { profileHeader } from "../../shared/bridge/profile-header.ts";
import { findCanaries } from "../support/canary-search.ts";
import { findChromium } from "../support/chromium.ts";
import { type Company, startCompany } from "./driver/company.ts";
import { type Console, expect, test } from "./driver/console-test.ts";
import { FirstRunPage } from "./pages/first-run-page.ts";
import { axeFaults } from "./pages/page-health.ts";
import { ShellPage } from "./pages/shell-page.ts";
import { SystemBrowser } from "./pages/system-browser.ts";

let company: Company;
test.beforeAll(async () => {
  company = await startCompany();
});
test.afterAll(async () => {
  await company.close();
});

/** What the browser does at the end: it opens the address on loopback that the provider sent it to. */
async function comeBack(returned: string): Promise<string> {
  return await (await fetch(returned)).text();
}

/** A console in which `login` has just signed in from the first window. */
async function signedIn(running: Console, login: string): Promise<{ readonly shell: ShellPage; readonly browser: SystemBrowser }> {
  const browser = await SystemBrowser.of(running.app);
  const firstRun = new FirstRunPage(running.page);
  await firstRun.toWaysOf(company.url);
  await firstRun.companyAccount().click();
  await comeBack(await company.provider.signIn(await browser.address(1), login));
  const shell = new ShellPage(running.page, "en");
  await shell.ready();
  await expect(shell.statusLine()).toContainText("Online");
  return { shell, browser };
}

async function writeNote(page: Page, accountId: string, text: string): Promise<void> {
  await page.goto(`${page.url().split("#")[0]}#/accounts/${accountId}/timeline`);
  await page.getByRole("textbox", { name: "What happened" }).fill(text);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText(text)).toBeVisible();
}

const banner = (page: Page): Locator => page.getByRole("region", { name: "Session" });
const english = { args: ["--lang", "en", "--theme", "light", "--size", "1280x800"] };

test("signing in with the company's account in a browser: a wrong name is sent back, the right one goes on in the console", async ({
  launch,
}) => {
  const running = await launch(english);
  const { app, page } = running;
  const browser = await SystemBrowser.of(app);
  const firstRun = new FirstRunPage(page);
  await firstRun.toWaysOf(company.url);
  await expect(page.getByText(`Your browser opens at ${new URL(company.provider.issuer).host}.`)).toBeVisible();
  expect(await axeFaults(page)).toEqual([]);
  await firstRun.companyAccount().click();
  await expect(page.getByText("Go on in your browser")).toBeVisible();
  await expect(page.getByRole("button", { name: "Open the browser again" })).toBeFocused();
  expect(await axeFaults(page)).toEqual([]);

  const first = new URL(await browser.address(1));
  expect(first.origin).toBe(company.provider.issuer);
  expect(Object.fromEntries(first.searchParams)).toMatchObject({
    response_type: "code",
    client_id: company.provider.clientId,
    code_challenge_method: "S256",
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    state: expect.stringMatching(/^[\w-]{43}$/),
    nonce: expect.stringMatching(/^[\w-]{40,}$/),
    redirect_uri: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/callback$/),
  });
  const redirect = first.searchParams.get("redirect_uri") ?? "";
  // Whoever finds the port is refused, and the sign-in goes on: no state, a wrong one, another path, another host.
  const strangers = [`${redirect}?code=x`, `${redirect}?code=x&state=${"a".repeat(43)}`, redirect.replace("callback", "other")];
  for (const stranger of strangers) expect((await fetch(stranger)).status).toBe(404);
  expect((await fetch(`${redirect}?code=x&state=${first.searchParams.get("state")}`, { method: "POST" })).status).toBe(404);

  // The browser was closed by mistake: the one that is opened again counts, the earlier address is dead.
  await page.getByRole("button", { name: "Open the browser again" }).click();
  const second = await browser.address(2);
  await expect(fetch(`${redirect}?code=x&state=${first.searchParams.get("state")}`)).rejects.toThrow();

  const system = await chromium.launch({ executablePath: findChromium(), chromiumSandbox: process.getuid?.() !== 0 });
  try {
    const web = await system.newPage();
    await web.goto(second);
    const wrong = await web.goto(`${web.url()}?login=nobody`);
    expect(wrong?.status()).toBe(401);
    await expect(page.getByText("Go on in your browser")).toBeVisible();
    const ended = web.waitForResponse((answer) => answer.url().startsWith("http://127.0.0.1") && answer.url().includes("/callback"));
    await web.getByRole("link", { name: "ann" }).click();
    const last = await ended;
    await expect(web.getByText("You can close this window and go back to Headroom.")).toBeVisible();
    expect(last.headers()["content-security-policy"]).toContain("default-src 'none'");
    expect(await web.locator("script").count()).toBe(0);
  } finally {
    await system.close();
  }

  const shell = new ShellPage(page, "en");
  await shell.ready();
  await expect(shell.statusLine()).toContainText("Online");
  await shell.open("accounts");
  await expect(page.getByText("Aurora Live").first()).toBeVisible();
  await expect(page.getByText("Borealis Chat")).toHaveCount(0);
  await shell.open("settings");
  await expect(page.getByText("company account, in the browser")).toBeVisible();
  await expect(page.getByText("Ann Lee")).toBeVisible();
  expect(await axeFaults(page)).toEqual([]);
});

test("a sign-in that comes to nothing says what happened and changes nothing", async ({ launch }) => {
  const { app, page } = await launch(english);
  const browser = await SystemBrowser.of(app);
  const firstRun = new FirstRunPage(page);
  await firstRun.toWaysOf(company.url);

  // Signed in at the provider, but nobody's user here.
  await firstRun.companyAccount().click();
  await comeBack(await company.provider.signIn(await browser.address(1), "guest"));
  await expect(page.getByRole("alert")).toHaveText(/this service has no access for you\. Nothing has changed here/);
  // Given up in the browser.
  await firstRun.companyAccount().click();
  const { searchParams } = new URL(await browser.address(2));
  const denied = `${searchParams.get("redirect_uri")}?error=access_denied&iss=${encodeURIComponent(company.provider.issuer)}&state=${searchParams.get("state")}`;
  expect(await comeBack(denied)).toContain("You are not signed in.");
  await expect(page.getByRole("alert")).toHaveText(
    "The sign-in was cancelled in the browser. Nothing has changed; try again when you like.",
  );
  // Given up here.
  await firstRun.companyAccount().click();
  await browser.address(3);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(firstRun.companyAccount()).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
  // The provider is away.
  await company.provider.pause();
  await firstRun.companyAccount().click();
  await expect(page.getByRole("alert")).toHaveText(/sign-in service cannot be reached\. What is on this laptop is safe/);
  await company.provider.resume();
  // A user of another company is nobody in this one: a name that development does not offer.
  const refused = await page.evaluate(
    async (url) => await window.headroom.request("auth.development", { url, userId: "stranger" }),
    company.url,
  );
  expect(refused).toMatchObject({ ok: false, error: { code: "forbidden" } });
  // A token that nobody gave out.
  await firstRun.useToken("short");
  await expect(page.getByRole("alert")).toHaveText("A token has at least 20 characters. Copy it whole.");
  await firstRun.useToken(`hr~acme~${"A".repeat(43)}`);
  await expect(page.getByRole("alert")).toHaveText("The access token was not accepted. Ask your administrator for a new one.");
  expect(await axeFaults(page)).toEqual([]);
  expect(await page.evaluate(async () => JSON.stringify(await window.headroom.request("app.info", undefined)))).toContain('"mode":"none"');
});

test("a token runs out in mid-push and another user signs in: nothing crosses, and the first finds what he wrote and sends it", async ({
  launch,
}) => {
  const running = await launch(english);
  const { page } = running;
  const { shell, browser } = await signedIn(running, "ann");
  // The provider has ended everything of Ann's, and the backend takes her token no more, just when her note is on its way.
  company.refuseNextPush(() => company.provider.revoke("ann"));
  await writeNote(page, "acc_ann", "Agreed with Aurora: 40 % more from Monday");
  await expect(banner(page)).toContainText("Your edits are kept and are sent when you sign in again.");
  await expect(shell.statusLine()).toContainText("sign in again");
  await expect(shell.statusLine()).toContainText(/Waiting\s*1/);
  expect(await axeFaults(page)).toEqual([]);
  expect(await company.notes()).toEqual([]);

  // Bo signs in at this laptop.
  await shell.open("settings");
  await page.getByRole("button", { name: "Switch user" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign in with your company account" }).click();
  const asked = await browser.address(2);
  expect(new URL(asked).searchParams.get("prompt")).toContain("login");
  await comeBack(await company.provider.signIn(asked, "bo"));
  await expect(page.getByText("Bo Chen")).toBeVisible();
  await expect(banner(page)).toHaveCount(0);
  await shell.open("accounts");
  await expect(page.getByText("Borealis Chat").first()).toBeVisible();
  await expect(page.getByText("Aurora Live")).toHaveCount(0);
  await expect(shell.statusLine()).toContainText(/Waiting\s*0/);
  await writeNote(page, "acc_bo", "Bo wrote this");
  await expect.poll(async () => await company.notes()).toEqual(["Bo wrote this"]);
  await expect(shell.statusLine()).toContainText(/Waiting\s*0/);

  // Bo signs out; Ann comes back, from the first window.
  await shell.open("settings");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
  const firstRun = new FirstRunPage(page);
  await firstRun.toWaysOf(company.url);
  await firstRun.companyAccount().click();
  await comeBack(await company.provider.signIn(await browser.address(3), "ann"));
  await expect.poll(async () => await company.notes()).toEqual(["Agreed with Aurora: 40 % more from Monday", "Bo wrote this"]);
  await expect(page.getByText("Borealis Chat")).toHaveCount(0);
  // Whatever each of them wrote went out with his own token, and only with that.
  expect(company.pushes.filter(({ body }) => body.includes("Aurora")).map(({ subject }) => subject)).toEqual(["ann", "ann"]);
  expect(company.pushes.filter(({ body }) => body.includes("Bo wrote")).map(({ subject }) => subject)).toEqual(["bo"]);
});

test("an access token is renewed in use, and a user whose access ends keeps what he wrote until it is given back", async ({ launch }) => {
  company.provider.setLifetimes({ accessTokenS: 4 });
  const running = await launch(english);
  const { page } = running;
  const { shell, browser } = await signedIn(running, "bo");
  await shell.open("sync");
  await expect
    .poll(
      async () => {
        await page.getByRole("button", { name: "Synchronise now" }).click();
        return company.tokensSeen("bo");
      },
      { timeout: 120_000 },
    )
    .toBeGreaterThanOrEqual(3);
  await expect(shell.statusLine()).toContainText("Online");
  expect(await browser.opened()).toHaveLength(1);
  company.provider.setLifetimes({ accessTokenS: 600 });

  await company.setDisabled("bo", true);
  await writeNote(page, "acc_bo", "written after the end");
  await expect(banner(page)).toContainText("Your company has ended your access.");
  await expect(shell.statusLine()).toContainText(/Waiting\s*1/);
  await expect(page.getByText("written after the end")).toBeVisible();
  expect(await company.notes()).not.toContain("written after the end");
  expect(await axeFaults(page)).toEqual([]);
  await company.setDisabled("bo", false);
  await banner(page).getByRole("button", { name: "Sign in again" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign in with your company account" }).click();
  await comeBack(await company.provider.signIn(await browser.address(2), "bo"));
  await expect(banner(page)).toHaveCount(0);
  await expect.poll(async () => await company.notes()).toContain("written after the end");
  await running.app.close();
});

test("the console starts without a network as whoever was signed in, and renews the sign-in when it is back", async ({ launch }) => {
  const first = await launch(english);
  await signedIn(first, "ann");
  await first.app.close();
  company.cutOff(true);
  const second = await launch({ args: [...english.args, "--route", "/accounts"] });
  const shell = new ShellPage(second.page, "en");
  await shell.ready();
  await expect(second.page.getByText("Aurora Live").first()).toBeVisible();
  await expect(shell.statusLine()).toContainText("Offline");
  await expect(banner(second.page)).toHaveCount(0);
  company.cutOff(false);
  await shell.open("sync");
  await second.page.getByRole("button", { name: "Synchronise now" }).click();
  await expect(shell.statusLine()).toContainText("Online");
});

test("a token of the command line opens its user's database: another token of the same user the same, another company's a wholly other one", async ({
  launch,
  runToEnd,
  userData,
}) => {
  const start = async (token: string): Promise<Console> =>
    await launch({ args: ["--server", company.url, ...english.args, "--route", "/accounts"], env: { HEADROOM_TOKEN: token } });
  const profileOf = async (running: Console): Promise<string> => {
    const profile = await running.page.evaluate(async () => {
      const answer = await window.headroom.request("app.info", undefined);
      return answer.ok ? answer.value.profile : answer.error.code;
    });
    await running.app.close();
    return profile;
  };
  const firstToken = await company.token("ann");
  const profile = await profileOf(await start(firstToken));
  expect(await profileOf(await start(await company.token("ann")))).toBe(profile);
  expect(await profileOf(await start(await company.token("stranger", "globex")))).not.toBe(profile);
  company.cutOff(true);
  // Known from before: it starts without a network. A token that was never used cannot.
  expect(await profileOf(await start(firstToken))).toBe(profile);
  const ended = await runToEnd(["--user-data", userData, "--server", company.url], { HEADROOM_TOKEN: `hr~acme~${"B".repeat(43)}` });
  company.cutOff(false);
  expect(ended.code).toBe(1);
  expect(ended.stderr).toContain(`${company.url} cannot be asked whose the token in HEADROOM_TOKEN is`);
});

test("another company's record is as one that does not exist: no name, no edit, and what waits here is not touched", async ({
  launch,
  userData,
}) => {
  const running = await launch({
    args: ["--server", company.url, ...english.args, "--route", "/accounts/acc_far"],
    env: { HEADROOM_TOKEN: await company.token("ann") },
  });
  const { page } = running;
  const shell = new ShellPage(page, "en");
  await shell.ready();
  await expect(page.getByText("This account is not on this laptop")).toBeVisible();
  company.cutOff(true);
  await writeNote(page, "acc_ann", "waits through it all");
  company.cutOff(false);
  const profile = await page.evaluate(async () => {
    const answer = await window.headroom.request("app.info", undefined);
    return answer.ok ? answer.value.profile : answer.error.code;
  });
  // What a window that has been taken over could send.
  const results = await page.evaluate(
    async ([header, name]) => {
      const at = "2026-10-29T02:42:00.000Z";
      const text = { base: "", new: "written across" };
      const edits = [
        { kind: "account", id: "acc_far", op: "patch", baseRev: 1, fields: { summary: text } },
        { kind: "account", id: "acc_bo", op: "patch", baseRev: 1, fields: { summary: text } },
        { kind: "account", id: "acc_far", op: "delete", baseRev: 1, fields: {} },
      ];
      const mutations = edits.map((edit, index) => ({ ...edit, mutationId: index + 1, at }));
      const answer = await fetch("/api/sync/push", {
        method: "POST",
        headers: { "content-type": "application/json", [header]: name },
        body: JSON.stringify({ clientId: "cli_stranger", schemaHash: "x", mutations }),
      });
      return await answer.text();
    },
    [profileHeader, profile] as const,
  );
  expect(JSON.parse(results)).toMatchObject({
    results: [
      { status: "refused", code: "not-found", server: null },
      { status: "refused", code: "out-of-scope", server: null },
      { status: "refused", code: "not-allowed", server: null },
    ],
  });
  for (const stranger of ["Far Away", "Stran Ger", "Borealis"]) {
    expect(results).not.toContain(stranger);
    expect(await page.content()).not.toContain(stranger);
  }
  await expect.poll(async () => await company.notes(), { timeout: 60_000 }).toContain("waits through it all");
  await running.app.close();
  expect(findCanaries([userData], { account: "Far Away", colleague: "Stran Ger" })).toEqual([]);
});

/** The answers of the provider's token endpoint, as the desktop gets them from now on. */
async function tapTokens({ app }: Console): Promise<() => Promise<readonly string[]>> {
  await app.evaluate(({ net }) => {
    const tapped: string[] = [];
    Object.assign(globalThis, { tapped });
    const plain = net.fetch;
    net.fetch = async (input, init) => {
      const answer = await plain(input, init);
      if (typeof input === "string" && input.endsWith("/token")) tapped.push(await answer.clone().text());
      return answer;
    };
  });
  return async () => await app.evaluate(() => (globalThis as unknown as { readonly tapped: readonly string[] }).tapped);
}

/** Secrets as the search wants them, with a name each. */
function named(secrets: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(secrets.map((secret, at) => [`secret ${at}`, secret]));
}

const tokenAnswer = z.object({ access_token: z.string(), refresh_token: z.string(), id_token: z.string() });

test("no token of a sign-in is ever in the page, the profile or the log; without a keystore the passcode opens the sign-in too", async ({
  launch,
  userData,
}) => {
  const env = { ELECTRON_HOST_KEYSTORE: "basic_text" };
  const secrets: string[] = [];
  for (const keystore of [true, false]) {
    const options = { ...english, userData: `${userData}/${keystore}`, ...(keystore ? {} : { env }) };
    const first = await launch(options);
    const tokens = await tapTokens(first);
    const browser = await SystemBrowser.of(first.app);
    const firstRun = new FirstRunPage(first.page);
    await firstRun.toWaysOf(company.url);
    await firstRun.companyAccount().click();
    await comeBack(await company.provider.signIn(await browser.address(1), "ann"));
    const shell = new ShellPage(first.page, "en");
    if (!keystore) {
      await first.page.getByLabel("Passcode", { exact: true }).fill("four words and numbers 7");
      await first.page.getByLabel("The same again").fill("four words and numbers 7");
      await first.page.getByRole("button", { name: "Seal this laptop" }).click();
    }
    await shell.ready();
    await expect(shell.statusLine()).toContainText("Online");
    await shell.open("accounts");
    await expect(first.page.getByText("Aurora Live").first()).toBeVisible();
    const given = (await tokens()).map((answer) => tokenAnswer.parse(JSON.parse(answer)));
    expect(given).toHaveLength(1);
    secrets.push(...given.flatMap((answer) => Object.values(answer)));
    const known = await first.page.evaluate(async () =>
      JSON.stringify([await window.headroom.request("app.info", undefined), Object.entries(localStorage), document.cookie]),
    );
    for (const secret of secrets) expect(known).not.toContain(secret);
    await first.app.close();
    expect(findCanaries([options.userData], named(secrets))).toEqual([]);
    for (const secret of secrets) expect(first.stderr()).not.toContain(secret);

    const second = await launch({ ...options, args: [...english.args, "--route", "/accounts"] });
    const again = new ShellPage(second.page, "en");
    if (keystore) {
      await again.ready();
      await expect(again.statusLine()).toContainText("Online");
      await second.app.close();
      continue;
    }
    // Nobody says that he is signed out before it is known whether he is.
    await expect(second.page.getByRole("heading", { name: "Headroom is locked" })).toBeVisible();
    await expect(banner(second.page)).toHaveCount(0);
    const renewed = await tapTokens(second);
    await second.page.getByLabel("Passcode", { exact: true }).fill("four words and numbers 7");
    await second.page.keyboard.press("Enter");
    await again.ready();
    await expect(second.page.getByText("Aurora Live").first()).toBeVisible();
    await expect(again.statusLine()).toContainText("Online");
    await expect(banner(second.page)).toHaveCount(0);
    secrets.push(...(await renewed()).flatMap((answer) => Object.values(tokenAnswer.parse(JSON.parse(answer)))));
    await second.app.close();
    expect(findCanaries([options.userData], named(secrets))).toEqual([]);

    // The rotated one was sealed as well; forgetting the passcode forgets the sign-in.
    const third = await launch({ ...options, args: [...english.args, "--route", "/accounts"] });
    await third.page.getByLabel("Passcode", { exact: true }).fill("four words and numbers 7");
    await third.page.keyboard.press("Enter");
    await expect(new ShellPage(third.page, "en").statusLine()).toContainText("Online");
    await third.app.close();
    const fourth = await launch({ ...options, args: [...english.args, "--route", "/accounts"] });
    await fourth.page.getByRole("button", { name: "Forgot the passcode" }).click();
    await fourth.page.getByRole("dialog").getByRole("button", { name: "Begin anew" }).click();
    await expect(fourth.page.getByRole("heading", { name: "Choose a passcode" })).toBeVisible();
    await fourth.page.getByLabel("Passcode", { exact: true }).fill("five other words in a row");
    await fourth.page.getByLabel("The same again").fill("five other words in a row");
    await fourth.page.getByRole("button", { name: "Seal this laptop" }).click();
    await expect(banner(fourth.page)).toContainText("You are signed out.");
  }
});

test("a disk that does not take the renewed sign-in is said, and the sign-in is kept when it does again", async ({ launch }) => {
  company.provider.setLifetimes({ accessTokenS: 4 });
  const running = await launch(english);
  const { page, app } = running;
  const { shell } = await signedIn(running, "ann");
  await shell.open("sync");
  await app.evaluate(() => {
    const files = process.getBuiltinModule("node:fs/promises");
    const { open } = files;
    const disk = Object.assign(globalThis, { isFull: true });
    files.open = async (path, ...rest) => {
      if (String(path).includes("connection.json") && disk.isFull) {
        throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
      }
      return await open(path, ...rest);
    };
    process.getBuiltinModule("node:module").syncBuiltinESMExports();
  });
  await expect(async () => {
    await page.getByRole("button", { name: "Synchronise now" }).click();
    await expect(banner(page)).toContainText("The disk is full: this sign-in could not be kept.", { timeout: 500 });
  }).toPass({ timeout: 120_000 });
  company.provider.setLifetimes({ accessTokenS: 600 });
  await expect(shell.statusLine()).toContainText("Online");
  expect(await axeFaults(page)).toEqual([]);
  await banner(page).getByRole("button", { name: "Try again" }).click();
  await expect(banner(page).getByRole("button", { name: "Try again" })).toBeEnabled();
  await app.evaluate(() => Object.assign(globalThis, { isFull: false }));
  await banner(page).getByRole("button", { name: "Try again" }).click();
  await expect(banner(page)).toHaveCount(0);
  await app.close();
  const later = await launch({ args: [...english.args, "--route", "/accounts"] });
  await expect(new ShellPage(later.page, "en").statusLine()).toContainText("Online");
});

test("the provider is told of a sign-out, later when it cannot be reached: the refresh token is worth nothing from then on", async ({
  launch,
  userData,
}) => {
  const first = await launch(english);
  const tokens = await tapTokens(first);
  const { shell } = await signedIn(first, "bo");
  const [answer = ""] = await tokens();
  const { refresh_token } = tokenAnswer.parse(JSON.parse(answer));
  const waiting = (): unknown =>
    z.object({ revocations: z.array(z.unknown()) }).parse(JSON.parse(readFileSync(join(userData, "connection.json"), "utf8")));
  await company.provider.pause();
  await shell.open("settings");
  await first.page.getByRole("button", { name: "Sign out" }).click();
  await first.page.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
  await expect(new FirstRunPage(first.page).signIn()).toBeVisible();
  await expect.poll(waiting).toMatchObject({ revocations: [{ provider: { issuer: company.provider.issuer } }] });
  await first.app.close();
  await company.provider.resume();
  await launch(english);
  await expect.poll(waiting).toEqual({ revocations: [] });
  const { issuer, clientId: client_id } = company.provider;
  const body = new URLSearchParams({ grant_type: "refresh_token", client_id, refresh_token });
  const refused = await fetch(`${issuer}/token`, { method: "POST", body });
  expect([refused.status, await refused.json()]).toMatchObject([400, { error: "invalid_grant" }]);
});

test("forgetting what is on the laptop names the edits that nobody else has, and must be meant", async ({ launch }) => {
  const running = await launch(english);
  const { page } = running;
  const { shell, browser } = await signedIn(running, "ann");
  company.cutOff(true);
  await writeNote(page, "acc_ann", "nobody else has this");
  await shell.open("settings");
  await page.getByRole("button", { name: "Forget this laptop’s copy" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("1 edit has not reached the backend and is nowhere else.");
  await expect(dialog.getByRole("button", { name: "Forget this laptop’s copy" })).toBeDisabled();
  expect(await axeFaults(page)).toEqual([]);
  await dialog.getByLabel("I give up 1 edit").check();
  await dialog.getByRole("button", { name: "Forget this laptop’s copy" }).click();
  const firstRun = new FirstRunPage(page);
  await expect(firstRun.signIn()).toBeVisible();
  company.cutOff(false);
  await firstRun.toWaysOf(company.url);
  await firstRun.companyAccount().click();
  await comeBack(await company.provider.signIn(await browser.address(2), "ann"));
  // Straight on: all there was to confirm has been.
  await expect(shell.statusLine()).toContainText("Online");
  await expect(shell.statusLine()).toContainText(/Waiting\s*0/);
  await shell.open("accounts");
  await expect(page.getByText("Aurora Live").first()).toBeVisible();
  expect(await company.notes()).not.toContain("nobody else has this");
});

test("for development one signs in by name, where the backend offers it", async ({ launch }) => {
  const { page } = await launch(english);
  const firstRun = new FirstRunPage(page);
  await firstRun.toWaysOf(company.url);
  await page
    .getByRole("region", { name: "For development, without a password" })
    .getByRole("button", { name: "Bo Chen, Customer success" })
    .click();
  const shell = new ShellPage(page, "en");
  await shell.ready();
  await expect(shell.statusLine()).toContainText("Online");
  await shell.open("settings");
  await expect(page.getByText("a name, for development")).toBeVisible();
  await expect(page.getByText("Bo Chen")).toBeVisible();
});
