import type { applicationsWire, opportunitiesWire, Rung } from '@smartstart/contract';
import type { Security } from '../../engines/security/index.ts';
import { callerOf, type Call } from '../../kernel/call.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { AgreementDesk, Origin } from '../legal/index.ts';
import type { Person } from '../users/index.ts';
import type { Role } from '../ventures/index.ts';

export type { Role } from '../ventures/index.ts';

/** Who reads or acts, with the rungs held now. */
export interface Actor {
  readonly userId: string;
  readonly held: ReadonlySet<Rung>;
  readonly call: Origin;
  /** Links in mails begin with it. */
  readonly origin: string;
}

export function actorOf(call: Call): Actor {
  const { userId, held } = callerOf(call);
  const { ip, agent, requestId, origin } = call;
  return { userId, held, call: { ip, agent, requestId }, origin };
}

/** A venture as far as an opportunity names it. */
export interface VentureFacts {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly status: string;
  readonly phase: string | null;
  readonly visibility: string;
}

/** What this service asks of ventures. */
export interface OpportunityVentures {
  /** The ventures in which the person is active, with the role they act in now. */
  actingIn(
    db: Db,
    actor: Pick<Actor, 'userId' | 'held'>,
  ): Promise<readonly { readonly ventureId: string; readonly role: Role }[]>;
  rolesIn(db: Db, ventureId: string): Promise<ReadonlyMap<string, Role>>;
  teamOf(db: Db, ventureId: string): Promise<{ readonly ownerId: string; readonly name: string } | null>;
  factsOf(db: Db, ventureIds: readonly string[]): Promise<ReadonlyMap<string, VentureFacts>>;
  /** Its status, which does not change until the end of the transaction. */
  hold(tx: Tx, ventureId: string): Promise<string | null>;
  /** Takes part in any state, also while the papers wait. */
  belongs(db: Db, ventureId: string, userId: string): Promise<boolean>;
  /** The invitation that waits for an answer of this address. */
  openInvitation(db: Db, ventureId: string, email: string): Promise<string | null>;
  readonly invitations: {
    invite(
      tx: Tx,
      ventureId: string,
      actor: Pick<Actor, 'userId' | 'held'>,
      input: { email: string; role: Role; message: string },
      origin: string,
    ): Promise<{ readonly id: string }>;
  };
}

/** What actions cost: it takes a lock that everybody waits for, so it comes last. */
export interface OpportunityCharges {
  charge(tx: Tx, charge: { userId: string; action: string; causeId: string }): Promise<void>;
  refundAll(tx: Tx, refund: { action: string; causeIds: readonly string[]; why: string }): Promise<void>;
}

export type Components = ReturnType<(typeof opportunitiesWire.scoreComponents)['parse']>;

export interface OpportunityDeps {
  readonly kernel: Kernel;
  readonly security: Security;
  readonly people: { byIds(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> };
  readonly ventures: OpportunityVentures;
  readonly papers: AgreementDesk & {
    ask(
      tx: Tx,
      userId: string,
      needs: readonly { readonly code: string; readonly ventureId?: string }[],
    ): Promise<void>;
  };
  readonly charges: OpportunityCharges;
  /** The stages of these ventures (domain rules, section 7.2); one that is not started is left out. */
  stagesOf(db: Db, ventureIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The components of the transparent score of this person now; null where they cannot be worked out. */
  componentsOf(db: Db, pair: { userId: string; opportunityId: string }): Promise<Components | null>;
  /** Open opportunities about the same as the question, the most alike first; whoever may see them. */
  related(question: string, take: number): Promise<readonly string[]>;
}

export type Ground = OpportunityDeps;
export type ApplicationInput = ReturnType<(typeof applicationsWire.applicationBody)['parse']>;
