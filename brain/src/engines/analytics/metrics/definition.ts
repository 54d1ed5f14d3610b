import type { analyticsWire, Rung } from '@smartstart/contract';
import type { Db } from '../../../kernel/db.ts';
import type { HubCalendar } from '../events/hub-calendar.ts';
import type { EventFigures, MetricSources } from './sources.ts';
import type { Span } from './range.ts';

export type Part = (typeof analyticsWire.analyticsPart)['options'][number];
export type Unit = (typeof analyticsWire.figureUnit)['options'][number];
export type Kind = 'COMPUTED' | 'RULE' | 'PREDICTED';

export interface Share {
  readonly key: string;
  readonly label: string;
  readonly value: number | null;
  /** How many people stand behind it, where people do: fewer than five are not shown. */
  readonly people?: number;
}

export interface Computed {
  readonly value: number | null;
  /** Why there is no value, as a sentence. */
  readonly noData?: string;
  readonly split?: readonly Share[];
}

/** What a computation may read. Every figure comes from records or events; nothing is typed in. */
export interface Ground {
  readonly db: Db;
  readonly now: Date;
  readonly calendar: HubCalendar;
  readonly sources: MetricSources;
  readonly events: EventFigures;
  /** Test accounts, which count nowhere. */
  readonly without: readonly string[];
}

export interface MetricDefinition {
  readonly key: string;
  readonly title: string;
  readonly definition: string;
  readonly unit: Unit;
  readonly kind: Kind;
  readonly part: Part;
  /** Of the moment at the end of a range, or of the range. */
  readonly nature: 'LEVEL' | 'FLOW';
  readonly higherIsBetter: boolean | null;
  /**
   * `RECORDS`: any past range can be computed again. `KEPT`: the records tell the present only, so what was computed is
   * kept, and the past is what was kept.
   */
  readonly past: 'RECORDS' | 'KEPT';
  /** Kept by the hour, too. */
  readonly hourly?: true;
  /** The sentence of an alarm of the rules, or null. */
  readonly alarm?: (value: number) => string | null;
  readonly compute: (ground: Ground, span: Span) => Promise<Computed>;
}

/** Who reads a part (domain rules, section 2.3). */
export const readers: Readonly<Record<Part, readonly Rung[]>> = {
  PLATFORM: [12],
  FINANCE: [9, 12],
  SECURITY: [10, 12],
  LEGAL: [11, 12],
};

export function mayRead(held: ReadonlySet<Rung>, part: Part): boolean {
  return readers[part].some((rung) => held.has(rung));
}

export function readerParts(held: ReadonlySet<Rung>): Part[] {
  return (Object.keys(readers) as Part[]).filter((part) => mayRead(held, part));
}

/** Hub figures are not broken down to groups of fewer people. */
export const smallestGroup = 5;

export const ratio = (part: number, whole: number, noData: string): Computed =>
  whole > 0 ? { value: part / whole } : { value: null, noData };
