import { APIError } from 'better-auth/api';
import type { Call } from '../../kernel/call.ts';
import type { Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import * as store from './factor-store.ts';
import { originOf, type Parts } from './parts.ts';

export type Credential = Record<string, unknown>;

export interface Ceremony {
  /** The WebAuthn challenge: what the authenticator signs, and the client hands back. */
  readonly challenge: string;
  readonly options: Record<string, unknown>;
}

/** Whose passkey answered. */
export interface PasskeyProof {
  readonly userId: string;
  readonly credentialId: string;
}

/** Ceremonies of the library's passkey plugin; what it keeps in a cookie stays on the server under the challenge. */
export interface Passkeys {
  beginAssertion(): Promise<Ceremony>;
  /** Uses up the challenge, also when the answer is wrong. Throws TOKEN_INVALID or FACTOR_INVALID. */
  verifyAssertion(call: Call, credential: Credential, challenge?: string): Promise<PasskeyProof>;
  beginRegistration(account: { userId: string; email: string }): Promise<Ceremony>;
  finishRegistration(
    tx: Tx,
    call: Call,
    userId: string,
    answer: { name: string; challenge: string; credential: Credential },
  ): Promise<store.PasskeyRow>;
}

/** The plugin forgets its half of a ceremony after the same time. */
const ceremonyMs = 5 * 60_000;

export function createPasskeys(parts: Parts): Passkeys {
  const { kernel, library, tokens } = parts;
  const { db } = kernel.database;

  async function keep(options: { challenge: string }, headers: Headers): Promise<void> {
    const [cookie] = headers.getSetCookie()[0]?.split(';') ?? [];
    if (!cookie) throw new Error('The passkey plugin set no challenge cookie.');
    await tokens.issue(db, 'passkey', cookie, ceremonyMs, options.challenge);
  }

  async function headersFor(
    at: Parameters<typeof tokens.consume>[0],
    call: Call,
    challenge: string,
  ): Promise<Headers> {
    const cookie = await tokens.consume(at, 'passkey', challenge);
    if (!cookie) throw new Fail('TOKEN_INVALID', 'This request for a passkey has run out. Start again.');
    return new Headers({ cookie, origin: originOf(parts, call) });
  }

  return {
    async beginAssertion() {
      const { response, headers } = await library
        .of(db)
        .api.generatePasskeyAuthenticationOptions({ headers: new Headers(), returnHeaders: true });
      await keep(response, headers);
      return { challenge: response.challenge, options: { ...response, userVerification: 'required' } };
    },
    async verifyAssertion(call, credential, challenge) {
      const signed = challengeOf(credential);
      if (challenge !== undefined && challenge !== signed)
        throw new Fail('TOKEN_INVALID', 'The answer belongs to another request for a passkey.');
      const headers = await headersFor(db, call, signed);
      const { session } = await library
        .of(db)
        .api.verifyPasskeyAuthentication({ body: { response: asAssertion(credential) }, headers })
        .catch(refused);
      // The plugin always opens a session of its own; ours are made elsewhere.
      await store.deleteLibrarySession(db, session.token);
      return { userId: session.userId, credentialId: String(credential['id']) };
    },
    async beginRegistration({ userId, email }) {
      const query = { context: JSON.stringify({ id: userId, email }) };
      const { response, headers } = await library
        .of(db)
        .api.generatePasskeyRegistrationOptions({ query, headers: new Headers(), returnHeaders: true });
      await keep(response, headers);
      // Sign-in asks for no name, so the authenticator must know by itself whose key it is.
      const authenticatorSelection = {
        ...response.authenticatorSelection,
        residentKey: 'required',
        requireResidentKey: true,
        userVerification: 'required',
      };
      return { challenge: response.challenge, options: { ...response, authenticatorSelection } };
    },
    async finishRegistration(tx, call, userId, { name, challenge, credential }) {
      if (challengeOf(credential) !== challenge)
        throw new Fail('TOKEN_INVALID', 'The answer belongs to another request for a passkey.');
      const headers = await headersFor(tx, call, challenge);
      const passkey = await library
        .of(tx)
        .api.verifyPasskeyRegistration({ body: { response: credential, name }, headers })
        .catch(refused);
      if (passkey.userId !== userId) throw new Fail('FACTOR_INVALID');
      await store.stampPasskey(tx, passkey.id, kernel.clock.now());
      const row = (await store.listPasskeys(tx, userId)).find((one) => one.id === passkey.id);
      if (!row) throw new Error('The passkey plugin wrote no passkey.');
      return row;
    },
  };
}

type Assertion = NonNullable<
  Parameters<ReturnType<Parts['library']['of']>['api']['verifyPasskeyAuthentication']>[0]
>['body']['response'];

/** The plugin checks the shape itself; its types ask for what no parser of ours has to repeat. */
function asAssertion(credential: Credential): Assertion {
  return credential as unknown as Assertion;
}

function refused(error: unknown): never {
  if (error instanceof APIError) throw new Fail('FACTOR_INVALID');
  throw error;
}

/** The challenge the authenticator signed, as the browser wrote it into the answer. */
function challengeOf(credential: Credential): string {
  const response = credential['response'];
  if (typeof credential['id'] !== 'string' || !response || typeof response !== 'object')
    throw new Fail('FACTOR_INVALID');
  try {
    const { clientDataJSON } = response as { clientDataJSON?: unknown };
    const { challenge } = JSON.parse(Buffer.from(String(clientDataJSON), 'base64url').toString()) as {
      challenge?: unknown;
    };
    if (typeof challenge === 'string' && challenge) return challenge;
  } catch {
    // Falls through: what is no client data is no answer of an authenticator.
  }
  throw new Fail('FACTOR_INVALID');
}
