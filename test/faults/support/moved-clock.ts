/** Loaded before a program's own code (`node --import`): its clock is wrong by HEADROOM_TEST_CLOCK_MS. JavaScript's clock; the kernel's stays. */
const offsetMs = Number(process.env["HEADROOM_TEST_CLOCK_MS"] ?? 0);
const RealDate = Date;

class MovedDate extends RealDate {
  static override now(): number {
    return RealDate.now() + offsetMs;
  }

  constructor(...args: readonly unknown[]) {
    if (args.length === 0) super(RealDate.now() + offsetMs);
    else super(...(args as [number]));
  }
}

Reflect.set(globalThis, "Date", MovedDate);
