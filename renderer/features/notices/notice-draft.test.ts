import { expect, it } from "vitest";
import type { Notice } from "../../../shared/domain/notice/notice.ts";
import type { SdkRelease } from "../../../shared/domain/sdk/sdk-release.ts";
import { fieldsOfForm, formFaults, formOf, fromRelease, newNotice } from "./notice-draft.ts";

const kept = { publishedAt: "2026-11-21T08:00:00.000Z", authorId: "usr_1", state: "draft" } as const;
const release: SdkRelease = {
  id: "sdk_4_9_0",
  version: "4.9.0",
  releasedOn: "2026-07-16",
  platforms: ["android", "ios"],
  vulnerabilities: [],
};
const before: SdkRelease = {
  ...release,
  id: "sdk_4_8_1",
  version: "4.8.1",
  vulnerabilities: [{ name: "HRSA-2026-007", severity: "high", publishedOn: "2026-08-12", fixedIn: "4.9.0" }],
};

it("takes from a release whom it asks to upgrade, and from an earlier one what it mends", () => {
  expect(fromRelease(newNotice, release, [release])).toMatchObject({
    type: "sdk_release",
    severity: "medium",
    fixedIn: "4.9.0",
    titles: { en: "SDK 4.9.0" },
  });
  const typed = { ...newNotice, titles: { "zh-CN": "请升级", en: "" } };
  expect(fromRelease(typed, release, [release, before])).toMatchObject({
    type: "vulnerability",
    severity: "high",
    titles: { "zh-CN": "请升级", en: "HRSA-2026-007 · SDK 4.9.0" },
    fixedIn: "4.9.0",
    platforms: ["android", "ios"],
    releaseId: "sdk_4_9_0",
  });
});

it("makes a notice of a form and the form of the notice again", () => {
  const form = {
    ...fromRelease(newNotice, release, [release]),
    bodies: { "zh-CN": "请升级。", en: "Please upgrade." },
    starts: "2026-12-01T02:00",
    ends: "2026-12-01T05:00",
    regions: ["cn-east"],
  };
  const fields = fieldsOfForm(form, kept);
  expect(fields).toMatchObject({
    texts: [{ locale: "zh-CN", title: "SDK 4.9.0" }, { locale: "en" }],
    versions: { from: null, fixedIn: "4.9.0" },
    ...kept,
  });
  const others: Notice["texts"] = [{ locale: "ja", title: "更新", body: "" }];
  expect(formOf({ id: "ntc_1", ...fields!, texts: [...fields!.texts, ...others] })).toEqual({ ...form, others });
  expect(fieldsOfForm({ ...form, from: "", fixedIn: "" }, kept)?.versions).toBeNull();
});

it("says what is to be put right", () => {
  expect(formFaults(newNotice)).toEqual({ title: "wrong.text" });
  const titled = { ...newNotice, titles: { "zh-CN": "", en: "A" } };
  expect(formFaults(titled)).toEqual({});
  expect(formFaults({ ...titled, from: "v4", fixedIn: "4", starts: "2026-12-01T05:00", ends: "2026-12-01T05:00" })).toEqual({
    from: "wrong.version",
    fixedIn: "wrong.version",
    when: "wrong.when",
  });
  expect(formFaults({ ...titled, ends: "2026-12-01T05:00" })).toEqual({ when: "wrong.when" });
  expect(fieldsOfForm(newNotice, kept)).toBeNull();
});
