/** A clock that all processes of a run share: it stood at `began` when the run began, and goes `speed` times as fast. */
export interface FastClock {
  /** Milliseconds since the epoch, by the real clock, when the run began. */
  readonly began: number;
  readonly speed: number;
}

/** The time on the clock. */
export function timeOn({ began, speed }: FastClock): Date {
  return new Date(began + (Date.now() - began) * speed);
}

/** Numbers from 0 up to 1, the same in every run with the same seed. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
