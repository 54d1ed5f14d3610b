import { addMs, dayMs } from '@smartstart/units';
import { createBrain, type Brain } from '../brain.ts';
import { ConfigError, type Config } from '../config.ts';
import { auditOf } from '../engines/security/index.ts';
import { createMovableClock, type MovableClock } from '../kernel/clock.ts';
import type { Kernel, KernelOverrides } from '../kernel/kernel.ts';
import { planCommunity } from './community.ts';
import { addCrowd } from './crowd.ts';
import { play } from './history.ts';
import { firstDay } from './plan.ts';
import { administrator } from './roles.ts';
import { keepSignIns, readSignIns, roles, type SignIn } from './sign-ins.ts';
import { createStage } from './stage.ts';
import { addStatements } from './standing-history.ts';

export type { SignIn } from './sign-ins.ts';

export interface DemoOptions {
  /** Size of the community; 1 is about 200 people. */
  readonly factor?: number;
  readonly connection?: KernelOverrides['connection'];
}

const marks = { begun: 'demo.begun', finished: 'demo.finished' };
const reportEvery = 25;

/**
 * A Brain with a demo community: fictional people and ventures with a history of nine months, made once on an empty
 * installation. Answers with how to sign in as three of them.
 */
export async function createDemoBrain(
  config: Config,
  options: DemoOptions = {},
): Promise<{ brain: Brain; signIns: SignIn[] }> {
  if (config.mode === 'production')
    throw new ConfigError(
      'SMARTSTART_DEMO is for trying SmartStart out. It cannot be set when SMARTSTART_MODE is production.',
    );
  const clock = createMovableClock();
  const present = clock.now();
  let fresh = false;
  const brain = await createBrain(demoConfig(config), {
    clock,
    ...(options.connection ? { connection: options.connection } : {}),
    async prepare(kernel) {
      fresh = await isEmpty(kernel);
      // Papers are published when the brain is made, and were published before anybody signed them.
      if (fresh) clock.travelTo(addMs(present, firstDay * dayMs));
    },
  });
  if (fresh) await load(brain, clock, present, options.factor ?? 1);
  return { brain, signIns: readSignIns(config.dataDir) };
}

/** All mail stays in the local mailbox, and the first super administrator is the one of the demo community. */
function demoConfig(config: Config): Config {
  return { ...config, mail: { ...config.mail, url: null }, firstAdminEmail: administrator.email };
}

/** Whether nobody was here before. A community that was interrupted while it was made cannot be continued. */
async function isEmpty({ database: { db }, config, log }: Kernel): Promise<boolean> {
  const has = async (action?: string) =>
    (await auditOf(db, { action }, { limit: 1, before: null })).length > 0;
  if (!(await has())) return true;
  if (await has(marks.finished)) return false;
  if (await has(marks.begun))
    throw new ConfigError(
      `The demo community was interrupted while it was made. Delete ${config.databaseUrl ? 'the contents of the database' : config.dataDir} and start again.`,
    );
  log.warn('this installation has accounts already, so no demo community is added to it');
  return false;
}

async function load(brain: Brain, clock: MovableClock, present: Date, factor: number): Promise<void> {
  const { log, config, outbox } = brain.kernel;
  const startedAt = performance.now();
  const signIns: SignIn[] = [];
  const community = planCommunity(factor, (signIn) => void signIns.push(signIn));
  const stage = createStage(brain, clock);
  await mark(brain, marks.begun);
  let reported = 0;
  await play(stage, community.acts, present, () => {
    const people = stage.people.size();
    if (people - reported < reportEvery) return;
    reported = people;
    log.info(
      `demo community: people ${people}/${community.people.length}, ventures ${stage.ventures.size()}/${community.ventures.length}`,
    );
  });
  await addStatements(stage, present);
  await addCrowd(stage, present, factor);
  clock.release();
  await mark(brain, marks.finished);
  // The bank for trying out tells of its last payments by itself a moment later; the demo waits for them.
  await brain.services.subscriptions.testBank?.deliver();
  await outbox.drain();
  keepSignIns(
    config.dataDir,
    roles.map((role) => signIns.find((one) => one.role === role)!),
  );
  log.info(
    {
      people: community.people.length,
      ventures: community.ventures.length,
      seconds: Math.round((performance.now() - startedAt) / 1000),
    },
    'the demo community is ready',
  );
}

function mark({ kernel, security }: Brain, action: string): Promise<void> {
  return kernel.database.transact((tx) =>
    security.audit(tx, { actorId: null, action, entity: 'installation', entityId: null }),
  );
}
