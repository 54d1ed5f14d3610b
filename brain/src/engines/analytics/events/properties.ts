import type { EventType } from './catalogue.ts';

/**
 * What an event says of itself besides who, when and about what: the names a question may split by or ask for. Written where
 * the event is (`mapping.ts`, and the browser's events in the contract); a test holds the two together.
 */
const named: Readonly<Partial<Record<EventType, readonly string[]>>> = {
  'login.failed': ['proof'],
  'session.ended': ['reason'],
  'factor.added': ['kind'],
  'page.viewed': ['route', 'from'],
  'feature.used': ['feature', 'route'],
  'search.run': ['area', 'results'],
  'notification.read': ['kind'],
  'error.shown': ['code', 'route'],
  'gate.blocked': ['gate'],
  'stage.started': ['stage', 'number'],
  'stage.completed': ['stage', 'number', 'state'],
  'quest.completed': ['quest', 'code'],
  'document.viewed': ['code', 'tier', 'state'],
  'document.signed': ['code', 'tier', 'state'],
  'document.expired': ['code'],
  'phase.changed': ['event', 'to'],
  'task.moved': ['event', 'to'],
  'checkin.posted': ['event', 'to'],
  'milestone.done': ['event', 'to'],
  'risk.opened': ['event', 'to'],
  'launch.decided': ['event', 'to'],
  'contribution.approved': ['kind', 'quality', 'pointsTenths'],
  'opportunity.posted': ['kind'],
  'application.sent': ['kind'],
  'application.decided': ['kind', 'decision'],
  'invitation.sent': ['to', 'role'],
  'invitation.accepted': ['to'],
  'offer.decided': ['state'],
  'message.posted': ['kind'],
  'kudos.given': ['category'],
  'xp.earned': ['difference'],
  'badge.earned': ['code', 'rarity'],
  'subscription.changed': ['from', 'state', 'event'],
  'payment.settled': ['periodMonths', 'paidInARow'],
  'revenue.recognised': ['event', 'to'],
};

export const propertiesOf = (type: EventType): readonly string[] => named[type] ?? [];
