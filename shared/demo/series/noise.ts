/** A fast stream of pseudo-random numbers for long series: 32-bit xorshift, one state a series. */
export interface Noise {
  /** Roughly standard normal (sum of three uniforms): the tails end at ±3. */
  gauss(): number;
  /** [0, 1). */
  uniform(): number;
}

export function noise(seed: number): Noise {
  let state = (seed | 1) >>> 0;
  const uniform = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
  for (let i = 0; i < 8; i += 1) uniform();
  return { uniform, gauss: () => (uniform() + uniform() + uniform() - 1.5) * 2 };
}
