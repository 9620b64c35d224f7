import { type UpdateTarget, updateTargets } from "../../../../shared/domain/update/update-manifest.ts";

/** How this installation can be replaced; null = it was neither installed nor is it an AppImage. `packageType` is what the installer left beside the archive. */
export function updateTargetOf(
  platform: string,
  arch: string,
  appImage: string | undefined,
  packageType: string | null,
): UpdateTarget | null {
  const form = platform !== "linux" ? "" : (appImage ?? "") !== "" ? "-appimage" : packageType === "deb" ? "-deb" : "-unpacked";
  return updateTargets.find((target) => target === `${platform}-${arch}${form}`) ?? null;
}
