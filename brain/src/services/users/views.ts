import type { Rung, usersWire } from '@smartstart/contract';
import type * as store from './store.ts';

/** Rows as they leave the server, field by field. */

type OwnProfile = (typeof usersWire.ownProfile)['_zod']['output'];
type Profile = (typeof usersWire.profile)['_zod']['output'];
type Consent = (typeof usersWire.consent)['_zod']['output'];
type Settings = (typeof usersWire.settings)['_zod']['output'];

export function ownProfile(row: store.UserRow, held: ReadonlySet<Rung>): OwnProfile {
  return {
    id: row.id,
    email: row.email,
    slug: row.slug,
    name: row.name,
    headline: row.headline,
    biography: row.biography,
    yearsOfExperience: row.years_of_experience,
    location: row.location,
    website: row.website,
    interests: row.interests,
    hoursPerWeek: row.hours_per_week,
    timeZone: row.time_zone,
    locale: row.locale,
    status: row.status as OwnProfile['status'],
    emailVerified: row.email_verified_at !== null,
    identityVerified: row.identity_verified,
    photoFileId: row.photo_file_id,
    // The displayed level is the highest rung held; it grants nothing by itself.
    level: Math.max(0, ...held),
    version: row.version,
    createdAt: row.created_at.toISOString(),
    closingAt: row.closing_at?.toISOString() ?? null,
  };
}

/** What another member sees, cut by the person's privacy flags. */
export function profile(row: store.UserRow, skills: readonly store.SkillRow[]): Profile {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    headline: row.headline,
    biography: row.biography,
    yearsOfExperience: row.years_of_experience,
    location: row.location,
    website: row.website,
    interests: row.interests,
    photoFileId: row.photo_file_id,
    memberSince: row.created_at.toISOString(),
    skills: row.show_skills ? skills.filter((one) => one.user_id === row.id).map(skill) : [],
  };
}

export function skill(row: store.SkillRow) {
  return { id: row.id, name: row.name, level: row.level, years: row.years, verified: row.verified };
}

export function settings(row: store.UserRow): Settings {
  return { locale: row.locale, timeZone: row.time_zone, theme: row.theme as Settings['theme'] };
}

export function consent(row: store.ConsentRow): Consent {
  return {
    kind: row.kind as Consent['kind'],
    state: row.state as Consent['state'],
    version: row.version,
    source: row.source,
    changedAt: row.changed_at?.toISOString() ?? null,
  };
}

export function consentChange(row: store.ConsentLogRow): Consent & { changedAt: string } {
  return { ...consent(row), changedAt: row.changed_at.toISOString() };
}
