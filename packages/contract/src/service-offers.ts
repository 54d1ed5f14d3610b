import { z } from 'zod';
import { op } from './op.ts';
import { opportunityFilters, opportunitySort } from './opportunities.ts';
import { opportunity, opportunityInFull, serviceFields } from './opportunity-schemas.ts';
import { id, page, pageOf } from './wire.ts';

/**
 * Service offers: a subscriber offers a skill, others ask for it. They live as opportunities do (publish, pause,
 * resume, cancel, analytics under /opportunities/{id}), and asks for them are applications.
 */

const { title, engagement, skills, ...optional } = serviceFields;
const { type: _type, reward, ventureId: _venture, ...filters } = opportunityFilters;

export const serviceOffers = {
  list: op({
    method: 'GET',
    path: '/service-offers',
    summary: 'Services on offer that the person may see',
    level: 1,
    relation: 'none',
    limit: 'user-read',
    query: z.strictObject({ ...page, ...filters, reward, sort: opportunitySort }),
    output: pageOf(opportunity).extend({ total: z.int() }),
    errors: [],
  }),
  create: op({
    method: 'POST',
    path: '/service-offers',
    summary: 'Draft a service offer; publishing costs 5 BUZ',
    level: 2,
    relation: 'self',
    status: 201,
    idempotency: 'required',
    body: z.strictObject({ title, engagement, skills, ...z.strictObject(optional).partial().shape }),
    output: opportunityInFull,
    errors: ['RULE_VIOLATED', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  edit: op({
    method: 'PATCH',
    path: '/service-offers/{opportunityId}',
    summary: 'Change a service offer that has not ended',
    level: 2,
    relation: 'creator',
    ifMatch: true,
    params: z.strictObject({ opportunityId: id }),
    body: z.strictObject(serviceFields).partial(),
    output: opportunityInFull,
    errors: [
      'NOT_FOUND',
      'FORBIDDEN',
      'ILLEGAL_TRANSITION',
      'RULE_VIOLATED',
      'INVALID_INPUT',
      'EDIT_CONFLICT',
      'IF_MATCH_REQUIRED',
    ],
  }),
};
