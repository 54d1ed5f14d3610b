import type { communityWire, Rung } from '@smartstart/contract';
import type { Security } from '../../engines/security/index.ts';
import type { Call } from '../../kernel/call.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';

/** Who reads or acts, with the rungs held now. */
export interface Actor {
  readonly userId: string;
  readonly held: ReadonlySet<Rung>;
}

export type Right = (typeof communityWire.channelRight)['options'][number];

/** What somebody may do in a venture or a team. */
export interface Place {
  readonly scopeId: string;
  readonly name: string;
  readonly rights: ReadonlySet<Right>;
}

/**
 * Who belongs to a kind of place that has channels. Ventures hand in theirs (`ventureScope`), teams will; who may read
 * is asked anew at every call, so that leaving ends access at once.
 */
export interface Scope {
  /** Null for somebody who may not even read. */
  placeOf(db: Db, scopeId: string, actor: Actor): Promise<Place | null>;
  placesOf(db: Db, actor: Actor): Promise<readonly Place[]>;
  /** Everybody who may read. */
  readers(db: Db, scopeId: string): Promise<readonly string[]>;
  /** What it is called, for those who may know without a part in it. */
  nameOf(db: Db, scopeId: string): Promise<string | null>;
}

export interface Person {
  readonly name: string;
  readonly slug: string;
  readonly status: string;
}

/** What is asked of a place that has meetings of its own, for the list of somebody's meetings. */
export interface MeetingQuestion {
  readonly userId: string;
  readonly ventureIds: readonly string[];
  readonly when: 'upcoming' | 'past';
  readonly now: Date;
  /** The last one of the page before. */
  readonly after: { readonly startsAt: Date; readonly id: string } | null;
  readonly limit: number;
}

export interface VentureMeeting {
  readonly id: string;
  readonly ventureId: string;
  readonly title: string;
  readonly agenda: string;
  readonly place: string;
  readonly startsAt: Date;
  readonly lengthMinutes: number;
  readonly organiserId: string;
  readonly state: string;
  readonly notes: string;
  readonly version: number;
  readonly answers: readonly { readonly userId: string; readonly answer: string | null }[];
}

export interface CommunityDeps {
  readonly kernel: Kernel;
  readonly security: Pick<Security, 'audit' | 'require' | 'held' | 'appointed'>;
  readonly people: {
    byIds(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Person>>;
    idsBySlugs(db: Db, slugs: readonly string[]): Promise<string[]>;
    privacyOf(
      db: Db,
      userId: string,
    ): Promise<{ readonly profile: string; readonly showActivity: boolean; readonly showSkills: boolean }>;
    skillsHeld(
      db: Db,
      userId: string,
    ): Promise<readonly { readonly name: string; readonly level: number; readonly verified: boolean }[]>;
    /** SUSPEND or REINSTATE, as the route of administrators does it. */
    administer(
      tx: Tx,
      call: Call,
      actorId: string,
      userId: string,
      event: 'SUSPEND' | 'REINSTATE',
      reason: string,
    ): Promise<unknown>;
  };
  readonly ventures: Scope;
  readonly teams: Scope;
  /** Since when both have worked in one venture; null when they share none. */
  readonly togetherSince: (db: Db, one: string, other: string) => Promise<Date | null>;
  /** What something of the work is called, for the feed. */
  readonly workSubject: (db: Db, ventureId: string, entityId: string) => Promise<string | null>;
  /** Meetings of these ventures that somebody is invited to: the next first, or the latest first. */
  readonly ventureMeetings: (db: Db, question: MeetingQuestion) => Promise<readonly VentureMeeting[]>;
  /** Priority support is bought and has not run out. */
  readonly hasPrioritySupport: (db: Db, userId: string) => Promise<boolean>;
}
