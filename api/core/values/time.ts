// Lengths of time in milliseconds, and times rounded to the hour or the minute.

export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Uses are recorded by the hour: a write at each credential request would cost more than it is worth. */
export function hourOf(at: string): string {
  return `${at.slice(0, 13)}:00:00.000Z`;
}

/** The minute, such as `2026-12-01T10:00`. */
export const minuteOf = (at: Date) => at.toISOString().slice(0, 16);
