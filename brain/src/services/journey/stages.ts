import type { journeyWire } from '@smartstart/contract';
import type { z } from 'zod';
import type { Machine } from '../../kernel/machine.ts';

export type StageState = z.infer<typeof journeyWire.stageState>;
export type StageName = z.infer<typeof journeyWire.stageName>;
export type GateView = z.infer<typeof journeyWire.gate>;
export type Seen = z.infer<typeof journeyWire.seen>;
export type StageEvent = 'OPEN' | 'COMPLETE' | 'SKIP' | 'BLOCK' | 'UNBLOCK';

/** Section 20.3. */
export const stageMachine: Machine<StageState, StageEvent> = {
  name: 'stage of the journey',
  start: 'NOT_STARTED',
  transitions: [
    {
      event: 'OPEN',
      from: ['NOT_STARTED', 'SKIPPED'],
      to: 'IN_PROGRESS',
      by: 'the person, or the stage before',
      guard: 'earlier stages done or skipped',
    },
    {
      event: 'COMPLETE',
      from: ['IN_PROGRESS'],
      to: 'COMPLETED',
      by: 'the platform',
      guard: 'all required gates pass',
    },
    { event: 'SKIP', from: ['IN_PROGRESS'], to: 'SKIPPED', by: 'the person', guard: 'stage 4 only' },
    {
      event: 'BLOCK',
      from: ['IN_PROGRESS'],
      to: 'BLOCKED',
      by: 'the platform',
      guard: 'a gate cannot pass now; the cause is shown',
    },
    {
      event: 'UNBLOCK',
      from: ['BLOCKED'],
      to: 'IN_PROGRESS',
      by: 'the platform',
      guard: 'the cause is gone',
    },
  ],
};

/** Whatever the gates look at. Lists name what is still missing, in words. */
export interface Standing {
  readonly accountStatus: string;
  readonly emailVerified: boolean;
  readonly secondFactor: boolean;
  readonly profileGaps: readonly string[];
  /** Optional parts of the profile that are filled in. */
  readonly told: ReadonlySet<'photo' | 'website' | 'interests' | 'hours'>;
  readonly memberGaps: readonly string[];
  readonly seatGaps: readonly string[];
  readonly buzGaps: readonly string[];
  readonly seen: ReadonlySet<string>;
}

interface Stage {
  readonly number: number;
  readonly name: StageName;
  readonly title: string;
  readonly purpose: string;
  readonly xp: number;
  readonly gates: (standing: Standing) => GateView[];
}

const stageXp = 50;

/** Section 4, in order. */
export const stages: readonly Stage[] = [
  {
    number: 1,
    name: 'ACCOUNT',
    title: 'Account',
    purpose: 'A confirmed address, so that papers and messages reach you.',
    xp: stageXp,
    gates: ({ emailVerified, secondFactor }) => [
      needed(
        'VERIFICATION',
        'E-mail confirmed',
        emailVerified ? [] : ['Follow the link in the mail we sent you.'],
      ),
      extra('SECOND_FACTOR', 'Second factor', secondFactor),
    ],
  },
  {
    number: 2,
    name: 'PROFILE',
    title: 'Profile',
    purpose: 'Who you are and what you can do, so that others find you and opportunities fit.',
    xp: stageXp,
    gates: ({ profileGaps, told }) => [
      needed('PROFILE', 'Profile told', profileGaps),
      extra('PROFILE', 'Photo', told.has('photo')),
      extra('PROFILE', 'Web site', told.has('website')),
      extra('PROFILE', 'Interests', told.has('interests')),
      extra('PROFILE', 'Hours a week', told.has('hours')),
    ],
  },
  {
    number: 3,
    name: 'LEGAL_PACK',
    title: 'Member papers',
    purpose: 'Five papers that protect you and the people you meet. They are signed once a year.',
    xp: stageXp,
    gates: ({ memberGaps }) => [needed('LEGAL_PACK', 'Member papers in force', memberGaps)],
  },
  {
    number: 4,
    name: 'SUBSCRIPTION',
    title: 'Plan',
    purpose: 'Try the Founder seat for 14 days, take it, or stay on the free plan.',
    xp: stageXp,
    gates: ({ seatGaps }) => [needed('SUBSCRIPTION', 'Trial or seat', seatGaps)],
  },
  {
    number: 5,
    name: 'ORIENTATION',
    title: 'Look around',
    purpose: 'Two short tours: what the dashboard tells you, and what the platform can do.',
    xp: stageXp,
    gates: ({ seen }) => [
      needed(
        'ORIENTATION',
        'Tour of the dashboard',
        seen.has('TOUR_DASHBOARD') ? [] : ['See the tour of the dashboard.'],
      ),
      needed(
        'ORIENTATION',
        'Tour of the features',
        seen.has('TOUR_FEATURES') ? [] : ['See the tour of the features.'],
      ),
      extra('ORIENTATION', 'Tour of ventures', seen.has('TOUR_VENTURES')),
      extra('ORIENTATION', 'Tour of the wallet', seen.has('TOUR_WALLET')),
      extra('ORIENTATION', 'Tour of search', seen.has('TOUR_SEARCH')),
    ],
  },
  {
    number: 6,
    name: 'BUZ_INTRODUCTION',
    title: 'BUZ',
    purpose: 'The credit of the platform. With its two papers signed your welcome of 100 BUZ arrives.',
    xp: stageXp,
    gates: ({ buzGaps, seen }) => [
      needed('BUZ', 'BUZ papers in force', buzGaps),
      extra('BUZ', 'First look at the wallet', seen.has('WALLET')),
    ],
  },
  {
    number: 7,
    name: 'DASHBOARD',
    title: 'Dashboard',
    purpose: 'Your desk: what waits for you, and what you can do next.',
    xp: stageXp,
    gates: ({ seen }) => [
      needed('DASHBOARD', 'Dashboard opened', seen.has('DASHBOARD') ? [] : ['Open your dashboard.']),
    ],
  },
];

export const skippable = 4;
/** Reminders go out this many days after the last progress. */
export const reminderDays = [1, 3, 7] as const;

export const isThrough = (state: StageState): boolean => state === 'COMPLETED' || state === 'SKIPPED';

/** What of the required gates is missing; empty when the stage can be completed. */
export function missingOf(stage: Stage, standing: Standing): string[] {
  return stage.gates(standing).flatMap(({ required, missing }) => (required ? missing : []));
}

/** Why no gate can pass now; null when they can. */
export function blockOf({ accountStatus }: Standing): string | null {
  return accountStatus === 'ACTIVE' || accountStatus === 'PENDING'
    ? null
    : (causes[accountStatus] ?? causes['']!);
}

const causes: Record<string, string> = {
  SUSPENDED: 'Your account is suspended. The journey goes on when the hub reinstates it.',
  INACTIVE: 'Your account rests. Wake it in the settings, then go on.',
  CLOSING: 'Your account is being closed. Withdraw that in the settings, then go on.',
  '': 'Your account cannot be used at present.',
};

function needed(kind: GateView['kind'], label: string, missing: readonly string[]): GateView {
  return { kind, label, required: true, passed: missing.length === 0, missing: [...missing] };
}

function extra(kind: GateView['kind'], label: string, passed: boolean): GateView {
  return { kind, label, required: false, passed, missing: [] };
}
