import { createWorld, enrol, signPaper, type Enrolled } from '@smartstart/testkit';
import { ApiError, type ErrorCode } from '@smartstart/contract';
import { ladder } from '../../engines/security/index.ts';
import { newId } from '../../kernel/ids.ts';

/** For tests: a whole Brain, members, and administrators of each kind. */
export async function createOffice() {
  const world = await createWorld();
  const { kernel, security, services } = world.brain;
  const { database, jobs } = kernel;

  /** Somebody appointed whose papers are all in force. */
  async function administrator(rung: '10' | '11' | '12'): Promise<Enrolled> {
    const admin = await enrol(world, `Admin ${newId().slice(-4)}`);
    await database.transact(async (tx) => {
      for (const paper of ladder.flatMap((rule) => rule.papers))
        await security.record(tx, admin.userId, {
          kind: 'PAPER',
          value: paper.code,
          ref: paper.ref ?? 'hub',
          tier: paper.tier ?? 0,
        });
      for (const paper of ['ESCA', 'PPA', 'PNA', 'MNDA', 'STA'])
        await security.record(tx, admin.userId, { kind: 'PAPER', value: paper });
      for (const kind of ['PASSKEY', 'IDENTITY_VERIFIED', 'SECOND_FACTOR'] as const)
        await security.record(tx, admin.userId, { kind });
      await security.record(tx, admin.userId, { kind: 'APPOINTED', value: rung });
    });
    return admin;
  }

  async function events(type: string): Promise<Record<string, unknown>[]> {
    await world.settle();
    const rows = await database.db
      .selectFrom('event_log')
      .select('data')
      .where('type', '=', type)
      .orderBy('seq')
      .execute();
    return rows.map((row) => row.data as Record<string, unknown>);
  }

  return {
    world,
    kernel,
    security,
    services,
    database,
    db: database.db,
    clock: world.clock,
    administrator,
    member: (name: string) => enrol(world, name, 'MEMBER'),
    guest: (name: string) => enrol(world, name),
    subscriber: (name: string) => enrol(world, name, 'SUBSCRIBER'),
    sign: (person: Enrolled, code: string, where: { ventureId?: string } = {}) =>
      signPaper(person.api, person.name, code, where),
    events,
    async run(job: string): Promise<void> {
      await jobs.run(job);
      await world.settle();
    },
    /** Titles of the notifications of a person. */
    async told(person: Enrolled): Promise<string[]> {
      await world.settle();
      return (await person.api.notifications.list({ query: { limit: 100 } })).items.map((item) => item.title);
    },
    close: () => world.close(),
  };
}

export type Office = Awaited<ReturnType<typeof createOffice>>;

/** The code a call is refused with. */
export async function refusal(call: Promise<unknown>): Promise<ErrorCode | 'NOT REFUSED'> {
  try {
    await call;
    return 'NOT REFUSED';
  } catch (error) {
    if (error instanceof ApiError) return error.problem.code;
    throw error;
  }
}
