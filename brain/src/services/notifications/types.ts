import type { notificationsWire } from '@smartstart/contract';

export type NotificationType = (typeof notificationsWire.notificationType)['options'][number];
export type Priority = (typeof notificationsWire.priority)['options'][number];

export interface TypeRule {
  /** What a person reads on the page of preferences. */
  readonly label: string;
  readonly inApp: boolean;
  readonly email: boolean;
  readonly priority: Priority;
  /** Always on, in-app and by e-mail. */
  readonly mandatory: boolean;
}

const inApp = { inApp: true, email: false, mandatory: false };
const both = { inApp: true, email: true, mandatory: false };
const always = { inApp: true, email: true, mandatory: true };

/** Section 12 of the domain rules. Types it does not name take the line of their nearest relative. */
export const types: Record<NotificationType, TypeRule> = {
  welcome: { label: 'Welcome', ...both, priority: 'LOW' },
  'venture.created': { label: 'Venture created', ...both, priority: 'NORMAL' },
  'venture.updated': { label: 'Venture updated', ...inApp, priority: 'NORMAL' },
  'venture.activated': { label: 'Venture activated', ...inApp, priority: 'NORMAL' },
  'member.joined': { label: 'A member joined', ...both, priority: 'NORMAL' },
  'member.joining': { label: 'Somebody is joining', ...both, priority: 'NORMAL' },
  'subscription.started': { label: 'Subscription started', ...both, priority: 'NORMAL' },
  'subscription.cancelled': { label: 'Subscription cancelled', ...both, priority: 'NORMAL' },
  'trial.ends': { label: 'Trial ends', ...always, priority: 'HIGH' },
  'invitation.received': { label: 'Invitation received', ...both, priority: 'HIGH' },
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
  'security.new-device': { label: 'Sign-in on a new device', ...always, priority: 'URGENT' },
  'security.credentials-changed': { label: 'Password or factor changed', ...always, priority: 'URGENT' },
  'security.account-locked': { label: 'Account locked', ...always, priority: 'URGENT' },
  'security.break-glass': { label: 'Break-glass access', ...always, priority: 'URGENT' },
  maintenance: { label: 'Maintenance', ...always, priority: 'URGENT' },
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
  meeting: { label: 'Meeting', ...both, priority: 'HIGH' },
  'risk.critical': { label: 'Critical risk', ...both, priority: 'HIGH' },
  'launch.decision-due': { label: 'Launch decision due', ...both, priority: 'HIGH' },
  'contract.offer': { label: 'Contract offer sent, answered or ended', ...both, priority: 'HIGH' },
  'equity.proposal': { label: 'Change of a cap table proposed or decided', ...inApp, priority: 'NORMAL' },
  'revenue.distribution': { label: 'Revenue recognised, shared or paid', ...both, priority: 'HIGH' },
  'runway.critical': { label: 'Runway critical', ...both, priority: 'HIGH' },
};

export const typeNames = Object.keys(types) as NotificationType[];
