import type { contract, Answer, Input } from '@smartstart/contract';
import { climb, ladder, type Fact, type Security } from '../../engines/security/index.ts';
import { callerOf, type Call } from '../../kernel/call.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import * as store from './access-store.ts';
import { publish } from './events.ts';
import { placeOf, type AccountSink } from './parts.ts';
import { knownRungs, levelOf } from './standing.ts';

type Operations = (typeof contract)['access'];
type AdministrativeRung = 9 | 10 | 11 | 12;
type RungState = Answer<Operations['ladder']>['items'][number];
type MissingPaper = RungState['missingPapers'][number];

export interface Access {
  me(call: Call): Promise<Answer<Operations['me']>>;
  ladder(call: Call): Promise<Answer<Operations['ladder']>>;
  check(call: Call, query: Input<Operations['check']>['query']): Promise<Answer<Operations['check']>>;
  appoint(call: Call, body: Input<Operations['appoint']>['body']): Promise<Answer<Operations['appoint']>>;
  dismiss(call: Call, body: Input<Operations['dismiss']>['body']): Promise<void>;
  approveClearance(
    call: Call,
    userId: string,
    body: Input<Operations['approveClearance']>['body'],
  ): Promise<Answer<Operations['approveClearance']>>;
  refuseClearance(
    call: Call,
    userId: string,
    body: Input<Operations['refuseClearance']>['body'],
  ): Promise<void>;
  /** Makes the person the installation names its first super administrator, when there is none. */
  appointFirst(tx: Tx, account: { userId: string; email: string }): Promise<void>;
}

export interface AccessDeps {
  readonly security: Security;
  readonly users: Pick<AccountSink, 'statusOf'>;
  /** The title of a paper in the legal catalogue. */
  readonly paperName: (code: string) => string | undefined;
  /** Papers in force of those required, in percent, as the legal service counts them. */
  readonly complianceScore: (db: Db, userId: string) => Promise<number | null>;
}

const dayMs = 24 * 60 * 60_000;
/** Approval is renewed after so many days (section 2.1). */
const clearanceDays = { 7: 60, 8: 30 } as const;
const gone = new Set<string | null>([null, 'BANNED', 'ERASED']);

