import { z } from 'zod';
import { currency, month, signedMinor, totalMinor } from './finances-schemas.ts';
import { id, instant } from './wire.ts';

/** The umbrella on the wire. Amounts are whole minor units of the currency beside them; currencies are never summed. */

export const relationshipKind = z.enum(['PRIVATE', 'HUB', 'CORPORATE', 'AFFILIATE']);
export const relationshipState = z.enum([
  'PENDING_AGREEMENT',
  'ACTIVE',
  'SUSPENDED',
  'EXPIRED',
  'TERMINATED',
]);
export const paymentState = z.enum(['PENDING', 'CALCULATED', 'APPROVED', 'PAID', 'FAILED', 'DISPUTED']);
export const invitationState = z.enum(['PENDING', 'ACCEPTED', 'DECLINED', 'CANCELLED', 'EXPIRED']);
/** Percent with one place: 0.5 to 1.5 in steps of 0.1. */
export const ratePercent = z
  .string()
  .regex(/^(0\.[5-9]|1\.[0-5])$/, 'Choose a rate from 0.5 to 1.5 percent.');
/** How the reader stands to a relationship. */
export const side = z.enum(['SPONSOR', 'REFERRED', 'HUB']);

/** The rates of section 6: 0.5 percent below 1,000 of expected monthly revenue, 1.0 up to 10,000, 1.5 above. */
export function suggestedRate(expectedUnits: number): string {
  if (expectedUnits < 1_000) return '0.5';
  return expectedUnits <= 10_000 ? '1.0' : '1.5';
}
export const rateChoices: readonly string[] = Array.from({ length: 11 }, (_, step) =>
  ((5 + step) / 10).toFixed(1),
);

const person = z.object({ id: z.nullable(id), name: z.string() });

/** Where the money of a relationship stands, by currency: earned = carried + held + approved + paid. */
export const totals = z.object({
  currency,
  /** Everything calculated so far, less what corrections took back. */
  earnedMinor: signedMinor,
  /** Not settled yet; below zero when more was paid than is due after a correction. */
  carriedMinor: signedMinor,
  heldMinor: totalMinor,
  approvedMinor: totalMinor,
  paidMinor: totalMinor,
  /** In the hands of the hub, from the member’s payout lines. */
  withheldMinor: totalMinor,
});

export const relationshipStep = z.enum([
  'sign',
  'withdraw',
  'notice',
  'amend',
  'renew',
  'terminate',
  'request-audit',
  'suspend',
  'reinstate',
]);
export const relationship = z.object({
  id,
  kind: relationshipKind,
  state: relationshipState,
  side,
  /** The hub has no id. */
  sponsor: person,
  referred: person,
  ratePercent,
  /** A change that was agreed and counts later. */
  nextRate: z.nullable(z.object({ ratePercent, from: instant })),
  /** The agreement in force, or the first one while it is being signed. */
  documentId: z.nullable(id),
  /** Documents that wait for signatures. */
  waiting: z.array(
    z.object({
      what: z.enum(['AGREEMENT', 'RENEWAL', 'AMENDMENT', 'NOTICE']),
      documentId: id,
      ratePercent: z.nullable(ratePercent),
    }),
  ),
  pendingUntil: z.nullable(instant),
  activatedAt: z.nullable(instant),
  validUntil: z.nullable(instant),
  /** Notice was given, and takes effect then. */
  endsAt: z.nullable(instant),
  suspendedAt: z.nullable(instant),
  endedAt: z.nullable(instant),
  endReason: z.nullable(z.string()),
  totals: z.array(totals),
  /** What the reader can do now. */
  steps: z.array(relationshipStep),
  version: z.int(),
  createdAt: instant,
});

export const historyEntry = z.object({
  event: z.string(),
  paymentId: z.nullable(id),
  from: z.nullable(z.string()),
  to: z.nullable(z.string()),
  actorName: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  at: instant,
});
export const caseView = z.object({
  id,
  kind: z.enum(['DISPUTE', 'AUDIT']),
  relationshipId: id,
  paymentId: z.nullable(id),
  outcome: z.nullable(z.enum(['RECALCULATED', 'UPHELD', 'ANSWERED'])),
  reason: z.string(),
  answer: z.nullable(z.string()),
  openedByName: z.string(),
  openedAt: instant,
  /** Answered by then. */
  dueAt: instant,
  answeredAt: z.nullable(instant),
});
export const relationshipDetail = relationship.extend({
  history: z.array(historyEntry),
  cases: z.array(caseView),
});

