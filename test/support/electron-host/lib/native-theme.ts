import { StrictEmitter } from "./strict.ts";

/** The system's theme is light until a test says otherwise and emits `updated`. */
class NativeTheme extends StrictEmitter {
  themeSource = "system";
  shouldUseDarkColors = false;
}
export const nativeTheme = new NativeTheme();
