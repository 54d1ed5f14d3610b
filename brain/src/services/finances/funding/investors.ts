import type { financesWire } from '@smartstart/contract';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { readIdCursor, toPage } from '../../../kernel/paging.ts';
import { findBooks } from '../books/books-store.ts';
import {
  booksIn,
  lockBooks,
  record,
  requireCurrency,
  standingFor,
  writerIn,
  type Ground,
} from '../books/ground.ts';
import type { Actor } from '../deps.ts';
import { investorView } from './funding-views.ts';
import { requireRunning } from './rounds.ts';
import * as store from './funding-store.ts';

/** Those who may put money into a venture: what they promised and paid, in the words of the owner. */

const investorsPerVenture = 2_000;

interface InvestorInput {
  readonly name: string;
  readonly contact: string;
  readonly interest: (typeof financesWire.interest)['options'][number];
  readonly roundId?: string | null | undefined;
  readonly currency: string;
  readonly promisedMinor: string;
  readonly receivedMinor: string;
  readonly note: string;
}
type InvestorChange = { readonly [K in keyof InvestorInput]?: InvestorInput[K] | undefined };

export async function listInvestors(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
  query: {
    roundId?: string | undefined;
    interest?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  },
) {
  await standingFor(ground, db, ventureId, actor, 'see-money');
  const { roundId, interest, limit } = query;
  const before = readIdCursor(query.cursor);
  const rows = await store.listInvestors(db, { ventureId, roundId, interest, before, limit });
  const currency = (await findBooks(db, ventureId))?.currency ?? '';
  return toPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => investorView(row, currency),
  );
}

export async function addInvestor(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  input: InvestorInput,
) {
  await writerIn(ground, tx, ventureId, actor, 'keep-books');
  const { currency } = await booksIn(ground, tx, ventureId, input.currency);
  if ((await store.countInvestors(tx, ventureId)) >= investorsPerVenture)
    throw new Fail('RULE_VIOLATED', `A venture keeps at most ${investorsPerVenture} investors.`);
  const received = BigInt(input.receivedMinor);
  await requireReceivable(tx, ventureId, input.roundId ?? null, received, 0n);
  const row = await store.insertInvestor(tx, {
    id: newId(),
    venture_id: ventureId,
    round_id: input.roundId ?? null,
    name: input.name,
    contact: input.contact,
    interest: input.interest,
    promised_minor: BigInt(input.promisedMinor),
    received_minor: received,
    note: input.note,
    created_at: ground.kernel.clock.now(),
  });
  await note(ground, tx, actor, 'added', row, { after: figuresOf(row) });
  return investorView(row, currency);
}

export async function editInvestor(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  place: { ventureId: string; investorId: string },
  change: InvestorChange,
  requireVersion: (version: number) => void,
) {
  const { ventureId, investorId } = place;
  await writerIn(ground, tx, ventureId, actor, 'keep-books');
  const books = await lockBooks(ground, tx, ventureId);
  const row = found(await store.lockInvestor(tx, ventureId, investorId));
  requireVersion(row.version);
  requireCurrency(books, change.currency);
  const roundId = change.roundId === undefined ? row.round_id : change.roundId;
  const received = change.receivedMinor === undefined ? row.received_minor : BigInt(change.receivedMinor);
  if (roundId !== row.round_id && row.round_id)
    await requireReceivable(tx, ventureId, row.round_id, 0n, row.received_minor);
  await requireReceivable(
    tx,
    ventureId,
    roundId,
    received,
    roundId === row.round_id ? row.received_minor : 0n,
  );
  const saved = await store.updateInvestor(tx, row.id, {
    name: change.name ?? row.name,
    contact: change.contact ?? row.contact,
    interest: change.interest ?? row.interest,
    round_id: roundId,
    promised_minor: change.promisedMinor === undefined ? row.promised_minor : BigInt(change.promisedMinor),
    received_minor: received,
    note: change.note ?? row.note,
  });
  await note(ground, tx, actor, 'edited', row, { before: figuresOf(row), after: figuresOf(saved) });
  return investorView(saved, books.currency ?? '');
}

export async function removeInvestor(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  { ventureId, investorId }: { ventureId: string; investorId: string },
) {
  await writerIn(ground, tx, ventureId, actor, 'keep-books');
  await lockBooks(ground, tx, ventureId);
  const row = found(await store.lockInvestor(tx, ventureId, investorId));
  if (row.received_minor > 0n)
    throw new Fail('RULE_VIOLATED', 'Money was received from this investor. The entry stays.');
  await store.deleteInvestor(tx, row.id);
  await note(ground, tx, actor, 'removed', row, { before: figuresOf(row) });
  return {};
}

/** Money is received while the round is active; what a round that is over has raised stays. */
async function requireReceivable(
  tx: Tx,
  ventureId: string,
  roundId: string | null,
  received: bigint,
  before: bigint,
): Promise<void> {
  if (roundId === null) {
    if (received > 0n) throw new Fail('RULE_VIOLATED', 'Money is received in a round. Name the round.');
    return;
  }
  const round = await store.findRound(tx, ventureId, roundId);
  if (!round) throw new Fail('RULE_VIOLATED', 'There is no such round in this venture.');
  if (received === before) return;
  requireRunning(round);
  if (round.state !== 'ACTIVE')
    throw new Fail('RULE_VIOLATED', 'The round is not open yet. Open it before money is received.');
}

function note(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  event: string,
  row: store.InvestorRow,
  detail: { before?: unknown; after?: unknown },
): Promise<void> {
  return record(ground, tx, {
    ventureId: row.venture_id,
    entity: 'investor',
    id: row.id,
    event,
    actor,
    ...detail,
  });
}

/** Names and addresses stay out of the audit chain. */
function figuresOf({ round_id, interest, promised_minor, received_minor }: store.InvestorRow) {
  return { round_id, interest, promised_minor, received_minor };
}
