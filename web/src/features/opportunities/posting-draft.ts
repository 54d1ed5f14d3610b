import { parseDecimal } from '@smartstart/units';
import type { MoneyFormat } from '../../lib/money';
import { industries } from './filters';
import { namedSkills } from './skill-names';
import type {
  Card,
  Engagement,
  Kind,
  OpportunityInFull,
  OpportunityType,
  Reward,
  RewardKind,
  SeatRole,
  SkillLevel,
  Visibility,
} from './types';

/** What stands in the fields of an opportunity or a service offer, and what is saved of it. Pure. */

export const currencies = ['CAD', 'USD', 'EUR', 'GBP', 'CHF', 'AUD'] as const;
export const mostRewards = 5;
type Industry = (typeof industries)[number];

export interface RewardDraft {
  readonly kind: RewardKind;
  readonly percent: string;
  readonly amount: string;
  readonly currency: string;
  readonly terms: string;
}

export interface PostingDraft {
  readonly title: string;
  readonly type: OpportunityType;
  readonly description: string;
  readonly requiredSkills: readonly SkillLevel[];
  readonly preferredSkills: readonly SkillLevel[];
  readonly yearsNeeded: string;
  readonly engagement: Engagement;
  readonly hoursPerWeek: string;
  readonly durationWeeks: string;
  readonly remote: boolean;
  readonly place: string;
  readonly timeZone: string;
  readonly rewards: readonly RewardDraft[];
  readonly industry: Industry | '';
  readonly tags: readonly string[];
  readonly places: string;
  readonly seatRole: SeatRole;
  readonly visibility: Visibility;
  readonly ndaRequired: boolean;
  readonly openDays: string;
}
export type PostingField = keyof PostingDraft;
/** By field, or by field and row: `rewards.0.amount`. */
export type PostingFaults = Readonly<Record<string, FaultCode>>;
export type FaultCode =
  | 'title'
  | 'number'
  | 'percent'
  | 'amount'
  | 'twice'
  | 'full'
  | 'part'
  | 'days'
  | 'places'
  | 'rewardTwice';

export const emptyReward: RewardDraft = {
  kind: 'EQUITY',
  percent: '',
  amount: '',
  currency: 'CAD',
  terms: '',
};

/** What the server would set as well: NDA asked for, open for thirty days. */
export const emptyPosting: PostingDraft = {
  title: '',
  type: 'VENTURE_COLLABORATION',
  description: '',
  requiredSkills: [{ name: '', level: 3 }],
  preferredSkills: [],
  yearsNeeded: '',
  engagement: 'PART_TIME',
  hoursPerWeek: '10',
  durationWeeks: '',
  remote: true,
  place: '',
  timeZone: '',
  rewards: [],
  industry: '',
  tags: [],
  places: '1',
  seatRole: 'CONTRIBUTOR',
  visibility: 'MEMBER_ONLY',
  ndaRequired: true,
  openDays: '30',
};

/** Fields of each kind, in the order they stand in the form. */
export const fieldsOf: Readonly<Record<Kind, readonly PostingField[]>> = {
  OPPORTUNITY: Object.keys(emptyPosting) as PostingField[],
  SERVICE: (Object.keys(emptyPosting) as PostingField[]).filter(
    (field) =>
      !['type', 'preferredSkills', 'yearsNeeded', 'durationWeeks', 'seatRole', 'ndaRequired'].includes(field),
  ),
};

export interface PostingBody {
  readonly title: string;
  readonly type: OpportunityType;
  readonly description: string;
  readonly requiredSkills: SkillLevel[];
  readonly preferredSkills: SkillLevel[];
  readonly yearsNeeded: number | null;
  readonly engagement: Engagement;
  readonly hoursPerWeek: number | null;
  readonly durationWeeks: number | null;
  readonly remote: boolean;
  readonly place: string | null;
  readonly timeZone: string | null;
  readonly rewards: Reward[];
  readonly industry: Industry | null;
  readonly tags: string[];
  readonly places: number;
  readonly seatRole: SeatRole;
  readonly visibility: Visibility;
  readonly ndaRequired: boolean;
  readonly openDays: number;
}

