/** The events of section 15 of the domain rules: group, what they need, and what they say about a day. */

export type EventGroup = 'ACCESS' | 'USE' | 'JOURNEY' | 'VENTURE' | 'COLLABORATION' | 'COMMUNITY' | 'VALUE';

/** `SERVICE`: needed to run the service, always kept. `BEHAVIOUR`: kept only with the person's consent. */
export type EventConsent = 'SERVICE' | 'BEHAVIOUR';

export interface EventKind {
  readonly group: EventGroup;
  readonly consent: EventConsent;
  /**
   * Whether the person did it. What is done to somebody (a badge, an expiry, the decision of others) or by a clock does
   * not make a day an active day.
   */
  readonly caused: boolean;
  /** Something written or made for others to read (“content item” of the engagement score). */
  readonly content: boolean;
}

const kind = (
  group: EventGroup,
  how: { behaviour?: true; passive?: true; content?: true } = {},
): EventKind => ({
  group,
  consent: how.behaviour ? 'BEHAVIOUR' : 'SERVICE',
  caused: !how.passive,
  content: how.content ?? false,
});

export const catalogue = {
  'account.created': kind('ACCESS'),
  'email.verified': kind('ACCESS'),
  'login.succeeded': kind('ACCESS'),
  'login.failed': kind('ACCESS', { passive: true }),
  logout: kind('ACCESS'),
  'factor.added': kind('ACCESS'),
  'session.started': kind('ACCESS'),
  'session.ended': kind('ACCESS', { passive: true }),

  'page.viewed': kind('USE', { behaviour: true }),
  'feature.used': kind('USE', { behaviour: true }),
  'search.run': kind('USE', { behaviour: true }),
  'notification.read': kind('USE', { behaviour: true }),
  'error.shown': kind('USE', { behaviour: true }),

  'stage.started': kind('JOURNEY', { passive: true }),
  'stage.completed': kind('JOURNEY', { passive: true }),
  'gate.blocked': kind('JOURNEY', { behaviour: true }),
  'quest.completed': kind('JOURNEY', { passive: true }),
  'document.viewed': kind('JOURNEY'),
  'document.signed': kind('JOURNEY'),
  'document.expired': kind('JOURNEY', { passive: true }),

  'venture.created': kind('VENTURE', { content: true }),
  'venture.viewed': kind('VENTURE', { behaviour: true }),
  'phase.changed': kind('VENTURE'),
  'member.joined': kind('VENTURE'),
  'member.left': kind('VENTURE'),
  'task.moved': kind('VENTURE'),
  'checkin.posted': kind('VENTURE', { content: true }),
  'milestone.done': kind('VENTURE'),
  'risk.opened': kind('VENTURE', { content: true }),
  'launch.decided': kind('VENTURE'),
  'contribution.approved': kind('VENTURE', { passive: true }),

  'opportunity.posted': kind('COLLABORATION', { content: true }),
  'opportunity.viewed': kind('COLLABORATION', { behaviour: true }),
  'application.sent': kind('COLLABORATION', { content: true }),
  'application.decided': kind('COLLABORATION'),
  'match.shown': kind('COLLABORATION', { behaviour: true, passive: true }),
  'match.ignored': kind('COLLABORATION', { behaviour: true }),
  'invitation.sent': kind('COLLABORATION'),
  'invitation.accepted': kind('COLLABORATION'),
  'offer.decided': kind('COLLABORATION'),

  'message.posted': kind('COMMUNITY', { content: true }),
  'idea.posted': kind('COMMUNITY', { content: true }),
  'poll.voted': kind('COMMUNITY'),
  'kudos.given': kind('COMMUNITY', { content: true }),
  'endorsement.given': kind('COMMUNITY', { content: true }),
  'connection.accepted': kind('COMMUNITY'),

  'xp.earned': kind('VALUE', { passive: true }),
  'badge.earned': kind('VALUE', { passive: true }),
  'buz.moved': kind('VALUE', { passive: true }),
  'stake.opened': kind('VALUE'),
  'stake.closed': kind('VALUE'),
  'vote.cast': kind('VALUE'),
  'subscription.changed': kind('VALUE'),
  'payment.settled': kind('VALUE', { passive: true }),
  'revenue.recognised': kind('VALUE', { passive: true }),
  'umbrella.paid': kind('VALUE', { passive: true }),
} as const satisfies Record<string, EventKind>;

export type EventType = keyof typeof catalogue;

export const eventTypes = Object.keys(catalogue) as EventType[];

/** Acts that make something for others to read. */
export const contentTypes = eventTypes.filter((type) => catalogue[type].content);

export function isEventType(text: string): text is EventType {
  return Object.hasOwn(catalogue, text);
}
