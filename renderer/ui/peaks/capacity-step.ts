/** A step of a capacity stepper: about a twentieth, at 1, 2 or 5 times a power of ten. PCU. */
export function capacityStep(pcu: number): number {
  const rough = Math.max(1, pcu / 20);
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].findLast((factor) => factor * power <= rough) ?? 1) * power;
}