export function createAccess(
  kernel: Kernel,
  { security, users, paperName, complianceScore }: AccessDeps,
): Access {
  const { clock, database } = kernel;
  const named = (papers: readonly Omit<MissingPaper, 'name'>[]): MissingPaper[] =>
    papers.map((paper) => ({ ...paper, name: paperName(paper.code) ?? paper.code }));

  function stateOf(standing: ReturnType<typeof climb>[number]): RungState {
    const rule = ladder[standing.rung]!;
    return {
      rung: rule.rung,
      name: rule.name,
      held: standing.held,
      buildsOn: rule.buildsOn[0] ?? null,
      opens: rule.opens,
      missingPapers: named(standing.missingPapers),
      missingConditions: [...standing.missingConditions],
    };
  }

  async function standings(call: Call): Promise<{ facts: Fact[]; all: ReturnType<typeof climb> }> {
    const facts = await security.facts(database.db, callerOf(call).userId);
    return { facts, all: climb(facts, clock.now()) };
  }

  async function requirePerson(tx: Tx, userId: string): Promise<void> {
    if (gone.has(await users.statusOf(tx, userId))) throw new Fail('NOT_FOUND');
  }

  type Change = 'appointment' | 'clearance';

  async function note(
    tx: Tx,
    call: Call,
    change: Change,
    action: string,
    userId: string,
    reason: string,
    after: Record<string, unknown>,
  ): Promise<void> {
    const actorId = callerOf(call).userId;
    await security.audit(tx, {
      actorId,
      action,
      entity: 'user',
      entityId: userId,
      after,
      reason,
      call: placeOf(call),
    });
    await publish({ kernel }, tx, 'access.changed', userId, { userId, reason: change }, { actorId });
  }

  async function install(
    tx: Tx,
    userId: string,
    rung: AdministrativeRung,
    appointedBy: string | null,
    reason: string,
  ): Promise<{ id: string; at: Date }> {
    const appointment = {
      id: newId(),
      user_id: userId,
      rung,
      appointed_by: appointedBy,
      at: clock.now(),
      reason,
    };
    await store.insertAppointment(tx, appointment);
    await security.record(tx, userId, { kind: 'APPOINTED', value: String(rung) });
    return appointment;
  }

  return {
    async me(call) {
      const { facts, all } = await standings(call);
      const known = knownRungs(all, facts);
      const level = levelOf(all);
      return {
        level,
        levelName: ladder[level]!.name,
        held: all.filter((one) => one.held).map((one) => one.rung),
        next: all.filter((one) => !one.held && known.has(one.rung)).map(stateOf),
        complianceScore: await complianceScore(database.db, callerOf(call).userId),
      };
    },
    async ladder(call) {
      const { facts, all } = await standings(call);
      const known = knownRungs(all, facts);
      return { items: all.filter((one) => known.has(one.rung)).map(stateOf) };
    },
    async check(call, { action, ventureId }) {
      const standing = await security.stand(database.db, callerOf(call).userId, action, ventureId);
      return {
        gate: standing.gate,
        open: standing.open,
        missingPapers: named(standing.missingPapers),
        missingConditions: [...standing.missingConditions],
      };
    },
    appoint: (call, { userId, rung, reason }) =>
      call.transact(async (tx) => {
        await store.lockAppointments(tx);
        await requirePerson(tx, userId);
        if ((await store.appointedTo(tx, rung)).includes(userId))
          throw new Fail('ALREADY_EXISTS', 'The person is appointed to this rung already.');
        const { id, at } = await install(tx, userId, rung, callerOf(call).userId, reason);
        await note(tx, call, 'appointment', 'access.appointed', userId, reason, { rung });
        return { id, userId, rung, at: at.toISOString() };
      }),
    dismiss: (call, { userId, rung, reason }) =>
      call.transact(async (tx) => {
        await store.lockAppointments(tx);
        const appointed = await store.appointedTo(tx, rung);
        if (!appointed.includes(userId)) throw new Fail('NOT_FOUND');
        if (rung === 12 && appointed.length === 1)
          throw new Fail(
            'RULE_VIOLATED',
            'The last super administrator cannot be dismissed. Appoint another first.',
          );
        await store.endAppointment(tx, userId, rung, { at: clock.now(), by: callerOf(call).userId });
        await security.clear(tx, userId, 'APPOINTED', { value: String(rung) });
        await note(tx, call, 'appointment', 'access.dismissed', userId, reason, { rung });
      }),
    approveClearance: (call, userId, { rung, reason }) =>
      call.transact(async (tx) => {
        await requirePerson(tx, userId);
        const until = new Date(clock.now().getTime() + clearanceDays[rung] * dayMs);
        await security.record(tx, userId, { kind: 'CLEARANCE', value: String(rung), until });
        await note(tx, call, 'clearance', 'access.clearance-approved', userId, reason, {
          rung,
          until: until.toISOString(),
        });
        return { userId, rung, until: until.toISOString() };
      }),
    refuseClearance: (call, userId, { rung, reason }) =>
      call.transact(async (tx) => {
        await requirePerson(tx, userId);
        await security.clear(tx, userId, 'CLEARANCE', { value: String(rung) });
        await note(tx, call, 'clearance', 'access.clearance-refused', userId, reason, { rung });
      }),
    async appointFirst(tx, { userId, email }) {
      if (email !== kernel.config.firstAdminEmail) return;
      await store.lockAppointments(tx);
      if ((await store.appointedTo(tx, 12)).length) return;
      const reason = 'named by the installation';
      await install(tx, userId, 12, null, reason);
      await security.audit(tx, {
        actorId: null,
        action: 'access.appointed',
        entity: 'user',
        entityId: userId,
        after: { rung: 12 },
        reason,
      });
      await publish(
        { kernel },
        tx,
        'access.changed',
        userId,
        { userId, reason: 'appointment' },
        { actorId: null },
      );
    },
  };
}
