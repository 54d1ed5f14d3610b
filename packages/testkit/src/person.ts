import { randomUUID } from 'node:crypto';
import { ApiError, contract, createClient, type Operation } from '@smartstart/contract';
import {
  buzPapers,
  founderPapers,
  openVenture,
  platformPapers,
  seatPapers,
  signDocument,
} from './signing.ts';
import type { Api } from './world.ts';

/** Somebody who uses the public API over HTTP: keeps cookies, sends the access token, refreshes it when it runs out. */
export interface Person {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly api: Api;
  userId: string;
  accessToken(): string | null;
  cookies(): string;
  /** Signs a paper of the catalogue: opens a copy, steps up when asked, signs. */
  sign(code: string, where?: { ventureId?: string; tier?: number }): Promise<string>;
  /** Signs an open copy in which this person is due. */
  signDocument(documentId: string): Promise<void>;
  signIn(): Promise<void>;
}

export function createPerson(
  origin: string,
  who: { name: string; email: string; password?: string },
): Person {
  const jar = new Map<string, string>();
  let token: string | null = null;
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');

  const api: Api = createClient(contract, {
    baseUrl: origin,
    send: async (url, init, operation: Operation) => {
      const headers = new Headers(init.headers);
      if (token) headers.set('authorization', `Bearer ${token}`);
      if (operation.cookie) {
        headers.set('cookie', cookies());
        headers.set('x-csrf-token', jar.get('ss_csrf') ?? '');
      }
      const response = await fetch(url, { ...init, headers });
      for (const cookie of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        if (name && value) jar.set(name, value);
        else if (name) jar.delete(name);
      }
      return response;
    },
  });

  const person: Person = {
    email: who.email,
    name: who.name,
    password: who.password ?? 'correct horse battery staple',
    api,
    userId: '',
    accessToken: () => token,
    cookies,
    async signIn() {
      const result = await api.authentication.login({
        body: { email: person.email, password: person.password },
      });
      if (result.state !== 'SIGNED_IN') throw new Error('A second factor is asked for.');
      token = result.grant.accessToken;
      person.userId = result.grant.userId;
    },
    async sign(code, where = {}) {
      const document = await api.legal.openPaper({ params: { code }, body: where });
      await person.signDocument(document.id);
      return document.id;
    },
    async signDocument(documentId) {
      const key = randomUUID();
      await signDocument(api, documentId, person.name, key).catch(async (error: unknown) => {
        if (!(error instanceof ApiError) || error.problem.code !== 'STEP_UP_REQUIRED') throw error;
        await api.authentication.stepUp({ body: { kind: 'PASSWORD', password: person.password } });
        await signDocument(api, documentId, person.name, key);
      });
    },
  };
  return person;
}

/** Registers, follows the link of the verification mail, and signs in. */
export async function register(
  origin: string,
  who: { name: string; email: string; password?: string; invitation?: string },
): Promise<Person> {
  const person = createPerson(origin, who);
  const { api, email, name, password } = person;
  await api.authentication.register({
    body: { email, name, password, adult: true, ...(who.invitation ? { invitation: who.invitation } : {}) },
  });
  const link = await mailLink(api, email, /\/verify\?token=/);
  await api.authentication.verifyEmail({ body: { token: new URL(link).searchParams.get('token')! } });
  await person.signIn();
  return person;
}

/** Waits for the link of a mail in the local mailbox. */
export async function mailLink(api: Api, to: string, pattern: RegExp): Promise<string> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const { items } = await api.system.mailbox({ query: { to } });
    const link = items.flatMap((mail) => mail.links).find((url) => pattern.test(url));
    if (link) return link;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`No mail with ${pattern} came for ${to}.`);
}

/** Registers somebody and signs the five platform papers. */
export async function becomeMember(origin: string, who: Parameters<typeof register>[1]): Promise<Person> {
  const person = await register(origin, who);
  for (const code of platformPapers) await person.sign(code);
  return person;
}

/** A member with a running trial, the papers that creating a venture asks for, and the BUZ of the welcome. */
export async function becomeSubscriber(origin: string, who: Parameters<typeof register>[1]): Promise<Person> {
  const person = await becomeMember(origin, who);
  for (const code of seatPapers) await person.sign(code);
  await person.api.subscriptions.startTrial({ body: {} }, { idempotencyKey: randomUUID() });
  for (const code of [...founderPapers, ...buzPapers]) await person.sign(code);
  await welcomed(person);
  return person;
}

/** Waits for the BUZ that both papers of BUZ bring. */
export async function welcomed({ api, name }: Person): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const { items } = await api.buz.claims({ query: { state: 'PAID' } });
    if (items.some(({ event }) => event === 'welcome')) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${name} was never welcomed with BUZ.`);
}

/** An active venture of a subscriber, its papers signed; the step-up of the sign-in still holds. */
export function launchVenture(owner: Person, name: string): Promise<string> {
  return openVenture(owner.api, owner.name, name);
}
