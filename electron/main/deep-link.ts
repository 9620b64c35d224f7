/** The first deep link among a second start's arguments. */
export function deepLinkIn(args: readonly string[]): string | null {
  return args.find((arg) => arg.startsWith("headroom:")) ?? null;
}
