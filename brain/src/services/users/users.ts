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
  privacyOf(db: Db, userId: string): Promise<ReturnType<typeof privacyOf>>;
  photosInUse(db: Db, fileIds: readonly string[]): Promise<string[]>;
  hasConsent(db: Db, userId: string, kind: ConsentKind): Promise<boolean>;
  /** For papers whose signature says what a consent says. */
  recordConsent(tx: Tx, userId: string, change: ConsentChange): Promise<void>;
  /** What a profile still misses for stage 2 of the journey; empty when it is complete. */
  profileGaps(db: Db, userId: string): Promise<string[]>;
  /** Those of them who let the hub see their exact share of a venture. */
  sharingEquity(db: Db, userIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** The skills these people show to others, as they name them. */
  shownSkills(
    db: Db,
    userIds: readonly string[],
  ): Promise<{ readonly userId: string; readonly name: string; readonly level: number }[]>;
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
    findByEmail: async (db, email) => (await store.findByEmail(db, email))?.id ?? null,
    privacyOf: async (db, userId) => privacyOf(found(await store.find(db, userId))),
    async hasConsent(db, userId, kind) {
      return (await store.consentsOf(db, userId)).some((row) => row.kind === kind && row.state === 'GRANTED');
    },
    async recordConsent(tx, userId, change) {
      await changeConsent(kernel, security, tx, userId, change);
    },
    async profileGaps(db, userId) {
      return profileGaps(found(await store.find(db, userId)), await store.countSkills(db, userId));
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
  };
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
