import type { Person } from './deps.ts';
import type { Membership, MemberState, Right, Role, Status } from './policy.ts';
import type { InvitationRow, MemberRow, VentureRow } from './store.ts';

/** Row → wire view, field by field. */

type Visibility = 'INVITE_ONLY' | 'PRIVATE' | 'PUBLIC';

export function cardView(row: VentureRow, ownerName: string, memberCount: number) {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    purpose: row.purpose,
    industry: row.industry as 'Other',
    tags: row.tags,
    status: row.status as Status,
    phase: row.phase,
    visibility: row.visibility as Visibility,
    memberCount,
    ownerName,
    createdAt: row.created_at.toISOString(),
  };
}

export function wantedSkills(row: VentureRow): { name: string; level: number }[] {
  return row.skills_wanted as { name: string; level: number }[];
}

export interface VentureContext {
  readonly membership: Membership | null;
  readonly rights: readonly Right[];
  readonly ownerName: string;
  readonly memberCount: number;
  readonly paperwork: {
    code: string;
    name: string;
    documentId: string | null;
    textHash: string | null;
    inForce: boolean;
  }[];
}

export function ventureView(row: VentureRow, context: VentureContext) {
  return {
    ...cardView(row, context.ownerName, context.memberCount),
    description: row.description,
    teamSizeWanted: row.team_size_wanted,
    dataResidency: row.data_residency,
    defaultTier: row.default_tier,
    tierCeiling: row.tier_ceiling,
    personalData: row.personal_data,
    healthData: row.health_data,
    skillsWanted: wantedSkills(row),
    rewardKind: row.reward_kind as 'EQUITY' | 'CASH' | 'HYBRID' | 'UNDECIDED',
    hubServices: row.hub_services,
    ownerId: row.owner_id,
    version: row.version,
    myRole: context.membership?.role ?? null,
    myState: context.membership?.state ?? null,
    rights: [...context.rights],
    updatedAt: row.updated_at.toISOString(),
    submittedAt: row.submitted_at?.toISOString() ?? null,
    activatedAt: row.activated_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
    paperwork: context.paperwork,
    approvalsDue: context.membership ? row.approvals_due : [],
  };
}

export function memberView(
  row: MemberRow,
  person: Person | undefined,
  extra: { missingPapers: string[]; awaitingOwner: string[] },
) {
  return {
    userId: row.user_id,
    name: person?.name ?? '',
    slug: person?.slug ?? '',
    role: row.role as Role,
    state: row.state as MemberState,
    joinedAt: row.joined_at.toISOString(),
    missingPapers: extra.missingPapers,
    awaitingOwner: extra.awaitingOwner,
  };
}

export function invitationView(row: InvitationRow, state: string, ventureName: string, invitedBy: string) {
  return {
    id: row.id,
    ventureId: row.venture_id,
    ventureName,
    email: row.email,
    role: row.role as Exclude<Role, 'OWNER'>,
    message: row.message,
    state: state as 'PENDING' | 'ACCEPTED' | 'DECLINED' | 'CANCELLED' | 'EXPIRED',
    invitedBy,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  };
}
