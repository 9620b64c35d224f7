import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { defaultDeviceSettings, deviceSettings } from "../../../shared/bridge/app-info.ts";
import { SettingsStore, readSettings } from "./device-settings.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headroom-settings-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the settings of a device", () => {
  it("are the usual ones before any was chosen", () => {
    expect(new SettingsStore(join(folder, "settings.json")).current).toEqual(defaultDeviceSettings);
    expect(existsSync(join(folder, "settings.json"))).toBe(false);
  });

  it("outlive the app, each change keeping the others", async () => {
    const file = join(folder, "settings.json");
    const store = new SettingsStore(file);
    await Promise.all([store.change({ language: "zh-CN" }), store.change({ zoom: 1.25 }), store.change({ theme: undefined })]);
    const expected = { ...defaultDeviceSettings, language: "zh-CN", zoom: 1.25 };
    expect(store.current).toEqual(expected);
    expect(new SettingsStore(file).current).toEqual(expected);
    expect(readdirSync(folder)).toEqual(["settings.json"]);
  });

  it("do not change when they cannot be written", async () => {
    const store = new SettingsStore(join(folder, "missing", "settings.json"));
    await expect(store.change({ theme: "dark" })).rejects.toThrow("ENOENT");
    expect(store.current).toEqual(defaultDeviceSettings);
  });

  it("lose only what is damaged", () => {
    expect(readSettings('{"language":"zh-CN","theme":"pink","zoom":99,"density":7,"notifications":false,"later":true}')).toEqual({
      ...defaultDeviceSettings,
      language: "zh-CN",
      notifications: false,
    });
  });

  it("keep what a newer version has written there, for its return", async () => {
    const file = join(folder, "settings.json");
    writeFileSync(file, '{"language":"en","spokenAlerts":{"from":"20:00"},"theme":"dark"}');
    await new SettingsStore(file).change({ theme: "light" });
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
      ...defaultDeviceSettings,
      language: "en",
      theme: "light",
      spokenAlerts: { from: "20:00" },
    });
  });

  it("are whole whatever the file holds", () => {
    const texts = fc.oneof(
      fc.string(),
      fc.json(),
      fc.constant('{"__proto__":{"zoom":2}}'),
      fc
        .dictionary(fc.constantFrom("language", "theme", "density", "zoom", "notifications"), fc.jsonValue())
        .map((value) => JSON.stringify(value)),
      fc.nat(60).map((length) => JSON.stringify(defaultDeviceSettings).slice(0, length)),
    );
    fc.assert(
      fc.property(texts, (text) => deviceSettings.safeParse(readSettings(text)).success),
      { numRuns: 1000 },
    );
  });

  it("start from the usual ones when the file is not text at all", () => {
    const file = join(folder, "settings.json");
    writeFileSync(file, Buffer.from([0xff, 0xfe, 0, 0, 1]));
    expect(new SettingsStore(file).current).toEqual(defaultDeviceSettings);
    expect(readFileSync(file)).toHaveLength(5);
  });
});
