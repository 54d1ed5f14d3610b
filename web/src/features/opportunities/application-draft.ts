import type { MoneyFormat } from '../../lib/money';
import { namedSkills } from './skill-names';
import type { ApplicationBody, SkillLevel } from './types';

/** What stands in the fields of an application, and what is sent of it. Pure, but for what the browser keeps. */

export interface ApplicationDraft {
  readonly coverLetter: string;
  readonly skills: readonly SkillLevel[];
  readonly experience: string;
  readonly availability: string;
  readonly motivation: string;
  readonly withBid: boolean;
  readonly bid: string;
  readonly currency: string;
  readonly ndaAccepted: boolean;
}
export type ApplicationField = 'coverLetter' | 'skills' | 'bid' | 'ndaAccepted';
export type ApplicationFaults = Partial<Record<ApplicationField, 'short' | 'twice' | 'amount' | 'nda'>>;

export const emptyApplication: ApplicationDraft = {
  coverLetter: '',
  skills: [],
  experience: '',
  availability: '',
  motivation: '',
  withBid: false,
  bid: '',
  currency: 'CAD',
  ndaAccepted: false,
};
export const letterLeast = 20;

/** What is sent, or what is wrong with which field. */
export function applicationOf(
  draft: ApplicationDraft,
  ndaRequired: boolean,
  format: Pick<MoneyFormat, 'read'>,
): { body: ApplicationBody; faults: null } | { body: null; faults: ApplicationFaults } {
  const skills = namedSkills(draft.skills);
  const amountMinor = draft.withBid ? format.read(draft.bid, draft.currency) : null;
  const faults: ApplicationFaults = {
    ...(draft.coverLetter.trim().length < letterLeast ? { coverLetter: 'short' } : {}),
    ...(new Set(skills.map(({ name }) => name.toLowerCase())).size < skills.length
      ? { skills: 'twice' }
      : {}),
    ...(draft.withBid && (amountMinor === null || amountMinor === '0') ? { bid: 'amount' } : {}),
    ...(ndaRequired && !draft.ndaAccepted ? { ndaAccepted: 'nda' } : {}),
  };
  if (Object.keys(faults).length > 0) return { body: null, faults };
  return {
    faults: null,
    body: {
      coverLetter: draft.coverLetter.trim(),
      skills,
      experience: draft.experience.trim(),
      availability: draft.availability.trim(),
      motivation: draft.motivation.trim(),
      ndaAccepted: draft.ndaAccepted,
      ...(amountMinor === null ? {} : { bid: { amountMinor, currency: draft.currency } }),
    },
  };
}

const keyOf = (userId: string, opportunityId: string) => `smartstart.application.${userId}.${opportunityId}`;

/** What was written and not sent yet, kept in this browser: a closed tab or a lost connection costs nothing. */
export const keptApplication = {
  read(userId: string, opportunityId: string): ApplicationDraft | null {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(keyOf(userId, opportunityId)) ?? 'null');
      // An NDA is accepted anew each time: the box is ticked by the person and not by the browser.
      return kept && typeof kept === 'object' ? { ...emptyApplication, ...kept, ndaAccepted: false } : null;
    } catch {
      return null;
    }
  },
  write(userId: string, opportunityId: string, draft: ApplicationDraft): void {
    try {
      localStorage.setItem(keyOf(userId, opportunityId), JSON.stringify(draft));
    } catch {
      // Storage can be full or switched off; the text then lives as long as the page.
    }
  },
  forget(userId: string, opportunityId: string): void {
    try {
      localStorage.removeItem(keyOf(userId, opportunityId));
    } catch {
      // As above.
    }
  },
};
