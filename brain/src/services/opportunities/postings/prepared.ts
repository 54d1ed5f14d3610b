import type { Tx } from '../../../kernel/db.ts';
import type { Ground } from '../deps.ts';
import * as store from '../record/store.ts';
import { insert } from './drafts.ts';

/** The drafts every newly activated venture begins with, for its owner to publish or discard (domain rules, section 7.1). */

const common = {
  kind: 'OPPORTUNITY',
  type: 'VENTURE_COLLABORATION',
  required_skills: '[]',
  preferred_skills: '[]',
  duration_weeks: null,
  remote: true,
  place: null,
  time_zone: null,
  years_needed: null,
  industry: null,
  tags: [] as string[],
  nda_required: true,
  open_days: 30,
};

const prepared = [
  {
    title: 'Co-founder',
    description:
      'We look for a co-founder who builds this venture with us full time and shares the decisions, the work and the result.',
    engagement: 'FULL_TIME',
    rewards: [{ kind: 'EQUITY', percent: '10', terms: 'Vesting over 48 months with a cliff of 12.' }],
    hours_per_week: 40,
    places: 1,
    seat_role: 'CO_OWNER',
    visibility: 'MEMBER_ONLY',
  },
  {
    title: 'Technical team',
    description:
      'We look for people who build the product with us part time and share in the revenue it makes later.',
    engagement: 'PART_TIME',
    rewards: [{ kind: 'REVENUE_SHARE', terms: 'The share is agreed with each person.' }],
    hours_per_week: 15,
    places: 3,
    seat_role: 'CONTRIBUTOR',
    visibility: 'MEMBER_ONLY',
  },
  {
    title: 'Advisory board',
    description:
      'We look for experienced people who advise us a few hours a month on the questions that decide.',
    engagement: 'ADVISORY',
    rewards: [{ kind: 'EQUITY', percent: '1', terms: 'Vesting over 24 months.' }],
    hours_per_week: 1,
    places: 2,
    seat_role: 'ADVISER',
    visibility: 'SUBSCRIBER_ONLY',
  },
];

export async function prepare(ground: Ground, tx: Tx, ventureId: string): Promise<void> {
  const venture = await ground.ventures.teamOf(tx, ventureId);
  if (!venture || (await store.hasAny(tx, ventureId))) return;
  for (const { rewards, ...one } of prepared)
    await insert(ground, tx, venture.ownerId, {
      ...common,
      ...one,
      venture_id: ventureId,
      rewards: JSON.stringify(rewards),
      reward_kinds: rewards.map(({ kind }) => kind),
    });
}
