import { z } from 'zod';
import { id, instant, slug, text } from './wire.ts';

export const industry = z.enum([
  'Technology',
  'Healthcare',
  'Finance',
  'Education',
  'E-commerce',
  'Manufacturing',
  'Real estate',
  'Entertainment',
  'Food & beverage',
  'Transportation',
  'Energy',
  'Agriculture',
  'Retail',
  'Consulting',
  'Marketing',
  'Social impact',
  'Other',
  'Undecided',
]);
export const ventureStatus = z.enum([
  'DRAFT',
  'PENDING_CONTRACTS',
  'PENDING_APPROVAL',
  'ACTIVE',
  'PAUSED',
  'SUSPENDED',
  'CLOSED',
]);
export const ventureVisibility = z.enum(['INVITE_ONLY', 'PRIVATE', 'PUBLIC']);
export const ventureRole = z.enum([
  'OWNER',
  'CO_OWNER',
  'LEAD',
  'CONTRIBUTOR',
  'ADVISER',
  'INVESTOR',
  'OBSERVER',
]);
export const invitableRole = ventureRole.exclude(['OWNER']);
const wantedSkill = z.strictObject({ name: text(1, 60), level: z.int().min(1).max(5) });
const tier = z.int().min(0).max(3);

export const fields = {
  name: text(2, 80),
  slug,
  purpose: text(0, 500),
  description: text(0, 5000),
  industry,
  tags: z.array(text(1, 30)).max(5),
  teamSizeWanted: z.int().min(1).max(50),
  dataResidency: z.string().regex(/^[A-Z]{2}$/),
  defaultTier: tier,
  tierCeiling: tier,
  personalData: z.boolean(),
  healthData: z.boolean(),
  skillsWanted: z.array(wantedSkill).max(20),
  rewardKind: z.enum(['EQUITY', 'CASH', 'HYBRID', 'UNDECIDED']),
  hubServices: z.boolean(),
  visibility: ventureVisibility,
};
export const ventureCard = z.object({
  id,
  slug,
  name: z.string(),
  purpose: z.string(),
  industry,
  tags: z.array(z.string()),
  status: ventureStatus,
  phase: z.nullable(z.string()),
  visibility: ventureVisibility,
  memberCount: z.int(),
  ownerName: z.string(),
  createdAt: instant,
});
/** The whole record for its members; `rights` lists what the reader may do, so that pages show just that. */
export const venture = ventureCard.extend({
  ...fields,
  ownerId: id,
  version: z.int(),
  myRole: z.nullable(ventureRole),
  myState: z.nullable(z.enum(['JOINING', 'ACTIVE', 'LAPSED'])),
  rights: z.array(z.string()),
  updatedAt: instant,
  submittedAt: z.nullable(instant),
  activatedAt: z.nullable(instant),
  closedAt: z.nullable(instant),
  paperwork: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      documentId: z.nullable(id),
      textHash: z.nullable(z.string()),
      inForce: z.boolean(),
    }),
  ),
  approvalsDue: z.array(z.string()),
});
export const member = z.object({
  userId: id,
  name: z.string(),
  slug: z.string(),
  role: ventureRole,
  state: z.enum(['JOINING', 'ACTIVE', 'LAPSED']),
  joinedAt: instant,
  missingPapers: z.array(z.string()),
  /** Documents that wait for the owner's countersignature; filled for the owner only. */
  awaitingOwner: z.array(id),
});
export const invitation = z.object({
  id,
  ventureId: id,
  ventureName: z.string(),
  email: z.nullable(z.string()),
  role: invitableRole,
  message: z.string(),
  state: z.enum(['PENDING', 'ACCEPTED', 'DECLINED', 'CANCELLED', 'EXPIRED']),
  invitedBy: z.string(),
  createdAt: instant,
  expiresAt: instant,
});
