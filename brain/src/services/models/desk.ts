import type { contract } from '@smartstart/contract';
import type { Security } from '../../engines/security/index.ts';
import { callerOf, type Handlers } from '../../kernel/call.ts';
import { Fail } from '../../kernel/errors.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { readIdCursor, toPage } from '../../kernel/paging.ts';
import { cardOf } from './card.ts';
import { compared } from './comparison.ts';
import type { Models } from './models.ts';
import { nightJob } from './night.ts';
import { note, promote, requireWhole, rollback } from './promotions.ts';
import * as runStore from './run-store.ts';
import * as served from './serving-store.ts';
import * as store from './store.ts';
import { detailView, modelView, summaryView, trainingView, versionViews } from './views.ts';

export interface DeskDeps {
  readonly kernel: Kernel;
  readonly security: Security;
  readonly models: Models;
}

const unknown = 'There is no model of this name.';

function found<T>(one: T | null | undefined, detail = unknown): T {
  if (one === null || one === undefined) throw new Fail('NOT_FOUND', detail);
  return one;
}

/** What a SUPER_ADMIN does with models: nothing learnt here serves without. */
export function modelRoutes(deps: DeskDeps): Handlers<typeof contract.models> {
  return { ...readings(deps), ...trainings(deps), ...acts(deps) };
}

type Routes = Handlers<typeof contract.models>;

function readings({
  kernel,
  models,
}: DeskDeps): Pick<Routes, 'list' | 'read' | 'versions' | 'version' | 'card' | 'compare'> {
  const { db } = kernel.database;
  const detail = async (name: string, version: string) =>
    found(await detailView(db, name, version), 'There is no such version.');
  return {
    async list() {
      const known = [...(await store.countVersions(db)).keys(), ...models.parts.catalogue.names()];
      const items = [];
      for (const name of [...new Set(known)].sort()) items.push(found(await summaryView(models, db, name)));
      return { items };
    },
    read: async ({ params: { name } }) => found(await modelView(models, db, name, kernel.clock.now())),
    async versions({ params: { name } }) {
      const items = await versionViews(db, name);
      if (!items.length && !models.parts.catalogue.names().includes(name))
        throw new Fail('NOT_FOUND', unknown);
      return { items };
    },
    version: ({ params: { name, version } }) => detail(name, version),
    async card({ params: { name, version } }) {
      const summary = found(await summaryView(models, db, name));
      return {
        markdown: cardOf(summary, await detail(name, version), models.parts.catalogue.trainable(name)),
      };
    },
    compare: async ({ params: { name }, query: { left, right } }) =>
      compared(await detail(name, left), await detail(name, right)),
  };
}

function trainings({
  kernel,
  models,
}: DeskDeps): Pick<Routes, 'trainings' | 'train' | 'cancelTraining' | 'check'> {
  const { db } = kernel.database;
  const { catalogue, runs } = models.parts;
  return {
    async trainings({ params: { name }, query }) {
      found(await summaryView(models, db, name));
      await runs.bury(db, name);
      const rows = await runStore.list(db, name, readIdCursor(query.cursor), query.limit + 1);
      return toPage(rows, query.limit, (row) => [row.id], trainingView);
    },
    train: ({ params: { name } }, call) =>
      call.transact(async (tx) => {
        const job = found(catalogue.jobOf(name), 'No model of this name is learnt here.');
        await store.lockName(tx, name);
        const { id, job_id: jobId } = await runs.ask(tx, name, job, callerOf(call).userId);
        return { jobId: jobId!, trainingId: id };
      }),
    cancelTraining: ({ params: { name, trainingId } }, call) =>
      call.transact(async (tx) => {
        if (!(await runs.cancel(tx, name, trainingId)))
          throw new Fail('ILLEGAL_TRANSITION', 'This training is over already.');
        return trainingView((await runStore.find(tx, name, trainingId))!);
      }),
    check: (_, call) =>
      call.transact(async (tx) => ({
        jobId: await kernel.jobs.enqueue(tx, nightJob, {}, callerOf(call).userId),
      })),
  };
}

function acts(deps: DeskDeps): Pick<Routes, 'promote' | 'rollback' | 'setShadow' | 'endAlarm'> {
  const { kernel, models } = deps;
  return {
    promote: ({ params: { name }, body: { version, reason } }, call) =>
      call.transact((tx) => promote(deps, tx, call, { name, version, reason })),
    rollback: ({ params: { name }, body: { reason } }, call) =>
      call.transact((tx) => rollback(deps, tx, call, { name, reason })),
    setShadow: ({ params: { name }, body: { version } }, call) =>
      call.transact(async (tx) => {
        await store.lockName(tx, name);
        found(await summaryView(models, tx, name));
        if (version === null) await store.removeAlias(tx, name, 'shadow');
        else {
          if (!models.parts.catalogue.trainable(name))
            throw new Fail('RULE_VIOLATED', 'Only models that are learnt and served here can have a shadow.');
          const [known] = await versionViews(tx, name, version);
          if (found(known, 'There is no such version.').state === 'PROMOTED')
            throw new Fail('RULE_VIOLATED', 'This version serves; it cannot be its own shadow.');
          await requireWhole(deps, tx, name, version);
          await store.setAlias(tx, name, 'shadow', version, kernel.clock.now());
        }
        await note(deps, tx, call, 'model.shadowed', { name, version: version ?? '', reason: '' });
        return found(await summaryView(models, tx, name));
      }),
    endAlarm: ({ params: { name, alarmId }, body: { reason } }, call) =>
      call.transact(async (tx) => {
        const alarm = (await served.openAlarms(tx, name)).find(({ id }) => id === alarmId);
        const { version } = found(alarm, 'There is no such alarm, or it is over.');
        const end = { at: kernel.clock.now(), by: callerOf(call).userId, why: reason };
        await served.endAlarm(tx, { name, id: alarmId }, end);
        await note(deps, tx, call, 'model.alarm-ended', { name, version, reason });
        return found(await summaryView(models, tx, name));
      }),
  };
}
