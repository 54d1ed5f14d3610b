import type { notificationsWire } from '@smartstart/contract';

export type NotificationType = (typeof notificationsWire.notificationType)['options'][number];
export type Priority = (typeof notificationsWire.priority)['options'][number];
export type TypeGroup = (typeof notificationsWire.typeGroup)['options'][number];

export interface TypeRule {
  /** What a person reads on the page of preferences. */
  readonly label: string;
  readonly inApp: boolean;
  readonly email: boolean;
  readonly push: boolean;
  readonly priority: Priority;
  /** Always on, in-app and by e-mail. */
  readonly mandatory: boolean;
}

const inApp = { inApp: true, email: false, push: false, mandatory: false };
const both = { ...inApp, email: true };
/** In-app, by e-mail and as a push message to one's devices. */
const all = { ...both, push: true };
/** What one must be told: in-app and by e-mail whatever was chosen; push can be switched off. */
const always = { ...both, mandatory: true };
const alarm = { ...always, push: true };

/** Section 12 of the domain rules. Types it does not name take the line of their nearest relative. */
export const types: Record<NotificationType, TypeRule> = {
  welcome: { label: 'Welcome', ...both, priority: 'LOW' },
  'journey.reminder': { label: 'Next step of your journey', ...both, priority: 'LOW' },
  'journey.finished': { label: 'Journey finished, or a quest done', ...inApp, priority: 'NORMAL' },
  'venture.created': { label: 'Venture created', ...both, priority: 'NORMAL' },
  'venture.updated': { label: 'Venture updated', ...inApp, priority: 'NORMAL' },
  'venture.activated': { label: 'Venture activated', ...inApp, priority: 'NORMAL' },
  'member.joined': { label: 'A member joined', ...both, priority: 'NORMAL' },
  'member.joining': { label: 'Somebody is joining', ...both, priority: 'NORMAL' },
  'subscription.started': { label: 'Subscription started', ...both, priority: 'NORMAL' },
  'subscription.cancelled': { label: 'Subscription cancelled', ...both, priority: 'NORMAL' },
  'subscription.changed': { label: 'Seat suspended, moved or at a new price', ...both, priority: 'HIGH' },
  'subscription.grace': { label: 'Grace period of the seat', ...always, priority: 'HIGH' },
  'trial.ends': { label: 'Trial ends', ...always, priority: 'HIGH' },
  'payment.succeeded': { label: 'Payment succeeded', ...both, priority: 'HIGH' },
  'payment.failed': { label: 'Payment failed, or needs you', ...always, priority: 'HIGH' },
  'invoice.changed': { label: 'Invoice overdue, refunded or disputed', ...both, priority: 'HIGH' },
  'invitation.received': { label: 'Invitation received', ...all, priority: 'HIGH' },
  'invitation.answered': { label: 'Invitation answered', ...both, priority: 'HIGH' },
  'document.to-sign': { label: 'Document to sign', ...both, priority: 'HIGH' },
  'document.signed': { label: 'Document signed by everybody', ...both, priority: 'HIGH' },
  'document.stopped': { label: 'Document declined, ended or passed on', ...both, priority: 'HIGH' },
  'document.shared': { label: 'Document shared, or a remark on one', ...inApp, priority: 'NORMAL' },
  'document.review': { label: 'Legal review asked for or decided', ...both, priority: 'HIGH' },
  'document.breach': { label: 'Breach of a document reported or decided', ...both, priority: 'HIGH' },
  'bulk.finished': { label: 'Documents for many are sent', ...inApp, priority: 'NORMAL' },
  'paper.expiring': { label: 'Paper expires soon', ...always, priority: 'HIGH' },
  'paper.expired': { label: 'Paper expired', ...always, priority: 'HIGH' },
  'paper.version': { label: 'New material version of a paper', ...always, priority: 'HIGH' },
  'paper.wording': { label: 'New wording of a paper or template', ...inApp, priority: 'NORMAL' },
  'compliance.changed': { label: 'Compliance case', ...always, priority: 'HIGH' },
  'legal.hold': { label: 'Legal hold placed or released', ...inApp, priority: 'NORMAL' },
  'access.changed': { label: 'Identity flag, clearance or appointment changed', ...always, priority: 'HIGH' },
  'security.new-device': { label: 'Sign-in on a new device', ...alarm, priority: 'URGENT' },
  'security.credentials-changed': { label: 'Password or factor changed', ...alarm, priority: 'URGENT' },
  'security.account-locked': { label: 'Account locked', ...alarm, priority: 'URGENT' },
  'security.break-glass': { label: 'Break-glass access', ...alarm, priority: 'URGENT' },
  maintenance: { label: 'Maintenance', ...alarm, priority: 'URGENT' },
  'export.ready': { label: 'Data export ready', ...both, priority: 'NORMAL' },
  'buz.moved': { label: 'Large BUZ movement', ...inApp, priority: 'NORMAL' },
  'buz.reward': { label: 'BUZ reward', ...inApp, priority: 'NORMAL' },
  'buz.hold': { label: 'BUZ reserved for you, or released', ...inApp, priority: 'NORMAL' },
  'transfer.held': { label: 'Transfer held for review', ...always, priority: 'HIGH' },
  'transfer.released': { label: 'Held transfer decided', ...always, priority: 'HIGH' },
  'stake.ended': { label: 'Stake ended', ...inApp, priority: 'NORMAL' },
  'governance.opened': { label: 'Vote opened', ...inApp, priority: 'NORMAL' },
  'governance.closed': { label: 'Vote closed', ...inApp, priority: 'NORMAL' },
  'checkin.reminder': { label: 'Check-in reminder', ...inApp, priority: 'NORMAL' },
  'sprint.changed': { label: 'Sprint started or finished', ...inApp, priority: 'NORMAL' },
  'milestone.changed': { label: 'Milestone reached or blocked', ...inApp, priority: 'NORMAL' },
  'task.changed': { label: 'Task assigned or changed', ...inApp, priority: 'NORMAL' },
  'contribution.changed': { label: 'Contribution filed or reviewed', ...inApp, priority: 'NORMAL' },
  meeting: { label: 'Meeting', ...all, priority: 'HIGH' },
  'risk.critical': { label: 'Critical risk', ...both, priority: 'HIGH' },
  'launch.decision-due': { label: 'Launch decision due', ...both, priority: 'HIGH' },
  'contract.offer': { label: 'Contract offer sent, answered or ended', ...all, priority: 'HIGH' },
  'application.received': { label: 'Application received or withdrawn', ...both, priority: 'NORMAL' },
  'application.opened': { label: 'Your application is being read', ...inApp, priority: 'NORMAL' },
  'application.answered': { label: 'Application answered', ...all, priority: 'HIGH' },
  'opportunity.invitation': { label: 'Invitation to apply', ...all, priority: 'HIGH' },
  'opportunity.matches': {
    label: 'New opportunities for you, and in saved searches',
    ...both,
    priority: 'NORMAL',
  },
  'opportunity.ended': { label: 'Opportunity filled, ended or paused', ...inApp, priority: 'NORMAL' },
  'xp.milestone': { label: 'XP milestone', ...inApp, priority: 'NORMAL' },
  'level.reached': { label: 'Level reached', ...inApp, priority: 'NORMAL' },
  'badge.earned': { label: 'Badge earned', ...inApp, priority: 'NORMAL' },
  'goal.changed': { label: 'Goal reached', ...inApp, priority: 'NORMAL' },
  'challenge.finished': { label: 'Daily challenge finished', ...inApp, priority: 'NORMAL' },
  'equity.proposal': { label: 'Change of a cap table proposed or decided', ...inApp, priority: 'NORMAL' },
  'revenue.distribution': { label: 'Revenue recognised, shared or paid', ...both, priority: 'HIGH' },
  'runway.critical': { label: 'Runway critical', ...both, priority: 'HIGH' },
  'umbrella.changed': { label: 'Umbrella begun, suspended or ended', ...both, priority: 'HIGH' },
  'umbrella.payment': { label: 'Umbrella amount approved, paid or disputed', ...both, priority: 'HIGH' },
  'message.direct': { label: 'Direct message', ...inApp, priority: 'NORMAL' },
  'message.mention': { label: 'Somebody mentioned you', ...inApp, priority: 'NORMAL' },
  'message.posted': { label: 'Announcement, or an answer to you', ...inApp, priority: 'NORMAL' },
  'kudos.received': { label: 'Kudos', ...inApp, priority: 'NORMAL' },
  'endorsement.received': { label: 'Skill endorsed', ...inApp, priority: 'NORMAL' },
  'idea.changed': { label: 'Idea posted or decided', ...inApp, priority: 'NORMAL' },
  'poll.opened': { label: 'Poll opened', ...inApp, priority: 'NORMAL' },
  'connection.changed': { label: 'Request to connect, or its answer', ...inApp, priority: 'NORMAL' },
  'support.answered': { label: 'Support request answered', ...both, priority: 'NORMAL' },
  'support.waiting': { label: 'Support request or report waiting (hub)', ...both, priority: 'NORMAL' },
  'moderation.decided': { label: 'Decision of the moderators', ...always, priority: 'HIGH' },
  'team.changed': { label: 'Your team or company: roles and state', ...inApp, priority: 'NORMAL' },
  'team.review': { label: 'Performance review of your team suggested', ...both, priority: 'HIGH' },
  'approval.asked': { label: 'Somebody asks for your approval', ...both, priority: 'HIGH' },
  'approval.answered': { label: 'Your request approved or rejected', ...both, priority: 'NORMAL' },
  // Sent to nobody who has not consented to marketing.
  marketing: { label: 'News and offers of the hub', ...both, priority: 'LOW' },
  'webhook.disabled': { label: 'Webhook switched off', ...both, priority: 'HIGH' },
  'report.ready': { label: 'A report you receive', ...both, priority: 'NORMAL' },
  'anomaly.found': { label: 'Something unusual in figures that concern you', ...both, priority: 'HIGH' },
  // A break of the audit chain or the ledger is reported at once to those who answer for it (section 16.8).
  'operation.alert': { label: 'Something broken in the installation (hub)', ...alarm, priority: 'URGENT' },
};

export const typeNames = Object.keys(types) as NotificationType[];

/** Where a type stands on the page of preferences, by the first word of its name. */
const groups: Readonly<Record<TypeGroup, readonly string[]>> = {
  ACCOUNT: ['welcome', 'journey', 'access', 'security', 'export', 'report', 'anomaly'],
  PAPERS: ['document', 'paper', 'bulk', 'compliance', 'legal'],
  VENTURES:
    'venture member invitation team approval checkin sprint milestone task contribution meeting risk launch contract equity'.split(
      ' ',
    ),
  MONEY: 'subscription trial payment invoice revenue runway buz transfer stake umbrella'.split(' '),
  COMMUNITY: [],
  HUB: ['maintenance', 'marketing', 'webhook', 'support', 'moderation', 'operation'],
};

export function groupOf(type: NotificationType): TypeGroup {
  const [word = ''] = type.split('.');
  const group = (Object.keys(groups) as TypeGroup[]).find((name) => groups[name].includes(word));
  return group ?? 'COMMUNITY';
}
