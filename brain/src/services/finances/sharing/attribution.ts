import { divideRounded } from '@smartstart/units';
import type { Db } from '../../../kernel/db.ts';
import { monthOf } from '../rules/calendar.ts';
import { platformPart, wholePart } from '../rules/split.ts';
import { attributableRows } from './attribution-store.ts';

export { sharers } from './attribution-store.ts';

/** What recognised revenue means for one person: net after the platform’s part, times the person’s share. */
export interface Attributable {
  readonly ventureId: string;
  readonly currency: string;
  /** The report it began with, whatever corrected it since. */
  readonly reportId: string;
  /** The month the revenue was made in. */
  readonly month: string;
  readonly recognisedAt: Date;
  readonly netMinor: bigint;
  readonly platformMinor: bigint;
  readonly part: number;
  /** Half up to the cent. */
  readonly baseMinor: bigint;
}

export async function attributable(db: Db, userId: string): Promise<Attributable[]> {
  return (await attributableRows(db, userId)).map((row) => {
    const netMinor = BigInt(row.net_minor);
    const platformMinor = platformPart(netMinor);
    const share = (netMinor - platformMinor) * BigInt(row.part);
    return {
      ventureId: row.venture_id,
      currency: row.currency,
      reportId: row.report_id,
      month: monthOf(row.month),
      recognisedAt: row.recognised_at,
      netMinor,
      platformMinor,
      part: row.part,
      baseMinor: divideRounded(share, BigInt(wholePart), 'NORMAL'),
    };
  });
}
