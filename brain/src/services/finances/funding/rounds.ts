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
import { spoken } from '../rules/amounts.ts';
import { nextState } from '../../../kernel/machine.ts';
import { rounds as machine, type RoundEvent } from '../rules/machines.ts';
import { roundView } from './funding-views.ts';
import * as store from './funding-store.ts';

/** Funding rounds (domain rules, section 7.9): the platform keeps records, it does not broker securities. */

const roundsPerVenture = 100;
const leastReason = 3;

interface RoundInput {
  readonly kind: (typeof financesWire.roundKind)['options'][number];
  readonly name: string;
  readonly currency: string;
  readonly targetMinor: string;
  readonly minimumMinor: string;
  readonly plannedOn?: string | null | undefined;
}
type RoundChange = { readonly [K in keyof RoundInput]?: RoundInput[K] | undefined };

export async function listRounds(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
  query: { state?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const { rights } = await standingFor(ground, db, ventureId, actor, 'see-money');
  const { state, limit } = query;
  const rows = await store.listRounds(db, { ventureId, state, before: readIdCursor(query.cursor), limit });
  const sums = await store.sumsOf(
    db,
    rows.map(({ id }) => id),
  );
  const currency = (await findBooks(db, ventureId))?.currency ?? '';
  return toPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => roundView(row, sums.get(row.id), currency, rights.has('keep-books')),
  );
}

export async function readRound(ground: Ground, db: Db, actor: Actor, ventureId: string, roundId: string) {
  const { rights } = await standingFor(ground, db, ventureId, actor, 'see-money');
  return shown(db, found(await store.findRound(db, ventureId, roundId)), rights.has('keep-books'));
}

export async function planRound(ground: Ground, tx: Tx, actor: Actor, ventureId: string, input: RoundInput) {
  await writerIn(ground, tx, ventureId, actor, 'keep-books');
  await booksIn(ground, tx, ventureId, input.currency);
  if ((await store.countRounds(tx, ventureId)) >= roundsPerVenture)
    throw new Fail('RULE_VIOLATED', `A venture keeps at most ${roundsPerVenture} rounds.`);
  const amounts = amountsOf(input.targetMinor, input.minimumMinor);
  const row = await store.insertRound(tx, {
    id: newId(),
    venture_id: ventureId,
    kind: input.kind,
    name: input.name,
    state: machine.start,
    ...amounts,
    planned_on: input.plannedOn ?? null,
    created_at: ground.kernel.clock.now(),
  });
  await record(ground, tx, {
    ventureId,
    entity: 'round',
    id: row.id,
    event: 'planned',
    actor,
    to: row.state,
    after: { kind: row.kind, ...amounts },
  });
  return shown(tx, row, true);
}

/** @param requireVersion refuses when the edit was made on another version */
export async function editRound(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  place: { ventureId: string; roundId: string },
  change: RoundChange,
  requireVersion: (version: number) => void,
) {
  const { ventureId, roundId } = place;
  await writerIn(ground, tx, ventureId, actor, 'keep-books');
  const books = await lockBooks(ground, tx, ventureId);
  const row = found(await store.lockRound(tx, ventureId, roundId));
  requireVersion(row.version);
  requireCurrency(books, change.currency);
  requireRunning(row);
  const amounts = amountsOf(
    change.targetMinor ?? row.target_minor.toString(),
    change.minimumMinor ?? row.minimum_minor.toString(),
  );
  const saved = await store.updateRound(tx, row.id, {
    kind: change.kind ?? row.kind,
    name: change.name ?? row.name,
    ...amounts,
    planned_on: change.plannedOn === undefined ? row.planned_on : change.plannedOn,
  });
  await record(ground, tx, {
    ventureId,
    entity: 'round',
    id: row.id,
    event: 'edited',
    actor,
    before: figuresOf(row),
    after: figuresOf(saved),
  });
  return shown(tx, saved, true);
}

export async function stepRound(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  place: { ventureId: string; roundId: string },
  { event, reason }: { event: RoundEvent; reason: string },
) {
  const { ventureId, roundId } = place;
  await writerIn(ground, tx, ventureId, actor, 'keep-books');
  const books = await lockBooks(ground, tx, ventureId);
  const row = found(await store.lockRound(tx, ventureId, roundId));
  const to = nextState(machine, row.state, event);
  await requireGuard(tx, row, books.currency ?? '', event, reason);
  const now = ground.kernel.clock.now();
  const saved = await store.updateRound(tx, row.id, {
    state: to,
    reason: reason || null,
    ...(event === 'open' ? { opened_at: now } : { closed_at: now }),
  });
  await record(ground, tx, {
    ventureId,
    entity: 'round',
    id: row.id,
    event,
    actor,
    from: row.state,
    to,
    reason,
  });
  return shown(tx, saved, true);
}

/** For the phases of ventures: how the round that was opened last stands. */
export async function roundStanding(db: Db, ventureId: string): Promise<string | null> {
  return (await store.lastRound(db, ventureId))?.state ?? null;
}

async function requireGuard(
  tx: Tx,
  row: store.RoundRow,
  currency: string,
  event: RoundEvent,
  reason: string,
): Promise<void> {
  if (event === 'open') {
    const current = await store.currentRound(tx, row.venture_id);
    if (current?.state === 'ACTIVE')
      throw new Fail('RULE_VIOLATED', `The round “${current.name}” is active. Complete or fail it first.`);
  }
  if (event === 'fail' && reason.length < leastReason)
    throw new Fail('RULE_VIOLATED', 'Say why the round failed.');
  if (event !== 'complete') return;
  const raised = ((await store.sumsOf(tx, [row.id])).get(row.id) ?? store.noSums).raisedMinor;
  if (raised < row.minimum_minor)
    throw new Fail(
      'RULE_VIOLATED',
      `The round has raised ${spoken(raised, currency)} of its minimum of ${spoken(row.minimum_minor, currency)}.`,
    );
}

/** The figures of a round that is over stay as they are. */
export function requireRunning(row: store.RoundRow): void {
  if (row.state !== 'PLANNED' && row.state !== 'ACTIVE')
    throw new Fail('ILLEGAL_TRANSITION', `The round is ${row.state}. Its figures stay as they are.`);
}

function amountsOf(target: string, minimum: string): { target_minor: bigint; minimum_minor: bigint } {
  const [target_minor, minimum_minor] = [BigInt(target), BigInt(minimum)];
  if (target_minor <= 0n) throw new Fail('RULE_VIOLATED', 'The target of a round is above zero.');
  if (minimum_minor > target_minor)
    throw new Fail('RULE_VIOLATED', 'The minimum of a round is not above its target.');
  return { target_minor, minimum_minor };
}

function figuresOf({ kind, name, target_minor, minimum_minor, planned_on }: store.RoundRow) {
  return { kind, name, target_minor, minimum_minor, planned_on };
}

async function shown(db: Db, row: store.RoundRow, mayKeep: boolean) {
  const sums = (await store.sumsOf(db, [row.id])).get(row.id);
  const books = await findBooks(db, row.venture_id);
  return roundView(row, sums, books?.currency ?? '', mayKeep);
}
