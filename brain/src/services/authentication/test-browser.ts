import { randomUUID } from 'node:crypto';
import { callTokenHeader, parseCallKeys, signCall } from '@smartstart/connector';
import {
  ApiError,
  contract,
  createClient,
  type Client,
  type ErrorCode,
  type Operation,
} from '@smartstart/contract';
import { testKeys, type World } from '@smartstart/testkit';
import { expect } from 'vitest';

export const password = 'a walrus under the maple tree';

/** For tests: a browser before the gateway. Keeps cookies, sends the access token's person and session, has an address. */
export class Browser {
  readonly api: Client<typeof contract>;
  readonly cookies = new Map<string, string>();
  /** Every `set-cookie` of the last answer. */
  lastCookies: string[] = [];
  userId: string | null = null;
  sessionId: string | null = null;
  agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
  ip = '198.51.100.7';
  origin = 'http://localhost:3000';
  readonly #world: World;

  constructor(world: World, options: { ip?: string; agent?: string } = {}) {
    this.#world = world;
    Object.assign(this, options);
    this.api = createClient(contract, {
      baseUrl: '',
      send: (target, init, operation) => this.#send(target, init, operation),
    });
  }

  async register(
    email: string,
    options: { name?: string; password?: string; invitation?: string } = {},
  ): Promise<void> {
    const { name = 'Ada Moss', ...rest } = options;
    await this.api.authentication.register({ body: { email, name, password, adult: true, ...rest } });
  }

  /** Signs in with the password alone. */
  async signIn(email: string, secret = password) {
    const result = await this.api.authentication.login({ body: { email, password: secret } });
    if (result.state !== 'SIGNED_IN') throw new Error('A second factor is asked for.');
    return this.keep(result.grant);
  }

  async refresh() {
    return this.keep(await this.api.authentication.refresh({ body: {} }));
  }

  async stepUp(secret = password): Promise<void> {
    await this.api.authentication.stepUp({ body: { kind: 'PASSWORD', password: secret } });
  }

  keep<T extends { userId: string; sessionId: string }>(grant: T): T {
    [this.userId, this.sessionId] = [grant.userId, grant.sessionId];
    return grant;
  }

  async #send(target: string, init: RequestInit, operation: Operation): Promise<Response> {
    const body = typeof init.body === 'string' ? Buffer.from(init.body) : new Uint8Array();
    const claims = {
      requestId: randomUUID(),
      userId: this.userId,
      sessionId: this.sessionId,
      ip: this.ip,
      agent: this.agent,
      origin: this.origin,
    };
    const [key] = parseCallKeys(testKeys);
    const headers: Record<string, string> = {
      ...(init.headers as Record<string, string>),
      [callTokenHeader]: signCall(key!, claims, { method: init.method!, target, body }, randomUUID()),
    };
    if (operation.cookie)
      headers['cookie'] = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await this.#world.brain.http.app.inject({
      method: init.method as 'GET',
      url: target,
      headers,
      ...(body.length ? { payload: body as Buffer } : {}),
    });
    this.#take([response.headers['set-cookie'] ?? []].flat());
    return new Response(response.statusCode === 204 ? null : response.payload, {
      status: response.statusCode,
      headers: { 'content-type': 'application/json' },
    });
  }

  #take(cookies: string[]): void {
    this.lastCookies = cookies;
    for (const cookie of cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
  }
}

/** An account whose address is confirmed, and a browser that is signed in to it. */
export async function enter(world: World, email: string): Promise<Browser> {
  const browser = new Browser(world);
  await browser.register(email);
  await browser.api.authentication.verifyEmail({ body: { token: await tokenFor(world, email) } });
  await browser.signIn(email);
  return browser;
}

/** Mails to the address, the newest first. */
export async function mailsTo(world: World, email: string): Promise<{ subject: string; text: string }[]> {
  const query = world.brain.kernel.database.db
    .selectFrom('mails')
    .select(['subject', 'text'])
    .where('to_address', '=', email);
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').execute();
}

/** The token in the newest mail with a link that carries one. */
export async function tokenFor(world: World, email: string): Promise<string> {
  const link = (await mailsTo(world, email))
    .map(({ text }) => /https?:\S+[?&]token=([\w-]+)/.exec(text)?.[1])
    .find(Boolean);
  if (!link) throw new Error(`No mail to ${email} carries a token.`);
  return link;
}

/** Events of the type so far, oldest first. */
export async function eventsOf(world: World, type: string) {
  await world.brain.kernel.outbox.drain();
  return world.brain.kernel.database.db
    .selectFrom('event_log')
    .selectAll()
    .where('type', '=', type)
    .orderBy('seq')
    .execute();
}

export async function expectFail(work: Promise<unknown>, code: ErrorCode): Promise<void> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw error ?? new Error(`${code} was expected, but the call succeeded.`);
  expect(error.problem.code).toBe(code);
}
