import type { EventType } from './catalogue.ts';
import type { EventProperties } from './event.ts';

/** A line of the platform's event log. */
export interface LoggedEvent {
  readonly seq: number;
  readonly id: string;
  readonly at: Date;
  readonly type: string;
  readonly actorId: string | null;
  readonly topics: readonly string[];
  readonly data: Readonly<Record<string, unknown>>;
}

/** What it means in the catalogue, and for whom. */
export interface Meaning {
  readonly type: EventType;
  readonly userId: string;
  readonly caused?: boolean;
  readonly entity?: readonly [kind: string, id: string];
  readonly properties?: EventProperties;
}

type Reading = (event: LoggedEvent) => readonly (Meaning | null)[];

/**
 * The platform's own events in the words of the catalogue. What has no word there (a file that is ready, a topic that changed)
 * is not recorded. Names, titles and texts stay behind: only ids, states and counts go on.
 */
const readings: Readonly<Record<string, Reading>> = {
  'account.created': (event) => [ofSubject(event, 'account.created')],
  'account.verified': (event) => [ofSubject(event, 'email.verified')],
  'session.started': (event) => [ofActor(event, 'login.succeeded'), ofActor(event, 'session.started')],
  'login.failed': (event) => [ofSubject(event, 'login.failed', { properties: pick(event, ['proof']) })],
  'session.ended': (event) => [
    ...topicPeople(event).map((userId) => ({
      type: 'session.ended' as const,
      userId,
      properties: pick(event, ['reason']),
    })),
    event.data['reason'] === 'LOGOUT' ? ofActor(event, 'logout') : null,
  ],
  'security.credentials-changed': (event) =>
    event.data['what'] === 'factor-added'
      ? [ofActor(event, 'factor.added', { properties: pick(event, ['kind']) })]
      : [],

  'journey.stage-changed': (event) =>
    event.data['state'] === 'IN_PROGRESS'
      ? [ofSubject(event, 'stage.started', { properties: pick(event, ['stage', 'number']) })]
      : [],
  'journey.stage-done': (event) => [
    ofSubject(event, 'stage.completed', { properties: pick(event, ['stage', 'number', 'state']) }),
  ],
  'quest.done': (event) => [
    ofSubject(event, 'quest.completed', { properties: pick(event, ['quest', 'code']) }),
  ],
  'document.opened': (event) => [paper(event, 'document.viewed')],
  'document.signed': (event) => [paper(event, 'document.signed')],
  'paper.expired': (event) => [
    ofSubject(event, 'document.expired', {
      ...about(event, 'document', 'documentId'),
      properties: pick(event, ['code']),
    }),
  ],

  'venture.created': (event) => [ofActor(event, 'venture.created', about(event, 'venture', 'ventureId'))],
  'work.phase': (event) => [journal(event, 'phase.changed')],
  'member.joined': (event) => [ofSubject(event, 'member.joined', about(event, 'venture', 'ventureId'))],
  'member.left': (event) => [ofSubject(event, 'member.left', about(event, 'venture', 'ventureId'))],
  'work.task': (event) => [typeof event.data['to'] === 'string' ? journal(event, 'task.moved') : null],
  'work.check-in': (event) => [event.data['event'] === 'check-in' ? journal(event, 'checkin.posted') : null],
  'work.milestone': (event) => [event.data['to'] === 'COMPLETED' ? journal(event, 'milestone.done') : null],
  'work.risk': (event) => [event.data['event'] === 'create' ? journal(event, 'risk.opened') : null],
  'work.plan': (event) => [
    String(event.data['event']).startsWith('decide-') ? journal(event, 'launch.decided') : null,
  ],
  'contribution.approved': (event) => [
    ofSubject(event, 'contribution.approved', {
      ...about(event, 'venture', 'ventureId'),
      properties: pick(event, ['kind', 'quality', 'pointsTenths']),
    }),
  ],

  'opportunity.published': (event) => [posting(event, 'opportunity.posted')],
  'application.received': (event) => [posting(event, 'application.sent')],
  'application.accepted': (event) => [posting(event, 'application.decided', { decision: 'ACCEPTED' })],
  'application.rejected': (event) => [posting(event, 'application.decided', { decision: 'REJECTED' })],
  'invitation.created': (event) => [
    ofActor(event, 'invitation.sent', {
      ...about(event, 'venture', 'ventureId'),
      properties: { to: 'venture', ...pick(event, ['role']) },
    }),
  ],
  'invitation.answered': (event) => [
    event.data['state'] === 'ACCEPTED'
      ? ofActor(event, 'invitation.accepted', {
          ...about(event, 'venture', 'ventureId'),
          properties: { to: 'venture' },
        })
      : null,
  ],
  'team.invited': (event) => [
    ofActor(event, 'invitation.sent', { properties: { to: 'team', ...pick(event, ['role']) } }),
  ],
  'team-invitation.answered': (event) => [
    event.data['accepted'] === true
      ? ofActor(event, 'invitation.accepted', { properties: { to: 'team' } })
      : null,
  ],
  'offer.changed': (event) => [
    ['ACCEPTED', 'REJECTED'].includes(String(event.data['state']))
      ? ofActor(event, 'offer.decided', {
          ...about(event, 'venture', 'ventureId'),
          properties: pick(event, ['state']),
        })
      : null,
  ],

  'message.sent': (event) => [
    ofActor(event, 'message.posted', {
      ...about(event, 'channel', 'channelId'),
      properties: pick(event, ['kind']),
    }),
  ],
  'idea.posted': (event) => [ofActor(event, 'idea.posted', about(event, 'idea', 'ideaId'))],
  'poll.voted': (event) => [ofActor(event, 'poll.voted', about(event, 'poll', 'pollId'))],
  'kudos.given': (event) => [ofActor(event, 'kudos.given', { properties: pick(event, ['category']) })],
  'endorsement.given': (event) => [ofActor(event, 'endorsement.given')],
  // Both have a connection from now on; only one of them did something.
  'connection.accepted': (event) =>
    people(event, 'userIds').map((userId) => ({
      type: 'connection.accepted',
      userId,
      caused: userId === event.actorId,
    })),

  'xp.changed': (event) => [
    Number(event.data['difference']) > 0
      ? ofSubject(event, 'xp.earned', { properties: pick(event, ['difference']) })
      : null,
  ],
  'badge.earned': (event) => [
    ofSubject(event, 'badge.earned', { properties: pick(event, ['code', 'rarity']) }),
  ],
  'buz.moved': (event) => topicPeople(event).map((userId) => ({ type: 'buz.moved', userId })),
  'stake.changed': (event) => [
    event.data['state'] === 'ACTIVE'
      ? ofActor(event, 'stake.opened', about(event, 'stake', 'stakeId'))
      : null,
  ],
  'stake.ended': (event) => [ofSubject(event, 'stake.closed', about(event, 'stake', 'stakeId'))],
  // A proposal comes to the vote by the clock; somebody who changes one that is voted on has voted.
  'governance.changed': (event) => [
    event.data['state'] === 'VOTING'
      ? ofActor(event, 'vote.cast', about(event, 'proposal', 'proposalId'))
      : null,
  ],
  'subscription.changed': (event) => [
    ofSubject(event, 'subscription.changed', { properties: pick(event, ['from', 'state', 'event']) }),
  ],
  'invoice.paid': (event) => [
    ofSubject(event, 'payment.settled', {
      ...about(event, 'invoice', 'invoiceId'),
      properties: pick(event, ['periodMonths', 'paidInARow']),
    }),
  ],
  'finances.revenue': (event) => [
    event.data['to'] === 'RECOGNISED' ? journal(event, 'revenue.recognised') : null,
  ],
  'umbrella.paid': (event) => people(event, 'sponsorId').map((userId) => ({ type: 'umbrella.paid', userId })),
};