type Read = Pick<MoneyFormat, 'read' | 'figures'>;

/** What is saved, or what is wrong with which field. A draft may be unfinished; nothing in it may be mistyped. */
export function postingOf(
  draft: PostingDraft,
  format: Read,
): { body: PostingBody; faults: null } | { body: null; faults: PostingFaults } {
  const faults: Record<string, FaultCode> = {};
  const whole = (
    field: PostingField,
    text: string,
    least: number,
    most: number,
    fault: FaultCode = 'number',
  ) => {
    const value = /^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    faults[field] = fault;
    return least;
  };
  const optional = (field: PostingField, text: string, least: number, most: number) =>
    text.trim() === '' ? null : whole(field, text, least, most);
  if (draft.title.trim().length < 3) faults['title'] = 'title';
  const hours = optional('hoursPerWeek', draft.hoursPerWeek, 1, 80);
  if (hours !== null && draft.engagement === 'FULL_TIME' && hours < 40) faults['hoursPerWeek'] ??= 'full';
  if (hours !== null && draft.engagement === 'PART_TIME' && (hours < 10 || hours > 20))
    faults['hoursPerWeek'] ??= 'part';
  const requiredSkills = namedSkills(draft.requiredSkills);
  const preferredSkills = namedSkills(draft.preferredSkills);
  if (hasTwice(requiredSkills.map(nameOf))) faults['requiredSkills'] = 'twice';
  if (hasTwice([...requiredSkills, ...preferredSkills].map(nameOf))) faults['preferredSkills'] ??= 'twice';
  const body: PostingBody = {
    title: draft.title.trim(),
    type: draft.type,
    description: draft.description.trim(),
    requiredSkills,
    preferredSkills,
    yearsNeeded: optional('yearsNeeded', draft.yearsNeeded, 0, 60),
    engagement: draft.engagement,
    hoursPerWeek: hours,
    durationWeeks: optional('durationWeeks', draft.durationWeeks, 1, 260),
    remote: draft.remote,
    place: draft.place.trim() || null,
    timeZone: draft.timeZone || null,
    rewards: rewardsOf(draft.rewards, format, faults),
    industry: draft.industry || null,
    tags: draft.tags.map((tag) => tag.trim()).filter(Boolean),
    places: whole('places', draft.places, 1, 50, 'places'),
    seatRole: draft.seatRole,
    visibility: draft.visibility,
    ndaRequired: draft.ndaRequired,
    openDays: whole('openDays', draft.openDays, 1, 90, 'days'),
  };
  return Object.keys(faults).length > 0 ? { body: null, faults } : { body, faults: null };
}

function rewardsOf(
  rewards: readonly RewardDraft[],
  format: Read,
  faults: Record<string, FaultCode>,
): Reward[] {
  if (hasTwice(rewards.map(({ kind }) => kind))) faults['rewards'] = 'rewardTwice';
  return rewards.map((reward, index) => {
    const { kind, currency } = reward;
    const terms = reward.terms.trim();
    if (hasPercent(kind) && reward.percent.trim()) {
      const percent = percentOf(reward.percent, format);
      if (percent === null) faults[`rewards.${index}.percent`] = 'percent';
      return { kind, terms, ...(percent === null ? {} : { percent }) };
    }
    if (hasAmount(kind) && reward.amount.trim()) {
      const amountMinor = format.read(reward.amount, currency);
      if (amountMinor === null) faults[`rewards.${index}.amount`] = 'amount';
      return { kind, terms, ...(amountMinor === null ? {} : { amountMinor, currency }) };
    }
    return { kind, terms };
  });
}

