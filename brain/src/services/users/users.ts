import type { Security } from '../../engines/security/index.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import { found } from '../../kernel/errors.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Files } from '../files/index.ts';
import { profileGaps, type AccountStatus } from './account.ts';
import { createAccounts, type Accounts } from './accounts.ts';
import { createClosing, type Closing, type ClosingDeps } from './closing.ts';
import { changeConsent, type ConsentChange, type ConsentKind } from './consents.ts';
import { createExports, type Exports } from './exports.ts';
import { createProfiles, privacyOf, type Profiles } from './profiles.ts';
import * as store from './store.ts';

/** What other modules may know of a person. Their addresses are for mails, never for the wire. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly email: string;
  readonly status: AccountStatus;
  readonly photoFileId: string | null;
  readonly timeZone: string;
  readonly locale: string;
  readonly identityVerified: boolean;
  /** When the account was opened. */
  readonly createdAt: Date;
}

export interface Users
  extends
    Pick<Accounts, 'createAccount' | 'verifyEmail' | 'wake' | 'administer'>,
    Pick<Exports, 'addExportSection'>,
    Pick<Profiles, 'mayViewPhoto'> {
  statusOf(db: Db, userId: string): Promise<AccountStatus | null>;
  nameOf(db: Db, userId: string): Promise<string>;
  emailOf(db: Db, userId: string): Promise<string>;
  /** Erased accounts are among them under their placeholder; ids nobody has are left out. */
  byIds(db: Db, ids: readonly string[]): Promise<Map<string, Person>>;
  findByEmail(db: Db, email: string): Promise<string | null>;
  /** The people behind the addresses of profiles; addresses nobody has are left out. */
  idsBySlugs(db: Db, slugs: readonly string[]): Promise<string[]>;
  privacyOf(db: Db, userId: string): Promise<ReturnType<typeof privacyOf>>;
  photosInUse(db: Db, fileIds: readonly string[]): Promise<string[]>;
  hasConsent(db: Db, userId: string, kind: ConsentKind): Promise<boolean>;
  /** As the person said it last; PENDING until they said something. */
  consentOf(db: Db, userId: string, kind: ConsentKind): Promise<store.ConsentRow['state']>;
  /** Those of them who gave this consent. */
  withConsent(db: Db, userIds: readonly string[], kind: ConsentKind): Promise<ReadonlySet<string>>;
  /** The next people after this id whose account is in use, in the order of ids; for work that goes through everybody. */
  inUseAfter(db: Db, after: string | null, limit: number): Promise<string[]>;
  /** For papers whose signature says what a consent says. */
  recordConsent(tx: Tx, userId: string, change: ConsentChange): Promise<void>;
  /** What a profile still misses for stage 2 of the journey; empty when it is complete. */
  profileGaps(db: Db, userId: string): Promise<string[]>;
  /** What the profile tells beyond that. */
  profileExtras(db: Db, userId: string): Promise<ReadonlySet<'photo' | 'website' | 'interests' | 'hours'>>;
  /** Those of them who let the hub see their exact share of a venture. */
  sharingEquity(db: Db, userIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** The skills these people show to others, as they name them. */
  shownSkills(
    db: Db,
    userIds: readonly string[],
  ): Promise<{ readonly userId: string; readonly name: string; readonly level: number }[]>;
  /** The skills a person names, shown or not: for the person, and for rules about them. */
  skillsHeld(
    db: Db,
    userId: string,
  ): Promise<{ readonly name: string; readonly level: number; readonly verified: boolean }[]>;
  /** How many skills many people name, how many are verified, and the sum of their levels; who names none is left out. */
  skillsOfMany(
    db: Db,
    userIds: readonly string[],
  ): Promise<Map<string, { readonly held: number; readonly verified: number; readonly levels: number }>>;
  /** Marks a skill, whatever its spelling; false when the person does not name it, or it was so already. */
  setSkillVerified(tx: Tx, userId: string, name: string, verified: boolean): Promise<boolean>;
  /** Those of them whose standing others may see: active, not private, reputation shown. */
  showingStanding(db: Db, userIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** What these people state. What is not shown is marked: it is for the person, or for sums that name nobody. */
  statedBy(db: Db, userIds: readonly string[]): Promise<StatedProfile[]>;
  /** People after an id, in the order of ids, whose profile and skills others may be shown. */
  shownAfter(db: Db, afterId: string | null, limit: number): Promise<StatedProfile[]>;
}

/** What somebody states of themselves, and whether others may be shown it. */
export interface StatedProfile {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly headline: string;
  /** Active, and the profile is not private. */
  readonly shown: boolean;
  readonly showSkills: boolean;
  readonly skills: readonly { readonly name: string; readonly level: number }[];
  readonly years: number | null;
  readonly hoursPerWeek: number | null;
  readonly location: string;
  readonly timeZone: string;
  readonly interests: readonly string[];
}

/** The operations behind the routes; other modules see `Users` only. */
export interface UserOperations {
  readonly accounts: Accounts;
  readonly profiles: Profiles;
  readonly closing: Closing;
  readonly exports: Exports;
  readonly security: Security;
  readonly kernel: Kernel;
}

export interface UsersDeps extends Pick<ClosingDeps, 'blockersOf' | 'isHeld'> {
  readonly security: Security;
  readonly files: Files;
}

export function createUsers(
  kernel: Kernel,
  { security, files, blockersOf, isHeld }: UsersDeps,
): Users & { readonly operations: UserOperations } {
  const accounts = createAccounts(kernel, { security });
  const profiles = createProfiles(kernel, { security, files });
  const closing = createClosing(kernel, { security, accounts, files, blockersOf, isHeld });
  const exports = createExports(kernel, { security, files });

  kernel.outbox.subscribe('users.photo-removed', ['file.removed'], async (tx, { data }) => {
    await store.dropPhoto(tx, String(data['userId']), String(data['fileId']));
  });

  return {
    operations: { accounts, profiles, closing, exports, security, kernel },
    createAccount: accounts.createAccount,
    verifyEmail: accounts.verifyEmail,
    wake: accounts.wake,
    administer: accounts.administer,
    addExportSection: exports.addExportSection,
    mayViewPhoto: profiles.mayViewPhoto,
    photosInUse: store.photosInUse,
    statusOf: async (db, userId) =>
      ((await store.find(db, userId))?.status as AccountStatus | undefined) ?? null,
    nameOf: async (db, userId) => found(await store.find(db, userId)).name,
    emailOf: async (db, userId) => found(await store.find(db, userId)).email,
    byIds: async (db, ids) => new Map((await store.findMany(db, ids)).map((row) => [row.id, toPerson(row)])),
    idsBySlugs: store.idsBySlugs,
    findByEmail: async (db, email) => (await store.findByEmail(db, email))?.id ?? null,
    privacyOf: async (db, userId) => privacyOf(found(await store.find(db, userId))),
    async hasConsent(db, userId, kind) {
      return (await store.consentsOf(db, userId)).some((row) => row.kind === kind && row.state === 'GRANTED');
    },
    consentOf: async (db, userId, kind) =>
      (await store.consentsOf(db, userId)).find((row) => row.kind === kind)?.state ?? 'PENDING',
    withConsent: store.withConsent,
    inUseAfter: store.inUseAfter,
    async recordConsent(tx, userId, change) {
      await changeConsent(kernel, security, tx, userId, change);
    },
    async profileGaps(db, userId) {
      return profileGaps(found(await store.find(db, userId)), await store.countSkills(db, userId));
    },
    async profileExtras(db, userId) {
      const row = found(await store.find(db, userId));
      const told = [
        ['photo', row.photo_file_id],
        ['website', row.website],
        ['interests', row.interests.length || null],
        ['hours', row.hours_per_week],
      ] as const;
      return new Set(told.flatMap(([what, value]) => (value === null ? [] : [what])));
    },
    async sharingEquity(db, userIds) {
      const rows = await store.findMany(db, userIds);
      return new Set(rows.flatMap((row) => (row.share_equity_with_hub ? [row.id] : [])));
    },
    async shownSkills(db, userIds) {
      const showing = (await store.findMany(db, userIds)).flatMap((row) => (row.show_skills ? [row.id] : []));
      const rows = await store.skillsOf(db, showing);
      return rows.map(({ user_id, name, level }) => ({ userId: user_id, name, level }));
    },
    skillsHeld: async (db, userId) =>
      (await store.skillsOf(db, [userId])).map(({ name, level, verified }) => ({ name, level, verified })),
    async skillsOfMany(db, userIds) {
      const rows = await store.skillsOf(db, userIds);
      return new Map(
        [...Map.groupBy(rows, (row) => row.user_id)].map(([userId, skills]) => [
          userId,
          {
            held: skills.length,
            verified: skills.filter(({ verified }) => verified).length,
            levels: skills.reduce((sum, { level }) => sum + level, 0),
          },
        ]),
      );
    },
    setSkillVerified: store.setSkillVerified,
    async showingStanding(db, userIds) {
      const rows = await store.findMany(db, userIds);
      return new Set(
        rows.flatMap((row) =>
          row.status === 'ACTIVE' && row.visibility !== 'PRIVATE' && row.show_reputation ? [row.id] : [],
        ),
      );
    },
    statedBy: async (db, userIds) => stated(db, await store.findMany(db, userIds)),
    shownAfter: async (db, afterId, limit) => stated(db, await store.shownAfter(db, afterId, limit)),
  };
}

async function stated(db: Db, rows: readonly store.UserRow[]): Promise<StatedProfile[]> {
  const skills = Map.groupBy(
    await store.skillsOf(
      db,
      rows.map((row) => row.id),
    ),
    (skill) => skill.user_id,
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    slug: row.slug,
    headline: row.headline,
    shown: row.status === 'ACTIVE' && row.visibility !== 'PRIVATE',
    showSkills: row.show_skills,
    skills: (skills.get(row.id) ?? []).map(({ name, level }) => ({ name, level })),
    years: row.years_of_experience,
    hoursPerWeek: row.hours_per_week,
    location: row.location,
    timeZone: row.time_zone,
    interests: row.interests,
  }));
}

function toPerson(row: store.UserRow): Person {
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    email: row.email,
    status: row.status as AccountStatus,
    photoFileId: row.photo_file_id,
    timeZone: row.time_zone,
    locale: row.locale,
    identityVerified: row.identity_verified,
    createdAt: row.created_at,
  };
}
