import { StrictEmitter } from "./strict.ts";

/** Never emits by itself, and somebody is always at the machine: a test that wants it otherwise puts its own function in place. */
class PowerMonitor extends StrictEmitter implements Pick<Electron.PowerMonitor, "getSystemIdleTime"> {
  /** Seconds. */
  getSystemIdleTime(): number {
    return 0;
  }
}
export const powerMonitor = new PowerMonitor();
