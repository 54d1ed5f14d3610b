import type { Page } from 'playwright-core';
import type { Checks } from './checks.ts';
import { linkFromMail, signHere } from './person.ts';

type Step = (name: string, work: () => Promise<void>) => Promise<void>;

interface Bond {
  /** Of the sponsor, and of the friend they invite. Both are members. */
  readonly desk: Page;
  readonly friend: Page;
  /** Of somebody without an account. */
  readonly visitor: Page;
  readonly names: { readonly sponsor: string; readonly friend: string; readonly friendEmail: string };
}

/** A sponsor invites a friend, both sign, the rate is changed by both, and the friend gives notice. */
export async function umbrellaJourney(bond: Bond, checks: Checks, step: Step): Promise<void> {
  const { desk, friend, visitor, names } = bond;
  await desk.goto('/umbrella');
  await checks.look(desk, 'umbrella of somebody without relationships');
  await step('a sponsor invites a friend, and the rate follows the expected revenue', () =>
    invite(desk, names),
  );
  await checks.look(desk, 'umbrella invitations');
  await step('the mail leads whoever opens it to what it means', () => readInvitation(visitor, names));
  await checks.look(visitor, 'umbrella invitation of a visitor');
  await step('the friend accepts, and both sign', () => signBoth(bond));
  const address = new URL(desk.url()).pathname;
  await checks.look(desk, 'umbrella relationship of a sponsor');
  await step('the friend proposes another rate, and both sign it', () => changeRate(bond, address));
  await checks.look(friend, 'umbrella relationship of a member');
  await step('the friend gives notice by signing it', () => giveNotice(bond, address));
  for (const [page, who] of [
    [desk, 'sponsor'],
    [friend, 'member'],
  ] as const)
    for (const path of ['', '/amounts', '/statements']) {
      await page.goto(`/umbrella${path}`);
      await checks.look(page, `umbrella${path.replace('/', ' ')} of a ${who}`);
    }
  await step('whoever is signed out is asked to sign in at its address', async () => {
    await visitor.goto(address);
    await visitor.waitForURL(/\/sign-in/);
  });
}

async function invite(desk: Page, { friendEmail }: Bond['names']): Promise<void> {
  await desk.goto('/umbrella/invite');
  const send = desk.getByRole('button', { name: 'Send the invitation' });
  await send.click();
  await desk.getByText('Write a whole e-mail address').waitFor();
  await desk.getByLabel('E-mail address').fill(friendEmail);
  await desk.getByLabel('Expected monthly revenue share').fill('800');
  await desk.getByText('Suggested for this revenue: 0.5%').waitFor();
  await desk.getByLabel('Rate', { exact: true }).selectOption('0.7');
  await desk.getByLabel('Your words').fill('Come under my umbrella.');
  await send.click();
  await desk.getByText(`The invitation went to ${friendEmail}.`).waitFor();
}

async function readInvitation(visitor: Page, { sponsor, friendEmail }: Bond['names']): Promise<void> {
  await visitor.goto(await linkFromMail(visitor, friendEmail, /\/umbrella\/invitation\//));
  await visitor.getByRole('heading', { level: 1, name: `${sponsor} invites you` }).waitFor();
  await visitor.getByText('0.7% of the revenue share').waitFor();
  await visitor.getByRole('link', { name: 'Make an account' }).waitFor();
}

async function signBoth({ desk, friend, names }: Bond): Promise<void> {
  await friend.goto('/umbrella');
  await friend.getByRole('button', { name: `Accept and go on to the agreement: ${names.sponsor}` }).click();
  await friend.getByRole('heading', { level: 1, name: `Umbrella with ${names.sponsor}` }).waitFor();
  const address = new URL(friend.url()).pathname;
  await signWaiting(friend, address, names.friend);
  await signWaiting(desk, address, names.sponsor);
  await desk.goto(address);
  await desk.getByText('Signed by both, and active').waitFor();
  // The friend hears of it without a reload.
  await friend.goto(address);
  await friend.getByText('Signed by both, and active').waitFor();
}

async function changeRate({ desk, friend, names }: Bond, address: string): Promise<void> {
  await friend.goto(address);
  await friend.getByRole('button', { name: 'Change the rate' }).click();
  await friend.getByLabel('New rate').selectOption('0.5');
  await friend.getByRole('button', { name: 'Make the amendment and sign' }).click();
  await friend.waitForURL(/\/documents\/.*\/sign/);
  await signHere(friend, names.friend);
  await signWaiting(desk, address, names.sponsor);
  await friend.goto(address);
  await friend.getByText('Changes to').waitFor();
}

async function giveNotice({ friend, names }: Bond, address: string): Promise<void> {
  await friend.goto(address);
  await friend.getByRole('button', { name: 'Give notice' }).click();
  await friend.getByRole('button', { name: 'Make the notice and sign' }).click();
  await friend.waitForURL(/\/documents\/.*\/sign/);
  await signHere(friend, names.friend);
  await friend.goto(address);
  await friend.getByText('Ends on, after notice').waitFor();
}

/** By the document that waits on the page of the relationship. */
async function signWaiting(page: Page, address: string, name: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('link', { name: 'Open the document' }).first().click();
  await page.waitForURL(/\/documents\//);
  await page.getByRole('main').getByRole('link', { name: 'Read and sign' }).click();
  await page.waitForURL(/\/documents\/.*\/sign/);
  await signHere(page, name);
}
