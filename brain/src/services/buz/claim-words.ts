import type { ClaimRow, WaitsFor } from './claim-store.ts';

/** What a person reads of a claim: why they get it, and what it waits for. Pure. */

type Detail = Readonly<Record<string, unknown>>;

const reasons: Readonly<Record<string, (detail: Detail) => string>> = {
  welcome: () => 'You signed the papers of BUZ (BTS and BPP). Welcome.',
  'monthly-allocation': ({ months }) =>
    Number(months) > 1
      ? `You paid ${String(months)} months of the Founder seat.`
      : 'You paid a month of the Founder seat.',
  'profile-completed': () => 'Your profile says everything that others look for.',
  'identity-verified': () => 'The hub has verified your identity.',
  'skill-added': ({ skill }) => (skill ? `You added the skill “${String(skill)}”.` : 'You added a skill.'),
  'journey-finished': () => 'You finished the journey.',
  'rung-2-papers': () => 'All papers of a subscriber are in force.',
  'review-written': (detail) => `You reviewed a contribution${inVenture(detail)}.`,
  'first-venture-activated': (detail) => `Your first own venture is active${named(detail)}.`,
  'high-quality': (detail) =>
    `Ten and more of your contributions were approved, with high marks${inVenture(detail)}.`,
  'first-team-member': (detail) => `The first member joined your venture${named(detail)}.`,
  'five-members': (detail) => `Five members have joined your venture${named(detail)}.`,
  referral: () => 'Somebody who came through your link paid their first invoice.',
  'twelve-paid-months': () => 'You have paid for your seat twelve months in a row.',
  'venture-launch': (detail) => `Your venture entered LAUNCH${named(detail)}.`,
  'venture-growth': (detail) => `Your venture entered GROWTH${named(detail)}.`,
  'first-revenue': (detail) => `The first revenue of your venture was recognised${named(detail)}.`,
  'hundred-users': (detail) => `Your product had a hundred users and more in a month${named(detail)}.`,
  'active-month': () => 'You were active on twelve days of a month and more.',
  'helpful-answer': () => 'Your answer was marked helpful by the person who asked.',
  'content-accepted': () => 'What you published was accepted.',
  'bug-accepted': () => 'Your bug report was accepted.',
  'feature-accepted': () => 'Your suggestion for a feature was accepted.',
  'board-top': () => 'You were at the top of the monthly contribution board.',
  'community-leader': () => 'The hub thanks you for leading in the community.',
  innovation: () => 'The hub thanks you for an innovation.',
};

const obstacles: Readonly<Record<WaitsFor, string>> = {
  PAPERS: 'the papers of BUZ (BTS and BPP) and your membership to be in force',
  POOL: 'the pool that pays for it to be released further',
  PAUSE: 'the pause of all BUZ in this installation to end',
};

export function whyOf({ event, detail }: Pick<ClaimRow, 'event' | 'detail'>, label: string): string {
  return reasons[event]?.((detail ?? {}) as Detail) ?? `${label}.`;
}

/** Null for what has ended. */
export function waitsForOf({ state, waits_for }: Pick<ClaimRow, 'state' | 'waits_for'>): string | null {
  if (state !== 'WAITING') return null;
  return waits_for ? obstacles[waits_for as WaitsFor] : 'its turn: it is paid within a minute';
}

function named({ venture }: Detail): string {
  return venture ? `: “${String(venture)}”` : '';
}

function inVenture({ venture }: Detail): string {
  return venture ? ` in “${String(venture)}”` : '';
}
