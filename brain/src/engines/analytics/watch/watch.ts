import type { analyticsWire } from '@smartstart/contract';
import { addDays, addMs, hourMs } from '@smartstart/units';
import type { Security } from '../../security/index.ts';
import { callerOf, type Call, type Caller } from '../../../kernel/call.ts';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import { readIdCursor, toPage } from '../../../kernel/paging.ts';
import { readerParts, readers, type Part } from '../metrics/definition.ts';
import type { MetricSources } from '../metrics/sources.ts';
import { looks, type LookDeps } from './looking.ts';
import { ruleNames, sentenceOf, watchRules, type Finding, type RuleName } from './rules.ts';
import { seriesOf } from './series.ts';
import * as store from './store.ts';

type View = (typeof analyticsWire.anomaly)['_zod']['input'];
type RuleView = (typeof analyticsWire.anomalyRuleView)['_zod']['input'];

export interface WatchDeps extends Omit<LookDeps, 'db'> {
  readonly kernel: Kernel;
  readonly sources: MetricSources;
  readonly security: Pick<Security, 'audit' | 'appointed'>;
  readonly people: { byIds(db: Db, ids: readonly string[]): Promise<Map<string, { name: string }>> };
}

type Reader = Pick<Caller, 'userId' | 'held'>;

export type Watch = ReturnType<typeof createWatch>;

/** What a stream said once goes on for so long unless it says it again. */
const restMs = 6 * hourMs;
const keptDays = 400;
/** One open episode a rule about people. */
const mostOwn = ruleNames.length;

