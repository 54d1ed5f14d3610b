import { z } from 'zod';
import {
  candidate,
  match,
  matchState,
  missingInput,
  preferences,
  ranking,
  readiness,
  savedSearch,
  searchFilters,
  searchFrequency,
  share,
  suggestedPerson,
  suggestedVenture,
  suggestions,
  teamProposal,
  teamRole,
  wishes,
} from './matching-schemas.ts';
import { op } from './op.ts';
import { empty, id, page, pageOf, text } from './wire.ts';

export * from './matching-schemas.ts';

/** What fits whom: suggestions with their reasons, candidates, teams, saved searches (domain rules, section 8). */

const byOpportunity = z.strictObject({ opportunityId: id });
const byMatch = z.strictObject({ matchId: id });
const bySearch = z.strictObject({ searchId: id });

export const matching = {
  matches: op({
    method: 'GET',
    path: '/matches',
    summary: 'The ten opportunities that fit best, with the value of each component and the reasons in words',
    level: 1,
    relation: 'self',
    output: suggestions,
    errors: [],
  }),
  matchHistory: op({
    method: 'GET',
    path: '/matches/history',
    summary: 'Own matches by state, newest first: hidden ones, applied for, answered',
    level: 1,
    relation: 'self',
    query: z.strictObject({ ...page, state: matchState.optional() }),
    output: pageOf(match),
    errors: [],
  }),
  feedback: op({
    method: 'POST',
    path: '/matches/{matchId}/feedback',
    summary: 'Say that a match was looked at, hide it or show it again, or ask for more like it',
    level: 1,
    relation: 'self',
    params: byMatch,
    body: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('VIEW') }),
      z.strictObject({ kind: z.literal('HIDE'), reason: text(0, 300).default('') }),
      z.strictObject({ kind: z.literal('UNHIDE') }),
      z.strictObject({ kind: z.literal('MORE_LIKE_THIS'), on: z.boolean().default(true) }),
    ]),
    output: match,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION'],
  }),
  recommendations: op({
    method: 'GET',
    path: '/recommendations',
    summary: 'Five opportunities, ventures and people that fit, and what would make suggestions better',
    level: 1,
    relation: 'self',
    output: z.object({
      opportunities: z.array(match),
      ventures: z.array(suggestedVenture),
      people: z.array(suggestedPerson),
      missing: z.array(missingInput),
      ranking,
      readiness,
    }),
    errors: [],
  }),
  preferences: op({
    method: 'GET',
    path: '/matches/preferences',
    summary: 'What one looks for, and whether creators are shown this person',
    level: 1,
    relation: 'self',
    output: preferences,
    errors: [],
  }),
  setPreferences: op({
    method: 'PUT',
    path: '/matches/preferences',
    summary: 'Say what one looks for',
    level: 1,
    relation: 'self',
    body: z.strictObject(wishes),
    output: preferences,
    errors: ['INVALID_INPUT'],
  }),
  candidates: op({
    method: 'GET',
    path: '/opportunities/{opportunityId}/matches',
    summary: 'Who fits and wants it, within their privacy flags',
    level: 2,
    relation: 'creator',
    params: byOpportunity,
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(50).default(20) }),
    output: z.object({ items: z.array(candidate), readiness }),
    errors: ['NOT_FOUND', 'RULE_VIOLATED'],
  }),
  proposeTeam: op({
    method: 'POST',
    path: '/opportunities/{opportunityId}/team',
    summary: 'Propose a team for the seats of an opportunity, or for several roles, with what each brings',
    level: 2,
    relation: 'creator',
    params: byOpportunity,
    body: z.strictObject({
      /** How many people when no roles are given; the places that are free, when not said. */
      size: z.int().min(1).max(12).optional(),
      roles: z.array(teamRole).min(1).max(8).optional(),
      from: z.enum(['CANDIDATES', 'APPLICANTS', 'BOTH']).default('BOTH'),
      /** People not to propose. */
      without: z.array(id).max(100).default([]),
    }),
    output: teamProposal,
    errors: ['NOT_FOUND', 'RULE_VIOLATED'],
  }),
  confirmTeam: op({
    method: 'POST',
    path: '/opportunities/{opportunityId}/team/confirm',
    summary: 'Invite the whole team, all or nobody',
    level: 2,
    relation: 'creator',
    idempotency: 'required',
    status: 201,
    params: byOpportunity,
    body: z.strictObject({
      members: z
        .array(z.strictObject({ userId: id, role: text(0, 80).default('') }))
        .min(1)
        .max(12),
      message: text(0, 500).default(''),
    }),
    output: z.object({
      invited: z.array(id),
      /** Those who had applied already; answer their applications. */
      applied: z.array(z.object({ userId: id, applicationId: id })),
    }),
    errors: ['NOT_FOUND', 'RULE_VIOLATED', 'ILLEGAL_TRANSITION'],
  }),
  insights: op({
    method: 'GET',
    path: '/insights/me',
    summary: 'What would raise one’s fit, computed from the opportunities that are open now',
    level: 1,
    relation: 'self',
    output: z.object({
      optedOut: z.boolean(),
      readiness,
      /** Open opportunities that were looked at, and how many of them fit already. */
      considered: z.int(),
      fitting: z.int(),
      gaps: z.array(
        z.object({
          skill: z.string(),
          /** The level most often asked for, and the one held (0: not stated). */
          level: z.int(),
          held: z.int(),
          /** For how many of those looked at it would raise the score, and by how much on average. */
          opportunities: z.int(),
          gain: share,
          text: z.string(),
        }),
      ),
      missing: z.array(
        missingInput.extend({ opportunities: z.int(), /** At most, on average. */ gain: share }),
      ),
    }),
    errors: [],
  }),
  optOut: op({
    method: 'POST',
    path: '/insights/opt-out',
    summary: 'No suggestions about or for oneself any more, or again',
    level: 1,
    relation: 'self',
    body: z.strictObject({ optedOut: z.boolean() }),
    output: preferences,
    errors: [],
  }),
  searches: op({
    method: 'GET',
    path: '/saved-searches',
    summary: 'Own saved searches',
    level: 1,
    relation: 'self',
    output: z.object({ items: z.array(savedSearch), most: z.int() }),
    errors: [],
  }),
  saveSearch: op({
    method: 'POST',
    path: '/saved-searches',
    summary: 'Save a search, and choose how one is told of what is new',
    level: 1,
    relation: 'self',
    idempotency: 'required',
    status: 201,
    body: z.strictObject({
      name: text(1, 80),
      filters: searchFilters,
      frequency: searchFrequency.default('DAILY'),
    }),
    output: savedSearch,
    errors: ['ALREADY_EXISTS', 'RULE_VIOLATED'],
  }),
  editSearch: op({
    method: 'PATCH',
    path: '/saved-searches/{searchId}',
    summary: 'Change a saved search',
    level: 1,
    relation: 'self',
    ifMatch: true,
    params: bySearch,
    body: z.strictObject({ name: text(1, 80), filters: searchFilters, frequency: searchFrequency }).partial(),
    output: savedSearch,
    errors: ['NOT_FOUND', 'EDIT_CONFLICT', 'IF_MATCH_REQUIRED', 'ALREADY_EXISTS'],
  }),
  removeSearch: op({
    method: 'DELETE',
    path: '/saved-searches/{searchId}',
    summary: 'Delete a saved search',
    level: 1,
    relation: 'self',
    params: bySearch,
    status: 204,
    output: empty,
    errors: ['NOT_FOUND'],
  }),
};
