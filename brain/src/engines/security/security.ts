import type { Operation, Rung } from '@smartstart/contract';
import type { Db, Tx } from '../../kernel/db.ts';
import { addMs } from '@smartstart/units';
import { Fail } from '../../kernel/errors.ts';
import type { Gatekeeper } from '../../kernel/http.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { recordAudit, type AuditEntry } from './audit.ts';
import {
  clearFacts,
  factsOf,
  factsOfMany,
  forgetEndedSessions,
  recordFact,
  replaceFact,
  usersWithFact,
} from './facts.ts';
import { heldRungs, missingFor, standAt, type Fact, type Gate, type GateStanding } from './ladder.ts';
import { createStandings } from './standings.ts';

export interface Security extends Gatekeeper {
  /** Records the fact, or renews its end. */
  record(tx: Tx, userId: string, fact: Pick<Fact, 'kind'> & Partial<Fact>): Promise<void>;
  clear(tx: Tx, userId: string, kind: Fact['kind'], narrow?: { value?: string; ref?: string }): Promise<void>;
  replace(tx: Tx, userId: string, kind: 'ACCOUNT' | 'SEAT', value: string): Promise<void>;
  /** From the commit on, access tokens of this session are refused. */
  endSession(tx: Tx, userId: string, sessionId: string): Promise<void>;
  facts(db: Db, userId: string): Promise<Fact[]>;
  held(db: Db, userId: string): Promise<Set<Rung>>;
  /** The facts of many people at once, without ended sessions. */
  factsOfMany(db: Db, userIds: readonly string[]): Promise<ReadonlyMap<string, readonly Fact[]>>;
  /** The people appointed to one of these administrative rungs, whether or not their papers are in force. */
  appointed(db: Db, rungs: readonly (9 | 10 | 11 | 12)[]): Promise<string[]>;
  stand(db: Db, userId: string, gate: Gate, ventureId?: string): Promise<GateStanding>;
  /** Throws GATE_BLOCKED with what is missing unless the gate is open. */
  require(db: Db, userId: string, gate: Gate, ventureId?: string): Promise<void>;
  /** As `stand`, from what this Brain remembers of the person: for calls outside transactions that must be fast. */
  recall(userId: string, gate: Gate): Promise<GateStanding>;
  audit(tx: Tx, entry: AuditEntry): Promise<void>;
  /** Where a session's last proof of identity is looked up; the authentication service hands it in. */
  onStepUp(lookup: (sessionId: string) => Promise<Date | null>): void;
  /** When this session last proved who it is, for operations that ask for it only sometimes. */
  stepUpOf(sessionId: string): Promise<Date | null>;
  close(): Promise<void>;
}

const stepUpMs = 10 * 60_000;
/** As long as an access token lives, and a minute for clocks that differ. */
const endedSessionMs = 16 * 60_000;
const administrative = new Set<Rung>([9, 10, 11, 12]);
/** What a suspended account may still do: read and export its own data, and pay. */
const openToSuspended = (operation: Operation) =>
  operation.whileSuspended === true ||
  (operation.level === 0 &&
    (operation.method === 'GET' ||
      ['/me/export', '/auth/logout', '/auth/logout-all', '/auth/step-up', '/notifications/read-all'].includes(
        operation.path,
      )));
const openToInactive = (operation: Operation) =>
  openToSuspended(operation) || operation.path === '/me/reactivate' || operation.path === '/me/erasure';

