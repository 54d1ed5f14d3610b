import { z } from 'zod';
import { allocation, money, objectId } from './equity-acts.ts';
import { day, id, instant } from './wire.ts';

/** What is read of a cap table. Numbers of shares are texts; a `part` is a part of one with ten places. */

const shares = z.string();
const part = z.string();

export const holderClass = z.enum(['OWNER', 'HUB', 'CONTRIBUTOR', 'INVESTOR', 'POOL']);
export const equityModel = z.enum(['FIXED', 'DYNAMIC', 'HYBRID']);
export const securityKind = z.enum(['STOCK', 'EQUITY_COMPENSATION', 'WARRANT', 'CONVERTIBLE']);

export const holderLine = z.object({
  kind: securityKind,
  classId: z.nullable(z.string()),
  planId: z.nullable(z.string()),
  shares,
  vested: shares,
});
export const holder = z.object({
  stakeholderId: z.string(),
  name: z.string(),
  userId: z.nullable(id),
  holderClass,
  lines: z.array(holderLine),
  shares,
  vested: shares,
  /** Of everything, the pool included. */
  part,
  /** Of the issued shares. */
  issuedPart: part,
});
export const stockClass = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['COMMON', 'PREFERRED']),
  authorised: z.nullable(shares),
  issued: shares,
  seniority: z.string(),
  votesPerShare: z.string(),
  pricePerShare: z.nullable(money),
  liquidationMultiple: z.nullable(z.string()),
});
export const plan = z.object({ id: z.string(), name: z.string(), reserved: shares, available: shares });
export const terms = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  allocation,
  /** Conditions that an event meets: milestones. */
  milestones: z.array(z.object({ id: z.string(), title: z.string() })),
});

export const capTable = z.object({
  ventureId: id,
  date: day,
  /** The last entry counted; a client that knows it has nothing new to load. */
  seq: z.int(),
  model: equityModel,
  currency: z.string(),
  issued: shares,
  fullyDiluted: shares,
  holders: z.array(holder),
  /** Whether the reader may see what single people hold; without that only the reader's own line is there. */
  holdersShown: z.boolean(),
  /** Stakeholders who hold nothing on the day, such as somebody just added; only where all holders are shown. */
  withoutHoldings: z.array(
    z.object({ stakeholderId: z.string(), name: z.string(), userId: z.nullable(id), holderClass }),
  ),
  byHolderClass: z.array(z.object({ holderClass, shares, part })),
  classes: z.array(stockClass),
  plans: z.array(plan),
  terms: z.array(terms),
  convertibles: z.array(
    z.object({
      securityId: z.string(),
      stakeholderId: z.string(),
      holderName: z.string(),
      kind: z.enum(['SAFE', 'NOTE', 'CONVERTIBLE_SECURITY']),
      investment: money,
      valuationCap: z.nullable(money),
      discount: z.nullable(z.string()),
    }),
  ),
  rounds: z.array(
    z.object({ id: z.string(), name: z.string(), date: day, shares, invested: z.array(money) }),
  ),
  /** What an import set aside, because it rests on something the file did not hold. */
  setAside: z.int(),
});

export const security = z.object({
  id: z.string(),
  customId: z.string(),
  kind: securityKind,
  stakeholderId: z.string(),
  holderName: z.string(),
  classId: z.nullable(z.string()),
  planId: z.nullable(z.string()),
  issued: day,
  ended: z.nullable(day),
  shares,
  vested: shares,
  price: z.nullable(money),
  termsId: z.nullable(z.string()),
  /** The document it rests on; null for what was imported. */
  documentId: z.nullable(id),
  /** When it vests, what has vested included; empty where it vested at once. */
  schedule: z.array(z.object({ date: day, shares, vestedInAll: shares })),
});

export const entry = z.object({
  seq: z.int(),
  id: objectId,
  type: z.string(),
  date: z.nullable(day),
  /** What happened, in a sentence. */
  summary: z.string(),
  recordedAt: instant,
  recordedBy: z.nullable(z.string()),
  documentId: z.nullable(id),
  setAside: z.nullable(z.string()),
});

export const proposalState = z.enum(['WAITING', 'POSTED', 'REFUSED', 'EXPIRED', 'WITHDRAWN', 'FAILED']);
export const proposal = z.object({
  id,
  state: proposalState,
  summary: z.string(),
  act: z.string(),
  documentId: id,
  proposedBy: z.nullable(z.string()),
  createdAt: instant,
  decidedAt: z.nullable(instant),
  /** The day it took effect. */
  effectiveOn: z.nullable(day),
  /** Why it did not. */
  reason: z.nullable(z.string()),
});

/** What an act would change: the table before and after it. */
export const preview = z.object({
  summary: z.string(),
  needsConsentOf: z.array(z.object({ stakeholderId: z.string(), name: z.string() })),
  before: z.array(z.object({ stakeholderId: z.string(), name: z.string(), shares, part })),
  after: z.array(z.object({ stakeholderId: z.string(), name: z.string(), shares, part })),
  byHolderClass: z.array(z.object({ holderClass, before: part, after: part })),
});
export type HolderClass = z.output<typeof holderClass>;
