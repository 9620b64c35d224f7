import { readFileSync } from "node:fs";
import { type DeviceSettings, defaultDeviceSettings, deviceSettings } from "../../../shared/bridge/app-info.ts";
import { writeFileAtomic } from "./atomic-file.ts";
import { serialQueue } from "./serial-queue.ts";

/** The fields of a JSON object; none when the text is not one. */
function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const stored: unknown = JSON.parse(text);
    return typeof stored === "object" && stored !== null && !Array.isArray(stored) ? (stored as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Whatever the text holds, each setting is its own: a damaged or unknown value falls back alone. */
export function readSettings(text: string): DeviceSettings {
  const stored = fieldsOf(text);
  const settings: Record<string, unknown> = { ...defaultDeviceSettings };
  for (const [name, schema] of Object.entries(deviceSettings.shape)) {
    const parsed = Object.hasOwn(stored, name) ? schema.safeParse(stored[name]) : null;
    if (parsed?.success === true) settings[name] = parsed.data;
  }
  return deviceSettings.parse(settings);
}

/** The choices of this device, in one small file that is read before the first frame. */
export class SettingsStore {
  private readonly file: string;
  private readonly inOrder = serialQueue();
  private settings: DeviceSettings;
  /** What a newer version keeps here: it finds it again. */
  private readonly foreign: Readonly<Record<string, unknown>> = {};
  private readonly listeners: (() => void)[] = [];

  constructor(file: string) {
    this.file = file;
    this.settings = defaultDeviceSettings;
    try {
      const text = readFileSync(file, "utf8");
      this.settings = readSettings(text);
      this.foreign = Object.fromEntries(Object.entries(fieldsOf(text)).filter(([name]) => !Object.hasOwn(deviceSettings.shape, name)));
    } catch {
      // No file yet, or unreadable: the defaults serve.
    }
  }

  /** Hears of every change, for as long as the app runs. */
  watch(listener: () => void): void {
    this.listeners.push(listener);
  }

  get current(): DeviceSettings {
    return this.settings;
  }

  /** Resolves when the choice is on disk; throws what the disk throws, and then nothing has changed. */
  async change(patch: { readonly [K in keyof DeviceSettings]?: DeviceSettings[K] | undefined }): Promise<DeviceSettings> {
    return await this.inOrder(async () => {
      const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
      const next = deviceSettings.parse({ ...this.settings, ...given });
      await writeFileAtomic(this.file, `${JSON.stringify({ ...this.foreign, ...next }, null, 2)}\n`);
      this.settings = next;
      for (const listener of this.listeners) listener();
      return next;
    });
  }
}
