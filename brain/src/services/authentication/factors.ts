import type { contract, Answer, Input } from '@smartstart/contract';
import { callerOf, type Call, type Caller } from '../../kernel/call.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { publish } from './events.ts';
import * as store from './factor-store.ts';
import {
  makeRecoveryCodes,
  makeSecret,
  plainRecoveryCode,
  secretText,
  secretUri,
  stepOf,
} from './one-time-codes.ts';
import { placeOf, type Parts } from './parts.ts';
import type { Passkeys } from './passkeys.ts';
import type { Proofs } from './proofs.ts';
import type { Sessions } from './sessions.ts';
import { credentialsOf, lockAccount } from './store.ts';

type Operations = (typeof contract)['authentication'];
export type FactorKind = 'TOTP' | 'PASSKEY';
export type SignInKind = FactorKind | 'RECOVERY_CODE';

export interface Factor {
  readonly id: string;
  readonly kind: FactorKind;
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

/** A code that fits, found before the transaction that takes it. */
export interface CodeMatch {
  readonly totpId: string;
  readonly step: bigint;
}

export interface Factors {
  list(db: Db, userId: string): Promise<{ factors: Factor[]; recoveryCodesLeft: number }>;
  /** With what a sign-in can be finished; empty when the password is enough. */
  kinds(db: Db, userId: string): Promise<SignInKind[]>;
  add(call: Call, body: Input<Operations['addFactor']>['body']): Promise<Answer<Operations['addFactor']>>;
  remove(call: Call, factorId: string): Promise<void>;
  newRecoveryCodes(call: Call, password: string): Promise<string[]>;
  matchCode(db: Db, userId: string, code: string): Promise<CodeMatch | null>;
  /** Takes the code; false when it was used before. */
  takeCode(tx: Tx, match: CodeMatch): Promise<boolean>;
  takeRecoveryCode(tx: Tx, userId: string, code: string): Promise<boolean>;
}

const maxPasskeys = 10;
const totpName = 'Authenticator app';

export function createFactors(
  parts: Parts,
  modules: { sessions: Sessions; proofs: Proofs; passkeys: Passkeys },
): Factors {
  const { kernel, security, secrets } = parts;
  const { sessions, proofs, passkeys } = modules;
  const { clock, database } = kernel;

  async function list(db: Db, userId: string): Promise<{ factors: Factor[]; recoveryCodesLeft: number }> {
    const totp = await store.findTotp(db, userId);
    const keys = await store.listPasskeys(db, userId);
    const apps: Factor[] = totp?.activated_at
      ? [
          {
            id: totp.id,
            kind: 'TOTP',
            name: totpName,
            createdAt: totp.activated_at,
            lastUsedAt: totp.last_used_at,
          },
        ]
      : [];
    return {
      factors: [...apps, ...keys.map(passkeyFactor)],
      recoveryCodesLeft: await store.countRecoveryCodes(db, userId),
    };
  }

  async function beginTotp(call: Call, password: string): Promise<Answer<Operations['addFactor']>> {
    const account = await proofs.requirePassword(call, password);
    const secret = makeSecret();
    const row = {
      user_id: account.userId,
      id: newId(),
      secret: secrets.seal(secret, account.userId),
      created_at: clock.now(),
    };
    if (!(await database.transact((tx) => store.savePendingTotp(tx, row))))
      throw new Fail('ALREADY_EXISTS', 'An authenticator app is active already. Remove it first.');
    return { state: 'TOTP_PENDING', uri: secretUri(secret, account.email), secret: secretText(secret) };
  }

  async function activateTotp(
    call: Call,
    caller: Caller,
    code: string,
  ): Promise<Answer<Operations['addFactor']>> {
    const totp = await store.findTotp(database.db, caller.userId);
    if (!totp) throw new Fail('TOKEN_INVALID', 'Begin with adding the app.');
    if (totp.activated_at) throw new Fail('ALREADY_EXISTS');
    const step = await stepOf(secrets.open(totp.secret, caller.userId), code, clock.now());
    if (step === null) throw new Fail('FACTOR_INVALID');
    return database.transact(async (tx) => {
      await lockAccount(tx, caller.userId);
      if (
        !(await store.takeTotpStep(tx, totp.id, step, clock.now())) ||
        !(await store.activateTotp(tx, totp.id, clock.now()))
      )
        throw new Fail('FACTOR_INVALID');
      const factor: Factor = {
        id: totp.id,
        kind: 'TOTP',
        name: totpName,
        createdAt: clock.now(),
        lastUsedAt: clock.now(),
      };
      return added(tx, call, caller.userId, factor);
    });
  }

  async function beginPasskey(caller: Caller): Promise<Answer<Operations['addFactor']>> {
    const account = found(await credentialsOf(database.db, caller.userId));
    if ((await store.listPasskeys(database.db, caller.userId)).length >= maxPasskeys)
      throw new Fail('RULE_VIOLATED', `An account has at most ${maxPasskeys} passkeys.`);
    return { state: 'PASSKEY_PENDING', ...(await passkeys.beginRegistration(account)) };
  }

  function activatePasskey(
    call: Call,
    caller: Caller,
    answer: Parameters<Passkeys['finishRegistration']>[3],
  ): Promise<Answer<Operations['addFactor']>> {
    return database.transact(async (tx) => {
      await lockAccount(tx, caller.userId);
      return added(
        tx,
        call,
        caller.userId,
        passkeyFactor(await passkeys.finishRegistration(tx, call, caller.userId, answer)),
      );
    });
  }

  /** What belongs to every new factor. The first one comes with recovery codes. */
  async function added(
    tx: Tx,
    call: Call,
    userId: string,
    factor: Factor,
  ): Promise<Answer<Operations['addFactor']>> {
    await security.record(tx, userId, { kind: factOf(factor.kind) });
    const first = (await list(tx, userId)).factors.length === 1;
    const recoveryCodes = first ? await replaceCodes(tx, userId) : undefined;
    await record(tx, call, userId, 'factor-added', factor);
    const { id, kind, name, createdAt, lastUsedAt } = factor;
    const view = {
      id,
      kind,
      name,
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    };
    return { state: 'ACTIVE', factor: view, ...(recoveryCodes ? { recoveryCodes } : {}) };
  }

  async function replaceCodes(tx: Tx, userId: string): Promise<string[]> {
    const codes = makeRecoveryCodes();
    await store.replaceRecoveryCodes(
      tx,
      userId,
      codes.map((code) => recoveryHash(userId, code)),
    );
    return codes;
  }

  const recoveryHash = (userId: string, code: string) =>
    secrets.fingerprint(`recovery ${userId} ${plainRecoveryCode(code)}`);

  async function record(
    tx: Tx,
    call: Call,
    userId: string,
    what: 'factor-added' | 'factor-removed',
    { id, kind, name }: Factor,
  ): Promise<void> {
    await security.audit(tx, {
      actorId: userId,
      action: what.replace('-', '.'),
      entity: 'factor',
      entityId: id,
      after: { kind, name },
      call: placeOf(call),
    });
    await publish(parts, tx, 'security.credentials-changed', userId, { what, kind });
  }

  async function removeFactor(tx: Tx, call: Call, caller: Caller, factorId: string): Promise<void> {
    await lockAccount(tx, caller.userId);
    const factor = found((await list(tx, caller.userId)).factors.find(({ id }) => id === factorId));
    const proof = await sessions.stepUpOf(tx, caller.sessionId);
    if (!proof || proof.factor === 'PASSWORD')
      throw new Fail(
        'STEP_UP_REQUIRED',
        'Confirm with a one-time code or a passkey: a factor is removed by a factor.',
      );
    await (factor.kind === 'TOTP'
      ? store.deleteTotp(tx, caller.userId, factor.id)
      : store.deletePasskey(tx, caller.userId, factor.id));
    const { factors } = await list(tx, caller.userId);
    if (!factors.some(({ kind }) => kind === factor.kind))
      await security.clear(tx, caller.userId, factOf(factor.kind));
    if (!factors.length) await store.replaceRecoveryCodes(tx, caller.userId, []);
    await record(tx, call, caller.userId, 'factor-removed', factor);
  }

  return {
    list,
    async kinds(db, userId) {
      const { factors, recoveryCodesLeft } = await list(db, userId);
      const kinds = [...new Set(factors.map(({ kind }) => kind))];
      return kinds.length && recoveryCodesLeft ? [...kinds, 'RECOVERY_CODE'] : kinds;
    },
    add(call, body) {
      const caller = callerOf(call);
      if (body.step === 'BEGIN_TOTP') return beginTotp(call, body.password);
      if (body.step === 'ACTIVATE_TOTP') return activateTotp(call, caller, body.code);
      if (body.step === 'BEGIN_PASSKEY') return beginPasskey(caller);
      return activatePasskey(call, caller, body);
    },
    remove: (call, factorId) => call.transact((tx) => removeFactor(tx, call, callerOf(call), factorId)),
    async newRecoveryCodes(call, password) {
      const { userId } = await proofs.requirePassword(call, password);
      return database.transact(async (tx) => {
        await lockAccount(tx, userId);
        if (!(await list(tx, userId)).factors.length)
          throw new Fail('RULE_VIOLATED', 'Recovery codes stand in for a second factor. Add one first.');
        const codes = await replaceCodes(tx, userId);
        await security.audit(tx, {
          actorId: userId,
          action: 'recovery-codes.replaced',
          entity: 'user',
          entityId: userId,
          call: placeOf(call),
        });
        await publish(parts, tx, 'security.credentials-changed', userId, { what: 'recovery-codes' });
        return codes;
      });
    },
    async matchCode(db, userId, code) {
      const totp = await store.findTotp(db, userId);
      if (!totp?.activated_at) return null;
      const step = await stepOf(secrets.open(totp.secret, userId), code, clock.now());
      return step === null ? null : { totpId: totp.id, step };
    },
    takeCode: (tx, { totpId, step }) => store.takeTotpStep(tx, totpId, step, clock.now()),
    takeRecoveryCode: (tx, userId, code) =>
      store.takeRecoveryCode(tx, userId, recoveryHash(userId, code), clock.now()),
  };
}

function passkeyFactor(row: store.PasskeyRow): Factor {
  return {
    id: row.id,
    kind: 'PASSKEY',
    name: row.name ?? 'Passkey',
    createdAt: row.created_at ?? new Date(0),
    lastUsedAt: row.last_used_at,
  };
}

function factOf(kind: FactorKind): 'SECOND_FACTOR' | 'PASSKEY' {
  return kind === 'TOTP' ? 'SECOND_FACTOR' : 'PASSKEY';
}
