import type { Security } from '../../engines/security/index.ts';
import type { Tx } from '../../kernel/db.ts';
import { found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import * as store from './store.ts';

export type ConsentKind = 'PLATFORM_TERMS' | 'PRIVACY' | 'COOKIES' | 'MARKETING' | 'BEHAVIOUR_ANALYTICS';

export interface ConsentChange {
  readonly kind: ConsentKind;
  readonly granted: boolean;
  /** Version of the text the person saw. */
  readonly version: string;
  /** Where it was said: `settings`, or the paper whose signature says it. */
  readonly source: string;
}

/** Version of the sentences beside the switches in the settings. */
export const settingsTextVersion = '1.0.0';
const kinds: readonly ConsentKind[] = [
  'PLATFORM_TERMS',
  'PRIVACY',
  'COOKIES',
  'MARKETING',
  'BEHAVIOUR_ANALYTICS',
];

/** Nothing counts as granted until somebody says so. */
export function initialConsents(userId: string): { user_id: string; kind: ConsentKind; state: 'PENDING' }[] {
  return kinds.map((kind) => ({ user_id: userId, kind, state: 'PENDING' }));
}

/** Records what the person said, with time, version and source. Saying the same again changes nothing. */
export async function changeConsent(
  { clock, outbox }: Kernel,
  security: Security,
  tx: Tx,
  userId: string,
  { kind, granted, version, source }: ConsentChange,
): Promise<store.ConsentRow> {
  const row = found(await store.lockConsent(tx, userId, kind));
  const state = granted ? 'GRANTED' : 'REVOKED';
  if (row.state === state && row.version === version) return row;
  const now = clock.now();
  const changed = await store.changeConsent(tx, {
    user_id: userId,
    id: newId(),
    kind,
    state,
    version,
    source,
    changed_at: now,
  });
  await security.audit(tx, {
    actorId: userId,
    action: 'consent.changed',
    entity: 'consent',
    entityId: userId,
    before: { kind, state: row.state },
    after: { kind, state, version, source },
  });
  await outbox.publish(tx, {
    type: 'consent.changed',
    actorId: userId,
    at: now.toISOString(),
    topics: [`user:${userId}`],
    data: { userId, kind, state },
  });
  return changed;
}
