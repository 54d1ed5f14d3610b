import type { MissingPaper, Rung } from '@smartstart/contract';

/** The access ladder and the gates of the domain rules (sections 2.1 and 3.2), as data and pure functions. */

export interface Fact {
  readonly kind:
    | 'ACCOUNT'
    | 'EMAIL_VERIFIED'
    | 'SECOND_FACTOR'
    | 'PASSKEY'
    | 'IDENTITY_VERIFIED'
    | 'SEAT'
    | 'PAPER'
    | 'OWNS_VENTURE'
    | 'MEMBER_OF'
    | 'APPOINTED'
    | 'CLEARANCE'
    | 'SESSION_ENDED';
  /** ACCOUNT: the status. SEAT: the subscription state. PAPER: its code. APPOINTED, CLEARANCE: the rung. SESSION_ENDED: its id. Else ''. */
  readonly value: string;
  /** Venture the fact holds for; `hub` for papers signed with the hub; SOBA: `TEAM` when it names the team seat. */
  readonly ref: string;
  readonly tier: number;
  readonly until: Date | null;
}

interface PaperNeed {
  readonly code: string;
  readonly tier?: number;
  readonly ref?: 'TEAM';
  /** A copy that has expired but was never revoked counts. */
  readonly everSigned?: true;
}

type Condition =
  | 'email'
  | 'seat'
  | 'ownsVenture'
  | 'memberOfVenture'
  | 'secondFactor'
  | 'passkey'
  | 'identity'
  | 'clearance'
  | 'appointed';

export interface RungRule {
  readonly rung: Rung;
  readonly name: string;
  readonly buildsOn: readonly Rung[];
  readonly papers: readonly PaperNeed[];
  readonly conditions: readonly Condition[];
  readonly opens: string;
}

const papers = (...codes: string[]): PaperNeed[] => codes.map((code) => ({ code }));

export const ladder: readonly RungRule[] = [
  {
    rung: 0,
    name: 'GUEST',
    buildsOn: [],
    papers: [],
    conditions: [],
    opens: 'your account, reading and signing papers, your files',
  },
  {
    rung: 1,
    name: 'MEMBER',
    buildsOn: [0],
    papers: papers('ESCA', 'PPA', 'PNA', 'MNDA', 'STA'),
    conditions: ['email'],
    opens: 'community, profiles, joining ventures',
  },
  {
    rung: 2,
    name: 'SUBSCRIBER',
    buildsOn: [1],
    papers: papers('PTSA', 'SOBA'),
    conditions: ['seat'],
    opens: 'creating ventures, posting opportunities',
  },
  {
    rung: 3,
    name: 'SEAT_HOLDER',
    buildsOn: [2],
    papers: [{ code: 'SOBA', ref: 'TEAM' }, ...papers('PUSA', 'TCA')],
    conditions: [],
    opens: 'creating and leading teams and companies',
  },
  {
    rung: 4,
    name: 'VENTURE_OWNER',
    buildsOn: [3],
    papers: [{ code: 'ISEA', everSigned: true }, ...papers('VOA', 'PPNA')],
    conditions: ['ownsVenture'],
    opens: 'activating, publishing and closing your ventures, equity offers',
  },
  {
    rung: 5,
    name: 'VENTURE_PARTICIPANT',
    buildsOn: [3],
    papers: papers('PCA', 'PPNA', 'IAA'),
    conditions: ['memberOfVenture'],
    opens: 'the roles co-owner and lead, requests for tier clearance',
  },
  {
    rung: 6,
    name: 'CONFIDENTIAL_ACCESS',
    buildsOn: [5],
    papers: [...papers('ST1A'), { code: 'PPNA', tier: 1 }],
    conditions: ['secondFactor'],
    opens: 'confidential items (T1)',
  },
  {
    rung: 7,
    name: 'RESTRICTED_ACCESS',
    buildsOn: [6],
    papers: [...papers('ST2A', 'ESA'), { code: 'PPNA', tier: 2 }],
    conditions: ['secondFactor', 'clearance'],
    opens: 'restricted items (T2)',
  },
  {
    rung: 8,
    name: 'HIGHLY_RESTRICTED_ACCESS',
    buildsOn: [7],
    papers: [...papers('ST3A', 'CJIA', 'ESA', 'SCV'), { code: 'PPNA', tier: 3 }],
    conditions: ['passkey', 'identity', 'clearance'],
    opens: 'highly restricted items (T3)',
  },
  {
    rung: 9,
    name: 'BILLING_ADMIN',
    buildsOn: [2],
    papers: papers('BAA', 'ECA', 'ATA'),
    conditions: ['appointed', 'secondFactor'],
    opens: 'subscriptions, invoices, payouts',
  },
  {
    rung: 10,
    name: 'SECURITY_ADMIN',
    buildsOn: [7],
    papers: papers('SAA', 'IRA', 'ECA', 'LCA'),
    conditions: ['appointed', 'secondFactor'],
    opens: 'audit, incidents, clearances',
  },
  {
    rung: 11,
    name: 'LEGAL_ADMIN',
    buildsOn: [7],
    papers: papers('LAA', 'ACPA', 'ECA', 'RCA'),
    conditions: ['appointed', 'secondFactor'],
    opens: 'templates, legal review, holds',
  },
  {
    rung: 12,
    name: 'SUPER_ADMIN',
    buildsOn: [9, 10, 11],
    papers: [],
    conditions: ['appointed', 'secondFactor'],
    opens: 'every administrative right',
  },
];

