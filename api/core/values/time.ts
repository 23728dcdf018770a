// Lengths of time in milliseconds, and times rounded to the hour.

export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Uses are kept and told to the hour in which they were: a write at each ask would cost more than it tells. */
export function hourOf(at: string): string {
  return `${at.slice(0, 13)}:00:00.000Z`;
}
