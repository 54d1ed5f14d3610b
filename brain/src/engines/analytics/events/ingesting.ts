import { dayMs } from '@smartstart/units';
import type { behaviorEventsWire } from '@smartstart/contract';
import type { output } from 'zod';
import type { Tx } from '../../../kernel/db.ts';
import type { NewEvent } from './event.ts';
import { append, derivedId, inOrder, type Ground } from './recording.ts';

export type BrowserBatch = output<typeof behaviorEventsWire.behaviorEvents.record.body>;
type BrowserEvent = BrowserBatch['events'][number];

/** A laptop may sleep over a week; what is older says nothing new. */
export const latestDays = 7;

export interface IngestAnswer {
  readonly consented: boolean;
  readonly accepted: number;
  readonly duplicate: number;
  readonly tooOld: number;
}

/**
 * Keeps what a browser tells of its use. Consent is looked up after the order of events was taken: whoever withdraws it is
 * either seen here, or their erasure comes after these events and takes them along.
 */
export async function ingest(
  ground: Ground,
  tx: Tx,
  userId: string,
  batch: BrowserBatch,
): Promise<IngestAnswer> {
  return inOrder(tx, async (order) => {
    if (!(await ground.people.hasConsent(tx, userId, 'BEHAVIOUR_ANALYTICS')))
      return { consented: false, accepted: 0, duplicate: 0, tooOld: 0 };
    const now = ground.kernel.clock.now();
    const skewMs = now.getTime() - Date.parse(batch.sentAt);
    const timed = batch.events.map((event) => ({ event, at: happenedAt(event, skewMs, now) }));
    const oldest = now.getTime() - latestDays * dayMs;
    const timely = timed.filter(({ at }) => at.getTime() >= oldest);
    const distinct = new Map(
      timely.map(({ event, at }) => [event.id, toEvent(userId, batch.visit, event, at)]),
    );
    const accepted = await append(ground, tx, order, [...distinct.values()], 'BROWSER', 'CURRENT');
    return {
      consented: true,
      accepted,
      duplicate: timely.length - accepted,
      tooOld: timed.length - timely.length,
    };
  });
}

/**
 * By the clock of the Brain: what the browser's clock was wrong by when it sent is taken off. The way of the request is in it
 * too, which is less than a second. Nothing happens in the future.
 */
function happenedAt(event: BrowserEvent, skewMs: number, now: Date): Date {
  return new Date(Math.min(Date.parse(event.at) + skewMs, now.getTime()));
}

function toEvent(userId: string, visit: string, event: BrowserEvent, at: Date): NewEvent {
  const { entityId, ...properties } = event.properties as { entityId?: string } & Record<
    string,
    string | number | undefined
  >;
  return {
    // An id of somebody else's would count as a duplicate and hide the other event.
    id: derivedId(userId, event.id),
    at,
    userId,
    type: event.type,
    visit,
    entityKind: entityId ? (event.type.startsWith('venture') ? 'venture' : 'opportunity') : null,
    entityId: entityId ?? null,
    properties: Object.fromEntries(
      Object.entries(properties).filter(
        (entry): entry is [string, string | number] => entry[1] !== undefined,
      ),
    ),
  };
}
