import type { Security } from '../../engines/security/index.ts';
import type { Call } from '../../kernel/call.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Providers } from './providers/provider.ts';

export interface SubscriptionDeps {
  readonly security: Security;
  readonly people: {
    byIds(
      db: Db,
      ids: readonly string[],
    ): Promise<
      ReadonlyMap<string, { readonly name: string; readonly email: string; readonly locale: string }>
    >;
  };
}

/** What every part of this service works with. */
export interface Ground extends SubscriptionDeps {
  readonly kernel: Kernel;
  readonly providers: Providers;
}

/** Who acts; null is the platform itself. */
export interface Actor {
  readonly userId: string | null;
  readonly call?: Pick<Call, 'ip' | 'agent' | 'requestId'>;
}
export const platform: Actor = { userId: null };

/** Nobody at the hub decides on their own money. */
export function refuseOwn(actor: Actor, ownerId: string): void {
  if (actor.userId === ownerId)
    throw new Fail('RULE_VIOLATED', 'This is your own: it is for another administrator to decide.');
}

export function actorOf(call: Call): Actor & { readonly userId: string } {
  return { userId: call.caller!.userId, call };
}

/** Tells the person's own pages, and whoever reacts. Amounts and names are left out: they stand where they are read. */
export async function tell(
  { kernel: { outbox, clock } }: Pick<Ground, 'kernel'>,
  tx: Tx,
  type: string,
  userId: string,
  data: Record<string, unknown>,
  actorId: string | null = null,
): Promise<void> {
  await outbox.publish(tx, {
    type,
    actorId,
    at: clock.now().toISOString(),
    topics: [`user:${userId}`],
    data: { userId, ...data },
  });
}
