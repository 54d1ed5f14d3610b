import { buz, hubId } from '@smartstart/units';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { openHistory, type History } from './test-history.ts';
import { award, openTestLedger } from './test-ledger.ts';
import { verifyLedger } from './verification.ts';

let world: History;
beforeAll(async () => {
  world = await openHistory();
});
beforeEach(() => world.restore());
afterAll(() => world.close());

/** Statements of a forger, made for the history at hand, and where the proof says that they were. */
interface Deed {
  readonly what: string;
  readonly how: (history: History) => string[];
  readonly fault: (history: History) => { where: string; text: string };
}

const deeds: Deed[] = [
  {
    what: 'a transaction is removed',
    how: ({ target }) => [`delete from ledger_transactions where seq = ${target}`],
    fault: ({ target }) => ({ where: `ledger_transactions ${target}`, text: 'is missing' }),
  },
  {
    what: 'a transaction is removed with its postings',
    how: ({ target }) =>
      ['ledger_transactions', 'ledger_postings'].map((table) => `delete from ${table} where seq = ${target}`),
    fault: ({ target }) => ({ where: `ledger_transactions ${target}`, text: 'is missing' }),
  },
  {
    what: 'the last transactions are removed',
    how: ({ target }) =>
      ['ledger_transactions', 'ledger_postings'].map((table) => `delete from ${table} where seq > ${target}`),
    fault: () => ({ where: 'ledger_heads', text: 'were removed' }),
  },
  {
    what: 'the last transactions are removed with their heads',
    how: ({ target }) =>
      ['ledger_transactions', 'ledger_postings', 'ledger_heads'].map(
        (table) => `delete from ${table} where seq > ${target}`,
      ),
    fault: ({ target }) => ({ where: 'ledger_state', text: `ends with transaction ${target}` }),
  },
  {
    what: 'two transactions change places',
    how: ({ target }) => [
      `update ledger_transactions set seq = case seq when ${target} then -1 else -2 end where seq in (${target}, ${target + 1n})`,
      `update ledger_transactions set seq = case seq when -1 then ${target + 1n} else ${target} end where seq < 0`,
    ],
    fault: ({ target }) => ({ where: `ledger_transactions ${target}`, text: '' }),
  },
  {
    what: 'a posting is removed',
    how: ({ target }) => [`delete from ledger_postings where seq = ${target} and no = 0`],
    fault: ({ target }) => ({ where: `ledger_postings ${target}/1`, text: 'Posting 0' }),
  },
  {
    what: 'the last posting is removed',
    how: ({ target }) => [`delete from ledger_postings where seq = ${target} and no = 3`],
    fault: ({ target }) => ({ where: `ledger_transactions ${target}`, text: 'sum to' }),
  },
  {
    what: 'a posting is added',
    how: ({ target }) => [
      `insert into ledger_postings select owner_id, seq, 4, account, kind, 1, balance_micro + 1 from ledger_postings where seq = ${target} and no = 3`,
    ],
    fault: ({ target }) => ({ where: `ledger_transactions ${target}`, text: 'sum to' }),
  },
  {
    what: 'a pair of postings is added that balances',
    how: ({ target }) => [
      `insert into ledger_postings select owner_id, seq, 4, account, kind, 1, balance_micro + 1 from ledger_postings where seq = ${target} and no = 3`,
      `insert into ledger_postings select owner_id, seq, 5, account, kind, -1, balance_micro from ledger_postings where seq = ${target} and no = 3`,
    ],
    fault: ({ target }) => ({ where: `ledger_transactions ${target}`, text: 'altered' }),
  },
  {
    what: 'a posting is added beyond the end',
    how: ({ target }) => [
      `insert into ledger_postings select owner_id, 9999, 0, account, kind, 1, balance_micro from ledger_postings where seq = ${target} and no = 3`,
    ],
    fault: () => ({ where: 'ledger_postings 9999/0', text: 'not there' }),
  },
  {
    what: 'two postings change places',
    how: ({ target }) => [
      `update ledger_postings set no = 10 + no where seq = ${target} and no in (1, 3)`,
      `update ledger_postings set no = case no when 11 then 3 else 1 end where seq = ${target} and no > 9`,
    ],
    fault: ({ target }) => ({ where: `ledger_transactions ${target}`, text: 'Its postings belong to' }),
  },
  {
    what: 'a transaction of one’s own is added at the end',
    how: () => [
      `insert into ledger_transactions select seq + 1, id, kind, at, actor_id, cause_type, cause_id, 'forged', fingerprint, owners, memo, memo_hash, reason, null, hash
       from ledger_transactions where seq = (select max(seq) from ledger_transactions)`,
    ],
    fault: () => ({ where: 'ledger_transactions', text: 'has the id' }),
  },
  {
    what: 'the head of a batch is removed',
    how: ({ target }) => [`delete from ledger_heads where seq = ${target}`],
    fault: ({ target }) => ({ where: `ledger_heads ${target}`, text: 'no signed head' }),
  },
  {
    what: 'the last head is removed',
    how: () => [`delete from ledger_heads where seq = (select max(seq) from ledger_heads)`],
    fault: () => ({ where: 'ledger_heads', text: 'The last transaction' }),
  },
  {
    what: 'a head is added',
    how: ({ target }) => [
      `insert into ledger_heads select seq + 1, hash, key_id, signature, at from ledger_heads where seq = ${target}`,
    ],
    fault: ({ target }) => ({ where: `ledger_heads ${target + 1n}`, text: 'The chain has the hash' }),
  },
  {
    what: 'an account is removed',
    how: ({ ben }) => [`delete from ledger_accounts where owner_id = '${ben}'`],
    fault: ({ ben }) => ({ where: `ledger_accounts ${ben}/AVAILABLE`, text: 'the row is missing' }),
  },
  {
    what: 'an account is added',
    how: ({ ben }) => [`insert into ledger_accounts values ('${ben}', 'STAKED', 0, 0)`],
    fault: ({ ben }) => ({ where: `ledger_accounts ${ben}/STAKED`, text: 'No posting' }),
  },
  {
    what: 'two balances are altered so that the sum stays',
    how: ({ ann }) => [
      `update ledger_accounts set balance_micro = balance_micro + case owner_id when '${ann}' then 5 else -5 end where account = 'AVAILABLE'`,
    ],
    fault: () => ({ where: 'ledger_accounts', text: 'is written' }),
  },
  {
    what: 'genesis gives a pool more',
    how: () => [
      `update ledger_postings set amount_micro = amount_micro + 1, balance_micro = balance_micro + 1 where seq = 1 and no = 2`,
    ],
    fault: () => ({ where: 'ledger_transactions 1', text: 'Genesis posts the supply' }),
  },
  {
    what: 'a head is signed with a key of one’s own',
    how: ({ target }) => [`update ledger_heads set key_id = 'ffffffffffffffff' where seq = ${target}`],
    fault: ({ target }) => ({ where: `ledger_heads ${target}`, text: 'none of this installation' }),
  },
  {
    what: 'a hold is altered',
    how: () => [`update ledger_holds set amount_micro = amount_micro + 1`],
    fault: ({ ann }) => ({ where: `ledger_accounts ${ann}/HELD`, text: 'open holds' }),
  },
  {
    what: 'a hold is ended without a transaction',
    how: () => [`update ledger_holds set state = 'VOIDED'`],
    fault: ({ ann }) => ({ where: `ledger_accounts ${ann}/HELD`, text: 'open holds' }),
  },
  {
    what: 'a hold names another transaction',
    how: () => [`update ledger_holds set opened_by = '${newId()}'`],
    fault: () => ({ where: 'ledger_holds', text: 'The hold was opened' }),
  },
  {
    what: 'a stake is altered',
    how: () => [`update buz_stakes set amount_micro = amount_micro + 1`],
    fault: ({ ann }) => ({ where: `ledger_accounts ${ann}/STAKED`, text: 'running stakes' }),
  },
  {
    what: 'the interest of a stake is altered',
    how: () => [`update buz_stakes set interest_micro = interest_micro + 1`],
    fault: () => ({ where: `ledger_accounts ${hubId}/INTEREST_RESERVED`, text: 'promised' }),
  },
  {
    what: 'a paid reward says another amount',
    how: () => [`update buz_claims set amount_micro = amount_micro + 1`],
    fault: () => ({ where: 'buz_claims', text: 'The reward is paid' }),
  },
  {
    what: 'a paid reward names no transaction',
    how: () => [`update buz_claims set transaction_id = null`],
    fault: () => ({ where: 'buz_claims', text: '(none)' }),
  },
  {
    what: 'a charge names another transaction',
    how: () => [`update buz_charges set transaction_id = (select transaction_id from buz_claims)`],
    fault: () => ({ where: 'buz_charges', text: 'was charged' }),
  },
  {
    what: 'a refund is claimed that was never posted',
    how: () => [`update buz_charges set refund_id = transaction_id`],
    fault: () => ({ where: 'buz_charges', text: 'given back' }),
  },
  {
    what: 'the state is removed',
    how: () => [`delete from ledger_state`],
    fault: () => ({ where: 'ledger_state', text: 'missing' }),
  },
];

