import type { Tx } from '../../kernel/db.ts';
import type { Parts } from './parts.ts';

/** What this module publishes, and what stands in `data`. */
export interface AuthenticationEvents {
  /** An account was tried and stayed shut. Addresses that nobody has are counted and not told: they are nobody's. */
  'login.failed': { userId: string; proof: 'PASSWORD' | 'FACTOR' };
  'session.started': { sessionId: string; device: string };
  'session.ended': { sessionId: string; reason: string };
  'security.new-device': { ip: string; device: string };
  'security.credentials-changed': {
    what: 'password' | 'factor-added' | 'factor-removed' | 'recovery-codes';
    kind?: string;
  };
  'security.account-locked': { until: string };
  'access.changed': { userId: string; reason: string };
}

/** Publishes to the person's own topic, in the transaction of the change. */
export async function publish<T extends keyof AuthenticationEvents>(
  { kernel }: Pick<Parts, 'kernel'>,
  tx: Tx,
  type: T,
  userId: string,
  data: AuthenticationEvents[T],
  options: { actorId?: string | null; revokedSession?: string } = {},
): Promise<void> {
  const { actorId = userId, revokedSession } = options;
  const event = { type, actorId, at: kernel.clock.now().toISOString(), topics: [`user:${userId}`], data };
  await kernel.outbox.publish(tx, revokedSession ? { ...event, control: { revokedSession } } : event);
}
