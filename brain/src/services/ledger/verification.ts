import {
  genesisMicro,
  hubAccounts,
  hubId,
  pools,
  supplyMicro,
  userAccounts,
  writeBuz,
} from '@smartstart/units';
import type { Db } from '../../kernel/db.ts';
import type { Verifier } from '../../kernel/signing-key.ts';
import { genesisHash, headText, linkHash, memoHash, transactionId } from './chain.ts';
import { createTally, type Tally } from './tally.ts';
import { Broken, type Fault } from './fault.ts';
import { checkReferences } from './references.ts';
import * as store from './verification-store.ts';

/** Progress is told after so many transactions. */
const progressEvery = 10_000n;

export interface LedgerCheck {
  readonly valid: boolean;
  /** What was recomputed and holds, up to the fault if there is one. */
  readonly transactions: number;
  readonly postings: number;
  readonly heads: number;
  readonly accounts: number;
  readonly fault: Fault | null;
}

/** How far the proof has come along the chain. */
interface Walk {
  seq: bigint;
  hash: string;
  atMicros: bigint;
  genesisMicros: bigint;
  /** The last transaction that stands under a head. */
  headedSeq: bigint;
  postings: number;
  heads: number;
  readonly tally: Tally;
}

interface Sources {
  readonly transactions: store.Rows<store.TransactionRow>;
  readonly postings: store.Rows<store.LineRow>;
  readonly heads: store.Rows<store.HeadRow>;
}

/**
 * Recomputes the ledger from the first posting and names the first row that does not fit: altered, removed, added or
 * reordered, under a head that is not ours, or in contradiction to what other tables say of it. All is read from one
 * snapshot, so that posting at the same moment is not taken for a fault.
 */
export function verifyLedger(
  db: Db,
  keys: readonly Verifier[],
  onProgress?: (done: number, total: number) => Promise<void> | void,
): Promise<LedgerCheck> {
  return store.inSnapshot(db, async (snapshot) => {
    const walk: Walk = {
      seq: 0n,
      hash: genesisHash,
      atMicros: 0n,
      genesisMicros: 0n,
      headedSeq: 0n,
      postings: 0,
      heads: 0,
      tally: createTally(),
    };
    const answer = (fault: Fault | null): LedgerCheck => ({
      valid: fault === null,
      transactions: Number(walk.seq),
      postings: walk.postings,
      heads: walk.heads,
      accounts: walk.tally.size(),
      fault,
    });
    try {
      const state = await store.readPosition(snapshot);
      if (!state) throw new Broken('ledger_state', null, 'The row is missing: the ledger was never opened.');
      await walkChain(snapshot, keys, walk, (seq) => onProgress?.(Number(seq), Number(state.seq)));
      checkState(state, walk);
      await checkAccounts(snapshot, walk);
      await checkReferences(snapshot);
      return answer(null);
    } catch (error) {
      if (error instanceof Broken) return answer(error.fault);
      throw error;
    }
  });
}

async function walkChain(
  snapshot: Db,
  keys: readonly Verifier[],
  walk: Walk,
  progress: (seq: bigint) => Promise<void> | void,
): Promise<void> {
  const sources: Sources = {
    transactions: await store.openTransactions(snapshot),
    postings: await store.openPostings(snapshot),
    heads: await store.openHeads(snapshot),
  };
  for (;;) {
    const row = await sources.transactions.next();
    if (!row) break;
    if (row.seq !== walk.seq + 1n)
      throw broken(
        walk.seq + 1n,
        `The transaction is missing: the one after ${walk.seq} has the number ${row.seq}.`,
      );
    const lines = await linesOf(sources.postings, row.seq);
    checkTime(row, walk);
    checkLines(row, lines, walk.tally);
    checkLink(row, lines, walk);
    await checkHead(sources.heads, row, keys, walk);
    walk.postings += lines.length;
    if (row.seq % progressEvery === 0n) await progress(row.seq);
  }
  await checkEnds(sources, walk);
}

const broken = (seq: bigint, text: string) => new Broken(`ledger_transactions ${seq}`, seq, text);
const buz = (micro: bigint) => `${writeBuz(micro)} BUZ`;
const postingAt = ({ seq, no, owner_id }: store.LineRow) => `ledger_postings ${seq}/${no} of ${owner_id}`;

/** The postings up to this transaction: any that stand for an earlier one stand for none. */
async function linesOf(postings: store.Rows<store.LineRow>, seq: bigint): Promise<store.LineRow[]> {
  const lines: store.LineRow[] = [];
  for (;;) {
    const line = await postings.peek();
    if (!line || line.seq > seq) return lines;
    if (line.seq < seq) throw orphan(line);
    lines.push(line);
    await postings.next();
  }
}