test.each(deeds)('the proof fails when $what', async ({ how, fault }) => {
  for (const statement of how(world)) await world.run(statement);
  const check = await world.verify();
  const { where, text } = fault(world);
  expect(check.valid).toBe(false);
  expect(check.fault!.where).toContain(where);
  expect(check.fault!.text).toContain(text);
});

test('a reversal that gives back another amount is named', async () => {
  const other = await openTestLedger(world.clock);
  try {
    const [eve] = await other.people(1);
    const { receipt } = await other.ledger.submit(award(eve!, buz(9)));
    await other.ledger.submit({
      ...award(eve!, buz(1)),
      kind: 'REVERSAL',
      reverses: receipt.transactionId,
    });
    const { fault } = await verifyLedger(other.database.db, [other.kernel.signingKey]);
    expect(fault).toMatchObject({ seq: 3, where: 'ledger_transactions 3' });
    expect(fault!.text).toContain('gets 9.000000 BUZ back; -1.000000 BUZ is written');
  } finally {
    await other.close();
  }
});

test('the keys of another installation prove nothing', async () => {
  const stranger = { id: 'aaaaaaaaaaaaaaaa', verify: () => true };
  expect((await verifyLedger(world.database.db, [stranger])).fault).toMatchObject({
    where: 'ledger_heads 1',
  });
});