/** Nothing for events that say nothing about a person. */
export function meaningsOf(event: LoggedEvent): Meaning[] {
  // Not `readings[type]`: the type comes from a table.
  const reading = Object.hasOwn(readings, event.type) ? readings[event.type] : undefined;
  return reading ? reading(event).filter((meaning) => meaning !== null) : [];
}

type Rest = Omit<Meaning, 'type' | 'userId'>;

/** Of whoever did it; nothing when a clock did. */
function ofActor(event: LoggedEvent, type: EventType, rest: Rest = {}): Meaning | null {
  return event.actorId ? { type, userId: event.actorId, ...rest } : null;
}

/** Of the person it is about, who may have done it themselves. */
function ofSubject(event: LoggedEvent, type: EventType, rest: Rest = {}): Meaning | null {
  const [userId] = people(event, 'userId');
  const whom = userId ?? event.actorId;
  return whom ? { type, userId: whom, ...(whom === event.actorId ? {} : { caused: false }), ...rest } : null;
}

function paper(event: LoggedEvent, type: EventType): Meaning | null {
  return ofActor(event, type, {
    ...about(event, 'document', 'documentId'),
    properties: pick(event, ['code', 'tier', 'state']),
  });
}

function journal(event: LoggedEvent, type: EventType): Meaning | null {
  return ofActor(event, type, {
    ...about(event, 'venture', 'ventureId'),
    properties: pick(event, ['event', 'to']),
  });
}

function posting(event: LoggedEvent, type: EventType, more: EventProperties = {}): Meaning | null {
  return ofActor(event, type, {
    ...about(event, 'opportunity', 'opportunityId'),
    properties: { ...pick(event, ['kind']), ...more },
  });
}

function about(event: LoggedEvent, kind: string, key: string): Pick<Meaning, 'entity'> {
  const id = event.data[key];
  return isId(id) ? { entity: [kind, id] } : {};
}

/** States, codes and counts; whatever else the field holds is left out. */
function pick(event: LoggedEvent, keys: readonly string[]): EventProperties {
  return Object.fromEntries(
    keys.flatMap((key): [string, string | number | boolean][] => {
      const value = event.data[key];
      if (typeof value === 'number' && Number.isFinite(value)) return [[key, value]];
      if (typeof value === 'boolean') return [[key, value]];
      return typeof value === 'string' && /^[\w.:-]{1,60}$/.test(value) ? [[key, value]] : [];
    }),
  );
}

function topicPeople({ topics }: LoggedEvent): string[] {
  return topics.flatMap((topic) => (topic.startsWith('user:') ? [topic.slice(5)] : [])).filter(isId);
}

function people(event: LoggedEvent, key: string): string[] {
  const value = event.data[key];
  return (Array.isArray(value) ? (value as unknown[]) : [value]).filter(isId);
}

function isId(value: unknown): value is string {
  return (
    typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(value)
  );
}
