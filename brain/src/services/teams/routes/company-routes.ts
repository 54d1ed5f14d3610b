import type { contract } from '@smartstart/contract';
import { requireVersion, type Call, type Handlers } from '../../../kernel/call.ts';
import type { Tx } from '../../../kernel/db.ts';
import * as companies from '../companies/companies.ts';
import * as documents from '../companies/documents.ts';
import { mergeInto, removeParent, setParent } from '../companies/structure.ts';
import { companyView } from '../companies/views.ts';
import * as metrics from '../goals/metrics.ts';
import { actorOf, type Actor, type Ground } from '../ground.ts';
import { historyPage } from '../record/journal.ts';
import { requireCompany, seeCompany, type CompanySeat } from '../record/standing.ts';

export function companyRoutes(ground: Ground): Handlers<typeof contract.companies> {
  const { db } = ground.kernel.database;
  /** One change, answered as the person sees the company afterwards. */
  const changed = (call: Call, change: (tx: Tx, actor: Actor) => Promise<CompanySeat>) =>
    call.transact(async (tx) => {
      const view = await companyView(ground, tx, actorOf(call), await change(tx, actorOf(call)));
      call.etag(view.version);
      return view;
    });
  return {
    list: ({ query }, call) => companies.listCompanies(ground, db, actorOf(call), query),
    create: ({ body }, call) =>
      changed(call, (tx, actor) => companies.createCompany(ground, tx, actor, body)),
    async get({ params }, call) {
      const seat = await seeCompany(ground, db, actorOf(call), params.companyId);
      call.etag(seat.company.version);
      return companyView(ground, db, actorOf(call), seat);
    },
    edit: ({ params, body }, call) =>
      changed(call, (tx, actor) =>
        companies.editCompany(ground, tx, actor, params.companyId, body, (version) =>
          requireVersion(call, version),
        ),
      ),
    step: ({ params, body }, call) =>
      changed(call, (tx, actor) => companies.takeStep(ground, tx, actor, params.companyId, body)),
    people: ({ params, query }, call) =>
      companies.listPeople(ground, db, actorOf(call), params.companyId, query),
    setRole: ({ params, body }, call) =>
      changed(call, (tx, actor) =>
        companies.setRole(ground, tx, actor, params.companyId, params.userId, body.role),
      ),
    removePerson: ({ params }, call) =>
      call.transact(async (tx) => {
        await companies.removePerson(ground, tx, actorOf(call), params.companyId, params.userId);
        return {};
      }),
    setParent: ({ params, body }, call) =>
      call.transact((tx) => setParent(ground, tx, actorOf(call), { ...params, ...body })),
    removeParent: ({ params }, call) =>
      call.transact(async (tx) => {
        await removeParent(ground, tx, actorOf(call), params);
        return {};
      }),
    merge: ({ params, body }, call) =>
      call.transact((tx) => mergeInto(ground, tx, actorOf(call), { ...params, ...body })),
    metrics: ({ params }, call) => metrics.listMetrics(ground, db, actorOf(call), params),
    addMetric: ({ params, body }, call) =>
      call.transact((tx) => metrics.addMetric(ground, tx, actorOf(call), params, body)),
    noteMetric: ({ params: { companyId, metricId }, body }, call) =>
      call.transact((tx) => metrics.noteMetric(ground, tx, actorOf(call), { companyId }, metricId, body)),
    removeMetric: ({ params: { companyId, metricId } }, call) =>
      call.transact(async (tx) => {
        await metrics.removeMetric(ground, tx, actorOf(call), { companyId }, metricId);
        return {};
      }),
    documents: ({ params, query }, call) =>
      documents.listDocuments(ground, db, actorOf(call), params.companyId, query),
    addDocument: ({ params, body }, call) =>
      call.transact((tx) => documents.addDocument(ground, tx, actorOf(call), params.companyId, body)),
    downloadDocument: ({ params }, call) =>
      documents.downloadDocument(ground, db, actorOf(call), params.companyId, params.fileId),
    async removeDocument({ params }, call) {
      const keys: string[] = [];
      const answer = await call.transact(async (tx) => {
        keys.push(await documents.removeDocument(ground, tx, actorOf(call), params.companyId, params.fileId));
        return {};
      });
      await ground.files.dropBytes(keys.slice(-1));
      return answer;
    },
    async history({ params, query }, call) {
      requireCompany(await seeCompany(ground, db, actorOf(call), params.companyId), 'read');
      return historyPage(ground, db, params.companyId, query);
    },
  };
}
