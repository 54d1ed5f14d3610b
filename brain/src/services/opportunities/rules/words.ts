import type { opportunitiesWire } from '@smartstart/contract';

/** What the agreement about a collaboration says, from what was posted and applied for. Pure. */

export type Reward = ReturnType<(typeof opportunitiesWire.reward)['parse']>;

interface Posted {
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  readonly hours_per_week: number | null;
  readonly duration_weeks: number | null;
}
interface Bid {
  readonly bid_minor: bigint | null;
  readonly bid_currency: string | null;
}

const longest = { subject: 120, work: 4000, effort: 200, reward: 2000 } as const;

export function agreementValues(row: Posted, rewards: readonly Reward[], bid: Bid): Record<string, string> {
  return {
    subject: row.title.slice(0, longest.subject),
    work: row.description.slice(0, longest.work),
    effort: effortOf(row).slice(0, longest.effort),
    reward: rewardLines(rewards, bid)
      .map((line) => `- ${line}`)
      .join('\n')
      .slice(0, longest.reward),
  };
}

export function effortOf({ hours_per_week: hours, duration_weeks: weeks }: Posted): string {
  const time = hours === null ? 'as both agree from week to week' : `about ${hours} hours a week`;
  return weeks === null ? time : `${time}, for ${weeks === 1 ? 'one week' : `${weeks} weeks`}`;
}

/** A priced bid that was accepted takes the place of the amounts that were offered. */
export function rewardLines(rewards: readonly Reward[], { bid_minor, bid_currency }: Bid): string[] {
  const bid = bid_minor === null || bid_currency === null ? null : { bid_minor, bid_currency };
  const lines = rewards
    .filter(({ kind }) => bid === null || (kind !== 'HOURLY' && kind !== 'PROJECT_FEE'))
    .map((reward) => lineOf(reward));
  if (bid) lines.unshift(`The price that was bid and accepted: ${amount(bid.bid_minor, bid.bid_currency)}.`);
  return lines.length ? lines : ['Nothing but the experience, as both sides know.'];
}

const labels: Record<Reward['kind'], string> = {
  EQUITY: 'A share of the equity',
  REVENUE_SHARE: 'A share of the revenue',
  HOURLY: 'Pay by the hour',
  PROJECT_FEE: 'A fee for the whole',
  MENTORSHIP_EXCHANGE: 'Mentorship in return',
  SKILL_EXCHANGE: 'Another skill in return',
  UNPAID: 'Unpaid',
};

function lineOf({ kind, percent, amountMinor, currency, terms }: Reward): string {
  const figure =
    percent !== undefined
      ? ` of ${percent} %`
      : amountMinor !== undefined && currency !== undefined
        ? `, ${amount(BigInt(amountMinor), currency)}`
        : '';
  return `${labels[kind]}${figure}.${terms ? ` ${terms.replace(/\s+/g, ' ')}` : ''}`;
}

/** 125050 of CAD reads 1250.50 CAD. */
function amount(minor: bigint, currency: string): string {
  const places = placesOf(currency);
  if (places === 0) return `${minor} ${currency}`;
  const digits = minor.toString().padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)} ${currency}`;
}

const known = new Set(Intl.supportedValuesOf('currency'));
export function isCurrency(code: string): boolean {
  return known.has(code);
}

function placesOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}
