import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits for a condition outside this process.
 * @param found gives what is waited for, or undefined where it is not there yet
 * @throws Error that names `what` after `within` milliseconds
 */
export async function until<Found>(
  what: string,
  found: () => Found | undefined | Promise<Found | undefined>,
  within = 60_000,
): Promise<Found> {
  const end = performance.now() + within;
  for (;;) {
    const value = await found();
    if (value !== undefined) return value;
    if (performance.now() > end) throw new Error(`Waited ${within} ms in vain: ${what}`);
    await delay(10);
  }
}
