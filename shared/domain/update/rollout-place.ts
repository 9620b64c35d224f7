import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * Place of a laptop in the queue for a version, in [0, 100): the same at every look, another for every version, so that nobody is always first. The laptop
 * is offered the version when the share in percent is above its place; a larger share only ever adds laptops. `deviceId` never leaves the laptop.
 */
export function rolloutPlace(deviceId: string, version: string): number {
  const [a = 0, b = 0, c = 0, d = 0] = sha256(utf8ToBytes(`${deviceId}\n${version}`));
  return ((a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d) / 2 ** 32) * 100;
}
