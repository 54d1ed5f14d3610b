import { z } from 'zod';
import { holderClass } from './equity-schemas.ts';
import { reportState } from './finances-schemas.ts';
import { op } from './op.ts';
import { ventureCard, ventureStatus } from './venture-schemas.ts';
import { day, id, instant, page, pageOf } from './wire.ts';

/** What the hub sees of ventures: card, reported revenue, equity by holder class. Never tasks, check-ins, risks, files. */

const office = { level: [9, 10, 11, 12], relation: 'administrator' } as const;
const hubCard = ventureCard.extend({ approvalsDue: z.array(z.string()) });

export const ventureOversight = {
  list: op({
    method: 'GET',
    path: '/admin/ventures',
    summary: 'Ventures that were submitted, newest first',
    ...office,
    query: z.strictObject({
      ...page,
      q: z.string().trim().max(100).optional(),
      status: ventureStatus.exclude(['DRAFT']).optional(),
    }),
    output: pageOf(hubCard),
    errors: [],
  }),
  read: op({
    method: 'GET',
    path: '/admin/ventures/{ventureId}',
    summary: 'One venture as the hub sees it, its equity on a day',
    ...office,
    params: z.strictObject({ ventureId: id }),
    query: z.strictObject({ date: day.optional() }),
    output: z.object({
      card: hubCard,
      /** Null while no framework is agreed, or none was on that day. */
      equity: z.nullable(
        z.object({
          date: day,
          model: z.string(),
          fullyDiluted: z.string(),
          byHolderClass: z.array(z.object({ holderClass, shares: z.string(), part: z.string() })),
          /** The hub's own, and those of people who let the hub see exact figures. */
          holders: z.array(z.object({ name: z.string(), holderClass, shares: z.string(), part: z.string() })),
          /** Holders whose exact figures are not shown. */
          withheld: z.int(),
        }),
      ),
      /** The newest reports of revenue. */
      revenue: z.array(
        z.object({
          id,
          month: z.string(),
          state: reportState,
          currency: z.string(),
          grossMinor: z.string(),
          netMinor: z.string(),
          corrected: z.boolean(),
          reportedAt: instant,
        }),
      ),
    }),
    errors: ['NOT_FOUND', 'RULE_VIOLATED'],
  }),
};