export function createWatch(deps: WatchDeps) {
  const { kernel, figures } = deps;
  const { database, clock, jobs, log } = kernel;

  jobs.define({
    name: 'watch-figures',
    cron: '4 * * * *',
    run: async () => {
      const hours = await figures.keepHours();
      const counts = await look();
      return { hours, ...counts };
    },
  });

  /** Every rule that is on, once. A rule that fails is no reason not to look at the others. */
  async function look(): Promise<{ opened: number; ended: number; failed: number }> {
    const counts = { opened: 0, ended: 0, failed: 0 };
    const settings = await store.settings(database.db);
    for (const rule of ruleNames) {
      const { enabled, notify } = settings.get(rule) ?? usual(rule);
      try {
        const findings = enabled ? await looks[rule]({ ...deps, db: database.db }, clock.now()) : [];
        const { opened, ended } = await database.transact((tx) => settle(tx, rule, findings, notify));
        counts.opened += opened;
        counts.ended += ended;
      } catch (err) {
        counts.failed++;
        log.error({ err, rule }, 'a rule of the watch could not look');
      }
    }
    await database.transact((tx) => store.forgetOld(tx, addDays(clock.now(), -keptDays)));
    return counts;
  }

  /** An episode begins with the first finding and ends when there is none any more; it is told once. */
  async function settle(tx: Tx, rule: RuleName, findings: readonly Finding[], notify: boolean) {
    await store.lockWatch(tx);
    const now = clock.now();
    const open = new Map((await store.openOf(tx, rule)).map((row) => [row.subject_id, row]));
    const { part, concerns, kind } = watchRules[rule];
    let opened = 0;
    for (const { subjectId, seen, compared } of findings) {
      const row = open.get(subjectId);
      open.delete(subjectId);
      if (row) {
        await store.seeAgain(tx, row.id, { seen, compared, at: now });
        continue;
      }
      const id = newId();
      await store.insert(tx, {
        id,
        rule,
        part,
        subject_kind: concerns,
        subject_id: subjectId,
        seen,
        compared,
        started_at: now,
        last_seen_at: now,
      });
      opened++;
      if (notify) await tell(tx, { id, rule, subjectId, seen, compared });
    }
    const over = [...open.values()].filter(
      (row) => kind === 'RULE' || row.last_seen_at.getTime() <= addMs(now, -restMs).getTime(),
    );
    await store.end(
      tx,
      over.map(({ id }) => id),
      now,
    );
    return { opened, ended: over.length };
  }

  async function tell(tx: Tx, finding: Finding & { id: string }): Promise<void> {
    const { rule, subjectId } = finding;
    const { title, concerns, part } = watchRules[rule];
    const name = await nameOf(tx, concerns, subjectId);
    for (const userId of await recipientsOf(tx, concerns, part, subjectId))
      await kernel.outbox.publish(tx, {
        type: 'anomaly.found',
        actorId: null,
        at: clock.now().toISOString(),
        topics: [`user:${userId}`],
        data: { userId, anomalyId: finding.id, rule, title, text: sentenceOf(finding, name), concerns },
      });
  }

  async function recipientsOf(
    db: Db,
    concerns: string,
    part: Part,
    subjectId: string | null,
  ): Promise<string[]> {
    if (concerns === 'USER') return [subjectId!];
    if (concerns === 'TEAM') {
      const teams = await deps.sources.teams.leftSince(db, addDays(clock.now(), -30));
      return teams.find(({ teamId }) => teamId === subjectId)?.leads ?? [];
    }
    return deps.security.appointed(db, readers[part] as readonly (9 | 10 | 11 | 12)[]);
  }

  async function nameOf(db: Db, concerns: string, subjectId: string | null): Promise<string> {
    if (concerns === 'HUB' || !subjectId) return 'The hub';
    if (concerns === 'USER')
      return (await deps.people.byIds(db, [subjectId])).get(subjectId)?.name ?? 'Somebody';
    return (await deps.sources.teams.namesOf(db, [subjectId])).get(subjectId) ?? 'A team';
  }

  async function sightOf(db: Db, { userId, held }: Reader): Promise<store.Sight> {
    const teams = await deps.sources.teams.ledBy(db, userId);
    return { userId, teamIds: teams.map(({ teamId }) => teamId), parts: readerParts(held) };
  }

  async function views(db: Db, rows: readonly store.AnomalyRow[]): Promise<View[]> {
    const ids = rows.flatMap((row) => [
      ...(row.subject_kind === 'USER' ? [row.subject_id!] : []),
      ...(row.acknowledged_by ? [row.acknowledged_by] : []),
    ]);
    const people = await deps.people.byIds(db, [...new Set(ids)]);
    const teams = await deps.sources.teams.namesOf(
      db,
      rows.flatMap((row) => (row.subject_kind === 'TEAM' ? [row.subject_id!] : [])),
    );
    return rows.map((row) => {
      const rule = row.rule as RuleName;
      const { title, kind, unit, metric } = watchRules[rule];
      const name =
        row.subject_kind === 'HUB'
          ? 'The hub'
          : ((row.subject_kind === 'USER' ? people.get(row.subject_id!)?.name : teams.get(row.subject_id!)) ??
            'Somebody');
      return {
        id: row.id,
        rule,
        title,
        kind,
        unit,
        metric,
        text: sentenceOf({ rule, seen: row.seen, compared: row.compared }, name),
        seen: row.seen,
        compared: row.compared,
        subject: { kind: row.subject_kind as 'HUB', id: row.subject_id, name },
        state: row.ended_at ? 'ENDED' : 'OPEN',
        startedAt: row.started_at.toISOString(),
        lastSeenAt: row.last_seen_at.toISOString(),
        endedAt: row.ended_at?.toISOString() ?? null,
        acknowledged: row.acknowledged_by
          ? {
              by: { userId: row.acknowledged_by, name: people.get(row.acknowledged_by)?.name ?? 'Somebody' },
              at: row.acknowledged_at!.toISOString(),
              reason: row.acknowledged_reason!,
            }
          : null,
      };
    });
  }

  return {
    look,
    async list(
      db: Db,
      reader: Reader,
      query: {
        cursor?: string | undefined;
        limit: number;
        state?: 'OPEN' | 'ENDED' | undefined;
        scope?: 'OWN' | 'HUB' | undefined;
      },
    ) {
      const { state, scope, limit } = query;
      const rows = await store.list(db, await sightOf(db, reader), {
        state,
        scope,
        before: readIdCursor(query.cursor),
        limit,
      });
      const shown = new Map((await views(db, rows)).map((one) => [one.id, one]));
      return toPage(
        rows,
        limit,
        (row) => [row.id],
        (row) => shown.get(row.id)!,
      );
    },
    /** What is unusual of one person now, for their own page. */
    async openOf(
      db: Db,
      userId: string,
    ): Promise<Pick<View, 'rule' | 'title' | 'text' | 'seen' | 'compared' | 'unit'>[]> {
      const sight = { userId, teamIds: [], parts: [] };
      const rows = await store.list(db, sight, { state: 'OPEN', scope: 'OWN', before: null, limit: mostOwn });
      return rows.map((row) => {
        const { seen, compared } = row;
        const rule = row.rule as RuleName;
        const { title, unit } = watchRules[rule];
        return { rule, title, text: sentenceOf({ rule, seen, compared }, ''), seen, compared, unit };
      });
    },
    async series(db: Db, reader: Reader, id: string) {
      return seriesOf(figures, found(await store.findSeen(db, await sightOf(db, reader), id)), clock.now());
    },
    async acknowledge(tx: Tx, call: Call, id: string, reason: string): Promise<View> {
      const caller = callerOf(call);
      const row = found(await store.lockSeen(tx, await sightOf(tx, caller), id));
      if (row.acknowledged_by) throw new Fail('CONFLICT', 'Somebody has looked at this already.');
      const after = await store.acknowledge(tx, id, { userId: caller.userId, at: clock.now(), reason });
      await deps.security.audit(tx, {
        actorId: caller.userId,
        action: 'anomaly.acknowledged',
        entity: 'anomaly',
        entityId: id,
        after: { rule: row.rule },
        reason,
        call,
      });
      return (await views(tx, [after]))[0]!;
    },
    async rules(db: Db): Promise<RuleView[]> {
      const settings = await store.settings(db);
      return ruleNames.map((rule) => ruleView(rule, settings.get(rule)));
    },
    async setRule(
      tx: Tx,
      call: Call,
      rule: RuleName,
      { enabled, notify, reason }: { enabled: boolean; notify: boolean; reason: string },
    ): Promise<RuleView> {
      const before = (await store.settings(tx)).get(rule) ?? usual(rule);
      await store.setRule(tx, { rule, enabled, notify, changed_at: clock.now() });
      await deps.security.audit(tx, {
        actorId: callerOf(call).userId,
        action: 'anomaly-rule.changed',
        entity: 'anomaly-rule',
        entityId: rule,
        before,
        after: { enabled, notify },
        reason,
        call,
      });
      return ruleView(rule, { enabled, notify });
    },
    erase: store.erase,
  };
}

function ruleView(rule: RuleName, setting?: { enabled: boolean; notify: boolean }): RuleView {
  const { title, definition, concerns, part, kind } = watchRules[rule];
  return { rule, title, definition, concerns, part, kind, ...(setting ?? usual(rule)) };
}

const usual = (rule: RuleName) => ({ enabled: true, notify: !watchRules[rule].quiet });
