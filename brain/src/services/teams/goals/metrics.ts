import type { contract, Input, teamsWire } from '@smartstart/contract';
import { utcDay } from '@smartstart/units';
import type { z } from 'zod';
import type { Db, Tx } from '../../../kernel/db.ts';
import { violatedUnique } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { wrong, type Actor, type Ground } from '../ground.ts';
import { record, type Place } from '../record/journal.ts';
import {
  enterTeam,
  lockCompany,
  lockTeam,
  ofCompany,
  ofTeam,
  requireCompany,
  requireTeam,
  seeCompany,
} from '../record/standing.ts';
import { metricState } from '../rules/metric-state.ts';
import * as store from './metric-store.ts';

/** Figures of a team or of a company, with a target and a threshold. */

type View = z.infer<typeof teamsWire.metric>;
type Wish = Input<typeof contract.teams.addMetric>['body'];

const metricsAtMost = 50;
const valuesShown = 60;

export async function listMetrics(ground: Ground, db: Db, actor: Actor, place: store.PlaceRef) {
  const mayWrite = await enter(ground, db, actor, place);
  const rows = await store.metricsOf(db, place);
  return { items: await metricViews(db, rows, mayWrite), mayAdd: mayWrite };
}

/** Lets in who reads; answers whether they write, too. */
async function enter(ground: Ground, db: Db, actor: Actor, place: store.PlaceRef): Promise<boolean> {
  if ('teamId' in place)
    return (await enterTeam(ground, db, actor, place.teamId, 'read')).rights.has('write');
  const seat = await seeCompany(ground, db, actor, place.companyId);
  requireCompany(seat, 'read');
  return seat.rights.has('edit');
}

async function lockPlace(ground: Ground, tx: Tx, actor: Actor, place: store.PlaceRef): Promise<Place> {
  if ('teamId' in place) {
    requireTeam(await lockTeam(ground, tx, actor, place.teamId), 'write');
    return ofTeam(place.teamId);
  }
  requireCompany(await lockCompany(ground, tx, actor, place.companyId), 'edit');
  return ofCompany(place.companyId);
}

export async function addMetric(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  place: store.PlaceRef,
  wish: Wish,
): Promise<View> {
  const { target, threshold, direction } = wish;
  if (direction === 'UP' ? threshold > target : threshold < target)
    throw wrong(
      'body.threshold',
      direction === 'UP'
        ? 'The threshold is at most the target: below it something is wrong.'
        : 'The threshold is at least the target: above it something is wrong.',
    );
  const journal = await lockPlace(ground, tx, actor, place);
  if ((await store.metricsOf(tx, place)).length >= metricsAtMost)
    throw new Fail('RULE_VIOLATED', `At most ${metricsAtMost} figures are watched.`);
  const row = await once(() =>
    store.insertMetric(tx, {
      id: newId(),
      ...('teamId' in place ? { team_id: place.teamId } : { company_id: place.companyId }),
      ...wish,
      created_by: actor.userId,
      created_at: ground.kernel.clock.now(),
    }),
  );
  await written(ground, tx, actor, journal, row, 'added', null);
  return (await metricViews(tx, [row], true))[0]!;
}

export async function noteMetric(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  place: store.PlaceRef,
  metricId: string,
  { day, value }: { day: string; value: number },
): Promise<View> {
  const journal = await lockPlace(ground, tx, actor, place);
  const row = found(await store.lockMetric(tx, place, metricId));
  const now = ground.kernel.clock.now();
  // Wherever on earth it is noted, it is not tomorrow there yet by more than a day.
  if (day > utcDay(new Date(now.getTime() + 86_400_000)))
    throw wrong('body.day', 'A value is noted of a day that has come.');
  await store.noteValue(tx, {
    metric_id: metricId,
    day,
    value,
    noted_by: actor.userId,
    noted_at: now,
  });
  await written(ground, tx, actor, journal, row, 'noted', `${value}${row.unit ? ` ${row.unit}` : ''}`);
  return (await metricViews(tx, [row], true))[0]!;
}

export async function removeMetric(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  place: store.PlaceRef,
  metricId: string,
): Promise<void> {
  const journal = await lockPlace(ground, tx, actor, place);
  const row = found(await store.lockMetric(tx, place, metricId));
  await store.deleteMetric(tx, metricId);
  await written(ground, tx, actor, journal, row, 'removed', null);
}

function written(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  journal: Place,
  { id, name }: store.MetricRow,
  event: string,
  to: string | null,
): Promise<void> {
  return record(ground, tx, journal, {
    entity: 'METRIC',
    entityId: id,
    event,
    subject: name,
    to,
    actorId: actor.userId,
  });
}

async function metricViews(db: Db, rows: readonly store.MetricRow[], mayWrite: boolean): Promise<View[]> {
  const values = await store.valuesOf(
    db,
    rows.map(({ id }) => id),
    valuesShown,
  );
  return rows.map((row): View => {
    const own = values.get(row.id) ?? [];
    const latest = own.at(-1) ?? null;
    return {
      id: row.id,
      name: row.name,
      unit: row.unit,
      direction: row.direction as View['direction'],
      target: row.target,
      threshold: row.threshold,
      state: metricState(row, latest?.value),
      latest,
      values: own,
      mayWrite,
      version: row.version,
    };
  });
}

async function once<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (violatedUnique(error) === 'place_metrics_name')
      throw new Fail('ALREADY_EXISTS', 'A figure of this name is watched already.', {
        fields: [{ path: 'body.name', message: 'Choose another name.' }],
      });
    throw error;
  }
}
