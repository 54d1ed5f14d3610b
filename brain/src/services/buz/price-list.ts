import { buz, type Pool } from '@smartstart/units';

/** What actions cost and what is earned (domain rules, sections 5.2 to 5.4). Pure data and its types. */

/** How often an event counts. Days, months, quarters and years are those of the calendar, in UTC. */
export interface Limit {
  readonly times: number;
  readonly within: 'EVER' | 'DAY' | 'MONTH' | '30_DAYS' | 'QUARTER' | 'YEAR';
  /** Whose times are counted: a person's, those of everybody in the venture, or the person's in the venture. */
  readonly per: 'PERSON' | 'VENTURE' | 'PERSON_IN_VENTURE';
}

export interface CostLine {
  readonly action: string;
  readonly label: string;
  readonly amountMicro: number;
  readonly note: string | null;
}

export interface RewardLine {
  readonly event: string;
  readonly label: string;
  readonly kind: 'ALLOCATION' | 'REWARD' | 'AWARD';
  readonly amountMicro: number;
  readonly pool: Pool;
  /** All of them hold; none: every cause counts. */
  readonly limits: readonly Limit[];
  /** Counts towards what repeatable events give a person in a day. */
  readonly sharedDailyCap: boolean;
}

export interface PriceList {
  readonly version: number;
  readonly costs: readonly CostLine[];
  readonly rewards: readonly RewardLine[];
  readonly sharedDailyCapMicro: number;
}

const micro = (whole: number) => Number(buz(whole));

function cost(action: string, whole: number, label: string, note: string | null = null): CostLine {
  return { action, label, amountMicro: micro(whole), note };
}

function reward(
  event: string,
  whole: number,
  label: string,
  limits: readonly Limit[],
  more: Partial<Pick<RewardLine, 'kind' | 'pool' | 'sharedDailyCap'>> = {},
): RewardLine {
  const usual = { kind: 'REWARD', pool: 'USER_REWARDS', sharedDailyCap: false } as const;
  return { event, label, amountMicro: micro(whole), limits, ...usual, ...more };
}

const limit = (times: number, within: Limit['within'], per: Limit['per'] = 'PERSON'): readonly [Limit] => [
  { times, within, per },
];
const once = limit(1, 'EVER');
const oncePerVenture = limit(1, 'EVER', 'VENTURE');
const repeatable = { sharedDailyCap: true } as const;
const allocation = { kind: 'ALLOCATION' } as const;
const month = 'For 30 days.';

/**
 * The list this version of the code brings along. What was published is never changed: another price is another
 * version, and charges and claims name theirs.
 */
