import { z } from 'zod';
import { person } from './community-schemas.ts';
import { op } from './op.ts';
import { empty, id, instant, page, pageOf, text } from './wire.ts';

/** Connections and endorsements (domain rules, sections 9 and 19). */

const byUser = z.strictObject({ userId: id });
const byConnection = z.strictObject({ connectionId: id });

export const connectionState = z.enum(['PENDING', 'ACCEPTED', 'REJECTED']);
export const connection = z.object({
  id,
  /** The other side. */
  person,
  state: connectionState,
  /** Who asked. */
  mine: z.boolean(),
  message: z.string(),
  askedAt: instant,
  answeredAt: z.nullable(instant),
  rights: z.array(z.enum(['accept', 'reject', 'remove'])),
});
export const endorsement = z.object({
  id,
  skill: z.string(),
  from: person,
  /** 1 to 5: how much the endorser knows of the skill and of the person (section 9). */
  weight: z.int(),
  note: z.string(),
  givenAt: instant,
  mine: z.boolean(),
});
export const endorsedSkill = z.object({
  skill: z.string(),
  level: z.int(),
  verified: z.boolean(),
  count: z.int(),
  weight: z.int(),
  /** One’s own endorsement of it. */
  mine: z.nullable(id),
});
/** What stands between oneself and another person. */
export const tie = z.object({
  userId: id,
  connection: z.nullable(connection),
  connections: z.int(),
  /** Null: the person does not show skills. */
  skills: z.nullable(z.array(endorsedSkill)),
  rights: z.array(z.enum(['connect', 'message', 'endorse', 'kudos'])),
});

const refused = ['NOT_FOUND', 'FORBIDDEN', 'RULE_VIOLATED', 'ILLEGAL_TRANSITION'] as const;

export const network = {
  connections: op({
    method: 'GET',
    path: '/connections',
    summary: 'Own connections and requests, newest first',
    level: 1,
    relation: 'self',
    query: z.strictObject({
      ...page,
      state: connectionState.optional(),
      /** `in`: asked of me; `out`: asked by me. */
      direction: z.enum(['in', 'out']).optional(),
    }),
    output: pageOf(connection),
    errors: [],
  }),
  connect: op({
    method: 'POST',
    path: '/connections',
    summary: 'Ask somebody to connect; when they have asked already, that accepts it',
    level: 1,
    relation: 'addressee',
    idempotency: 'required',
    status: 201,
    body: z.strictObject({ userId: id, message: text(0, 300).default('') }),
    output: connection,
    errors: [...refused, 'ALREADY_EXISTS', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  accept: op({
    method: 'POST',
    path: '/connections/{connectionId}/accept',
    summary: 'Accept a request',
    level: 1,
    relation: 'addressee',
    params: byConnection,
    body: empty,
    output: connection,
    errors: refused,
  }),
  reject: op({
    method: 'POST',
    path: '/connections/{connectionId}/reject',
    summary: 'Reject a request; who asked cannot ask again for 90 days',
    level: 1,
    relation: 'addressee',
    params: byConnection,
    body: empty,
    output: connection,
    errors: refused,
  }),
  remove: op({
    method: 'DELETE',
    path: '/connections/{connectionId}',
    summary: 'End a connection, or withdraw a request',
    level: 1,
    relation: 'party',
    params: byConnection,
    status: 204,
    output: empty,
    errors: refused,
  }),
  tie: op({
    method: 'GET',
    path: '/users/{userId}/network',
    summary: 'What stands between oneself and another person: connection, endorsements, what one may do',
    level: 1,
    relation: 'none',
    params: byUser,
    output: tie,
    errors: ['NOT_FOUND'],
  }),
  endorsements: op({
    method: 'GET',
    path: '/users/{userId}/endorsements',
    summary: 'Endorsements a person received, as far as they show skills',
    level: 1,
    relation: 'none',
    params: byUser,
    query: z.strictObject({ ...page, skill: text(1, 60).optional() }),
    output: pageOf(endorsement),
    errors: ['NOT_FOUND'],
  }),
  endorse: op({
    method: 'POST',
    path: '/users/{userId}/endorsements',
    summary: 'Endorse a skill that a person names; once, until it is withdrawn',
    level: 1,
    relation: 'none',
    idempotency: 'required',
    status: 201,
    params: byUser,
    body: z.strictObject({ skill: text(1, 60), note: text(0, 300).default('') }),
    output: endorsement,
    errors: [...refused, 'ALREADY_EXISTS', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  withdraw: op({
    method: 'DELETE',
    path: '/endorsements/{endorsementId}',
    summary: 'Withdraw an endorsement one gave',
    level: 1,
    relation: 'creator',
    params: z.strictObject({ endorsementId: id }),
    status: 204,
    output: empty,
    errors: ['NOT_FOUND'],
  }),
};
