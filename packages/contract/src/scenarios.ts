import { z } from 'zod';
import { amount, fraction, objectId } from './equity-acts.ts';
import { op } from './op.ts';
import { day, id, text } from './wire.ts';

/** What would happen before people decide: nothing here is written. Amounts are in the currency of the table. */

const byId = z.strictObject({ ventureId: id });
const shares = z.string();
/** A part of one with ten places: 0.2 is 20 %. */
const part = z.string();

const investor = z.strictObject({
  /** A holder of the table, or somebody new by name. */
  stakeholderId: objectId.optional(),
  name: text(1, 160).optional(),
  amount,
});
const round = {
  name: text(1, 80),
  preMoney: amount.optional(),
  /** Instead of a valuation. */
  pricePerShare: amount.optional(),
  closingOn: day.optional(),
  investors: z.array(investor).max(50),
  pool: z
    .strictObject({
      planId: objectId.optional(),
      /** What of the company after the round nobody has been granted. */
      target: fraction,
      countedIn: z.enum(['PRE_MONEY', 'POST_MONEY']).default('PRE_MONEY'),
    })
    .optional(),
  /** How conversions of SAFEs and notes meet the valuation. */
  method: z.enum(['PERCENT_OWNERSHIP', 'PRE_MONEY', 'DOLLARS_INVESTED']).default('PERCENT_OWNERSHIP'),
  liquidationMultiple: amount.default('1'),
  participation: z.enum(['NONE', 'FULL', 'CAPPED']).default('NONE'),
  participationCapMultiple: amount.optional(),
};
const roundInput = z
  .strictObject(round)
  .refine(({ preMoney, pricePerShare }) => (preMoney === undefined) !== (pricePerShare === undefined), {
    error: 'Give the valuation before the money, or the price of a share.',
    path: ['preMoney'],
  });

const owned = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['STAKEHOLDER', 'POOL']),
  shares,
  part,
});
const conversion = z.object({
  securityId: z.string(),
  stakeholderId: z.string(),
  name: z.string(),
  amount: z.string(),
  interest: z.string(),
  shares,
  price: z.string(),
  /** What gave the price. */
  basis: z.enum(['ROUND_PRICE', 'CAP', 'DISCOUNT']),
});
const roundOutput = z.object({
  name: z.string(),
  price: z.string(),
  preMoney: z.string(),
  postMoney: z.string(),
  newShares: z.array(z.object({ name: z.string(), amount: z.string(), shares, paid: z.string() })),
  conversions: z.array(conversion),
  poolIncrease: shares,
  after: z.array(owned),
  changes: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.enum(['STAKEHOLDER', 'POOL']),
      sharesBefore: shares,
      sharesAfter: shares,
      partBefore: part,
      partAfter: part,
      /** Part of the former stake that is gone; null for who held nothing. */
      dilution: z.nullable(part),
    }),
  ),
});

const errors = ['NOT_FOUND', 'FORBIDDEN', 'RULE_VIOLATED'] as const;
const base = { level: 1, relation: 'venture role', params: byId, errors } as const;

export const scenarios = {
  rounds: op({
    ...base,
    method: 'POST',
    path: '/ventures/{ventureId}/scenarios/rounds',
    summary:
      'One or more priced rounds on top of the table of a day: price, conversions, pool, dilution of everybody',
    body: z.strictObject({ date: day.optional(), rounds: z.array(roundInput).min(1).max(6) }),
    output: z.object({ currency: z.string(), before: z.array(owned), rounds: z.array(roundOutput) }),
  }),
  conversions: op({
    ...base,
    method: 'POST',
    path: '/ventures/{ventureId}/scenarios/conversions',
    summary: 'What each SAFE and note would become at several valuations',
    body: z.strictObject({
      date: day.optional(),
      newMoney: amount,
      preMoneys: z.array(amount).min(1).max(60),
    }),
    output: z.object({
      currency: z.string(),
      points: z.array(
        z.object({
          preMoney: z.string(),
          price: z.string(),
          conversions: z.array(conversion.extend({ part, value: z.string() })),
        }),
      ),
    }),
  }),
  exit: op({
    ...base,
    method: 'POST',
    path: '/ventures/{ventureId}/scenarios/exit',
    summary:
      'Who gets what when the company is sold: preferences, participation, options, SAFEs, to the cent',
    body: z.strictObject({
      date: day.optional(),
      exitValue: amount,
      costs: amount.optional(),
      debts: z
        .array(z.strictObject({ name: text(1, 80), amount, seniority: z.int().min(0).max(100).default(0) }))
        .max(20)
        .default([]),
      /** Whether what has not vested vests with the exit. */
      accelerated: z.boolean().default(false),
      /** Exit values for the chart. */
      chart: z.array(amount).max(120).default([]),
    }),
    output: z.object({
      currency: z.string(),
      exitValue: z.string(),
      perCommonShare: z.string(),
      lines: z.array(
        z.object({
          kind: z.enum(['COSTS', 'DEBT', 'SHARES', 'OPTIONS', 'WARRANTS', 'CONVERTIBLE']),
          what: z.string(),
          name: z.nullable(z.string()),
          shares,
          choice: z.string(),
          proceeds: z.string(),
        }),
      ),
      holders: z.array(z.object({ stakeholderId: z.string(), name: z.string(), proceeds: z.string() })),
      chart: z.array(
        z.object({
          exitValue: z.string(),
          classes: z.array(z.object({ kind: z.string(), what: z.string(), proceeds: z.string() })),
        }),
      ),
      /** Exit values at which somebody does something else. */
      breakpoints: z.array(z.object({ exitValue: z.string(), what: z.array(z.string()) })),
    }),
  }),
};

export type RoundInput = z.output<typeof roundInput>;