function orphan(line: store.LineRow): Broken {
  return new Broken(postingAt(line), line.seq, `It belongs to transaction ${line.seq}, which is not there.`);
}

function checkTime(row: store.TransactionRow, walk: Walk): void {
  const { seq, at_micros: at } = row;
  if (at < walk.atMicros)
    throw broken(seq, `Its time ${time(at)} lies before ${time(walk.atMicros)}, that of the one before it.`);
  if (at % 1000n !== 0n)
    throw broken(seq, `Its time ${time(at)} was altered: the ledger writes whole milliseconds.`);
  const id = transactionId(seq, dateOf(at));
  if (row.id !== id)
    throw broken(seq, `Number ${seq} at ${time(at)} has the id ${id}; ${row.id} is written.`);
  // A batch has one time and ends with a head: where time moves on, a batch ended.
  if (seq > 1n && at > walk.atMicros && walk.headedSeq !== seq - 1n)
    throw new Broken(
      `ledger_heads ${seq - 1n}`,
      seq - 1n,
      `Transaction ${seq - 1n} ended a batch and has no signed head.`,
    );
}

/** Postings one by one against the running balances, then all of them together. */
function checkLines(row: store.TransactionRow, lines: readonly store.LineRow[], tally: Tally): void {
  const { seq } = row;
  let sum = 0n;
  lines.forEach((line, index) => {
    const fault = (text: string) => new Broken(postingAt(line), seq, text);
    if (line.no !== index)
      throw fault(`Posting ${index} of transaction ${seq} is missing: ${line.no} comes next.`);
    const known: readonly string[] = line.owner_id === hubId ? hubAccounts : userAccounts;
    if (!known.includes(line.account))
      throw fault(
        `${line.owner_id === hubId ? 'The hub' : 'A person'} has no account named ${line.account}.`,
      );
    const balance = tally.add(line.owner_id, line.account, line.amount_micro, seq);
    if (line.balance_micro !== balance)
      throw fault(
        `After ${buz(line.amount_micro)} the account ${line.account} holds ${buz(balance)}; ${buz(line.balance_micro)} is written.`,
      );
    if (balance < 0n) throw fault(`The account ${line.account} falls below nothing, to ${buz(balance)}.`);
    sum += line.amount_micro;
  });
  if (seq === 1n) checkGenesis(row, lines);
  else {
    if (row.kind === 'GENESIS') throw broken(seq, 'It says GENESIS, and only the first transaction is that.');
    if (!lines.length) throw broken(seq, 'It has no postings.');
    if (sum !== 0n) throw broken(seq, `Its postings sum to ${buz(sum)} instead of nothing.`);
  }
  const owners = [...new Set(lines.map((line) => line.owner_id))];
  if (owners.join() !== row.owners.join())
    throw broken(
      seq,
      `Its postings belong to ${owners.join(', ')}; its column owners says ${row.owners.join(', ') || 'nobody'}.`,
    );
}

function checkGenesis(row: store.TransactionRow, lines: readonly store.LineRow[]): void {
  if (row.kind !== 'GENESIS') throw broken(1n, `The first transaction is GENESIS; ${row.kind} is written.`);
  const exact =
    lines.length === pools.length &&
    lines.every(
      ({ owner_id, account, amount_micro }, index) =>
        owner_id === hubId && account === pools[index] && amount_micro === genesisMicro[pools[index]],
    );
  if (!exact) throw broken(1n, `Genesis posts the supply to the ${pools.length} pools, and nothing else.`);
}

function checkLink(row: store.TransactionRow, lines: readonly store.LineRow[], walk: Walk): void {
  const { seq, id, memo, memo_hash } = row;
  if (memo !== null) {
    const hash = memoHash(id, memo);
    if (memo_hash !== hash)
      throw broken(seq, `Its memo was altered: the hash of it is ${hash}; ${memo_hash} is written.`);
  }
  const hash = linkHash(walk.hash, {
    seq,
    id,
    kind: row.kind,
    at: dateOf(row.at_micros),
    actorId: row.actor_id,
    causeType: row.cause_type,
    causeId: row.cause_id,
    key: row.command_key,
    fingerprint: row.fingerprint,
    owners: row.owners,
    memoHash: memo_hash,
    reason: row.reason,
    reverses: row.reverses,
    lines: lines.map((line) => ({
      owner: line.owner_id,
      account: line.account,
      kind: line.kind,
      amountMicro: line.amount_micro,
      balanceMicro: line.balance_micro,
    })),
  });
  if (hash !== row.hash)
    throw broken(
      seq,
      `It or one of its ${lines.length} postings was altered, or stands in another order: the hash over them is ${hash}; ${row.hash} is written.`,
    );
  walk.seq = seq;
  walk.hash = hash;
  walk.atMicros = row.at_micros;
  if (seq === 1n) walk.genesisMicros = row.at_micros;
}

