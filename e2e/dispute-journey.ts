import type { Page } from 'playwright-core';
import type { Checks } from './checks.ts';
import { handIn, startSecrecy } from './legal-journey.ts';
import { confirmIdentity } from './person.ts';

type Step = (name: string, work: () => Promise<void>) => Promise<void>;

interface Devices {
  /** Of the founder, who made the agreement. */
  readonly desk: Page;
  /** Of a member who takes no part in it. */
  readonly other: Page;
  /** Of the legal office. */
  readonly office: Page;
}

const question = 'Who keeps the key of the oven?';
const rejected = 'Secrecy about the yeast';

/** An agreement in force, and what can happen to it: shared, amended, broken, held; and a text that is refused. */
export async function disputeJourney(
  { desk, other, office }: Devices,
  agreement: string,
  names: { readonly partner: string; readonly member: string },
  checks: Checks,
  step: Step,
): Promise<void> {
  const address = `/documents/${agreement}`;
  await desk.goto(address);
  await step('a party shares the agreement with a member, whose comment appears at once', () =>
    share(desk, other, address, names.member, checks),
  );
  await step('an amendment is proposed, seen word by word, and given up', () => amend(desk, address, checks));
  await step('a refused text is appealed for, refused again, and taken back', () =>
    appeal(desk, office, names.partner, checks),
  );
  await step('a breach is reported, confirmed with a plan, and put right', () =>
    settleBreach(desk, office, address, checks),
  );
  await step('a hold is placed on the agreement by its address, and released', () =>
    hold(office, desk.url()),
  );
}

async function share(desk: Page, other: Page, address: string, member: string, checks: Checks) {
  await desk
    .getByRole('textbox', { name: 'Member' })
    .or(desk.getByRole('combobox', { name: 'Member' }))
    .fill(member);
  await desk.getByRole('option', { name: member }).first().click();
  await desk.getByRole('checkbox', { name: 'May comment' }).check();
  await desk.getByRole('button', { name: 'Share', exact: true }).click();
  await desk.getByRole('button', { name: `End the share with ${member}` }).waitFor();
  await other.goto('/documents?tab=documents');
  await other.getByRole('list', { name: 'Shared with you' }).locator(`a[href="${address}"]`).click();
  await other.getByText('you can read it and comment on it').waitFor();
  await checks.look(other, 'agreement shared with a member');
  await other.getByLabel('Your comment').fill(question);
  await other.getByRole('button', { name: 'Comment', exact: true }).click();
  await desk.getByText(question).waitFor();
  await desk.getByRole('button', { name: `End the share with ${member}` }).click();
  await desk.getByRole('button', { name: `End the share with ${member}` }).waitFor({ state: 'detached' });
  await other.reload();
  await other.getByText('There is no document here that you can see').waitFor();
}

async function amend(page: Page, address: string, checks: Checks): Promise<void> {
  await page.getByRole('button', { name: 'Propose an amendment' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Three apprentices instead of two.');
  await dialog.getByRole('button', { name: 'Write the amendment' }).click();
  await page.waitForURL(/\/edit$/);
  const work = page.getByRole('textbox', { name: 'The work', exact: true });
  await work.fill('- Keep the ovens\n- Train three apprentices');
  await page.getByText('Saved', { exact: true }).first().waitFor();
  await page.goto(address);
  await page.locator('ins').getByText('three').waitFor();
  await checks.look(page, 'amendment as a redline');
  await page.getByRole('button', { name: 'Give the amendment up' }).click();
  await dialog.getByRole('button', { name: 'Give it up' }).click();
  await page.getByRole('button', { name: 'Propose an amendment' }).waitFor();
}

async function appeal(desk: Page, office: Page, partner: string, checks: Checks): Promise<void> {
  await startSecrecy(desk, rejected, partner);
  await desk.getByRole('button', { name: 'Write a clause of your own' }).click();
  await desk.getByLabel('Heading of your clause').fill('Yeast');
  await desk.getByLabel('Your wording').fill('Nobody may ever bake with yeast again.');
  await desk
    .getByRole('region', { name: /as it reads now$/ })
    .getByText('Nobody may ever')
    .waitFor();
  await desk.getByText('Saved', { exact: true }).first().waitFor();
  await handIn(desk);
  await reject(office, 'Nobody can promise that.');
  await desk.getByRole('button', { name: 'Appeal' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('My grandmother did.');
  await dialog.getByRole('button', { name: 'Appeal' }).click();
  await desk.getByText('The legal office is reading it').first().waitFor();
  await reject(office, 'Still nobody can.');
  await desk.getByText('It has been looked at a second time').waitFor();
  await checks.look(desk, 'text refused twice');
  await desk.getByRole('button', { name: 'Take it back into the draft' }).click();
  await dialog.getByRole('button', { name: 'Take it back' }).click();
  await desk.waitForURL(/\/edit$/);
  await desk.getByText('Still nobody can.').waitFor();
}

async function reject(page: Page, reason: string): Promise<void> {
  await page.goto('/admin/legal/reviews');
  await page.getByRole('link', { name: `Read and decide: ${rejected}` }).click();
  await page.getByRole('button', { name: 'Reject' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reject this text?' });
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await confirmIdentity(page, page.getByText('Decided: Rejected.').first());
}

async function settleBreach(desk: Page, office: Page, address: string, checks: Checks): Promise<void> {
  await desk.goto(address);
  await desk.getByRole('button', { name: 'Report a breach' }).click();
  const report = desk.getByRole('dialog');
  await report.getByLabel('What happened?').fill('The ovens were cold for a week, and nobody was told.');
  await report.getByRole('button', { name: 'Report it' }).click();
  await desk.getByText('A breach was reported').waitFor();
  await office.goto('/admin/legal/breaches');
  const dialog = office.getByRole('dialog');
  await office.getByRole('button', { name: /^Confirm with a plan: / }).click();
  await dialog
    .getByLabel('The plan')
    .fill('The ovens are lit every day at four; the founder looks at the log.');
  const inAWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  await dialog.getByLabel('Deadline').fill(inAWeek);
  await dialog.getByLabel('Reason').fill('The bread was missed.');
  await dialog.getByRole('button', { name: 'Confirm with a plan' }).click();
  await confirmIdentity(office, office.getByText(/^To be put right by/).first());
  await checks.look(office, 'breach to be put right');
  await desk.getByText('A breach was confirmed').waitFor();
  await desk.getByText('The ovens are lit every day at four').waitFor();
  await checks.look(desk, 'what a party is to put right');
  await office.getByRole('button', { name: /^Put right: / }).click();
  await dialog.getByLabel('Reason').fill('The ovens are warm.');
  await dialog.getByRole('button', { name: 'Put right' }).click();
  await confirmIdentity(office, office.getByText(/^Decided .*: Put right/).first());
  await desk.getByText('In force', { exact: true }).first().waitFor();
}

async function hold(page: Page, address: string): Promise<void> {
  await page.goto('/admin/legal/holds');
  await page.getByRole('combobox', { name: 'On what' }).selectOption({ label: 'A document' });
  await page.getByRole('textbox', { name: 'Document' }).fill(address);
  await page.getByRole('button', { name: 'Place a hold' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('A court asks for it.');
  await dialog.getByRole('button', { name: 'Place a hold' }).click();
  const release = page.getByRole('button', { name: /^Release the hold/ }).first();
  await confirmIdentity(page, release);
  await release.click();
  await dialog.getByLabel('Reason').fill('The court has it.');
  await dialog.getByRole('button', { name: 'Release' }).click();
  await confirmIdentity(page, page.getByText('Released', { exact: true }).first());
}
