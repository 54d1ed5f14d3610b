import type { contract } from '@smartstart/contract';
import { requireVersion, type Call, type Handlers } from '../../kernel/call.ts';
import type { Db } from '../../kernel/db.ts';
import { actorOf, type Ground } from './deps.ts';
import type { Opportunities } from './index.ts';
import * as drafts from './postings/drafts.ts';
import * as inviting from './postings/invitations.ts';
import * as life from './postings/life.ts';
import * as reading from './postings/reading.ts';
import { see } from './record/standing.ts';
import type { OpportunityRow } from './record/store.ts';
import { cardView } from './record/views.ts';

export function opportunityRoutes({
  ground,
}: Pick<Opportunities, 'ground'>): Handlers<typeof contract.opportunities> {
  const { database } = ground.kernel;
  const { db } = database;
  const step =
    (take: typeof life.publish) =>
    ({ params }: { params: { opportunityId: string } }, call: Call) =>
      call.transact(async (tx) =>
        shown(ground, tx, call, await take(ground, tx, actorOf(call), params.opportunityId)),
      );
  return {
    list: ({ query }, call) => reading.list(ground, db, actorOf(call), 'OPPORTUNITY', query),
    mine: ({ query }, call) => reading.listMine(ground, db, actorOf(call), query),
    publicList: ({ query }) => reading.listForAll(ground, db, query),
    publicGet: ({ params }) => reading.readForAll(ground, db, params.opportunityId),
    get: async ({ params }, call) => {
      const view = await database.transact((tx) =>
        reading.read(ground, tx, actorOf(call), params.opportunityId),
      );
      call.etag(view.version);
      return view;
    },
    requestDetails: ({ params }, call) =>
      call.transact((tx) => reading.requestDetails(ground, tx, actorOf(call), params.opportunityId)),
    create: ({ body }, call) =>
      call.transact(async (tx) =>
        shown(ground, tx, call, await drafts.draftOpportunity(ground, tx, actorOf(call), body)),
      ),
    edit: ({ params, body }, call) =>
      call.transact(async (tx) =>
        shown(
          ground,
          tx,
          call,
          await drafts.edit(ground, tx, actorOf(call), params.opportunityId, 'OPPORTUNITY', body, (version) =>
            requireVersion(call, version),
          ),
        ),
      ),
    publish: step(life.publish),
    pause: step(life.pause),
    resume: step(life.resume),
    cancel: ({ params, body }, call) =>
      call.transact(async (tx) =>
        shown(
          ground,
          tx,
          call,
          await life.cancel(ground, tx, actorOf(call), params.opportunityId, body.reason),
        ),
      ),
    moderate: ({ params, body }, call) =>
      call.transact(async (tx) =>
        cardView(await life.moderate(ground, tx, actorOf(call), params.opportunityId, body.reason)),
      ),
    invitations: ({ params, query }, call) =>
      inviting.invitations(ground, db, actorOf(call), params.opportunityId, query),
    invite: ({ params, body }, call) =>
      call.transact((tx) => inviting.invite(ground, tx, actorOf(call), params.opportunityId, body)),
    uninvite: ({ params }, call) =>
      call.transact(async (tx) => {
        await inviting.uninvite(ground, tx, actorOf(call), params.opportunityId, params.userId);
        return {};
      }),
    analytics: ({ params }, call) => reading.analytics(ground, db, actorOf(call), params.opportunityId),
  };
}

export function serviceOfferRoutes({
  ground,
}: Pick<Opportunities, 'ground'>): Handlers<typeof contract.serviceOffers> {
  const { db } = ground.kernel.database;
  return {
    list: ({ query }, call) => reading.list(ground, db, actorOf(call), 'SERVICE', query),
    create: ({ body }, call) =>
      call.transact(async (tx) =>
        shown(ground, tx, call, await drafts.draftService(ground, tx, actorOf(call), body)),
      ),
    edit: ({ params, body: { skills, ...body } }, call) =>
      call.transact(async (tx) =>
        shown(
          ground,
          tx,
          call,
          await drafts.edit(
            ground,
            tx,
            actorOf(call),
            params.opportunityId,
            'SERVICE',
            { ...body, ...(skills ? { requiredSkills: skills } : {}) },
            (version) => requireVersion(call, version),
          ),
        ),
      ),
  };
}

async function shown(ground: Ground, db: Db, call: Call, row: OpportunityRow) {
  const actor = actorOf(call);
  call.etag(row.version);
  return reading.inFull(ground, db, actor, await see(ground, db, actor, row.id));
}
