import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import type { Call } from '../kernel/call.ts';
import { mailboxHandler } from '../kernel/mailbox.ts';
import type { PersonPlan } from './plan.ts';
import { administrator, founder, member } from './roles.ts';
import { plain, type Stage } from './stage.ts';

/** How one signs in as somebody of the demo community. */
export interface SignIn {
  readonly role: 'founder' | 'member' | 'administrator';
  readonly email: string;
  readonly password: string;
  /** For an authenticator app; the administrator has a second factor. */
  readonly oneTimeCodeSecret?: string;
  /** Each stands in for a one-time code, once. */
  readonly recoveryCodes?: readonly string[];
}

export const people: Readonly<Record<SignIn['role'], PersonPlan>> = { founder, member, administrator };
export const roles = Object.keys(people) as SignIn['role'][];
const periodSeconds = 30;

/** Registers as a visitor would, follows the link of the mail, and adds the second factor where the role has one. */
export async function register(stage: Stage, role: SignIn['role']): Promise<SignIn> {
  const { brain, routes, callBy } = stage;
  const { key, email, name, timeZone, locale } = people[role];
  const password = makePassword();
  const visitor = await callBy(null);
  await routes.authentication.register(
    { body: { email, password, name, timeZone, locale, adult: true } },
    visitor,
  );
  await routes.authentication.verifyEmail(
    { body: { token: await tokenFor(stage, visitor, email) } },
    visitor,
  );
  stage.people.set(key, (await brain.services.users.findByEmail(brain.kernel.database.db, email))!);
  const factor = role === 'administrator' ? await addFactor(stage, key, password) : {};
  return { role, email, password, ...factor };
}

/**
 * The token of a verification mail, which stays in the local mailbox. The library that keeps tokens forgets them by the
 * system's time, so a token for somebody of last spring is issued today.
 */
async function tokenFor({ brain, clock, routes }: Stage, visitor: Call, email: string): Promise<string> {
  const then = clock.now();
  clock.release();
  await routes.authentication.resendEmail({ body: { email } }, visitor);
  const { items } = plain(await mailboxHandler(brain.kernel)({ query: { to: email, limit: 1 } }, visitor));
  clock.travelTo(then);
  const link = items.flatMap((mail) => mail.links).find((url) => url.includes('/verify?token='));
  return new URL(link!).searchParams.get('token')!;
}

async function addFactor(
  { brain, routes, people: ids, callBy }: Stage,
  key: string,
  password: string,
): Promise<Pick<SignIn, 'oneTimeCodeSecret' | 'recoveryCodes'>> {
  const add = async (body: Parameters<typeof routes.authentication.addFactor>[0]['body']) =>
    plain(await routes.authentication.addFactor({ body }, await callBy(ids.get(key))));
  const pending = await add({ step: 'BEGIN_TOTP', password });
  if (pending.state !== 'TOTP_PENDING') throw new Error('The authenticator app was not begun.');
  const code = await oneTimeCode(pending.secret, brain.kernel.clock.now());
  const active = await add({ step: 'ACTIVATE_TOTP', code });
  if (active.state !== 'ACTIVE') throw new Error('The authenticator app was not accepted.');
  return { oneTimeCodeSecret: pending.secret, recoveryCodes: active.recoveryCodes ?? [] };
}

/** What an authenticator app shows at this moment (RFC 6238). */
export function oneTimeCode(secret: string, at: Date): Promise<string> {
  const key = new TextDecoder().decode(base32.decode(secret));
  return createOTP(key, { digits: 6, period: periodSeconds }).hotp(
    Math.floor(at.getTime() / (periodSeconds * 1000)),
  );
}

/** No letters or digits that look alike. Known to this installation only: one of the roles is its super administrator. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const passwordLength = 12;

function makePassword(): string {
  const characters = Array.from({ length: passwordLength }, () => alphabet[randomInt(alphabet.length)]!);
  return characters.join('').replace(/(.{4})(?=.)/g, '$1-');
}

/** Kept outside the database, readable by nobody else, so that later starts can print them again. */
export function keepSignIns(dataDir: string, signIns: readonly SignIn[]): void {
  mkdirSync(path.dirname(fileIn(dataDir)), { recursive: true, mode: 0o700 });
  writeFileSync(fileIn(dataDir), `${JSON.stringify(signIns, null, 2)}\n`, { mode: 0o600 });
}

export function readSignIns(dataDir: string): SignIn[] {
  return existsSync(fileIn(dataDir)) ? (JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as SignIn[]) : [];
}

function fileIn(dataDir: string): string {
  return path.join(dataDir, 'demo', 'sign-in.json');
}
