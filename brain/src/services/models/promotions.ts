import { fingerprint } from '../../engines/ml/index.ts';
import type { Security } from '../../engines/security/index.ts';
import { callerOf, type Call } from '../../kernel/call.ts';
import type { Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { nextState } from '../../kernel/machine.ts';
import { modelVersions } from './machine.ts';
import type { Models } from './models.ts';
import * as store from './store.ts';
import { setOf } from './training.ts';
import { versionViews, type VersionView } from './views.ts';

export interface PromotionDeps {
  readonly kernel: Kernel;
  readonly security: Security;
  readonly models: Pick<Models, 'artefact' | 'parts'>;
}

export interface Act {
  readonly name: string;
  readonly version: string;
  readonly reason: string;
}

/** A recorded gate: only what was judged better serves, and it is written who let it. */
export async function promote(deps: PromotionDeps, tx: Tx, call: Call, act: Act): Promise<VersionView> {
  const { name, version } = act;
  await store.lockName(tx, name);
  const known = (await versionViews(tx, name)).find((one) => one.version === version);
  if (!known) throw new Fail('NOT_FOUND', 'There is no such version.');
  if (known.passed === null)
    throw new Fail(
      'RULE_VIOLATED',
      'This version came with a release; the release decides whether it serves.',
    );
  if (!known.passed) throw new Fail('RULE_VIOLATED', known.verdict);
  nextState(modelVersions, known.state, 'promote');
  await requireWhole(deps, tx, name, version);
  const now = deps.kernel.clock.now();
  await store.endPromotion(tx, name, 'REPLACED', now);
  await begin(deps, tx, call, act, now);
  return (await versionViews(tx, name)).find((one) => one.version === version)!;
}

/** A version that could not serve takes nobody's place. */
export async function requireWhole(
  { models }: Pick<PromotionDeps, 'models'>,
  tx: Tx,
  name: string,
  version: string,
): Promise<void> {
  const [row] = await store.versionsOf(tx, name, 1, version);
  const bytes = await models.artefact(tx, name, version);
  if (!row || !bytes || fingerprint(bytes) !== row.artefact_sha256)
    throw new Fail('RULE_VIOLATED', 'The artefact of this version is damaged. Train a new one.');
  const trainable = models.parts.catalogue.trainable(name);
  if (trainable && row.feature_set_hash !== setOf(trainable))
    throw new Fail('RULE_VIOLATED', 'This version was learnt from another set of features. Train a new one.');
}

/** Ends the version that serves; the one it replaced serves again, unless that was rolled back before. */
export async function rollback(
  deps: PromotionDeps,
  tx: Tx,
  call: Call,
  { name, reason }: Omit<Act, 'version'>,
) {
  await store.lockName(tx, name);
  const promotions = await store.promotionsOf(tx, name);
  const current = promotions.find((one) => one.ended_at === null);
  if (!current) {
    if (!(await versionViews(tx, name)).length)
      throw new Fail('NOT_FOUND', 'There is no model of this name.');
    throw new Fail('ILLEGAL_TRANSITION', 'No version that was promoted here serves.');
  }
  const bad = new Set([
    current.version,
    ...promotions.filter((one) => one.ended_how === 'ROLLED_BACK').map((one) => one.version),
  ]);
  const before = promotions.find((one) => one.ended_how === 'REPLACED' && !bad.has(one.version));
  const now = deps.kernel.clock.now();
  await store.endPromotion(tx, name, 'ROLLED_BACK', now);
  await note(deps, tx, call, 'model.rolled-back', { name, version: current.version, reason });
  if (before) await begin(deps, tx, call, { name, version: before.version, reason }, now);
  else await store.removeAlias(tx, name, 'champion');
  const views = await versionViews(tx, name);
  return {
    ended: views.find((one) => one.version === current.version)!,
    serving: views.find((one) => one.state === 'PROMOTED') ?? null,
  };
}

async function begin(
  deps: PromotionDeps,
  tx: Tx,
  call: Call,
  { name, version, reason }: Act,
  now: Date,
): Promise<void> {
  await store.insertPromotion(tx, {
    id: newId(),
    name,
    version,
    promoted_by: callerOf(call).userId,
    promoted_at: now,
    reason,
  });
  await store.setAlias(tx, name, 'champion', version, now);
  await store.removeAlias(tx, name, 'challenger', version);
  await store.removeAlias(tx, name, 'shadow', version);
  await note(deps, tx, call, 'model.promoted', { name, version, reason });
}

export async function note(
  { security }: PromotionDeps,
  tx: Tx,
  call: Call,
  action: string,
  { name, version, reason }: Act,
): Promise<void> {
  await security.audit(tx, {
    actorId: callerOf(call).userId,
    action,
    entity: 'model',
    entityId: `${name} ${version}`,
    after: { name, version },
    reason,
    call,
  });
}
