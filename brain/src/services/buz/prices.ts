import { writeBuz } from '@smartstart/units';
import { canonicalJson } from '../../engines/security/index.ts';
import { found } from '../../kernel/errors.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { capInWords, newestPriceList, type CostLine, type PriceList, type RewardLine } from './price-list.ts';
import * as store from './price-store.ts';

export interface Prices {
  /** Publishes the list of this code when it is newer than the newest one. Throws when a published list was changed. */
  publish(list?: PriceList): Promise<void>;
  /** The list in force. */
  current(): PriceList;
  costOf(action: string): CostLine;
  rewardOf(event: string): RewardLine;
  /** As people read it: the one in force, or another version. */
  show(version?: number): PriceListView;
  /** The line that counted in that version. */
  labelOf(version: number, code: string): string;
}

export type PriceListView = ReturnType<typeof viewOf>;

interface Published {
  readonly list: PriceList;
  readonly effectiveAt: Date;
}

/** Prices are data: read once at the start, and looked up from memory afterwards. */
export function createPrices({ database, clock }: Pick<Kernel, 'database' | 'clock'>): Prices {
  let published = new Map<number, Published>();
  let newest: Published | undefined;

  function inForce(): Published {
    if (!newest) throw new Error('No price list is published yet.');
    return newest;
  }

  return {
    async publish(list = newestPriceList) {
      const rows = await database.transact(async (tx) => {
        const before = await store.priceLists(tx);
        if ((before.at(-1)?.version ?? 0) >= list.version) return before;
        await store.insertPriceList(tx, list, clock.now());
        return store.priceLists(tx);
      });
      published = new Map(
        rows.map((row) => [
          row.version,
          { list: row.list as unknown as PriceList, effectiveAt: row.effective_at },
        ]),
      );
      const same = published.get(list.version);
      if (!same || canonicalJson(same.list) !== canonicalJson(list))
        throw new Error(
          `Version ${list.version} of the BUZ price list was published with other figures. A published list is never changed: give the new one the next version number.`,
        );
      newest = published.get(Math.max(...published.keys()));
    },
    current: () => inForce().list,
    costOf(action) {
      const line = inForce().list.costs.find((one) => one.action === action);
      if (!line) throw new Error(`The price list has no action ${action}.`);
      return line;
    },
    rewardOf(event) {
      const line = inForce().list.rewards.find((one) => one.event === event);
      if (!line) throw new Error(`The price list has no event ${event}.`);
      return line;
    },
    show: (version) => viewOf(version === undefined ? inForce() : found(published.get(version))),
    labelOf(version, code) {
      const { costs, rewards } = (published.get(version) ?? inForce()).list;
      return (
        rewards.find((one) => one.event === code)?.label ??
        costs.find((one) => one.action === code)?.label ??
        code
      );
    },
  };
}

function viewOf({ list, effectiveAt }: Published) {
  const wire = (amountMicro: number) => writeBuz(BigInt(amountMicro));
  return {
    version: list.version,
    effectiveAt: effectiveAt.toISOString(),
    costs: list.costs.map(({ action, label, amountMicro, note }) => ({
      action,
      label,
      amount: wire(amountMicro),
      note,
    })),
    rewards: list.rewards.map((line) => ({
      event: line.event,
      label: line.label,
      amount: wire(line.amountMicro),
      pool: line.pool,
      cap: capInWords(line),
      sharedDailyCap: line.sharedDailyCap,
    })),
    sharedDailyCap: wire(list.sharedDailyCapMicro),
  };
}
