import type { contract, Input } from '@smartstart/contract';
import type { Security } from '../../engines/security/index.ts';
import { requireVersion, type Call } from '../../kernel/call.ts';
import { violatedUnique, type Db, type Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { readCursor, requireId } from '../../kernel/paging.ts';
import type { Files } from '../files/index.ts';
import { searchPeople, type FoundRow } from './search-store.ts';
import * as store from './store.ts';

type Edit = Input<typeof contract.users.editMe>['body'];
type Settings = Input<typeof contract.users.setSettings>['body'];
type Privacy = Input<typeof contract.users.setPrivacy>['body'];
type Query = Input<typeof contract.users.search>['query'];

export interface Profiles {
  edit(tx: Tx, call: Call, userId: string, edit: Edit): Promise<store.UserRow>;
  setSettings(tx: Tx, call: Call, userId: string, settings: Settings): Promise<store.UserRow>;
  setPrivacy(tx: Tx, call: Call, userId: string, privacy: Privacy): Promise<store.UserRow>;
  search(db: Db, query: Query): Promise<FoundRow[]>;
  /** Another member's profile; NOT_FOUND unless the viewer may see it. */
  visible(db: Db, viewerId: string, userId: string): Promise<store.UserRow>;
  publicCard(db: Db, slug: string): Promise<store.UserRow>;
  mayViewPhoto(db: Db, viewerId: string, ownerId: string, fileId: string): Promise<boolean>;
}

/** Wire name → column, for what a person edits. */
const columns = {
  name: 'name',
  headline: 'headline',
  biography: 'biography',
  yearsOfExperience: 'years_of_experience',
  location: 'location',
  website: 'website',
  interests: 'interests',
  hoursPerWeek: 'hours_per_week',
  slug: 'slug',
  photoFileId: 'photo_file_id',
} as const satisfies Record<keyof Edit, keyof store.UserRow>;

export function createProfiles(
  kernel: Kernel,
  { security, files }: { security: Security; files: Pick<Files, 'isPhotoOf'> },
): Profiles {
  const { clock, outbox } = kernel;

  /** The chain is kept for years and people are erased before: it names the fields, never what stood in them. */
  async function tell(
    tx: Tx,
    call: Call,
    userId: string,
    action: string,
    fields: readonly string[],
  ): Promise<void> {
    await security.audit(tx, {
      actorId: userId,
      action,
      entity: 'user',
      entityId: userId,
      after: { fields: [...fields].sort() },
      call,
    });
    await outbox.publish(tx, {
      type: 'profile.changed',
      actorId: userId,
      at: clock.now().toISOString(),
      topics: [`user:${userId}`],
      data: { userId, fields },
    });
  }

  async function requirePhoto(tx: Tx, userId: string, fileId: string | null | undefined): Promise<void> {
    if (!fileId || (await files.isPhotoOf(tx, userId, fileId))) return;
    throw new Fail('INVALID_INPUT', undefined, {
      fields: [
        {
          path: 'body.photoFileId',
          message: 'Choose a photo that you have uploaded and that has passed its check.',
        },
      ],
    });
  }

  return {
    async edit(tx, call, userId, edit) {
      const row = found(await store.lock(tx, userId));
      requireVersion(call, row.version);
      await requirePhoto(tx, userId, edit.photoFileId);
      const fields = (Object.keys(columns) as (keyof Edit)[]).filter((field) => edit[field] !== undefined);
      if (!fields.length) return row;
      const change = Object.fromEntries(fields.map((field) => [columns[field], edit[field]]));
      const saved = await store.updateVersioned(tx, userId, change).catch((error: unknown) => {
        if (violatedUnique(error) === 'users_slug')
          throw new Fail('ALREADY_EXISTS', 'Somebody has this address already.');
        throw error;
      });
      await tell(tx, call, userId, 'profile.edited', fields);
      return saved;
    },
    async setSettings(tx, call, userId, { locale, timeZone, theme }) {
      found(await store.lock(tx, userId));
      const saved = await store.update(tx, userId, { locale, time_zone: timeZone, theme });
      await tell(tx, call, userId, 'settings.changed', ['locale', 'timeZone', 'theme']);
      return saved;
    },
    async setPrivacy(tx, call, userId, privacy) {
      const before = found(await store.lock(tx, userId));
      const saved = await store.update(tx, userId, {
        visibility: privacy.profile,
        show_activity: privacy.showActivity,
        show_skills: privacy.showSkills,
        show_reputation: privacy.showReputation,
        share_equity_with_hub: privacy.shareEquityWithHub,
      });
      await security.audit(tx, {
        actorId: userId,
        action: 'privacy.changed',
        entity: 'user',
        entityId: userId,
        before: privacyOf(before),
        after: privacyOf(saved),
        call,
      });
      await outbox.publish(tx, {
        type: 'privacy.changed',
        actorId: userId,
        at: clock.now().toISOString(),
        topics: [`user:${userId}`],
        data: { userId },
      });
      return saved;
    },
    search(db, { q, skill, limit, cursor }) {
      const key = readCursor(cursor, 3);
      const after = key
        ? { rank: key[0] === 0 || key[0] === 1 ? key[0] : 2, name: String(key[1]), id: requireId(key[2]) }
        : null;
      return searchPeople(db, { q: q || undefined, skill, limit, after });
    },
    async visible(db, viewerId, userId) {
      const row = found(await store.find(db, userId));
      if (!isShown(row) && !(row.id === viewerId && row.status === 'ACTIVE')) throw new Fail('NOT_FOUND');
      return row;
    },
    async publicCard(db, slug) {
      const row = found(await store.findBySlug(db, slug));
      if (row.status !== 'ACTIVE' || row.visibility !== 'PUBLIC') throw new Fail('NOT_FOUND');
      return row;
    },
    async mayViewPhoto(db, viewerId, ownerId, fileId) {
      const row = await store.find(db, ownerId);
      return (
        row !== undefined &&
        row.photo_file_id === fileId &&
        isShown(row) &&
        (await security.held(db, viewerId)).has(1)
      );
    },
  };
}

export function privacyOf(row: store.UserRow) {
  return {
    profile: row.visibility as Privacy['profile'],
    showActivity: row.show_activity,
    showSkills: row.show_skills,
    showReputation: row.show_reputation,
    shareEquityWithHub: row.share_equity_with_hub,
  };
}

/** To other members. */
function isShown(row: store.UserRow): boolean {
  return row.status === 'ACTIVE' && row.visibility !== 'PRIVATE';
}
