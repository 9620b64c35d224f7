import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { type BridgeRequest, bridgeRequests } from "../../../shared/bridge/contract.ts";
import { bridgeErrorCodes } from "../../../shared/bridge/error-codes.ts";
import { err, ok } from "../../../shared/kernel/result.ts";
import { type BridgeHandlers, answerCall } from "./answer-call.ts";
import { isTrustedSender } from "./is-trusted-sender.ts";

const names = Object.keys(bridgeRequests) as BridgeRequest[];

/** Handlers that record what reaches them. */
function recording(): { readonly handlers: BridgeHandlers; readonly reached: [BridgeRequest, unknown][] } {
  const reached: [BridgeRequest, unknown][] = [];
  const handlers = Object.fromEntries(
    names.map((name) => [
      name,
      (args: unknown) => {
        reached.push([name, args]);
        return Promise.resolve(ok(undefined));
      },
    ]),
  );
  return { handlers: handlers as unknown as BridgeHandlers, reached };
}

/** Values near the contract's own shapes, so that many get past the first check. */
const nearArgs = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true, withNullPrototype: true }),
  fc.record(
    {
      language: fc.oneof(fc.constantFrom("system", "en"), fc.anything()),
      zoom: fc.oneof(fc.double(), fc.anything()),
      mode: fc.constantFrom("demo", "remote", "embedded"),
      url: fc.oneof(fc.webUrl(), fc.string(), fc.constantFrom("file:///etc/passwd", "javascript:alert(1)")),
      accessToken: fc.string({ maxLength: 500 }),
      profile: fc.oneof(fc.string(), fc.constantFrom("../../x", "a".repeat(65))),
      lines: fc.array(fc.anything()),
      count: fc.oneof(fc.integer(), fc.double()),
      title: fc.string({ maxLength: 200 }),
      body: fc.string({ maxLength: 500 }),
      route: fc.string({ maxLength: 400 }),
      text: fc.string(),
      suggestedName: fc.string(),
      content: fc.oneof(fc.string(), fc.uint8Array(), fc.object()),
    },
    { requiredKeys: [] },
  ),
);

describe("a call of the window", () => {
  it("reaches its handler only with arguments of the contract, whatever is sent", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), nearArgs, async (name, args) => {
        const { handlers, reached } = recording();
        const onFault = vi.fn();
        const answer = await answerCall(name, handlers, { trusted: true, args }, onFault);
        const fits = bridgeRequests[name].args.safeParse(args);
        expect(onFault).not.toHaveBeenCalled();
        expect(answer.ok).toBe(fits.success);
        expect(reached).toEqual(fits.success ? [[name, fits.data]] : []);
        if (!answer.ok) expect(answer.error.code).toBe("bad-request");
      }),
      { numRuns: 2000 },
    );
  });

  it("of a stranger reaches nothing", async () => {
    for (const name of names) {
      const { handlers, reached } = recording();
      expect(await answerCall(name, handlers, { trusted: false, args: undefined }, vi.fn())).toEqual({
        ok: false,
        error: { code: "forbidden", message: "only the console's own window may ask" },
      });
      expect(reached).toEqual([]);
    }
  });

  it("hears of an expected failure, and of a bug only that there was one", async () => {
    const { handlers } = recording();
    const full: BridgeHandlers = { ...handlers, "badge.set": async () => err({ code: "disk-full", message: "the disk is full" }) };
    expect(await answerCall("badge.set", full, { trusted: true, args: { count: 1 } }, vi.fn())).toEqual({
      ok: false,
      error: { code: "disk-full", message: "the disk is full" },
    });
    const onFault = vi.fn();
    const broken: BridgeHandlers = { ...handlers, "badge.set": () => Promise.reject(new Error("/home/ann/secret")) };
    const answer = await answerCall("badge.set", broken, { trusted: true, args: { count: 1 } }, onFault);
    expect(answer).toEqual({ ok: false, error: { code: "internal", message: "badge.set failed; the desktop's log says why" } });
    expect(onFault).toHaveBeenCalledWith("bridge badge.set", new Error("/home/ann/secret"));
    expect(bridgeErrorCodes).toContain("internal");
  });
});

describe("the sender of a call", () => {
  const contents = { id: 1 };
  const frame = { url: "app://console/#/accounts", parent: null };

  it("is the main frame of the console's own window", () => {
    expect(isTrustedSender({ sender: contents, senderFrame: frame }, contents)).toBe(true);
  });

  it.each([
    ["another window", { sender: { id: 1 }, senderFrame: frame }],
    ["a frame inside the page", { sender: contents, senderFrame: { ...frame, parent: frame } }],
    ["a frame that is gone", { sender: contents, senderFrame: null }],
    ["a page of the web", { sender: contents, senderFrame: { ...frame, url: "https://console/" } }],
    ["a look-alike host", { sender: contents, senderFrame: { ...frame, url: "app://console.example/" } }],
    ["a look-alike with a user name", { sender: contents, senderFrame: { ...frame, url: "app://console@evil/" } }],
    ["a file", { sender: contents, senderFrame: { ...frame, url: "file:///console/" } }],
    ["an empty page", { sender: contents, senderFrame: { ...frame, url: "about:blank" } }],
    ["no address", { sender: contents, senderFrame: { ...frame, url: "" } }],
  ])("is not %s", (_name, event) => {
    expect(isTrustedSender(event, contents)).toBe(false);
  });

  it("is nobody while there is no window", () => {
    expect(isTrustedSender({ sender: null, senderFrame: frame }, null)).toBe(false);
  });
});
