import type { Page } from 'playwright-core';
import type { Checks } from './checks.ts';
import { venture } from './founding-journey.ts';

/** What anybody may look at. */
export async function visitPublicPages(desk: Page, phone: Page, checks: Checks): Promise<void> {
  const pages = {
    landing: '/',
    pricing: '/pricing',
    notices: '/notices',
    explore: '/explore',
    'public opportunities': '/explore/opportunities',
    'check of a document': '/verify-document',
    'signing without a link': '/sign',
    register: '/register',
    'sign in': '/sign-in',
    'forgotten password': '/forgot',
    mailbox: '/dev/mailbox',
  };
  for (const [name, address] of Object.entries(pages)) {
    await desk.goto(address);
    await checks.look(desk, name);
  }
  await phone.goto('/');
  await checks.look(phone, 'landing on a phone in the dark');
}

/** The pages of somebody who has done much here already. */
export async function visitMemberPages(desk: Page, phone: Page, checks: Checks): Promise<void> {
  await desk.goto('/documents');
  await desk
    .getByRole('link', { name: /^View: / })
    .first()
    .click();
  await desk.getByRole('heading', { name: 'Signers' }).waitFor();
  await checks.look(desk, 'signed document');
  const pages = [
    '/dashboard',
    '/documents',
    '/ventures',
    '/people',
    '/achievements',
    '/reports',
    '/leaderboards',
    '/notifications',
    '/settings',
    '/settings/profile',
    '/settings/security',
    '/settings/sessions',
    '/settings/notifications',
    '/settings/privacy',
  ];
  for (const address of pages) {
    await desk.goto(address);
    await checks.look(desk, `${address.slice(1)} of the founder`);
  }
  for (const address of ['/dashboard', '/documents', '/notifications', '/settings/security']) {
    await phone.goto(address);
    await checks.look(phone, `${address.slice(1)} on a phone in the dark`);
  }
}

export async function strangerSeesNothing(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page
    .getByRole('link', { name: /ventures/i })
    .first()
    .waitFor();
  if (await page.getByText(venture).first().isVisible()) throw new Error('The name of the venture is shown.');
  await page.goto('/ventures');
  await page.getByText('Open to members').click();
  await page
    .getByText(/shown|No venture/)
    .first()
    .waitFor();
  if (await page.getByText(venture).first().isVisible()) throw new Error('The venture is listed.');
}
