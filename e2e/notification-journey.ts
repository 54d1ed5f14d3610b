import { randomUUID } from 'node:crypto';
import { createPerson } from '@smartstart/testkit';
import type { Page, Worker } from 'playwright-core';
import type { Checks } from './checks.ts';

type Step = (name: string, work: () => Promise<void>) => Promise<void>;

interface Rider {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

interface Places {
  readonly origin: string;
  /** Of somebody who may create ventures. */
  readonly desk: Page;
  /** Of a super administrator. */
  readonly office: Page;
  /** Tells apart what several runs on one installation make. */
  readonly tag?: string;
}

/** On a train at night: what is told while the connection is lost, what rings, and what one does with it afterwards. */
export async function notificationJourney(
  { origin, desk, office, tag = '' }: Places,
  rider: Rider,
  checks: Checks,
  step: Step,
): Promise<void> {
  const venture = `Night Bakery${tag}`;
  const title = `${venture} was created`;
  await desk.goto('/settings/notifications');
  await checks.look(desk, 'notification settings');
  await step('quiet hours are set, and one kind of message comes by e-mail no longer', () => choose(desk));
  await desk.goto('/notifications');
  await checks.look(desk, 'inbox');
  await step(
    'the connection is lost; back again everything is there, and only the security alert rings',
    () => throughTheTunnel(origin, desk, rider, venture),
  );
  await checks.look(desk, 'inbox after the tunnel');
  await step('one is snoozed until tomorrow, found among the snoozed and brought back', () =>
    snooze(desk, title),
  );
  await step('one is deleted and taken back', () => deleteAndUndo(desk, title));
  await step('the way it took is shown, channel by channel', () => showDeliveries(desk, title));
  await step('the service worker shows push messages, whatever they hold', () => receivePush(desk));
  await desk.goto('/settings/webhooks');
  await desk.getByText('APIUA').or(desk.getByText('Your endpoints')).first().waitFor();
  await checks.look(desk, 'webhooks');

  await office.goto('/admin/notifications');
  await checks.look(office, 'messages to many');
  await step('an administrator sees who a message reaches, and the mail it becomes', () => preview(office));
}

async function choose(desk: Page): Promise<void> {
  await desk.getByLabel('From', { exact: true }).fill('04:00');
  await desk.getByLabel('To', { exact: true }).fill('03:59');
  await desk.getByRole('button', { name: 'Save quiet hours' }).click();
  await desk.getByText('Saved.').first().waitFor();
  const cell = desk.getByRole('checkbox', { name: 'Venture created: E-mail' });
  const box = desk.getByRole('checkbox', { name: 'Sign-in on a new device: E-mail' });
  if (await box.isEnabled()) throw new Error('A mandatory message can be switched off.');
  await cell.waitFor();
  if (await cell.isChecked()) {
    const saved = desk.waitForResponse(
      (answer) => answer.url().endsWith('/notification-preferences') && answer.request().method() === 'PUT',
    );
    await cell.click();
    await saved;
  }
  await desk.reload();
  await cell.waitFor();
  if (await cell.isChecked()) throw new Error('The choice was not kept.');
}

async function throughTheTunnel(
  origin: string,
  desk: Page,
  { name, email, password }: Rider,
  venture: string,
): Promise<void> {
  // Whatever rang before is over: a pop-up closes by itself.
  await desk.locator('.mantine-Notification-root').first().waitFor({ state: 'detached' });
  const phone = createPerson(origin, { name, email, password });
  await desk.context().setOffline(true);
  await phone.signIn();
  await strangeSignIn(origin, email, password);
  await phone.api.ventures.create({ body: { name: venture } }, { idempotencyKey: randomUUID() });
  await desk.context().setOffline(false);
  const created = desk.getByRole('article', { name: `${venture} was created` });
  await created.waitFor({ timeout: 60_000 });
  if ((await created.count()) !== 1) throw new Error('It stands in the list more than once.');
  const rung = await desk.locator('.mantine-Notification-root').allInnerTexts();
  if (rung.some((text) => text.includes(venture))) throw new Error('It rang in quiet hours.');
}

/** From a browser nobody has seen before: a security alert follows. */
async function strangeSignIn(origin: string, email: string, password: string): Promise<void> {
  const answer = await fetch(`${origin}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'Mozilla/5.0 (X11; Linux) Firefox/150.0' },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`Signing in answered ${answer.status}.`);
}

async function snooze(desk: Page, title: string): Promise<void> {
  await desk.getByRole('button', { name: `Snooze: ${title}` }).click();
  await desk.getByRole('menuitem', { name: /^Tomorrow morning/ }).click();
  await desk.getByRole('article', { name: title }).waitFor({ state: 'detached' });
  await desk.getByText('Snoozed', { exact: true }).click();
  await desk.getByRole('button', { name: new RegExp(`^Bring back now.*${title}`) }).click();
  await desk.getByRole('article', { name: title }).waitFor({ state: 'detached' });
  await desk.getByText('All', { exact: true }).click();
  await desk.getByRole('article', { name: title }).first().waitFor();
}

async function deleteAndUndo(desk: Page, title: string): Promise<void> {
  await desk.getByRole('button', { name: `Delete: ${title}` }).click();
  const undo = desk.getByRole('button', { name: `Undo: keep ${title}` });
  await undo.waitFor();
  // The keyboard rests on "Undo": whoever uses it has as long as they need.
  await desk.keyboard.press('Enter');
  await desk.getByRole('article', { name: title }).waitFor();
}

async function showDeliveries(desk: Page, title: string): Promise<void> {
  await desk.getByRole('button', { name: `How it reached you: ${title}` }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByText('In this list').waitFor();
  // E-mail was switched off for this kind of message.
  if ((await dialog.innerText()).includes('E-mail')) throw new Error('It was mailed all the same.');
  await desk.keyboard.press('Escape');
}

interface Shown {
  readonly title: string;
  readonly tag: string;
}

/** A push service is out of reach here, so the browser is handed the messages as if one had sent them. */
async function receivePush(desk: Page): Promise<void> {
  const context = desk.context();
  const begun = context.waitForEvent('serviceworker');
  await desk.evaluate(async () => {
    await navigator.serviceWorker.register('/push-worker.js', { scope: '/' });
    await navigator.serviceWorker.ready;
  });
  const worker: Worker = context.serviceWorkers()[0] ?? (await begun);
  begun.catch(() => undefined);
  await worker.evaluate(() => {
    const scope = globalThis as unknown as {
      shown: object[];
      registration: { showNotification: (title: string, how: object) => Promise<void> };
    };
    scope.shown = [];
    // A browser without a screen has no place to show anything.
    scope.registration.showNotification = (title, how) => {
      scope.shown.push({ title, ...how });
      return Promise.resolve();
    };
  });
  const session = await context.newCDPSession(desk);
  const { promise, resolve } = Promise.withResolvers<string>();
  session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    const own = registrations.find(({ scopeURL }) => scopeURL === new URL('/', desk.url()).href);
    if (own) resolve(own.registrationId);
  });
  await session.send('ServiceWorker.enable');
  const registrationId = await promise;
  const { origin } = new URL(desk.url());
  const messages = [
    JSON.stringify({ id: 'n1', title: 'You are invited', link: '/ventures', urgent: false }),
    'not a message of ours',
  ];
  for (const data of messages)
    await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
  for (let attempt = 0; attempt < 300; attempt++) {
    const shown = await worker.evaluate(() => (globalThis as unknown as { shown: Shown[] }).shown);
    if (shown.length === messages.length) {
      const titles = shown.map((one) => `${one.title} ${one.tag}`).join(', ');
      if (titles !== 'You are invited n1, SmartStart unread') throw new Error(`It showed ${titles}.`);
      return;
    }
    await desk.waitForTimeout(100);
  }
  throw new Error('The service worker showed nothing.');
}

async function preview(office: Page): Promise<void> {
  await office.getByLabel('Title').fill('Hello {user}');
  const text = office.getByRole('textbox', { name: 'Text' });
  await text.fill('On {day} we rest.');
  await office.getByRole('button', { name: 'Preview' }).click();
  await office.getByText('There is no placeholder {day}.').waitFor();
  await text.fill('On {date} we rest.');
  await office.getByLabel('What stands for: date').fill('Sunday');
  await office.getByRole('button', { name: 'Preview' }).click();
  await office.getByText(/people will get it|person will get it/).waitFor();
  const mail = office.frameLocator('iframe');
  await mail.getByRole('heading', { name: /^Hello / }).waitFor();
  await mail.getByText('On Sunday we rest.').waitFor();
  await office.getByText('As plain text', { exact: true }).click();
  await office.locator('.prose', { hasText: 'On Sunday we rest.' }).waitFor();
}
