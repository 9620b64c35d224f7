import { StrictEmitter } from "./strict.ts";

/** Never emits by itself. */
class PowerMonitor extends StrictEmitter {}
export const powerMonitor = new PowerMonitor();
