import { expect, it } from "vitest";
import { updateTargetOf } from "./update-target.ts";

it("knows an installer's work and an AppImage, and nothing else that it could replace", () => {
  expect(updateTargetOf("win32", "x64", undefined, null)).toBe("win32-x64");
  expect(updateTargetOf("darwin", "arm64", undefined, null)).toBe("darwin-arm64");
  expect(updateTargetOf("linux", "x64", "/home/lin/Headroom.AppImage", null)).toBe("linux-x64-appimage");
  expect(updateTargetOf("linux", "arm64", "", "deb")).toBe("linux-arm64-deb");
  expect(updateTargetOf("linux", "x64", undefined, null)).toBe(null);
  expect(updateTargetOf("linux", "ia32", undefined, "deb")).toBe(null);
});
