import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bridgeEvents } from "../../shared/bridge/contract.ts";
import { deepLink, routeOfDeepLink } from "../../shared/bridge/deep-links.ts";
import { parseRoute } from "../../renderer/ui/routes.ts";
import { deepLinkIn } from "./deep-link.ts";

describe("deep links", () => {
  it("open each thing that has an address", () => {
    for (const kind of ["account", "incident", "peak", "outreach", "review", "notice", "knowledge"] as const) {
      const route = routeOfDeepLink(deepLink(kind, "id_1"));
      expect(parseRoute(route ?? "")).toMatchObject({ screen: kind === "peak" ? "peaks" : kind === "knowledge" ? "article" : kind });
    }

    expect(routeOfDeepLink("headroom://account/acc_01jd:x.y-z")).toBe("/accounts/acc_01jd:x.y-z");
    expect(routeOfDeepLink("headroom://account/acc_1/")).toBe("/accounts/acc_1");
    expect(routeOfDeepLink("headroom://review/rev_1_2026-q3")).toBe("/reviews/rev_1_2026-q3");
  });

  it.each([
    "headroom://account/",
    "headroom://account/../settings",
    "headroom://account/%2e%2e",
    "headroom://account/a/b",
    "headroom://account/a?x=1",
    "headroom://account/a#b",
    "headroom://account/-a",
    `headroom://account/${"a".repeat(129)}`,
    "headroom://review/a/present",
    "headroom://settings/a",
    "headroom://constructor/a",
    "headroom://toString/a",
    "headroom:account/a",
    "HEADROOM://account/a b",
    "https://account/a",
    "javascript:headroom://account/a",
    "headroom://account/a\nheadroom://account/b",
    "",
  ])("do nothing else: %j", (link) => {
    expect(routeOfDeepLink(link)).toBeNull();
  });

  it("give only routes that the window accepts", () => {
    const links = fc.oneof(
      fc.string(),
      fc.tuple(fc.constantFrom("account", "incident", "knowledge"), fc.string()).map(([kind, tail]) => `headroom://${kind}/${tail}`),
    );
    fc.assert(
      fc.property(links, (link) => {
        const route = routeOfDeepLink(link);
        return route === null || bridgeEvents.navigate.safeParse({ route }).success;
      }),
      { numRuns: 1000 },
    );
  });

  it("are found among a second start's arguments", () => {
    expect(deepLinkIn(["/opt/headroom", "--allow-file-access", "headroom://account/a"])).toBe("headroom://account/a");
    expect(deepLinkIn(["/opt/headroom"])).toBeNull();
  });
});