/** A head under a key that is not ours proves nothing: whoever rewrote the chain would sign with their own. */
async function checkHead(
  heads: store.Rows<store.HeadRow>,
  row: store.TransactionRow,
  keys: readonly Verifier[],
  walk: Walk,
): Promise<void> {
  const head = await heads.peek();
  if (!head || head.seq > row.seq) return;
  await heads.next();
  const fault = (text: string) => new Broken(`ledger_heads ${head.seq}`, head.seq, text);
  if (head.seq < row.seq) throw fault('There is no transaction with this number.');
  if (head.hash !== walk.hash)
    throw fault(`The chain has the hash ${walk.hash} here; ${head.hash} is written.`);
  if (head.at_micros !== row.at_micros)
    throw fault(`The transaction is of ${time(row.at_micros)}; ${time(head.at_micros)} is written.`);
  const key = keys.find((candidate) => candidate.id === head.key_id);
  if (!key) throw fault(`It is signed with the key ${head.key_id}, which is none of this installation.`);
  const plain = Buffer.from(head.signature, 'base64url').toString('base64url') === head.signature;
  if (!plain || !key.verify(headText(head.seq, head.hash, dateOf(head.at_micros)), head.signature))
    throw fault(`The signature is not that of the key ${head.key_id} over this hash and time.`);
  walk.headedSeq = head.seq;
  walk.heads += 1;
}

/** Nothing is left over, and the end of the chain is signed. */
async function checkEnds({ postings, heads }: Sources, walk: Walk): Promise<void> {
  const head = await heads.peek();
  if (head)
    throw new Broken(
      `ledger_heads ${head.seq}`,
      head.seq,
      `The chain ends with transaction ${walk.seq}: those up to ${head.seq} were removed.`,
    );
  const line = await postings.peek();
  if (line) throw orphan(line);
  if (walk.seq === 0n) throw broken(1n, 'Genesis is missing: there is no transaction at all.');
  if (walk.headedSeq !== walk.seq)
    throw new Broken(
      `ledger_heads ${walk.seq}`,
      walk.seq,
      `The last transaction, ${walk.seq}, has no signed head.`,
    );
}

function checkState(state: store.StateRow, walk: Walk): void {
  const fault = (text: string) => new Broken('ledger_state', null, text);
  if (state.seq !== walk.seq)
    throw fault(`The chain ends with transaction ${walk.seq}; ${state.seq} is written.`);
  if (state.hash !== walk.hash) throw fault(`The chain ends with ${walk.hash}; ${state.hash} is written.`);
  if (state.at_micros !== walk.atMicros)
    throw fault(`The last transaction is of ${time(walk.atMicros)}; ${time(state.at_micros)} is written.`);
  if (state.genesis_micros !== walk.genesisMicros)
    throw fault(`Genesis is of ${time(walk.genesisMicros)}; ${time(state.genesis_micros)} is written.`);
}

/** Both ways: each account is what its postings say, and each that was posted to is there. */
async function checkAccounts(snapshot: Db, { tally }: Walk): Promise<void> {
  // Genesis opens all accounts of the hub, though it posts to the pools alone.
  for (const account of hubAccounts) tally.open(hubId, account, 1n);
  const rows = await store.openAccounts(snapshot);
  let sum = 0n;
  for (;;) {
    const row = await rows.next();
    if (!row) break;
    const { owner_id, account, balance_micro, last_seq } = row;
    const fault = (text: string) => new Broken(`ledger_accounts ${owner_id}/${account}`, null, text);
    const expected = tally.take(owner_id, account);
    if (!expected) throw fault('No posting ever touched this account.');
    if (balance_micro !== expected.balanceMicro)
      throw fault(`Its postings leave ${buz(expected.balanceMicro)}; ${buz(balance_micro)} is written.`);
    if (last_seq !== expected.lastSeq)
      throw fault(`Transaction ${expected.lastSeq} touched it last; ${last_seq} is written.`);
    sum += balance_micro;
  }
  const missing = tally.missing();
  if (missing)
    throw new Broken(`ledger_accounts ${missing}`, null, 'There are postings, but the row is missing.');
  if (sum !== supplyMicro)
    throw new Broken(
      'ledger_accounts',
      null,
      `All accounts hold ${buz(sum)}; the supply is ${buz(supplyMicro)}.`,
    );
}

const dateOf = (atMicros: bigint) => new Date(Number(atMicros / 1000n));

/** As ISO, with the three digits a Date does not have. */
function time(atMicros: bigint): string {
  const rest = atMicros % 1000n;
  const iso = dateOf(atMicros).toISOString();
  return rest === 0n ? iso : iso.replace('Z', `${String(rest).padStart(3, '0')}Z`);
}
