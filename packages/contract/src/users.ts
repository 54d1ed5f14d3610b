import { z } from 'zod';
import { op } from './op.ts';
import { email, empty, id, instant, locale, page, pageOf, rung, slug, text, timeZone } from './wire.ts';

export const visibility = z.enum(['PUBLIC', 'MEMBERS', 'PRIVATE']);
export const privacy = z.object({
  profile: visibility,
  showActivity: z.boolean(),
  showSkills: z.boolean(),
  showReputation: z.boolean(),
  /** Lets the hub see exact equity percentages; off unless the person turns it on. */
  shareEquityWithHub: z.boolean(),
});
export const settings = z.object({ locale, timeZone, theme: z.enum(['AUTO', 'LIGHT', 'DARK']) });
export const skill = z.object({ id, name: text(1, 60), level: z.int().min(1).max(5), years: z.int().min(0).max(60), verified: z.boolean() });
export const consentKind = z.enum(['PLATFORM_TERMS', 'PRIVACY', 'COOKIES', 'MARKETING', 'BEHAVIOUR_ANALYTICS']);
export const consent = z.object({
  kind: consentKind,
  state: z.enum(['PENDING', 'GRANTED', 'REVOKED', 'EXPIRED']),
  version: z.nullable(z.string()),
  source: z.nullable(z.string()),
  changedAt: z.nullable(instant),
});
const profileFields = {
  name: text(1, 80),
  headline: text(0, 120),
  biography: text(0, 2000),
  yearsOfExperience: z.nullable(z.int().min(0).max(60)),
  location: text(0, 120),
  website: z.nullable(z.url({ protocol: /^https?$/ }).max(300)),
  interests: z.array(text(1, 40)).max(20),
  hoursPerWeek: z.nullable(z.int().min(0).max(80)),
};
export const ownProfile = z.object({
  id, email, slug, ...profileFields, timeZone: z.string(), locale: z.string(),
  status: z.enum(['PENDING', 'ACTIVE', 'INACTIVE', 'SUSPENDED', 'BANNED', 'CLOSING', 'ERASED']),
  emailVerified: z.boolean(), identityVerified: z.boolean(), photoFileId: z.nullable(id),
  level: rung, version: z.int(), createdAt: instant, closingAt: z.nullable(instant),
});
/** What other members see, already cut by the person's privacy flags. */
export const profile = z.object({
  id, slug, name: z.string(), headline: z.string(), biography: z.string(), yearsOfExperience: z.nullable(z.int()), location: z.string(),
  website: z.nullable(z.string()), interests: z.array(z.string()), skills: z.array(skill), photoFileId: z.nullable(id), memberSince: instant,
});
export const profileCard = z.object({ slug, name: z.string(), headline: z.string(), location: z.string(), memberSince: instant });

