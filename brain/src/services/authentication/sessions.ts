import { createHash, randomBytes } from 'node:crypto';
import type { Call, Caller } from '../../kernel/call.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { deviceFingerprint, deviceLabel } from './devices.ts';
import { publish } from './events.ts';
import { placeOf, type Parts, type Place } from './parts.ts';
import * as store from './session-store.ts';
import { rememberDevice } from './store.ts';

/** A session as its owner gets it back: the token travels in the cookie, and nowhere else. */
export interface Held {
  readonly sessionId: string;
  readonly userId: string;
  readonly token: string;
}

export interface StepUp {
  readonly at: Date;
  readonly until: Date;
  readonly factor: store.StepUpFactor;
}

export interface Sessions {
  /** Begins a session; the account is locked by the caller. */
  begin(tx: Tx, call: Call, userId: string): Promise<Held>;
  /** Exchanges the token for its successor. */
  refresh(call: Call): Promise<Held>;
  list(db: Db, userId: string): Promise<store.SessionRow[]>;
  /** Ends one session of the person; NOT_FOUND when it is not theirs. */
  end(
    tx: Tx,
    caller: Pick<Caller, 'userId'>,
    sessionId: string,
    reason: store.EndReason,
    place?: Place,
  ): Promise<void>;
  endAll(
    tx: Tx,
    userId: string,
    reason: store.EndReason,
    options?: { except?: string; place?: Place; actorId?: string | null },
  ): Promise<void>;
  markStepUp(tx: Tx, caller: Caller, factor: store.StepUpFactor, place: Place): Promise<StepUp>;
  /** The proof of identity that counts in this session now. */
  stepUpOf(db: Db, sessionId: string): Promise<StepUp | null>;
}

const dayMs = 24 * 60 * 60_000;
/** From the last rotation (section 16.2). */
export const sessionMs = 7 * dayMs;
const maxDevices = 5;
/** Two tabs, or a second try after a lost answer, show the same token within this time and stay signed in. */
const graceMs = 60_000;
const stepUpMs = 10 * 60_000;
const tokenBytes = 32;
const statusesSignedOut = new Set(['BANNED', 'ERASED']);

export function createSessions(parts: Parts): Sessions {
  const { kernel, security, secrets, users } = parts;
  const { clock, database } = kernel;

  async function begin(tx: Tx, call: Call, userId: string): Promise<Held> {
    const now = clock.now();
    await makeRoom(tx, userId, now);
    const [sessionId, token, device] = [
      newId(),
      randomBytes(tokenBytes).toString('base64url'),
      deviceLabel(call.agent),
    ];
    await store.insertSession(tx, {
      id: sessionId,
      user_id: userId,
      token_hash: hashOf(token),
      created_at: now,
      last_used_at: now,
      expires_at: new Date(now.getTime() + sessionMs),
      ip: call.ip,
      agent: call.agent.slice(0, 300),
      device,
    });
    await security.audit(tx, {
      actorId: userId,
      action: 'session.started',
      entity: 'session',
      entityId: sessionId,
      after: { device },
      call: placeOf(call),
    });
    await publish(parts, tx, 'session.started', userId, { sessionId, device });
    if (await rememberDevice(tx, userId, deviceFingerprint(call.agent, call.ip), now))
      await publish(parts, tx, 'security.new-device', userId, { ip: call.ip, device });
    return { sessionId, userId, token };
  }

  /** A sixth sign-in ends the session unused longest. */
  async function makeRoom(tx: Tx, userId: string, now: Date): Promise<void> {
    const live = await store.liveSessions(tx, userId, now);
    for (const session of live.slice(0, Math.max(0, live.length - maxDevices + 1)))
      await close(tx, session, 'REPLACED');
  }

  async function close(
    tx: Tx,
    session: { id: string; user_id: string },
    reason: store.EndReason,
    place?: Place,
    actorId: string | null = session.user_id,
  ): Promise<void> {
    const now = clock.now();
    if (!(await store.endSession(tx, session.id, reason, now))) return;
    // Access tokens of the session live on for up to 15 minutes; each request is held against this.
    await security.endSession(tx, session.user_id, session.id);
    await security.audit(tx, {
      actorId,
      action: 'session.ended',
      entity: 'session',
      entityId: session.id,
      after: { reason },
      ...(place ? { call: place } : {}),
    });
    await publish(
      parts,
      tx,
      'session.ended',
      session.user_id,
      { sessionId: session.id, reason },
      { actorId, revokedSession: session.id },
    );
  }

  /** What a token is worth now. Ends the session when the token is one that was exchanged long ago. */
  async function exchange(tx: Tx, token: string, place: Place): Promise<Held | null> {
    const now = clock.now();
    const known = await store.lockSessionOfToken(tx, hashOf(token));
    if (!known || known.session.ended_at || known.session.expires_at <= now) return null;
    const { session, retiredAt } = known;
    const late = retiredAt !== null && now.getTime() - retiredAt.getTime() > graceMs;
    const status = await users.statusOf(tx, session.user_id);
    if (late || status === null || statusesSignedOut.has(status)) {
      await close(tx, session, late ? 'REUSED' : 'ACCOUNT_CLOSED', place, late ? null : session.user_id);
      return null;
    }
    const successor = secrets.successor(token);
    if (retiredAt === null)
      await store.rotateToken(tx, session, hashOf(successor), now, new Date(now.getTime() + sessionMs));
    return { sessionId: session.id, userId: session.user_id, token: successor };
  }

  return {
    begin,
    async refresh(call) {
      const token = call.sessionCookie;
      // Not the request's idempotent transaction: the answer holds secrets, and the grace makes a repetition safe.
      const held = token ? await database.transact((tx) => exchange(tx, token, placeOf(call))) : null;
      if (!held) throw new Fail('SESSION_ENDED');
      return held;
    },
    list: (db, userId) => store.liveSessions(db, userId, clock.now()),
    async end(tx, { userId }, sessionId, reason, place) {
      const session = await store.lockSession(tx, sessionId);
      if (!session || session.user_id !== userId || session.ended_at) throw new Fail('NOT_FOUND');
      await close(tx, session, reason, place);
    },
    async endAll(tx, userId, reason, { except, place, actorId = userId } = {}) {
      for (const session of await store.liveSessions(tx, userId, clock.now())) {
        if (session.id !== except) await close(tx, session, reason, place, actorId);
      }
    },
    async markStepUp(tx, caller, factor, place) {
      const at = clock.now();
      if (!(await store.markStepUp(tx, { id: caller.sessionId, userId: caller.userId }, factor, at)))
        throw new Fail('SESSION_ENDED');
      await security.audit(tx, {
        actorId: caller.userId,
        action: 'session.stepped-up',
        entity: 'session',
        entityId: caller.sessionId,
        after: { factor },
        call: place,
      });
      return { at, until: new Date(at.getTime() + stepUpMs), factor };
    },
    async stepUpOf(db, sessionId) {
      const session = await store.liveSession(db, sessionId, clock.now());
      const at = session?.step_up_at;
      if (!at) return null;
      const until = new Date(at.getTime() + stepUpMs);
      return until > clock.now() ? { at, until, factor: session.step_up_factor as store.StepUpFactor } : null;
    },
  };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