const seatStates = new Set([
  'TRIALING',
  'ACTIVE',
  'PAYMENT_PENDING',
  'GRACE',
  'CANCELLING',
  'SUBSCRIBING_FROM_TRIAL',
]);

/** Appointment stands in for these conditions (section 2.1). */
const replacedByAppointment = new Set<Condition>(['seat', 'ownsVenture', 'memberOfVenture', 'clearance']);

const sentences: Record<Condition, string> = {
  email: 'Confirm your e-mail address.',
  seat: 'Have a trial or an active Founder seat.',
  ownsVenture: 'Own a venture that is not closed.',
  memberOfVenture: 'Belong to a venture.',
  secondFactor: 'Turn on a second factor.',
  passkey: 'Add a passkey.',
  identity: 'Have your identity verified by the hub.',
  clearance: 'Be cleared by a security administrator.',
  appointed: 'Be appointed by a super administrator.',
};

export interface RungStanding {
  readonly rung: Rung;
  readonly held: boolean;
  readonly missingPapers: readonly MissingPaper[];
  readonly missingConditions: readonly string[];
}

/** Every rung with what is missing for it. A rung is held when its papers and conditions are, and those it builds on. */
export function climb(facts: readonly Fact[], now: Date): RungStanding[] {
  const known = index(facts, now);
  const standings: RungStanding[] = [];
  for (const rule of ladder) {
    const missingPapers = rule.papers.filter((need) => !hasPaper(known, need)).map(toMissing);
    const missingConditions = rule.conditions
      .filter((condition) => !holds(known, condition, rule.rung))
      .map((condition) => sentences[condition]);
    const standing = rule.buildsOn.every((base) => standings[base]!.held);
    standings.push({
      rung: rule.rung,
      held: known.open && standing && !missingPapers.length && !missingConditions.length,
      missingPapers,
      missingConditions,
    });
  }
  return standings;
}

export function heldRungs(facts: readonly Fact[], now: Date): Set<Rung> {
  return new Set(
    climb(facts, now)
      .filter((standing) => standing.held)
      .map((standing) => standing.rung),
  );
}

/** All that is missing for a rung, its base rungs included, lowest first. */
export function missingFor(
  rung: Rung,
  facts: readonly Fact[],
  now: Date,
): { missingPapers: MissingPaper[]; missingConditions: string[] } {
  const standings = climb(facts, now);
  const wanted = new Set<Rung>();
  const collect = (current: Rung) => {
    wanted.add(current);
    for (const base of ladder[current]!.buildsOn) collect(base);
  };
  collect(rung);
  const steps = standings.filter((standing) => wanted.has(standing.rung));
  return {
    missingPapers: distinct(steps.flatMap((step) => step.missingPapers)),
    missingConditions: [...new Set(steps.flatMap((step) => step.missingConditions))],
  };
}

export interface GateRule {
  readonly min: Rung;
  readonly papers: readonly PaperNeed[];
  /** Papers that must be in force for the venture at hand. */
  readonly venturePapers?: readonly PaperNeed[];
  /** Those are asked for only where there is a venture at hand. */
  readonly mayBeUnbound?: true;
}

export const gates = {
  BECOME_MEMBER: { min: 0, papers: papers('ESCA', 'PPA', 'PNA', 'MNDA', 'STA') },
  SUBSCRIBE: { min: 1, papers: papers('PTSA', 'SOBA') },
  START_TRIAL: { min: 1, papers: papers('PTSA', 'SOBA') },
  BUZ_USE: { min: 1, papers: papers('BTS', 'BPP') },
  BUZ_TRANSFER: { min: 2, papers: papers('BTS', 'BPP') },
  CREATE_VENTURE: { min: 2, papers: papers('ISEA', 'VOA') },
  SUBMIT_IDEA: { min: 1, papers: papers('ISEA') },
  ACTIVATE_VENTURE: {
    min: 3,
    papers: [{ code: 'ISEA', everSigned: true }, ...papers('VOA')],
    venturePapers: papers('PPNA'),
  },
  JOIN_VENTURE: { min: 1, papers: [], venturePapers: papers('PPNA', 'IAA', 'PCA') },
  VIEW_OPPORTUNITY_DETAILS: {
    min: 1,
    papers: papers('MNDA'),
    venturePapers: papers('PPNA'),
    mayBeUnbound: true,
  },
  ACCEPT_EQUITY_OFFER: { min: 1, papers: [], venturePapers: papers('PCA', 'PPNA', 'IAA') },
  ACCESS_TIER_1: { min: 6, papers: [], venturePapers: [{ code: 'PPNA', tier: 1 }] },
  ACCESS_TIER_2: { min: 7, papers: [], venturePapers: [{ code: 'PPNA', tier: 2 }] },
  ACCESS_TIER_3: { min: 8, papers: [], venturePapers: [{ code: 'PPNA', tier: 3 }] },
  HUB_SERVICES: { min: 4, papers: [], venturePapers: papers('HSA') },
  JOINT_DEVELOPMENT: { min: 4, papers: [], venturePapers: papers('JDA') },
  UMBRELLA: { min: 1, papers: papers('UMA') },
  API_KEY: { min: 2, papers: papers('APIUA') },
  ANALYTICS_EXPORT: { min: 2, papers: papers('DAA') },
} as const satisfies Record<string, GateRule>;

