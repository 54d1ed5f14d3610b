import { venturesWire } from '@smartstart/contract';
import type { Venture } from './types';

/** What the wizard edits, in the order of its steps. */
export type Draft = Pick<
  Venture,
  | 'name'
  | 'slug'
  | 'purpose'
  | 'description'
  | 'industry'
  | 'tags'
  | 'teamSizeWanted'
  | 'dataResidency'
  | 'defaultTier'
  | 'tierCeiling'
  | 'personalData'
  | 'healthData'
  | 'skillsWanted'
  | 'rewardKind'
  | 'hubServices'
  | 'visibility'
>;

export const steps = ['basics', 'details', 'team', 'reward', 'review'] as const;
export type Step = (typeof steps)[number];

export const stepFields: Record<Step, readonly (keyof Draft)[]> = {
  basics: ['name', 'slug', 'purpose', 'description', 'industry', 'tags'],
  details: ['teamSizeWanted', 'dataResidency', 'defaultTier', 'tierCeiling', 'personalData', 'healthData'],
  team: ['skillsWanted'],
  reward: ['rewardKind', 'hubServices'],
  review: ['visibility'],
};
export const draftFields = steps.flatMap((step) => stepFields[step]);

/** Section 7.1: a draft may be shorter, a submitted venture may not. */
export const descriptionMin = 100;

/** The same values the server starts a draft with. */
export const emptyDraft: Draft = {
  name: '',
  slug: '',
  purpose: '',
  description: '',
  industry: 'Undecided',
  tags: [],
  teamSizeWanted: 3,
  dataResidency: 'CA',
  defaultTier: 0,
  tierCeiling: 1,
  personalData: false,
  healthData: false,
  skillsWanted: [],
  rewardKind: 'UNDECIDED',
  hubServices: false,
  visibility: 'INVITE_ONLY',
};

export function draftOf(venture: Venture): Draft {
  return Object.fromEntries(draftFields.map((field) => [field, venture[field]])) as unknown as Draft;
}

/** As the server stores it: texts trimmed, rows without a name left out. */
export function normalised(draft: Draft): Draft {
  return {
    ...draft,
    name: draft.name.trim(),
    slug: draft.slug.trim(),
    purpose: draft.purpose.trim(),
    description: draft.description.trim(),
    tags: draft.tags.map((tag) => tag.trim()).filter(Boolean),
    skillsWanted: draft.skillsWanted
      .map(({ name, level }) => ({ name: name.trim(), level }))
      .filter((skill) => skill.name),
  };
}

export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The fields that differ from `base` and that the server would take; half-typed ones wait for the next save. */
export function changesOf(draft: Draft, base: Draft): Partial<Draft> {
  const now = normalised(draft);
  return Object.fromEntries(
    draftFields
      .filter((field) => !same(now[field], base[field]) && accepted(field, now))
      .map((field) => [field, now[field]]),
  );
}

export function isDirty(draft: Draft, base: Draft): boolean {
  const now = normalised(draft);
  return draftFields.some((field) => !same(now[field], base[field]));
}

/** Whether the contract takes the value of one field. An empty slug is left to the server, which makes one of the name. */
export function accepted(field: keyof Draft, draft: Draft): boolean {
  return venturesWire.venture.shape[field].safeParse(draft[field]).success;
}

const storeKey = (userId: string, ventureId: string | null) =>
  `smartstart.venture-draft.${userId}.${ventureId ?? 'new'}`;

export interface LocalDraft {
  savedAt: string;
  values: Draft;
}

/** Unsaved text kept in this browser, so that a closed tab or a lost connection costs nothing. */
export const localDraft = {
  read(userId: string, ventureId: string | null): LocalDraft | null {
    try {
      const stored = JSON.parse(
        localStorage.getItem(storeKey(userId, ventureId)) ?? 'null',
      ) as LocalDraft | null;
      return stored ? { savedAt: stored.savedAt, values: { ...emptyDraft, ...stored.values } } : null;
    } catch {
      return null;
    }
  },
  write(userId: string, ventureId: string | null, values: Draft): void {
    try {
      localStorage.setItem(
        storeKey(userId, ventureId),
        JSON.stringify({ savedAt: new Date().toISOString(), values } satisfies LocalDraft),
      );
    } catch {
      // Storage can be full or switched off; the server copy remains.
    }
  },
  clear(userId: string, ventureId: string | null): void {
    try {
      localStorage.removeItem(storeKey(userId, ventureId));
    } catch {
      // As above.
    }
  },
};