export const hasPercent = (kind: RewardKind) => kind === 'EQUITY' || kind === 'REVENUE_SHARE';
export const hasAmount = (kind: RewardKind) => kind === 'HOURLY' || kind === 'PROJECT_FEE';

/** The form of what is saved. Without open details there is nothing to edit. */
export function draftOf(
  saved: OpportunityInFull,
  format: Pick<MoneyFormat, 'typed' | 'figures'>,
): PostingDraft {
  const { details } = saved;
  const text = (value: number | null) => (value === null ? '' : String(value));
  return {
    title: saved.title,
    type: saved.type,
    description: details?.description ?? '',
    requiredSkills: saved.requiredSkills,
    preferredSkills: saved.preferredSkills,
    yearsNeeded: text(saved.yearsNeeded),
    engagement: saved.engagement,
    hoursPerWeek: text(saved.hoursPerWeek),
    durationWeeks: text(saved.durationWeeks),
    remote: saved.remote,
    place: saved.place ?? '',
    timeZone: saved.timeZone ?? '',
    rewards: (details?.rewards ?? []).map((reward) => ({
      kind: reward.kind,
      percent: reward.percent === undefined ? '' : format.figures.typed(reward.percent),
      amount:
        reward.amountMinor === undefined || reward.currency === undefined
          ? ''
          : format.typed(reward.amountMinor, reward.currency),
      currency: reward.currency ?? emptyReward.currency,
      terms: reward.terms,
    })),
    industry: industries.find((name) => name === saved.industry) ?? '',
    tags: saved.tags,
    places: String(saved.places),
    seatRole: details?.seatRole ?? 'CONTRIBUTOR',
    visibility: saved.visibility,
    ndaRequired: saved.ndaRequired,
    openDays: String(saved.openDays),
  };
}

/** The fields that differ, of those the kind has and the reader may set. */
export function changesOf(
  body: PostingBody,
  was: PostingBody,
  fields: readonly PostingField[],
): Partial<PostingBody> {
  return Object.fromEntries(
    fields
      .filter((field) => JSON.stringify(body[field]) !== JSON.stringify(was[field]))
      .map((field) => [field, body[field]]),
  );
}

/** After somebody else saved: fields that were changed here keep their text, all others show the other version. */
export function merged(base: PostingDraft, mine: PostingDraft, theirs: PostingDraft): PostingDraft {
  const kept = (Object.keys(theirs) as PostingField[]).filter((name) => !same(mine[name], base[name]));
  return { ...theirs, ...Object.fromEntries(kept.map((name) => [name, mine[name]])) };
}

/** Fields that somebody else has changed since the edit began. */
export function changedBy(base: PostingDraft, theirs: PostingDraft): PostingField[] {
  return (Object.keys(theirs) as PostingField[]).filter((name) => !same(base[name], theirs[name]));
}

/** As others will see its card. */
export function cardOf(body: PostingBody, kind: Kind, ventureBound: boolean): Card {
  return {
    ...body,
    id: 'preview',
    kind,
    state: 'DRAFT',
    preferredSkills: kind === 'SERVICE' ? [] : body.preferredSkills,
    yearsNeeded: kind === 'SERVICE' || ventureBound ? null : body.yearsNeeded,
    rewardKinds: body.rewards.map((reward) => reward.kind),
    ndaRequired: kind === 'OPPORTUNITY' && body.ndaRequired,
    taken: 0,
    ventureBound,
    publishedAt: null,
    expiresAt: null,
  };
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function nameOf({ name }: SkillLevel): string {
  return name.normalize('NFKC').replace(/\s+/g, ' ').toLowerCase();
}

function hasTwice(names: readonly string[]): boolean {
  return new Set(names).size < names.length;
}

/** Above zero, at most 100, at most six places. */
function percentOf(typed: string, { figures }: Read): string | null {
  const value = figures.read(typed, 6);
  if (value === null) return null;
  const exact = parseDecimal(value);
  return exact > 0n && exact <= parseDecimal('100') ? value : null;
}