export type Gate = keyof typeof gates;

export interface GateStanding {
  readonly gate: Gate;
  readonly open: boolean;
  readonly missingPapers: readonly MissingPaper[];
  readonly missingConditions: readonly string[];
}

/** Is the gate open now, and what is missing. Venture papers need `ventureId`. */
export function standAt(gate: Gate, facts: readonly Fact[], now: Date, ventureId?: string): GateStanding {
  const rule: GateRule = gates[gate];
  const known = index(facts, now);
  const below =
    rule.min === 0 ? { missingPapers: [], missingConditions: [] } : missingFor(rule.min, facts, now);
  const own = rule.papers.filter((need) => !hasPaper(known, need)).map(toMissing);
  const bound = ventureId !== undefined || !rule.mayBeUnbound;
  const inVenture = (bound ? (rule.venturePapers ?? []) : [])
    .filter((need) => !hasPaper(known, need, ventureId ?? ''))
    .map((need) => ({ ...toMissing(need), ...(ventureId ? { ventureId } : {}) }));
  const missingPapers = distinct([...below.missingPapers, ...own, ...inVenture]);
  const missingConditions = known.open ? below.missingConditions : ['Your account must be active.'];
  return { gate, open: !missingPapers.length && !missingConditions.length, missingPapers, missingConditions };
}

interface Known {
  readonly open: boolean;
  readonly facts: readonly Fact[];
  readonly now: Date;
  readonly appointed: ReadonlySet<string>;
}

function index(facts: readonly Fact[], now: Date): Known {
  const status = facts.find((fact) => fact.kind === 'ACCOUNT')?.value ?? 'PENDING';
  const appointed = new Set(facts.filter((fact) => fact.kind === 'APPOINTED').map((fact) => fact.value));
  if (appointed.has('12')) for (const rung of ['9', '10', '11']) appointed.add(rung);
  return { open: status === 'ACTIVE' || status === 'PENDING', facts, now, appointed };
}

function hasPaper(known: Known, need: PaperNeed, ventureId?: string): boolean {
  return known.facts.some(
    (fact) =>
      fact.kind === 'PAPER' &&
      fact.value === need.code &&
      (need.everSigned || inForce(fact, known.now)) &&
      // A higher tier includes the lower.
      fact.tier >= (need.tier ?? 0) &&
      (need.ref === undefined || fact.ref === need.ref || known.appointed.size > 0) &&
      (ventureId === undefined || fact.ref === ventureId),
  );
}

function holds(known: Known, condition: Condition, rung: Rung): boolean {
  if (replacedByAppointment.has(condition) && known.appointed.size > 0) return true;
  const some = (kind: Fact['kind'], test: (fact: Fact) => boolean = () => true) =>
    known.facts.some((fact) => fact.kind === kind && inForce(fact, known.now) && test(fact));
  switch (condition) {
    case 'email':
      return some('EMAIL_VERIFIED');
    case 'seat':
      return some('SEAT', (fact) => seatStates.has(fact.value));
    case 'ownsVenture':
      return some('OWNS_VENTURE');
    case 'memberOfVenture':
      return some('MEMBER_OF') || some('OWNS_VENTURE');
    case 'secondFactor':
      return some('SECOND_FACTOR') || some('PASSKEY');
    case 'passkey':
      return some('PASSKEY');
    case 'identity':
      return some('IDENTITY_VERIFIED');
    case 'clearance':
      return some('CLEARANCE', (fact) => fact.value === String(rung));
    case 'appointed':
      return known.appointed.has(String(rung));
  }
}

function inForce(fact: Fact, now: Date): boolean {
  return fact.until === null || fact.until > now;
}

function toMissing(need: PaperNeed): MissingPaper {
  return { code: need.code, ...(need.tier ? { tier: need.tier } : {}) };
}

function distinct(list: readonly MissingPaper[]): MissingPaper[] {
  return [
    ...new Map(
      list.map((paper) => [`${paper.code} ${paper.ventureId ?? ''} ${paper.tier ?? 0}`, paper]),
    ).values(),
  ];
}
