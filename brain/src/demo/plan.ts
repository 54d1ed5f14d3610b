import type { CultureName } from './cultures.ts';
import type { Stage } from './stage.ts';

/** Words in which the demo community is planned, before anything of it exists. */

/** Something that happens; days count from the present, so the past is negative. */
export interface Act {
  readonly day: number;
  /** Acts of one lane happen one after the other; others of the same half day, side by side. */
  readonly lane: string;
  /** Happens before the others of its half day, and nothing beside it: it moves the clock. */
  readonly alone?: true;
  run(stage: Stage): Promise<unknown>;
}

/** How far a person has come on the ladder. */
export type Standing = 'UNVERIFIED' | 'GUEST' | 'BEGUN' | 'MEMBER';

export interface PersonPlan {
  /** The part of the address before the @; plans name people by it. */
  readonly key: string;
  readonly email: string;
  readonly name: string;
  readonly culture: CultureName;
  readonly location: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly headline: string;
  readonly biography: string;
  readonly years: number;
  readonly hours: number | null;
  readonly website: string | null;
  readonly skills: readonly { readonly name: string; readonly level: number; readonly years: number }[];
  readonly interests: readonly string[];
  readonly visibility: 'PUBLIC' | 'MEMBERS' | 'PRIVATE';
  readonly showSkills: boolean;
  readonly theme: 'AUTO' | 'LIGHT' | 'DARK';
  readonly analytics: boolean;
  readonly standing: Standing;
  readonly joinedDay: number;
  /** When the member papers are signed. */
  readonly signedDay: number;
  /** When the trial of the seat begins. */
  trialDay: number | null;
  /** Owns a venture: signs what creating one asks for. */
  founds: boolean;
  /** How often they were invited to a venture. */
  invitations: number;
}

export type Role = 'CO_OWNER' | 'LEAD' | 'CONTRIBUTOR' | 'ADVISER' | 'INVESTOR' | 'OBSERVER';

export interface InviteePlan {
  /** Key of a person, who may have no account. */
  readonly key: string;
  readonly role: Role;
  readonly message: string;
  readonly invitedDay: number;
  readonly answer:
    | { readonly kind: 'NONE' }
    | { readonly kind: 'DECLINED' | 'CANCELLED'; readonly day: number }
    | ({ readonly kind: 'ACCEPTED' } & Joining);
}

export interface Joining {
  readonly day: number;
  /** Papers signed of those a membership needs: none, all but one, all. */
  readonly papers: 'NONE' | 'SOME' | 'ALL';
  readonly signedDay: number;
  /** When the owner countersigns; null leaves it waiting. */
  readonly countersignedDay: number | null;
  /** Signs again what runs out. */
  readonly renews: boolean;
  readonly leavesDay: number | null;
}

/** Local parts only; the domain is one that can never exist (RFC 2606). */
export function emailOf(key: string): string {
  return `${key}@demo.example`;
}

/** The latest moment of the history; the present itself belongs to those who look at it. */
export const lastDay = -0.05;
/** The history goes back this far. */
export const firstDay = -270;