export const users = {
  me: op({ method: 'GET', path: '/me', summary: 'Own profile', level: 0, relation: 'self', limit: 'user-read', output: ownProfile, errors: [] }),
  editMe: op({
    method: 'PATCH', path: '/me', summary: 'Edit the own profile', level: 0, relation: 'self', ifMatch: true,
    body: z.strictObject({ ...profileFields, slug, photoFileId: z.nullable(id) }).partial(), output: ownProfile,
    errors: ['EDIT_CONFLICT', 'ALREADY_EXISTS', 'INVALID_INPUT', 'IF_MATCH_REQUIRED'],
  }),
  privacy: op({ method: 'GET', path: '/me/privacy', summary: 'Own privacy flags', level: 0, relation: 'self', output: privacy, errors: [] }),
  setPrivacy: op({
    method: 'PUT', path: '/me/privacy', summary: 'Set the privacy flags', level: 0, relation: 'self', body: z.strictObject(privacy.shape), output: privacy, errors: [],
  }),
  settings: op({ method: 'GET', path: '/me/settings', summary: 'Language, time zone, theme', level: 0, relation: 'self', output: settings, errors: [] }),
  setSettings: op({
    method: 'PUT', path: '/me/settings', summary: 'Set language, time zone, theme', level: 0, relation: 'self',
    body: z.strictObject({ locale, timeZone, theme: settings.shape.theme }), output: settings, errors: ['INVALID_INPUT'],
  }),
  consents: op({
    method: 'GET', path: '/me/consents', summary: 'Own consents and the log of every change', level: 0, relation: 'self',
    output: z.object({ items: z.array(consent), log: z.array(consent.extend({ changedAt: instant })) }), errors: [],
  }),
  setConsent: op({
    method: 'PUT', path: '/me/consents', summary: 'Grant or revoke one consent', level: 0, relation: 'self',
    body: z.strictObject({ kind: z.enum(['COOKIES', 'MARKETING', 'BEHAVIOUR_ANALYTICS']), granted: z.boolean() }), output: consent, errors: [],
  }),
  skills: op({ method: 'GET', path: '/me/skills', summary: 'Own skills', level: 0, relation: 'self', output: z.object({ items: z.array(skill) }), errors: [] }),
  addSkill: op({
    method: 'POST', path: '/me/skills', summary: 'Add a skill', level: 0, relation: 'self', status: 201,
    body: z.strictObject({ name: text(1, 60), level: z.int().min(1).max(5), years: z.int().min(0).max(60) }), output: skill,
    errors: ['ALREADY_EXISTS', 'RULE_VIOLATED'],
  }),
  removeSkill: op({
    method: 'DELETE', path: '/me/skills/{skillId}', summary: 'Remove a skill', level: 0, relation: 'self', params: z.strictObject({ skillId: id }),
    status: 204, output: empty, errors: ['NOT_FOUND'],
  }),
  exportMe: op({
    method: 'POST', path: '/me/export', summary: 'Gather all own data into a file; progress under /jobs/{id}', level: 0, relation: 'self', status: 202,
    body: empty, output: z.object({ jobId: id }), errors: ['RULE_VIOLATED'],
  }),
  activity: op({
    method: 'GET', path: '/me/activity', summary: 'Own entries of the audit log', level: 0, relation: 'self', query: z.strictObject(page),
    output: pageOf(z.object({ id, at: instant, action: z.string(), entity: z.string(), entityId: z.nullable(z.string()) })), errors: [],
  }),
  deactivate: op({
    method: 'POST', path: '/me/deactivate', summary: 'Rest the account; signing in again wakes it', level: 0, relation: 'self', stepUp: true,
    body: empty, output: ownProfile, errors: ['STEP_UP_REQUIRED', 'ILLEGAL_TRANSITION'],
  }),
  reactivate: op({
    method: 'POST', path: '/me/reactivate', summary: 'Wake a resting account, or withdraw a request for erasure', level: 0, relation: 'self', stepUp: true,
    body: empty, output: ownProfile, errors: ['STEP_UP_REQUIRED', 'ILLEGAL_TRANSITION'],
  }),
  erase: op({
    method: 'POST', path: '/me/erasure', summary: 'Ask for erasure; carried out after 90 days unless withdrawn', level: 0, relation: 'self', stepUp: true,
    body: z.strictObject({ confirmEmail: email }), output: ownProfile, errors: ['STEP_UP_REQUIRED', 'ILLEGAL_TRANSITION', 'RULE_VIOLATED'],
  }),
  search: op({
    method: 'GET', path: '/users', summary: 'Find people by name, headline or skill, within their privacy flags', level: 1, relation: 'none', limit: 'user-read',
    query: z.strictObject({ ...page, q: z.string().trim().max(100).optional(), skill: z.string().max(60).optional() }), output: pageOf(profile), errors: [],
  }),
  get: op({
    method: 'GET', path: '/users/{userId}', summary: 'A member’s profile, within their privacy flags', level: 1, relation: 'none', limit: 'user-read',
    params: z.strictObject({ userId: id }), output: profile, errors: ['NOT_FOUND'],
  }),
  publicProfile: op({
    method: 'GET', path: '/public/profiles/{slug}', summary: 'The public card of a person who chose to have one', level: 'PUBLIC', relation: 'none', limit: 'anonymous',
    params: z.strictObject({ slug }), output: profileCard, errors: ['NOT_FOUND'],
  }),
  suspend: op({
    method: 'POST', path: '/admin/users/{userId}/suspend', summary: 'Suspend an account', level: [10, 12], relation: 'administrator', stepUp: true,
    params: z.strictObject({ userId: id }), body: z.strictObject({ reason: text(5, 500) }), output: z.object({ status: z.string() }),
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION', 'STEP_UP_REQUIRED'],
  }),
  reinstate: op({
    method: 'POST', path: '/admin/users/{userId}/reinstate', summary: 'Lift a suspension', level: [10, 12], relation: 'administrator', stepUp: true,
    params: z.strictObject({ userId: id }), body: z.strictObject({ reason: text(5, 500) }), output: z.object({ status: z.string() }),
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION', 'STEP_UP_REQUIRED'],
  }),
  ban: op({
    method: 'POST', path: '/admin/users/{userId}/ban', summary: 'Ban a suspended account', level: 12, relation: 'administrator', stepUp: true,
    params: z.strictObject({ userId: id }), body: z.strictObject({ reason: text(5, 500) }), output: z.object({ status: z.string() }),
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION', 'STEP_UP_REQUIRED'],
  }),
  setIdentityVerified: op({
    method: 'PUT', path: '/admin/users/{userId}/identity-verified', summary: 'Set the flag after a check outside the platform', level: [10, 12],
    relation: 'administrator', stepUp: true, params: z.strictObject({ userId: id }), body: z.strictObject({ verified: z.boolean(), reason: text(5, 500) }),
    output: z.object({ identityVerified: z.boolean() }), errors: ['NOT_FOUND', 'STEP_UP_REQUIRED'],
  }),
};
