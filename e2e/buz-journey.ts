import type { Page } from 'playwright-core';
import type { Checks } from './checks.ts';
import { signHere } from './person.ts';

type Step = (name: string, work: () => Promise<void>) => Promise<void>;

/** The founder at a desk and the partner on a phone: papers of BUZ, a payment seen live, and the proof that it all adds up. */
export async function buzJourney(
  desk: Page,
  phone: Page,
  names: { founder: string; partner: string },
  checks: Checks,
  step: Step,
): Promise<void> {
  await step('the partner signs BTS and BPP in the wallet, and the welcome arrives', () =>
    openWallet(phone, names.partner),
  );
  await checks.look(phone, 'wallet on a phone in the dark');
  await step('the founder sends 5 BUZ, with fee and limits shown first, and the partner sees them live', () =>
    send(desk, phone, names.partner),
  );
  await step('every posting stands in the wallet with its cause', () => readWallet(desk, names.partner));
  await checks.look(desk, 'wallet');
  await step('the browser proves own balance and supply', () => prove(desk));
  await checks.look(desk, 'proof');
  const pages = ['send', 'holds', 'staking', 'earn', 'governance', 'governance/new'];
  for (const page of pages) {
    await desk.goto(`/buz/${page}`);
    await checks.look(desk, `buz ${page}`);
  }
}

async function openWallet(page: Page, name: string): Promise<void> {
  for (const code of ['BTS', 'BPP']) {
    await page.goto('/buz');
    await page.getByRole('link', { name: `Sign ${code} now` }).click();
    await signHere(page, name);
  }
  await page.goto('/buz');
  await page
    .getByText(/1\d\d\.00 BUZ/)
    .first()
    .waitFor();
}

async function send(desk: Page, phone: Page, recipient: string): Promise<void> {
  await desk.goto('/buz/send');
  await desk.getByLabel('Recipient').first().fill(recipient);
  await desk.getByRole('option', { name: recipient }).first().click();
  await desk.getByLabel('Amount').first().fill('5');
  // 0.1 % on top.
  await desk.getByText('5.005000 BUZ').first().waitFor();
  await desk.getByRole('button', { name: 'Look it over' }).click();
  await desk.getByRole('button', { name: 'Send now' }).click();
  await desk.getByRole('heading', { name: 'Sent', exact: true }).waitFor();
  await phone
    .getByText(/\+5\.00/)
    .first()
    .waitFor();
}

async function readWallet(page: Page, recipient: string): Promise<void> {
  await page.goto('/buz');
  const movements = page.getByRole('list', { name: 'Movements' });
  await movements.getByText(new RegExp(recipient)).first().waitFor();
  await movements
    .getByText(/venture/i)
    .first()
    .waitFor();
}

async function prove(page: Page): Promise<void> {
  await page.goto('/buz/proof');
  await page.getByRole('button', { name: 'Start the checks' }).click();
  await page.getByText('All 4 checks passed.').waitFor();
}