/** One step of the calculation. Sponsors see base and amount of a month, the member and the hub see every figure. */
export const line = z.object({
  /** In which the revenue was recognised. */
  month,
  kind: z.enum(['ACCRUAL', 'CORRECTION', 'CAP']),
  ratePercent: z.nullable(ratePercent),
  baseMinor: signedMinor,
  amountMinor: signedMinor,
  /** Several ventures in one line, where they are not shown one by one. */
  ventures: z.int(),
  ventureId: z.nullable(id),
  ventureName: z.nullable(z.string()),
  /** How the base came about, as it stood then; of a correction, the new standing. */
  reports: z.nullable(
    z.array(
      z.object({
        reportId: id,
        month,
        netMinor: signedMinor,
        platformMinor: signedMinor,
        /** The member’s share in units of 10⁻⁶ percent. */
        part: z.int(),
        baseMinor: signedMinor,
      }),
    ),
  ),
  at: instant,
});
export const paymentStep = z.enum(['dispute', 'approve', 'pay', 'retry', 'decide']);
export const payment = z.object({
  id,
  relationshipId: id,
  side,
  sponsorName: z.string(),
  referredName: z.string(),
  currency,
  state: paymentState,
  /** The month that closed it; null while it collects. */
  month: z.nullable(month),
  /** What is settled; while it collects, what is carried forward, below zero after a claw-back. */
  amountMinor: signedMinor,
  /** Of it, in the hands of the hub. */
  withheldMinor: totalMinor,
  /** Payable by then; what is not withheld until then is carried to the next month. */
  dueOn: z.nullable(z.iso.date()),
  late: z.boolean(),
  calculatedAt: z.nullable(instant),
  approvedAt: z.nullable(instant),
  paidAt: z.nullable(instant),
  reference: z.nullable(z.string()),
  failure: z.nullable(z.string()),
  lines: z.array(line),
  dispute: z.nullable(caseView),
  steps: z.array(paymentStep),
  /** Why the hub cannot pay yet, as a sentence. */
  blocked: z.nullable(z.string()),
  version: z.int(),
  createdAt: instant,
});

export const invitation = z.object({
  id,
  kind: relationshipKind,
  /** SENT by the reader, or RECEIVED by them. */
  direction: z.enum(['SENT', 'RECEIVED']),
  state: invitationState,
  sponsorName: z.string(),
  /** Null: a link for whoever opens it first. Shown to the one who sent it. */
  email: z.nullable(z.string()),
  ratePercent,
  message: z.string(),
  relationshipId: z.nullable(id),
  expiresAt: instant,
  createdAt: instant,
});

export const monthPoint = z.object({
  month,
  baseMinor: signedMinor,
  amountMinor: signedMinor,
  paidMinor: totalMinor,
});
/** In whole units of whatever currency is settled. */
export const settings = z.object({ minimumUnits: z.int(), capUnits: z.int() });

export const analytics = z.object({
  /** As sponsor. */
  currencies: z.array(
    totals.extend({
      /** Held, approved and carried: what is still to come. */
      pendingMinor: signedMinor,
      /** The last twelve months, the earliest first. */
      trend: z.array(monthPoint),
    }),
  ),
  activeRelationships: z.int(),
  /** One level up, one level down. */
  network: z.object({
    sponsor: z.nullable(
      z.object({ relationshipId: id, name: z.string(), state: relationshipState, ratePercent }),
    ),
    referred: z.array(
      z.object({ relationshipId: id, name: z.string(), state: relationshipState, ratePercent }),
    ),
    /** More than are listed. */
    more: z.int(),
  }),
  /** Asked for before anything is paid to the reader. */
  identityVerified: z.boolean(),
  settings,
});

export const yearStatement = z.object({
  year: z.int(),
  side: z.enum(['SPONSOR', 'REFERRED']),
  name: z.string(),
  madeAt: instant,
  currencies: z.array(
    z.object({
      currency,
      earnedMinor: signedMinor,
      /** To the sponsor; of a member, what was withheld. */
      paidMinor: totalMinor,
      /** Above the figure from which it is reported. */
      reportable: z.boolean(),
      thresholdMinor: z.nullable(totalMinor),
      lines: z.array(
        z.object({
          relationshipId: id,
          otherName: z.string(),
          month,
          baseMinor: signedMinor,
          amountMinor: signedMinor,
          paidMinor: totalMinor,
        }),
      ),
    }),
  ),
});