export function createSecurity(kernel: Pick<Kernel, 'database' | 'clock' | 'connection' | 'log'>): Security {
  const { clock } = kernel;
  const standings = createStandings(kernel);
  let stepUpAt: (sessionId: string) => Promise<Date | null> = () => Promise.resolve(null);

  async function admit(operation: Operation, userId: string, sessionId: string): Promise<ReadonlySet<Rung>> {
    const { facts, held } = await standings.of(userId);
    if (facts.some((fact) => fact.kind === 'SESSION_ENDED' && fact.value === sessionId))
      throw new Fail('SESSION_ENDED');
    const rests = requireAccount(operation, facts);
    // An account that rests holds no rung; it still reads and pays what it owes.
    if (!(rests && operation.whileSuspended)) requireLevel(operation, facts, held, clock.now());
    if (operation.stepUp) {
      const at = await stepUpAt(sessionId);
      if (!at || clock.now().getTime() - at.getTime() > stepUpMs) throw new Fail('STEP_UP_REQUIRED');
    }
    return held;
  }

  return {
    admit,
    record(tx, userId, fact) {
      standings.touch(tx, userId);
      return recordFact(tx, userId, fact);
    },
    clear(tx, userId, kind, narrow) {
      standings.touch(tx, userId);
      return clearFacts(tx, userId, kind, narrow);
    },
    replace(tx, userId, kind, value) {
      standings.touch(tx, userId);
      return replaceFact(tx, userId, kind, value);
    },
    async endSession(tx, userId, sessionId) {
      const now = clock.now();
      standings.touch(tx, userId);
      await forgetEndedSessions(tx, userId, now);
      await recordFact(tx, userId, {
        kind: 'SESSION_ENDED',
        value: sessionId,
        until: addMs(now, endedSessionMs),
      });
    },
    facts: factsOf,
    factsOfMany,
    held: async (db, userId) => heldRungs(await factsOf(db, userId), clock.now()),
    appointed: (db, rungs) => usersWithFact(db, 'APPOINTED', rungs.map(String)),
    stand: async (db, userId, gate, ventureId) =>
      standAt(gate, await factsOf(db, userId), clock.now(), ventureId),
    async require(db, userId, gate, ventureId) {
      const { open, missingPapers, missingConditions } = standAt(
        gate,
        await factsOf(db, userId),
        clock.now(),
        ventureId,
      );
      if (!open) throw new Fail('GATE_BLOCKED', undefined, { gate, missingPapers, missingConditions });
    },
    async recall(userId, gate) {
      const { facts, gates } = await standings.of(userId);
      const known = gates.get(gate);
      if (known) return known;
      const standing = standAt(gate, facts, clock.now());
      gates.set(gate, standing);
      return standing;
    },
    audit: (tx, entry) => recordAudit(tx, clock, entry),
    onStepUp: (lookup) => void (stepUpAt = lookup),
    stepUpOf: (sessionId) => stepUpAt(sessionId),
    close: () => standings.close(),
  };
}

/** Tells whether the account is one that may do only a part of what it could. */
function requireAccount(operation: Operation, facts: readonly Fact[]): boolean {
  const status = facts.find((fact) => fact.kind === 'ACCOUNT')?.value;
  if (status === 'ACTIVE' || status === 'PENDING') return false;
  if (status === 'SUSPENDED' && openToSuspended(operation)) return true;
  if ((status === 'INACTIVE' || status === 'CLOSING') && openToInactive(operation)) return true;
  if (status === 'SUSPENDED') throw new Fail('ACCOUNT_SUSPENDED');
  if (status === 'INACTIVE' || status === 'CLOSING')
    throw new Fail('FORBIDDEN', 'Your account rests. Wake it in the settings first.');
  throw new Fail('UNAUTHENTICATED', 'This account cannot be used.');
}

function requireLevel(
  operation: Operation,
  facts: readonly Fact[],
  held: ReadonlySet<Rung>,
  now: Date,
): void {
  const { level } = operation;
  // Rung 0 is having an account; `requireAccount` has decided that, also for accounts that may do little else.
  if (level === 'PUBLIC' || level === 0) return;
  const wanted = typeof level === 'number' ? [level] : level;
  if (wanted.some((rung) => held.has(rung))) return;
  const lowest = wanted[0]!;
  if (administrative.has(lowest)) throw new Fail('FORBIDDEN');
  throw new Fail('GATE_BLOCKED', undefined, { gate: `RUNG_${lowest}`, ...missingFor(lowest, facts, now) });
}
