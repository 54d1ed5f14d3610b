export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** `days` rolling days of 24 h later. */
export function addDays(from: Date, days: number): Date {
  return new Date(from.getTime() + days * dayMs);
}

export function addMs(from: Date, ms: number): Date {
  return new Date(from.getTime() + ms);
}

/** The UTC calendar day of an instant, `YYYY-MM-DD`. */
export function utcDay(at: Date): string {
  return at.toISOString().slice(0, 10);
}
