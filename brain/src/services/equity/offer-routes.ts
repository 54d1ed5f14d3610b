import type { contract } from '@smartstart/contract';
import { callerOf, requireVersion, type Call, type Handlers } from '../../kernel/call.ts';
import type { Db } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import { actorOf, type Ground } from './books.ts';
import type { Actor } from './deps.ts';
import type { Equity } from './index.ts';
import { actionsIn } from './offer-rules.ts';
import type { OfferRow } from './offer-store.ts';
import * as offers from './offers.ts';
import { rightsIn } from './policy.ts';

export function offerRoutes({ ground }: Pick<Equity, 'ground'>): Handlers<typeof contract.offers> {
  const { db } = ground.kernel.database;
  return {
    create: ({ params, body }, call) =>
      call.transact(async (tx) =>
        shown(ground, tx, call, await offers.create(ground, tx, actorOf(call), params.ventureId, body)),
      ),
    ofVenture: ({ params, query }, call) => page(ground, db, call, { ventureId: params.ventureId }, query),
    mine: ({ query: { side, ...query } }, call) => {
      const { userId } = callerOf(call);
      return page(
        ground,
        db,
        call,
        side === 'TO_ME' ? { addresseeId: userId } : { offeredBy: userId },
        query,
      );
    },
    read: async ({ params }, call) =>
      shown(ground, db, call, await offers.read(ground, db, actorOf(call), params.offerId)),
    edit: ({ params, body }, call) =>
      call.transact(async (tx) =>
        shown(
          ground,
          tx,
          call,
          await offers.edit(ground, tx, actorOf(call), params.offerId, body.terms, (version) =>
            requireVersion(call, version),
          ),
        ),
      ),
    send: ({ params, body }, call) =>
      call.transact(async (tx) =>
        shown(ground, tx, call, await offers.send(ground, tx, actorOf(call), params.offerId, body.days)),
      ),
    withdraw: ({ params, body }, call) =>
      call.transact(async (tx) =>
        shown(
          ground,
          tx,
          call,
          await offers.withdraw(ground, tx, actorOf(call), params.offerId, body.reason),
        ),
      ),
    accept: ({ params }, call) =>
      call.transact(async (tx) => ({
        documentId: await offers.accept(ground, tx, actorOf(call), params.offerId),
      })),
    reject: ({ params, body }, call) =>
      call.transact(async (tx) =>
        shown(ground, tx, call, await offers.reject(ground, tx, actorOf(call), params.offerId, body.reason)),
      ),
    complete: ({ params }, call) =>
      call.transact(async (tx) =>
        shown(ground, tx, call, await offers.complete(ground, tx, actorOf(call), params.offerId)),
      ),
  };
}

async function page(
  ground: Ground,
  db: Db,
  call: Call,
  where: Parameters<typeof offers.list>[3],
  query: Parameters<typeof offers.list>[4],
) {
  const { items, nextCursor } = await offers.list(ground, db, actorOf(call), where, query);
  return { items: await views(ground, db, call, items), nextCursor };
}

async function shown(ground: Ground, db: Db, call: Call, row: OfferRow) {
  const [view] = await views(ground, db, call, [row]);
  call.etag(row.version);
  return view!;
}

async function views(ground: Ground, db: Db, call: Call, rows: readonly OfferRow[]) {
  const actor = actorOf(call);
  const names = await ground.people.byIds(db, [
    ...new Set(rows.flatMap((row) => [row.addressee_id, row.offered_by])),
  ]);
  const ventures = new Map<string, { name: string; acts: boolean }>();
  for (const ventureId of new Set(rows.map((row) => row.venture_id))) {
    // An offer stays readable for somebody who does not see the venture any longer.
    const team = await ground.ventures.teamOf(db, ventureId);
    ventures.set(ventureId, { name: team?.name ?? '', acts: await mayAct(ground, db, ventureId, actor) });
  }
  return rows.map((row) => ({
    id: row.id,
    ventureId: row.venture_id,
    ventureName: ventures.get(row.venture_id)!.name,
    state: row.state as 'DRAFT',
    addresseeId: row.addressee_id,
    addresseeName: names.get(row.addressee_id)?.name ?? '',
    offeredBy: names.get(row.offered_by)?.name ?? null,
    terms: row.terms,
    expiresOn: row.expires_on,
    documentId: row.document_id,
    grantedUnits: row.granted_units,
    reason: row.reason,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
    actions: actionsIn(row.state, {
      acts: ventures.get(row.venture_id)!.acts,
      isAddressee: row.addressee_id === actor.userId,
    }),
  }));
}

async function mayAct(ground: Ground, db: Db, ventureId: string, actor: Actor): Promise<boolean> {
  try {
    const { role } = await ground.ventures.standingIn(db, ventureId, actor);
    return rightsIn(role, actor.held).has('act');
  } catch (error) {
    if (error instanceof Fail && error.code === 'NOT_FOUND') return false;
    throw error;
  }
}
