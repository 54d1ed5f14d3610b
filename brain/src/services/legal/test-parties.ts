import { randomUUID } from 'node:crypto';
import { createWorld } from '@smartstart/testkit';
import { ApiError, type ErrorCode } from '@smartstart/contract';
import { newId } from '../../kernel/ids.ts';

export const memberPapers = ['ESCA', 'PPA', 'PNA', 'MNDA', 'STA'];
const origin = { ip: '127.0.0.1', agent: 'test', requestId: 'test' };

/** For tests: a whole Brain, people with confirmed addresses, and short ways to sign. */
export async function createParties() {
  const world = await createWorld();
  const { kernel, security, services } = world.brain;
  const { users, legal } = services;
  const { transact, db } = kernel.database;
  security.onStepUp(() => Promise.resolve(world.clock.now()));
  legal.onStepUp(() => Promise.resolve({ at: world.clock.now(), factor: 'PASSWORD' }));

  /** Somebody who confirmed the address and signed nothing. */
  async function guest(name = 'Ada Person'): Promise<string> {
    const userId = newId();
    await transact(async (tx) => {
      await users.createAccount(tx, { userId, email: `${userId}@legal.test`, name });
      await users.verifyEmail(tx, userId);
    });
    return userId;
  }

  const open = (userId: string, code: string, body: { ventureId?: string; tier?: number } = {}) =>
    world.as(userId).legal.openPaper({ params: { code }, body });

  function sign(
    userId: string,
    document: { id: string; textHash: string },
    change: Record<string, unknown> = {},
    idempotencyKey: string = randomUUID(),
  ) {
    const body = {
      textHash: document.textHash,
      kind: 'CLICK' as const,
      readToEnd: true as const,
      consents: { terms: true as const, privacy: true as const, electronicSignature: true as const },
      ...change,
    };
    return world.as(userId).legal.sign({ params: { documentId: document.id }, body }, { idempotencyKey });
  }

  async function openAndSign(userId: string, code: string, body: { ventureId?: string; tier?: number } = {}) {
    return sign(userId, await open(userId, code, body));
  }

  async function member(name?: string): Promise<string> {
    const userId = await guest(name);
    for (const code of memberPapers) await openAndSign(userId, code);
    return userId;
  }

  /** A venture whose owner signed PPNA and IAA in advance. */
  async function venture(ownerId: string, name = 'Acme', tierCeiling = 1): Promise<string> {
    const ventureId = newId();
    await transact(async (tx) => {
      await legal.describeVenture(tx, {
        ventureId,
        name,
        ownerId,
        ownerName: await users.nameOf(tx, ownerId),
        tierCeiling,
      });
      await legal.giveStanding(tx, { ventureId, ownerId, codes: ['PPNA', 'IAA'], call: origin });
    });
    return ventureId;
  }

  const ask = (userId: string, ventureId: string, codes: readonly string[], tier?: number) =>
    transact((tx) =>
      legal.ask(
        tx,
        userId,
        codes.map((code) => ({ code, ventureId, ...(tier === undefined ? {} : { tier }) })),
      ),
    );

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

  return {
    world,
    kernel,
    security,
    legal,
    users,
    db,
    transact,
    clock: world.clock,
    as: world.as,
    guest,
    member,
    open,
    sign,
    openAndSign,
    venture,
    ask,
    events,
    close: () => world.close(),
  };
}

export type Parties = Awaited<ReturnType<typeof createParties>>;

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