export const newestPriceList: PriceList = {
  version: 1,
  costs: [
    cost(
      'venture-submit',
      50,
      'Create a venture',
      'On submission; drafts are free. Refunded when it goes back to draft.',
    ),
    cost(
      'venture-card-change',
      10,
      'Change the public card of a venture',
      'Once per day of change; drafts are free.',
    ),
    cost('venture-close', 25, 'Close a venture'),
    cost(
      'venture-publish',
      30,
      'Make a venture public',
      'With the submission, when the draft is to be public.',
    ),
    cost('member-invite', 5, 'Invite a venture or team member', 'Refunded unless accepted.'),
    cost('member-remove', 3, 'Remove a venture or team member', 'Leaving is free.'),
    cost('post-opportunity', 10, 'Post an opportunity'),
    cost('apply', 3, 'Apply for an opportunity', 'Refunded if the opportunity is cancelled undecided.'),
    cost('publish-service-offer', 5, 'Publish a service offer'),
    cost(
      'apply-priced-bid',
      8,
      'Apply with a priced bid',
      'Refunded if the opportunity is cancelled undecided.',
    ),
    cost('accept-offer', 2, 'Accept a contract offer', 'Its signature is included.'),
    cost('sign-custom-document', 2, 'Sign a custom document', 'The papers of the platform are free.'),
    cost('generate-contract', 15, 'Generate a contract'),
    cost('legal-review', 25, 'Request a legal review'),
    cost('open-dispute', 50, 'Open a dispute over a contract', 'Refunded if upheld.'),
    cost('priority-support', 25, 'Priority support', month),
    cost('advanced-analytics', 50, 'Advanced analytics', month),
    cost('api-access', 75, 'API access', month),
    cost('custom-branding', 100, 'Custom branding', month),
    cost('white-label', 250, 'White label', month),
  ],
  rewards: [
    reward('welcome', 100, 'Welcome', once, allocation),
    reward('monthly-allocation', 100, 'Monthly allocation of the Founder seat', [], allocation),
    reward('profile-completed', 10, 'Profile completed', once),
    reward('identity-verified', 20, 'Identity verified', once),
    reward('skill-added', 2, 'Skill added', [...limit(3, 'DAY'), ...limit(20, 'EVER')], repeatable),
    reward('journey-finished', 25, 'Journey finished', once),
    reward('rung-2-papers', 15, 'All papers of a subscriber in force', once),
    reward('review-written', 3, 'Contribution review written', limit(3, 'DAY'), repeatable),
    reward('first-venture-activated', 15, 'First own venture activated', once),
    reward('high-quality', 30, 'High quality', limit(1, 'EVER', 'PERSON_IN_VENTURE')),
    reward('first-team-member', 10, 'First team member joined', [...oncePerVenture, ...limit(3, 'YEAR')]),
    reward('five-members', 20, 'Five members', [...oncePerVenture, ...limit(3, 'YEAR')]),
    reward('referral', 100, 'Referred person pays a first invoice', limit(5, '30_DAYS'), {
      pool: 'COMMUNITY',
    }),
    reward('twelve-paid-months', 500, 'Twelve paid months in a row', limit(1, 'YEAR')),
    reward('venture-launch', 25, 'Venture enters LAUNCH', oncePerVenture),
    reward('venture-growth', 100, 'Venture enters GROWTH', oncePerVenture),
    reward('first-revenue', 50, 'First recognised revenue', oncePerVenture),
    reward('hundred-users', 5, 'Venture product with 100 monthly users', limit(1, 'MONTH', 'VENTURE')),
    reward('active-month', 10, 'Active member of the month', limit(1, 'MONTH')),
    reward('helpful-answer', 5, 'Answer marked helpful', limit(2, 'DAY'), repeatable),
    reward('content-accepted', 8, 'Published content accepted', limit(1, 'DAY'), repeatable),
    reward('bug-accepted', 3, 'Bug report accepted', limit(2, 'DAY'), repeatable),
    reward('feature-accepted', 5, 'Feature suggestion accepted', limit(1, 'DAY'), repeatable),
    reward('board-top', 50, 'Top of the monthly contribution board', limit(1, 'MONTH')),
    reward('community-leader', 75, 'Community leader', limit(1, 'QUARTER'), {
      kind: 'AWARD',
      pool: 'COMMUNITY',
    }),
    reward('innovation', 200, 'Innovation', limit(1, 'YEAR'), { kind: 'AWARD', pool: 'COMMUNITY' }),
  ],
  sharedDailyCapMicro: micro(50),
};

const spans: Record<Limit['within'], { readonly one: string; readonly many: string }> = {
  EVER: { one: 'once', many: 'in all' },
  DAY: { one: '1 a day', many: 'a day' },
  MONTH: { one: 'monthly', many: 'a month' },
  '30_DAYS': { one: 'once in 30 days', many: 'in 30 days' },
  QUARTER: { one: 'quarterly', many: 'a quarter' },
  YEAR: { one: 'yearly', many: 'a year' },
};

/** The limits of an event as people read them: "once", "3 a day, 20 in all", "once per venture, 3 ventures a year". */
export function capInWords({ limits }: Pick<RewardLine, 'limits'>): string {
  if (!limits.length) return 'every paid month';
  const byVenture = limits.some(({ per, within }) => per !== 'PERSON' && within === 'EVER');
  return limits
    .map(({ times, within, per }) => {
      if (per !== 'PERSON')
        return `${times === 1 ? spans[within].one : `${times} ${spans[within].many}`} per venture`;
      if (times === 1) return spans[within].one;
      return `${times} ${byVenture ? 'ventures ' : ''}${spans[within].many}`;
    })
    .join(', ');
}
