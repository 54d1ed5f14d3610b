import type { Db } from '../../../kernel/db.ts';
import type { Span } from '../metrics/range.ts';
import type { Reader } from './rights.ts';

type Cell = string | number | null;

/** What a person's own reports and dashboards show: each module answers for its own records, as the person may see them. */
export interface OwnSources {
  /** A row a venture and figure: venture, role, figure, value, unit. */
  ventureFigures(
    db: Db,
    reader: Reader,
  ): Promise<
    readonly {
      readonly venture: string;
      readonly role: string;
      readonly figure: string;
      readonly value: Cell;
      readonly unit: string;
    }[]
  >;
  papers(
    db: Db,
    userId: string,
  ): Promise<readonly { readonly name: string; readonly status: string; readonly validUntil: Date | null }[]>;
  /** By month and kind, in micro-BUZ. */
  buzByMonth(
    db: Db,
    userId: string,
    span: Span,
  ): Promise<readonly { readonly month: string; readonly kind: string; readonly micro: number }[]>;
  /** The widgets of the general presets, by key. */
  widgets(db: Db, reader: Reader): Promise<ReadonlyMap<string, OwnFigure>>;
}

export interface OwnFigure {
  readonly title: string;
  readonly value: number | null;
  readonly text: string;
  readonly noData?: string;
  readonly unit: 'COUNT' | 'RATIO' | 'BUZ' | 'SCORE';
  readonly href: string;
}
