/**
 * What is unusual of one person, by section 13.3 of the domain rules: the one definition, for the notice, the list of
 * anomalies and the person's own page. Pure; each answers with the two figures to compare, or null when nothing is unusual.
 */

export interface Compared {
  readonly seen: number;
  readonly compared: number;
}

/** Weeks that say what is usual, and of how many of them something must be known. */
export const usualWeeks = { looked: 8, fewest: 4 } as const;
/** Days of which the mean of moved BUZ is taken. */
export const movementDays = 90;
const bounds = { signIns: 0.1, spent: 0.8, movement: 3, engagement: { high: 60, low: 20 } } as const;

/**
 * Weekly sign-ins below 10 % of the usual. A day of use without a sign-in counts as one: a session that lasts is not signed
 * into anew. `weeks` of the eight before had one at least.
 */
export function signInsDropped(facts: {
  readonly thisWeek: number;
  readonly before: number;
  readonly weeks: number;
}): Compared | null {
  const usual = facts.before / usualWeeks.looked;
  return facts.weeks >= usualWeeks.fewest && facts.thisWeek < bounds.signIns * usual
    ? { seen: facts.thisWeek, compared: usual }
    : null;
}

/** Engagement of 30 days below 20 after 60 or more in the 30 days before. */
export function engagementDropped(now: number, before: number): Compared | null {
  const { high, low } = bounds.engagement;
  return before >= high && now < low ? { seen: now, compared: before } : null;
}

/** BUZ spent above 80 % of the BUZ received, both in 30 days. */
export function mostSpent({ received, spent }: { received: number; spent: number }): Compared | null {
  return received > 0 && spent > bounds.spent * received ? { seen: spent, compared: received } : null;
}

/** BUZ in and out of a wallet in 24 hours above 3 × the daily mean of the 90 days before. */
export function muchMoved(day: number, ninetyDays: number): Compared | null {
  const mean = ninetyDays / movementDays;
  return mean > 0 && day > bounds.movement * mean ? { seen: day, compared: mean } : null;
}
