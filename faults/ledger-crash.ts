import { spawn } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ApiError } from '@smartstart/contract';
import { becomeSubscriber, startPlatform, type Person, type Platform } from '@smartstart/testkit';
import { parseBuz, transferFeeMicro, writeBuz } from '@smartstart/units';
import pg from 'pg';
import { findRunningPostgres } from '../brain/src/kernel/embedded-postgres.ts';

export interface CrashPlan {
  readonly rounds: number;
  readonly people: number;
  readonly clients: number;
}

export interface CrashResult {
  /** What was asked, round by round, and how it came out. */
  readonly rounds: readonly Round[];
  readonly transfers: number;
  /** Acknowledged, and not in the ledger. */
  readonly lost: number;
  /** In the ledger more than once, or under another id than the one told. */
  readonly doubled: number;
  /** Refused, and in the ledger all the same. */
  readonly unasked: number;
  /** People whose balance is not what the acknowledged transfers leave. */
  readonly wrongBalances: number;
  /** What `npm run verify-ledger` ended with. */
  readonly verifyCode: number | null;
}

export interface Round {
  readonly killedAfterMs: number;
  readonly acknowledged: number;
  readonly refused: number;
  /** Without an answer when the Brain died; asked again with their keys. */
  readonly retried: number;
  readonly upAfterMs: number;
}

/** A transfer as its client knows it. */
interface Wish {
  readonly key: string;
  readonly from: Person;
  readonly to: Person;
  readonly amountMicro: bigint;
  /** The id of the transfer, REFUSED, or null while there is no answer. */
  answer: string | null;
}

const project = fileURLToPath(new URL('../', import.meta.url));
/** When the Brain dies: late enough that transfers flow, and at any point of a batch. */
const killMs = [200, 1_200] as const;
/** From the least transfer there is to half a BUZ, so that nobody runs out. */
const amounts = [10_000, 500_000] as const;
const patienceMs = 30_000;
const pauseMs = 100;

/**
 * Kills the Brain in the middle of transfers, again and again, the database left alone. Every client asks again, with the
 * key of its unanswered request; then each acknowledged transfer stands in the ledger exactly once.
 */
export async function crashLedger(plan: CrashPlan): Promise<CrashResult> {
  const platform = await startPlatform({ RATE_LIMITS: 'off', LOG_LEVEL: 'fatal', DATABASE_URL: '' });
  try {
    const people = await gather(platform, plan.people);
    const begin = await balancesOf(people);
    const wishes: Wish[] = [];
    const rounds: Round[] = [];
    for (let round = 0; round < plan.rounds; round++)
      rounds.push(await crash(platform, people, plan.clients, wishes));
    return { rounds, ...(await judge(platform, people, begin, wishes)) };
  } finally {
    await platform.stop();
  }
}

/** Subscribers: the papers they sign earn each the same first BUZ. */
async function gather({ origin }: Platform, count: number): Promise<Person[]> {
  const people: Person[] = [];
  for (let index = 0; index < count; index++) {
    const name = `Payer ${'ABCDEFGHIJKLMNOP'[index]}`;
    people.push(await becomeSubscriber(origin, { name, email: `payer.${index}@example.com` }));
  }
  for (const { api } of people)
    await until(async () => {
      const { available, waiting } = await api.buz.wallet({});
      return parseBuz(available) > 0n && parseBuz(waiting) === 0n;
    });
  return people;
}

async function crash(
  platform: Platform,
  people: readonly Person[],
  clients: number,
  wishes: Wish[],
): Promise<Round> {
  // Access tokens live 15 minutes; many rounds take longer.
  for (const person of people) await person.signIn();
  const mine: Wish[] = [];
  let dead = false;
  const client = async (index: number): Promise<void> => {
    while (!dead) {
      const wish = draw(people, index);
      mine.push(wish);
      await ask(wish);
      if (wish.answer === null) return;
    }
  };
  const running = Array.from({ length: clients }, (_, index) => client(index));
  const killedAfterMs = randomInt(...killMs);
  await sleep(killedAfterMs);
  const diedAt = performance.now();
  const restarted = platform.restartBrain('SIGKILL');
  await Promise.all([...running, restarted.then(() => void (dead = true))]);
  const upAfterMs = Math.round(performance.now() - diedAt);
  const open = mine.filter((wish) => wish.answer === null);
  await Promise.all(open.map((wish) => until(async () => (await ask(wish)) !== null)));
  wishes.push(...mine);
  const refused = mine.filter((wish) => wish.answer === 'REFUSED').length;
  return { killedAfterMs, acknowledged: mine.length - refused, refused, retried: open.length, upAfterMs };
}

