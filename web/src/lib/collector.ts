import type { behaviorEventsWire } from '@smartstart/contract';
import type { input, output } from 'zod';

export type Batch = input<typeof behaviorEventsWire.behaviorEvents.record.body>;
export type Told = Batch['events'][number];
type Answer = output<typeof behaviorEventsWire.behaviorEvents.record.output>;
/** An event without what the collector adds. */
export type Happening = Told extends infer E ? (E extends Told ? Omit<E, 'id' | 'at'> : never) : never;

export interface CollectorDeps {
  /** `last`: the page goes away, and the request must outlive it. */
  readonly send: (batch: Batch, last: boolean) => Promise<Answer>;
  readonly now: () => Date;
  readonly newId: () => string;
}

const batchSize = 50;
/** Before somebody signed in, or while the network is gone; the oldest go first. */
const held = 200;

/**
 * Keeps what was used until it may be sent: not before the person signed in and agreed. Without consent it forgets, and keeps nothing
 * more. Each event has its id from the start, so that a batch sent twice counts once.
 */
export class Collector {
  private readonly deps: CollectorDeps;
  private readonly visit: string;
  private waiting: Told[] = [];
  private consent: boolean | null = null;
  private sending = false;

  constructor(deps: CollectorDeps) {
    this.deps = deps;
    this.visit = deps.newId();
  }

  tell(happening: Happening): void {
    if (this.consent === false) return;
    const event = { ...happening, id: this.deps.newId(), at: this.deps.now().toISOString() } as Told;
    this.waiting = [...this.waiting, event].slice(-held);
  }

  /** Null: nobody has signed in, or it is not known yet. */
  setConsent(consent: boolean | null): void {
    this.consent = consent;
    if (consent === false) this.waiting = [];
  }

  get size(): number {
    return this.waiting.length;
  }

  async flush(last = false): Promise<void> {
    // A page that goes away does not wait for what is under way: ids see to it that nothing counts twice.
    if (this.consent !== true || (this.sending && !last)) return;
    this.sending = true;
    try {
      while (this.waiting.length > 0 && this.consent === true) {
        const events = this.waiting.slice(0, batchSize);
        const batch = { visit: this.visit, sentAt: this.deps.now().toISOString(), events };
        const { consented } = await this.deps.send(batch, last);
        if (!consented) return this.setConsent(false);
        const sent = new Set(events.map(({ id }) => id));
        this.waiting = this.waiting.filter(({ id }) => !sent.has(id));
      }
    } catch {
      // It waits for the next time; what somebody looked at is never worth a message on the page.
    } finally {
      this.sending = false;
    }
  }
}

const named = /^\/$|^(\/([a-z][a-z-]{0,39}|\[[a-zA-Z]{1,30}\])){1,10}$/;

/** The pattern of a page: values of the address give way to their names. Null for an address that could still tell one. */
export function routeOf(
  pathname: string,
  params: Readonly<Record<string, string | string[] | undefined>>,
): string | null {
  const names = new Map(
    Object.entries(params).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one) => [one, name] as const),
    ),
  );
  const segments = pathname
    .split('/')
    .filter(Boolean)
    .map((segment) => {
      const name = names.get(segment) ?? names.get(decoded(segment));
      return name ? `[${name}]` : segment;
    });
  const route = `/${segments.join('/')}`;
  return named.test(route) ? route : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether this search is to be told: once for each, when its answer is there; an empty one is none. */
export function countedOnce(): (words: string, answered: boolean) => boolean {
  let last = '';
  return (words, answered) => {
    if (words === '') last = '';
    if (!answered || words === '' || words === last) return false;
    last = words;
    return true;
  };
}

const kindPattern = /^[a-z][a-z0-9-]*(\.[a-z0-9-]+){0,3}$/;

/** That a notification was read, with its kind where that is a plain word; never its title, its text or where it leads. */
export function notificationRead(kind: string | null): Happening {
  return { type: 'notification.read', properties: kind && kindPattern.test(kind) ? { kind } : {} };
}

/** That something failed before somebody's eyes: its stable code; what is no answer of the platform is `NO_ANSWER`. */
export function errorShown(code: string | undefined, route: string | null): Happening {
  return { type: 'error.shown', properties: { code: code ?? 'NO_ANSWER', ...(route ? { route } : {}) } };
}
