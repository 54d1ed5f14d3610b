import type { contract } from '@smartstart/contract';
import type { Call, Handlers } from '../../../kernel/call.ts';
import type { Tx } from '../../../kernel/db.ts';
import { readIdCursor, toPage } from '../../../kernel/paging.ts';
import type { Actor } from '../deps.ts';
import type { Ground } from '../ground.ts';
import * as moderation from '../moderation/moderation.ts';
import * as cases from '../moderation/moderation-store.ts';
import type { RequestRow } from '../support/support-store.ts';
import * as support from '../support/support.ts';
import { actorOf } from './actor.ts';

/** Support and moderation. */
export function supportRoutes(ground: Ground): Handlers<typeof contract.support> {
  const { db } = ground.kernel.database;
  const request = (call: Call, act: (tx: Tx, actor: Actor) => Promise<RequestRow>) =>
    call.transact(async (tx) => {
      const row = await act(tx, actorOf(call));
      call.etag(row.version);
      return support.caseView(ground, tx, actorOf(call), row);
    });
  const requests = async (
    call: Call,
    rows: readonly RequestRow[],
    limit: number,
    keyOf: (row: RequestRow) => (string | number)[],
  ) => {
    const views = await support.requestViews(ground, db, actorOf(call), rows.slice(0, limit));
    return toPage(rows, limit, keyOf, (row) => views.get(row.id)!);
  };
  const moderated = (call: Call, act: (tx: Tx) => Promise<cases.CaseRow>) =>
    call.transact(async (tx) => {
      const row = await act(tx);
      call.etag(row.version);
      return (await moderation.caseViews(ground, tx, [row])).get(row.id)!;
    });

  return {
    requests: async ({ query }, call) =>
      requests(call, await support.ownRequests(db, actorOf(call), query), query.limit, (row) => [row.id]),
    ask: ({ body }, call) => request(call, (tx, actor) => support.ask(ground, tx, actor, body)),
    request: async ({ params }, call) =>
      support.caseView(
        ground,
        db,
        actorOf(call),
        await support.ownRequest(db, actorOf(call), params.requestId),
      ),
    reply: ({ params, body }, call) =>
      request(call, (tx, actor) => support.reply(ground, tx, actor, params.requestId, body.text)),
    close: ({ params }, call) =>
      request(call, (tx, actor) => support.close(ground, tx, actor, params.requestId)),
    report: ({ body }, call) =>
      call.transact(async (tx) => {
        const row = await moderation.report(ground, tx, actorOf(call), body);
        return (await moderation.reportViews(tx, [row])).get(row.id)!;
      }),
    async reports({ query }, call) {
      const { userId } = actorOf(call);
      const before = readIdCursor(query.cursor);
      const rows = await cases.reportsBy(db, { userId, before, limit: query.limit });
      const views = await moderation.reportViews(db, rows.slice(0, query.limit));
      return toPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => views.get(row.id)!,
      );
    },
    async decisions({ query }, call) {
      const { userId } = actorOf(call);
      const before = readIdCursor(query.cursor);
      const rows = await cases.measuresAgainst(db, { userId, before, limit: query.limit });
      return toPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => moderation.decisionView(ground, row),
      );
    },
    appeal: ({ params, body }, call) =>
      call.transact(async (tx) =>
        moderation.decisionView(
          ground,
          await moderation.appeal(ground, tx, actorOf(call), params.caseId, body.text),
        ),
      ),
    queue: async ({ query }, call) =>
      requests(call, await support.queueFor(db, query), query.limit, support.queueKey),
    requestForHub: async ({ params }, call) =>
      support.caseView(ground, db, actorOf(call), await support.anyRequest(db, params.requestId)),
    answer: ({ params, body }, call) =>
      request(call, (tx, actor) => support.answer(ground, tx, actor, params.requestId, body)),
    async cases({ query }) {
      const after = readIdCursor(query.cursor);
      const rows = await cases.casesIn(db, { state: query.state, after, limit: query.limit });
      const views = await moderation.caseViews(ground, db, rows.slice(0, query.limit));
      return toPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => views.get(row.id)!,
      );
    },
    decide: ({ params, body }, call) =>
      moderated(call, (tx) => moderation.decide(ground, tx, call, params.caseId, body)),
    decideAppeal: ({ params, body }, call) =>
      moderated(call, (tx) => moderation.decideAppeal(ground, tx, call, params.caseId, body)),
  };
}
