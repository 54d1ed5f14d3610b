import type { Rung } from '@smartstart/contract';
import type { Security } from '../../engines/security/index.ts';
import { callerOf, type Call } from '../../kernel/call.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';

/** What legal asks of users. */
export interface People {
  byIds(
    db: Db,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly name: string; readonly email: string }>>;
  /** Signing the terms or the privacy notice says what a consent says. */
  recordConsent?(
    tx: Tx,
    userId: string,
    change: { kind: 'PLATFORM_TERMS' | 'PRIVACY'; granted: boolean; version: string; source: string },
  ): Promise<void>;
}

/** A session's last proof of identity, as evidence names it. */
export type StepUpLookup = (
  sessionId: string,
) => Promise<{ readonly at: Date; readonly factor: string } | null>;

/** What every operation of this service stands on. */
export interface Ground {
  readonly kernel: Kernel;
  readonly security: Security;
  readonly people: People;
}

export interface Origin {
  readonly ip: string;
  readonly agent: string;
  readonly requestId: string;
}

export interface Actor {
  readonly userId: string;
  readonly sessionId: string;
  readonly held: ReadonlySet<Rung>;
  readonly call: Origin;
}

export function actorOf(call: Call): Actor {
  const { userId, sessionId, held } = callerOf(call);
  return { userId, sessionId, held, call: { ip: call.ip, agent: call.agent, requestId: call.requestId } };
}

/** Somebody without an account, who followed the link of an invitation and typed the code sent to its address. */
export interface Guest {
  /** The place the invitation is for: the only one this person can act in. */
  readonly position: number;
  /** The session that began with the code. */
  readonly sessionId: string;
  /** SHA-256 of the disclosure on electronic records the person agreed to, in place of ESCA. */
  readonly disclosureHash: string;
  readonly call: Origin;
}

/** Who acts in a place of a document. */
export type Signatory = ({ readonly kind: 'MEMBER' } & Actor) | ({ readonly kind: 'GUEST' } & Guest);
