import { dayAt, formatDecimal, one, parseDecimal, type Decimal } from '@smartstart/units';
import { dilutionSeries, type Ownership } from '../../engines/cap-table/index.ts';
import type { Db } from '../../kernel/db.ts';
import type { Ground } from './books.ts';
import { capitalizationOf } from './capitalizations.ts';

export interface OwnedPart {
  readonly id: string;
  readonly name: string;
  readonly kind: 'STAKEHOLDER' | 'POOL';
  /** Units of 10⁻⁶ percent of all shares, fully diluted. */
  readonly units: bigint;
}

export interface ShareBase {
  readonly currency: string;
  readonly owned: readonly OwnedPart[];
  /** Shares, fully diluted, at the price of the last issue of shares that had one; null where none had. */
  readonly lastPriced: { readonly on: string; readonly price: string; readonly postMoney: Decimal } | null;
  /** The parts after a priced round; null where it cannot be worked out, with the reason. */
  afterRound(round: {
    readonly amount: Decimal;
    readonly preMoney: Decimal;
  }):
    | { readonly owned: readonly OwnedPart[]; readonly why: null }
    | { readonly owned: null; readonly why: string };
}

const newHolder = 'new-investors';

/** What a valuation needs of the cap table of today; null without a table. Who may read it is decided by who asks. */
export async function shareBaseOf(
  { tables, kernel }: Pick<Ground, 'tables' | 'kernel'>,
  db: Db,
  ventureId: string,
): Promise<ShareBase | null> {
  const table = await tables.open(db, ventureId);
  if (!table) return null;
  const { ledger, row } = table;
  const day = dayAt(kernel.clock.now());
  const base = capitalizationOf(ledger, day, row.currency);
  const nothing = dilutionSeries(base, []);
  if (nothing.value === null) return null;
  const { ownership } = nothing.value.points[0]!;
  const names = new Map<string, string>([
    ...[...ledger.stakeholders].map(([id, holder]) => [id, holder.name.legal_name] as const),
    ...[...ledger.plans].map(([id, plan]) => [id, plan.plan_name] as const),
    [newHolder, 'New investors'],
  ]);
  return {
    currency: row.currency,
    owned: ownedOf(ownership, names),
    lastPriced: lastPriced(ledger.securities.values(), ownership.total, row.currency),
    afterRound({ amount, preMoney }) {
      const outcome = dilutionSeries(base, [
        {
          newClass: {
            id: 'planned-round',
            name: 'Planned round',
            seniority: 100,
            liquidationMultiple: one,
            participation: 'NONE',
            participationCapMultiple: null,
          },
          closingOn: day,
          valuation: { preMoney },
          investors: [{ stakeholderId: newHolder, amount }],
          method: 'PERCENT_OWNERSHIP',
        },
      ]);
      if (outcome.value === null) return { owned: null, why: outcome.problems[0]!.message };
      return { owned: ownedOf(outcome.value.points[1]!.ownership, names), why: null };
    },
  };
}

function ownedOf({ stakeholders, pools }: Ownership, names: ReadonlyMap<string, string>): OwnedPart[] {
  const view = (kind: OwnedPart['kind']) => (line: Ownership['pools'][number]) => ({
    id: line.id,
    name: names.get(line.id) ?? line.id,
    kind,
    units: line.units,
  });
  return [...stakeholders.map(view('STAKEHOLDER')), ...pools.map(view('POOL'))];
}

interface PricedIssue {
  readonly issuance: { readonly object_type: string };
  readonly issued: number;
}

/** Founders' shares at a symbolic price say nothing of the value: below a thousandth of a unit no price counts. */
const leastPrice = parseDecimal('0.001');

function lastPriced(
  securities: Iterable<PricedIssue>,
  total: bigint,
  currency: string,
): ShareBase['lastPriced'] {
  let last: { issued: number; price: Decimal; date: string } | null = null;
  for (const { issuance, issued } of securities) {
    if (issuance.object_type !== 'TX_STOCK_ISSUANCE') continue;
    const { share_price, date } = issuance as unknown as {
      share_price?: { amount: string; currency: string };
      date: string;
    };
    if (!share_price || share_price.currency !== currency) continue;
    const price = parseDecimal(share_price.amount);
    if (price > leastPrice && (!last || issued >= last.issued)) last = { issued, price, date };
  }
  return last && { on: last.date, price: formatDecimal(last.price), postMoney: last.price * total };
}
