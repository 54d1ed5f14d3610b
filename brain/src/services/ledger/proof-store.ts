import type { Account } from '@smartstart/units';
import { hubAccounts, userAccounts } from '@smartstart/units';
import type { Insertable, Selectable } from 'kysely';
import type { Db } from '../../kernel/db.ts';
import type { DB } from '../../tables.gen.ts';
import type { Leaf } from './proof.ts';
import { inSnapshot, openAccounts, readPosition } from './verification-store.ts';

/** All accounts at one position, sorted by owner and account, in flat arrays: 25 bytes an account. */
export interface Accounts {
  readonly count: number;
  leafAt(index: number, nonce: (owner: string, account: string) => string): Leaf;
  /** Where the accounts of an owner stand. */
  indexesOf(owner: string): number[];
}

const ownerBytes = 16;
const firstSize = 1_024;
const names: readonly Account[] = [...userAccounts, ...hubAccounts];

export async function readAccounts(db: Db): Promise<{ seq: bigint; accounts: Accounts }> {
  return inSnapshot(db, async (snapshot) => {
    const position = await readPosition(snapshot);
    if (!position) throw new Error('The ledger was never opened.');
    const rows = await openAccounts(snapshot);
    let owners = Buffer.alloc(firstSize * ownerBytes);
    let kinds = new Uint8Array(firstSize);
    let balances = new BigInt64Array(firstSize);
    let count = 0;
    for (;;) {
      const row = await rows.next();
      if (!row) break;
      if (count === kinds.length) {
        owners = Buffer.concat([owners, Buffer.alloc(owners.length)]);
        kinds = doubled(kinds, new Uint8Array(count * 2));
        balances = doubled(balances, new BigInt64Array(count * 2));
      }
      owners.write(hexOf(row.owner_id), count * ownerBytes, 'hex');
      kinds[count] = names.indexOf(row.account as Account);
      balances[count] = row.balance_micro;
      count += 1;
    }
    return { seq: position.seq, accounts: pack(count, owners, kinds, balances) };
  });
}

function pack(count: number, owners: Buffer, kinds: Uint8Array, balances: BigInt64Array): Accounts {
  const ownerAt = (index: number) => owners.subarray(index * ownerBytes, (index + 1) * ownerBytes);
  return {
    count,
    leafAt(index, nonce) {
      const ownerId = uuidOf(ownerAt(index).toString('hex'));
      const account = names[kinds[index]!]!;
      return { ownerId, account, balanceMicro: balances[index]!, nonce: nonce(ownerId, account) };
    },
    indexesOf(owner) {
      const wanted = Buffer.from(hexOf(owner), 'hex');
      let low = 0;
      for (let high = count; low < high;) {
        const middle = (low + high) >>> 1;
        if (ownerAt(middle).compare(wanted) < 0) low = middle + 1;
        else high = middle;
      }
      const indexes: number[] = [];
      for (let index = low; index < count && ownerAt(index).equals(wanted); index++) indexes.push(index);
      return indexes;
    },
  };
}

export async function readSeq(db: Db): Promise<bigint> {
  const { seq } = await db.selectFrom('ledger_state').select('seq').executeTakeFirstOrThrow();
  return seq;
}

/** The last transaction that touched an account of this owner; 0 when there is none. */
export async function movedAt(db: Db, owner: string): Promise<bigint> {
  const row = await db
    .selectFrom('ledger_accounts')
    .select(({ fn }) => fn.max('last_seq').as('seq'))
    .where('owner_id', '=', owner)
    .executeTakeFirst();
  return row?.seq ?? 0n;
}

/** The root of this position as it was first signed. After a change of keys it is signed anew. */
export async function keepRoot(
  db: Db,
  root: Insertable<DB['ledger_roots']>,
): Promise<Selectable<DB['ledger_roots']>> {
  const kept = await db
    .insertInto('ledger_roots')
    .values(root)
    .onConflict((conflict) =>
      conflict
        .column('seq')
        .doUpdateSet(root)
        .where(({ or, eb, ref }) =>
          or([
            eb('ledger_roots.hash', '<>', ref('excluded.hash')),
            eb('ledger_roots.key_id', '<>', ref('excluded.key_id')),
          ]),
        ),
    )
    .returningAll()
    .executeTakeFirst();
  return (
    kept ??
    (await db.selectFrom('ledger_roots').selectAll().where('seq', '=', root.seq).executeTakeFirstOrThrow())
  );
}

const hexOf = (uuid: string) => uuid.replaceAll('-', '');

function uuidOf(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function doubled<T extends Uint8Array | BigInt64Array>(from: T, to: T): T {
  to.set(from as never);
  return to;
}
