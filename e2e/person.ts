import type { Locator, Page } from 'playwright-core';

/** Each a quarter of a second after the one before. */
const mailLooks = 240;
export const password = 'correct horse battery staple';

/** What people do in more than one journey, with the words that stand on the pages. */

export async function register(page: Page, name: string, email: string): Promise<void> {
  await page.getByLabel('Your name').fill(name);
  const address = page.getByLabel('E-mail address');
  if (await address.isEditable()) await address.fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByLabel('I am at least 18 years old').check();
  await page.getByRole('button', { name: 'Create the account' }).click();
  await page.getByText('Check your mail').waitFor();
}

/** Opens the local mailbox in the browser and follows the newest link that fits. */
export async function followMail(page: Page, email: string, link: RegExp): Promise<void> {
  const href = await linkFromMail(page, email, link);
  await page.goto(href);
}

export async function linkFromMail(page: Page, email: string, link: RegExp): Promise<string> {
  for (let attempt = 0; attempt < mailLooks; attempt++) {
    const response = await page.request.get(`/api/v1/dev/mailbox?to=${encodeURIComponent(email)}`);
    const { items } = (await response.json()) as { items: { links: string[] }[] };
    const found = items.flatMap((mail) => mail.links).find((href) => link.test(href));
    if (found) return found;
    await page.waitForTimeout(250);
  }
  throw new Error(`No mail with ${link} came for ${email}.`);
}

/** The newest six-digit code sent to an address. */
export async function codeFromMail(page: Page, email: string): Promise<string> {
  for (let attempt = 0; attempt < mailLooks; attempt++) {
    const response = await page.request.get(`/api/v1/dev/mailbox?to=${encodeURIComponent(email)}`);
    const { items } = (await response.json()) as { items: { subject: string }[] };
    const code = items.map(({ subject }) => /^(\d{6}) is your code/.exec(subject)?.[1]).find(Boolean);
    if (code) return code;
    await page.waitForTimeout(250);
  }
  throw new Error(`No code came for ${email}.`);
}

export async function confirmAndSignIn(page: Page, email: string): Promise<void> {
  await followMail(page, email, /\/verify\?token=/);
  await page.getByText('is confirmed').first().waitFor();
  await page.getByRole('main').getByRole('link', { name: 'Sign in', exact: true }).click();
  await givePassword(page);
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** At a device of somebody who has an account. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await givePassword(page);
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

export async function givePassword(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** In the signing room: reads to the end and signs with the keyboard alone. */
export async function signHere(page: Page, name: string): Promise<void> {
  await readAndFill(page, name);
  await page.keyboard.press('Enter');
  await confirmIdentity(page, page.getByText(/^Signed: /).first());
}

/** Reads to the end, agrees and types the name, with the keyboard; the focus is then on the button that signs. */
export async function readAndFill(page: Page, name: string): Promise<void> {
  const text = page.getByRole('region', { name: /^Text of/ });
  await text.focus();
  await page.keyboard.press('End');
  const panel = page.getByRole('form', { name: 'Your signature' });
  await panel.waitFor();
  for (const box of await panel.getByRole('checkbox').all()) {
    await box.focus();
    await page.keyboard.press('Space');
  }
  await panel.getByLabel('Type your full name').focus();
  await page.keyboard.type(name);
  await panel.getByRole('button', { name: 'Sign', exact: true }).focus();
}

/** Gives the password if it is asked for, and waits for what follows. */
export async function confirmIdentity(page: Page, next: Locator): Promise<void> {
  const stepUp = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await next.or(stepUp).first().waitFor();
  if (await stepUp.isVisible()) {
    await stepUp.getByLabel('Your password').fill(password);
    await page.keyboard.press('Enter');
  }
  await next.waitFor();
}

/** Signs one paper after the other until the pack is done; answers with how many. */
export async function signPack(page: Page, name: string): Promise<number> {
  for (let count = 1; ; count++) {
    await signHere(page, name);
    const next = page
      .getByRole('link', { name: /^Next: / })
      .or(page.getByRole('button', { name: /^Next: / }));
    const done = page.getByText(/You have signed everything|Still waiting for another|Besides the papers/);
    await next.or(done).first().waitFor();
    if (!(await next.first().isVisible())) return count;
    const before = page.url();
    await next.first().click();
    await page.waitForURL((url) => url.href !== before);
  }
}
