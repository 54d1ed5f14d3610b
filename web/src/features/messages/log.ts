import type { Message } from './types';

/** What a page knows of a channel: messages by id, down to a position below which older ones are still to be fetched. */
export interface Log {
  readonly messages: ReadonlyMap<string, Message>;
  /** The number of the last change that is in here. */
  readonly change: number;
  /** Below this position there may be messages that were not fetched. */
  readonly floor: number;
  readonly older: string | null;
  /** Threads of which every answer was fetched. */
  readonly threads: ReadonlySet<string>;
}

export function startLog(items: readonly Message[], change: number, older: string | null): Log {
  return {
    messages: new Map(items.map((one) => [one.id, one])),
    change,
    floor: older === null ? 0 : Math.min(...items.map(({ seq }) => seq)),
    older,
    threads: new Set(),
  };
}

/** A message that is here already gives way to one that changed after it only: answers overtake each other. */
export function merge(log: Log, items: readonly Message[]): Log {
  if (items.length === 0) return log;
  const messages = new Map(log.messages);
  for (const item of items) {
    const known = messages.get(item.id);
    if (!known || known.change <= item.change) messages.set(item.id, item);
  }
  return { ...log, messages };
}

export function addOlder(log: Log, items: readonly Message[], older: string | null): Log {
  const floor = older === null ? 0 : Math.min(log.floor, ...items.map(({ seq }) => seq));
  return { ...merge(log, items), older, floor };
}

export function addThread(log: Log, parentId: string, items: readonly Message[]): Log {
  return { ...merge(log, items), threads: new Set([...log.threads, parentId]) };
}

const bySeq = (one: Message, other: Message) => one.seq - other.seq;

/** What began threads, the oldest first; what lies below the floor would leave gaps, and is left out. */
export function rootsOf({ messages, floor }: Log): Message[] {
  return [...messages.values()].filter(({ parentId, seq }) => parentId === null && seq >= floor).sort(bySeq);
}

export function repliesOf({ messages }: Log, parentId: string): Message[] {
  return [...messages.values()].filter((one) => one.parentId === parentId).sort(bySeq);
}
