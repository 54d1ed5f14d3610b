import { randomUUID } from 'node:crypto';
import { ApiError, type Problem } from '@smartstart/contract';
import { createWorld, enrol, signDocument, type Api, type Enrolled } from '@smartstart/testkit';
import { refusal } from './test-parties.ts';

/** For tests: a Brain with people who make agreements, members who sign them, and a legal administrator. */
export async function createMakers() {
  const world = await createWorld();
  const { kernel, security, services } = world.brain;
  const { transact, db } = kernel.database;
  const [maker, bea, cyd, eve] = [
    await enrol(world, 'Ada Maker', 'SUBSCRIBER'),
    await enrol(world, 'Bea Member', 'MEMBER'),
    await enrol(world, 'Cyd Member', 'MEMBER'),
    await enrol(world, 'Eve Stranger', 'SUBSCRIBER'),
  ];

  /** Appointed, with everything the rung asks for. */
  async function administrator(name: string, rung: '11' | '12' = '11'): Promise<Enrolled> {
    const person = await enrol(world, name, 'MEMBER');
    await transact(async (tx) => {
      await security.record(tx, person.userId, { kind: 'APPOINTED', value: rung });
      await security.record(tx, person.userId, { kind: 'SECOND_FACTOR' });
      const account = 'BAA ECA ATA SAA IRA LCA LAA ACPA RCA PTSA SOBA PUSA TCA ST1A ST2A ESA'.split(' ');
      for (const value of account) await security.record(tx, person.userId, { kind: 'PAPER', value });
      for (const value of ['PCA', 'IAA'])
        await security.record(tx, person.userId, { kind: 'PAPER', value, ref: 'hub' });
      await security.record(tx, person.userId, { kind: 'PAPER', value: 'PPNA', ref: 'hub', tier: 2 });
    });
    return person;
  }

  const signer = (person: Enrolled, role: string, step = 1) =>
    ({ userId: person.userId, role, kind: 'SIGNER', step }) as const;

  /** A mutual NDA with everything filled in. */
  const nda = (change: Partial<Parameters<Api['agreements']['create']>[0]['body']> = {}) => ({
    templateCode: 'NDA2',
    values: { purpose: 'To see whether we build a boat together.' },
    recipients: [signer(maker, 'First party'), signer(bea, 'second', 2)],
    ...change,
  });
  const create = (person: Enrolled, body: Parameters<Api['agreements']['create']>[0]['body']) =>
    person.api.agreements.create({ body }, { idempotencyKey: randomUUID() });
  const at = (documentId: string) => ({ params: { documentId } });
  const edit = (
    person: Enrolled,
    documentId: string,
    body: Parameters<Api['agreements']['edit']>[0]['body'],
    version: number,
  ) => person.api.agreements.edit({ ...at(documentId), body }, { ifMatch: `"${version}"` });

  async function submitted(body = nda()) {
    const draft = await create(maker, body);
    return maker.api.agreements.submit({ ...at(draft.id), body: {} });
  }

  /** In force: sent and signed by everybody named. */
  async function inForce(body = nda(), people: readonly Enrolled[] = [maker, bea]) {
    const { id } = await submitted(body);
    await maker.api.agreements.openSigning({ ...at(id), body: {} });
    for (const person of people) await signDocument(person.api, id, person.name);
    return maker.api.agreements.agreement(at(id));
  }

  async function events(type: string): Promise<Record<string, unknown>[]> {
    await world.settle();
    const rows = await db
      .selectFrom('event_log')
      .select('data')
      .where('type', '=', type)
      .orderBy('seq')
      .execute();
    return rows.map((row) => row.data as Record<string, unknown>);
  }

  const history = async (person: Enrolled, documentId: string) =>
    (await person.api.agreements.events(at(documentId))).items.map((event) => event.type);

  const people = { maker, bea, cyd, eve };
  const run = { world, kernel, db, transact, security, legal: services.legal, clock: world.clock };
  return {
    ...run,
    ...people,
    administrator,
    signer,
    nda,
    create,
    edit,
    at,
    submitted,
    inForce,
    events,
    history,
    refusal,
    close: () => world.close(),
  };
}

export type Makers = Awaited<ReturnType<typeof createMakers>>;

export const ownClause = {
  source: 'OWN',
  title: 'Our own clause',
  text: 'We always meet on Mondays.',
} as const;

/** The mutual NDA with a clause of somebody's own. */
export async function withOwnClause(m: Makers) {
  const { clauses } = await m.maker.api.agreements.template({ params: { code: 'NDA2' } });
  const usual = clauses.flatMap(({ included, id }) =>
    included ? [{ source: 'TEMPLATE', id } as const] : [],
  );
  return m.nda({ clauses: [...usual, ownClause] });
}

/** What a call is refused with, whole. */
export async function problemOf(call: Promise<unknown>): Promise<Problem> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ApiError) return error.problem;
    throw error;
  }
  throw new Error('It was not refused.');
}
