import { z } from 'zod';
import { op } from './op.ts';
import { instant, pageOf } from './wire.ts';

/** What a browser tells of its use, with the person's consent (domain rules, section 15). */

/** A page by its pattern: words and named places, never an id, a name or a query. */
export const routePattern = z
  .string()
  .max(120)
  .regex(
    /^\/$|^(\/([a-z][a-z-]{0,39}|\[[a-zA-Z]{1,30}\])){1,10}$/,
    'Name the pattern of the page, as /ventures/[id]/board.',
  );
const slug = z
  .string()
  .regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+){0,3}$/)
  .max(60);
const code = z.string().regex(/^[A-Z][A-Z0-9_]{1,59}$/);
const base = {
  /** Made by the browser; the same id again is the same event. */
  id: z.uuid(),
  at: instant,
};
const viewed = z.strictObject({ entityId: z.uuid() });

export const browserEvent = z.discriminatedUnion('type', [
  z.strictObject({
    ...base,
    type: z.literal('page.viewed'),
    properties: z.strictObject({ route: routePattern, from: routePattern.optional() }),
  }),
  z.strictObject({
    ...base,
    type: z.literal('feature.used'),
    properties: z.strictObject({ feature: slug, route: routePattern.optional() }),
  }),
  z.strictObject({
    ...base,
    type: z.literal('search.run'),
    /** Where, and how much was found; never what was looked for. */
    properties: z.strictObject({ area: slug, results: z.int().min(0).max(100_000).optional() }),
  }),
  z.strictObject({
    ...base,
    type: z.literal('notification.read'),
    properties: z.strictObject({ kind: slug.optional() }),
  }),
  z.strictObject({
    ...base,
    type: z.literal('error.shown'),
    properties: z.strictObject({ code, route: routePattern.optional() }),
  }),
  z.strictObject({
    ...base,
    type: z.literal('gate.blocked'),
    properties: z.strictObject({ gate: code }),
  }),
  z.strictObject({ ...base, type: z.literal('venture.viewed'), properties: viewed }),
  z.strictObject({ ...base, type: z.literal('opportunity.viewed'), properties: viewed }),
  z.strictObject({ ...base, type: z.literal('match.shown'), properties: viewed }),
  z.strictObject({ ...base, type: z.literal('match.ignored'), properties: viewed }),
]);

export const ownEvent = z.object({
  at: instant,
  type: z.string(),
  /** What the catalogue calls its group. */
  group: z.string(),
  /** Kept with consent only. */
  behaviour: z.boolean(),
  properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

export const behaviorEvents = {
  record: op({
    method: 'POST',
    path: '/me/events',
    summary: 'Tell what was used, in a batch of at most 50; kept only with consent to behaviour analytics',
    level: 0,
    relation: 'self',
    status: 202,
    body: z.strictObject({
      /** One visit of one browser. */
      visit: z.uuid(),
      /** The clock of the browser as it sends; what it is wrong by is taken off the events. */
      sentAt: instant,
      events: z.array(browserEvent).min(1).max(50),
    }),
    output: z.object({
      /** False: nothing was kept, and nothing more should be sent. */
      consented: z.boolean(),
      accepted: z.int(),
      /** Known already. */
      duplicate: z.int(),
      /** Older than a late event may be. */
      tooOld: z.int(),
    }),
    errors: [],
  }),
  list: op({
    method: 'GET',
    path: '/me/events',
    summary: 'What is kept of oneself, newest first',
    level: 0,
    relation: 'self',
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(100).default(50),
      cursor: z.string().max(400).optional(),
    }),
    output: pageOf(ownEvent),
    errors: [],
  }),
};
