import { createHmac } from 'node:crypto';
import { register, type Person } from '@smartstart/testkit';
import type { Page } from 'playwright-core';
import type { Checks } from './checks.ts';
import { ownTitle } from './legal-journey.ts';
import { confirmIdentity, givePassword, password } from './person.ts';

type Step = (name: string, work: () => Promise<void>) => Promise<void>;

/** The address that becomes the first super administrator; `main.ts` tells the platform. */
export const administrator = { name: 'Olga Office', email: 'office@example.com' };

/** Everything the highest rung asks for besides the second factor. */
const papers =
  'ESCA PPA PNA MNDA STA PTSA SOBA PUSA TCA PCA PPNA IAA ST1A ST2A ESA BAA ECA ATA SAA IRA LCA LAA ACPA RCA'.split(
    ' ',
  );

/** The legal office at work: a review decided, and a look at each of its pages. */
export async function officeJourney(page: Page, checks: Checks, step: Step): Promise<void> {
  await step('the legal office reads a text with own wording and approves it', () => review(page, checks));
  const pages = ['', 'templates', 'templates/new', 'people', 'breaches', 'holds'];
  for (const address of pages) {
    await page.goto(`/admin/legal/${address}`);
    await checks.look(page, `legal office ${address || 'report'}`);
  }
  await page.goto('/documents/compliance');
  await checks.look(page, 'own compliance');
}

/** Everything the office asks for is signed over the API; the second factor is given at the device. */
export async function comeIn(page: Page, origin: string): Promise<void> {
  const person = await register(origin, administrator);
  for (const code of papers) await person.sign(code);
  const recoveryCode = await addFactor(person);
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(administrator.email);
  await givePassword(page);
  await page.getByText('Recovery code', { exact: true }).first().click();
  await page.getByRole('textbox', { name: 'Recovery code' }).fill(recoveryCode);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

async function addFactor({ api }: Person): Promise<string> {
  const begun = await api.authentication.addFactor({ body: { step: 'BEGIN_TOTP', password } });
  if (begun.state !== 'TOTP_PENDING') throw new Error('The authenticator app was not begun.');
  const body = { step: 'ACTIVATE_TOTP', code: oneTimeCode(begun.secret, Date.now()) } as const;
  const done = await api.authentication.addFactor({ body });
  const [code] = done.state === 'ACTIVE' ? (done.recoveryCodes ?? []) : [];
  if (!code) throw new Error('The authenticator app was not accepted.');
  return code;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What an authenticator app shows at a moment (RFC 6238). */
function oneTimeCode(secret: string, at: number): string {
  const bits = [...secret.replace(/=+$/, '')]
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const from = digest.at(-1)! & 15;
  return String((digest.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

async function review(page: Page, checks: Checks): Promise<void> {
  await page.goto('/admin/legal/reviews');
  const open = page.getByRole('link', { name: `Read and decide: ${ownTitle}` });
  await open.waitFor();
  await checks.look(page, 'legal office reviews');
  await open.click();
  await page.getByRole('heading', { name: 'Your decision' }).waitFor();
  await page.getByText('Crumbs are shared in equal parts.').first().waitFor();
  await checks.look(page, 'legal office review');
  await page.getByRole('button', { name: 'Approve' }).click();
  const dialog = page.getByRole('dialog', { name: 'Approve this text?' });
  await dialog.getByLabel('Reason').fill('Clear, and fair to both.');
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await confirmIdentity(page, page.getByText('Decided: Approved.').first());
}
