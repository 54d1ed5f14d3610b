import type { EventConsent, EventType } from './catalogue.ts';

/** The pseudonym under which somebody's events are kept. Nothing leads from it to the account but `analytics_people`. */
export type PersonKey = number;

export type EventSource = 'PLATFORM' | 'BROWSER' | 'IMPORT';
export type EventValue = string | number | boolean;
export type EventProperties = Readonly<Record<string, EventValue>>;

/** Something somebody did, or that was done to them, before it has a pseudonym and a place in the order. */
export interface NewEvent {
  /** The same id twice is the same event; made anew when left out. */
  readonly id?: string;
  readonly at: Date;
  readonly userId: string;
  readonly type: EventType;
  readonly entityKind?: string | null;
  readonly entityId?: string | null;
  readonly properties?: EventProperties;
  readonly visit?: string | null;
  /** What the catalogue says of the type, unless told: a subscription that a clock ended was not changed by its owner. */
  readonly caused?: boolean;
}

/** An event as it is kept. */
export interface StoredEvent {
  readonly seq: number;
  readonly id: string;
  readonly at: Date;
  readonly receivedAt: Date;
  readonly person: PersonKey;
  readonly visit: string | null;
  readonly type: EventType;
  readonly entityKind: string | null;
  readonly entityId: string | null;
  readonly properties: EventProperties;
  readonly source: EventSource;
  readonly consent: EventConsent;
  readonly caused: boolean;
}

/** From an instant to before another. */
export interface Range {
  readonly from: Date;
  readonly to: Date;
}