function draw(people: readonly Person[], index: number): Wish {
  const from = people[index % people.length]!;
  const others = people.filter((person) => person !== from);
  return {
    key: randomUUID(),
    from,
    to: others[randomInt(others.length)]!,
    amountMicro: BigInt(randomInt(...amounts)),
    answer: null,
  };
}

/** One try; what is no answer of the Brain leaves the wish open. */
async function ask(wish: Wish): Promise<string | null> {
  const { key, from, to, amountMicro } = wish;
  try {
    const { id } = await from.api.buz.transfer(
      { body: { recipientId: to.userId, amount: writeBuz(amountMicro) } },
      { idempotencyKey: key },
    );
    wish.answer = id;
  } catch (error) {
    if (error instanceof ApiError && error.problem.status < 500) wish.answer = 'REFUSED';
  }
  return wish.answer;
}

type Verdict = Omit<CrashResult, 'rounds'>;

async function judge(
  platform: Platform,
  people: readonly Person[],
  begin: ReadonlyMap<string, bigint>,
  wishes: readonly Wish[],
): Promise<Verdict> {
  const written = await writtenKeys(platform.dataDir);
  let [lost, doubled, unasked] = [0, 0, 0];
  const expected = new Map(begin);
  for (const { key, from, to, amountMicro, answer } of wishes) {
    const ids = written.get(key) ?? [];
    if (answer === 'REFUSED') {
      if (ids.length) unasked += 1;
      continue;
    }
    if (!ids.length) lost += 1;
    else if (ids.length > 1 || ids[0] !== answer) doubled += 1;
    expected.set(from.userId, expected.get(from.userId)! - amountMicro - transferFeeMicro(amountMicro));
    expected.set(to.userId, expected.get(to.userId)! + amountMicro);
  }
  const found = await balancesOf(people);
  const wrongBalances = [...expected].filter(([userId, micro]) => found.get(userId) !== micro).length;
  const verifyCode = await verify(platform.dataDir);
  return { transfers: wishes.length, lost, doubled, unasked, wrongBalances, verifyCode };
}

/** What the ledger holds under each client's key, read beside the Brain. */
async function writtenKeys(dataDir: string): Promise<Map<string, string[]>> {
  const client = new pg.Client(findRunningPostgres(path.join(dataDir, 'postgres'))!);
  await client.connect();
  const { rows } = await client.query<{ id: string; key: string }>(
    `select id, right(command_key, 36) as key from ledger_transactions where command_key like 'http:%'`,
  );
  await client.end();
  const written = new Map<string, string[]>();
  for (const { id, key } of rows) written.set(key, [...(written.get(key) ?? []), id]);
  return written;
}

async function balancesOf(people: readonly Person[]): Promise<Map<string, bigint>> {
  const balances = people.map(async ({ api, userId }) => {
    const { available } = await api.buz.wallet({});
    return [userId, parseBuz(available)] as const;
  });
  return new Map(await Promise.all(balances));
}

function verify(dataDir: string): Promise<number | null> {
  const { DATABASE_URL: _, SIGNING_KEY: __, ...env } = process.env;
  const child = spawn(process.execPath, [path.join(project, 'brain/src/commands/verify-ledger.ts')], {
    env: { ...env, SMARTSTART_DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve) => child.once('close', resolve));
}

async function until(done: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await done())) {
    if (performance.now() > end) throw new Error(`Not done after ${patienceMs / 1000} s.`);
    await sleep(pauseMs);
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
