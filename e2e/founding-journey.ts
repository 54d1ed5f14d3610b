import type { Page } from 'playwright-core';
import type { Step } from './chapters.ts';
import type { Checks } from './checks.ts';
import { confirmAndSignIn, linkFromMail, register, signHere, signPack } from './person.ts';

export const founder = { name: 'Amara Founder', email: 'amara@example.com' };
export const partner = { name: 'Bruno Partner', email: 'bruno@example.com' };
export const venture = 'Harbour Bakery';

/** From a fresh installation to a venture of two, each at a device of their own. Answers with the path of the venture. */
export async function foundingJourney(desk: Page, phone: Page, checks: Checks, step: Step): Promise<string> {
  await step('the founder registers, confirms the e-mail and signs in', () => arrive(desk, founder));
  await checks.look(desk, 'onboarding');
  await step('the founder signs five papers and becomes MEMBER', () => becomeMember(desk, founder.name));
  await checks.look(desk, 'onboarding plan');
  await step('the founder signs PTSA and SOBA and starts the trial', () =>
    startTrial(desk, founder.name, checks),
  );
  await step('the founder fills in the wizard', () => fillWizard(desk, checks));
  await step('the founder signs ISEA and VOA; submitting asks for the papers of BUZ', () =>
    signForSubmission(desk, founder.name),
  );
  await step('the founder signs BTS and BPP, is welcomed with 100 BUZ, and submits for 50 of them', () =>
    submit(desk, founder.name),
  );
  await checks.look(desk, 'venture with papers to sign');
  await step('the founder signs the rest and the venture becomes active', () => activate(desk, founder.name));
  await checks.look(desk, 'active venture');
  await step('the founder invites a second person by e-mail', () => invite(desk));
  await step('the invited person registers through the invitation', () => arriveInvited(phone, checks));
  await step('the invited person becomes MEMBER', () => becomeMember(phone, partner.name));
  await step('the invited person accepts, and the founder sees it without reloading', () =>
    accept(phone, desk, checks),
  );
  await step('the invited person signs the papers of the venture', () => signVenturePapers(phone));
  await step('the founder countersigns, and both see the membership live', () => countersign(desk, phone));
  await checks.look(phone, 'venture as a member sees it');
  return new URL(desk.url()).pathname;
}

async function arrive(page: Page, who: { name: string; email: string }): Promise<void> {
  await page.goto('/register');
  await register(page, who.name, who.email);
  await confirmAndSignIn(page, who.email);
  await page.goto('/onboarding');
}

async function becomeMember(page: Page, name: string): Promise<void> {
  await page.goto('/onboarding?step=papers');
  await page.getByRole('link', { name: 'Read and sign the next one' }).click();
  const signed = await signPack(page, name);
  if (signed !== 5) throw new Error(`${signed} papers were signed instead of five.`);
  await page.goto('/onboarding?step=papers');
  await page.getByText('All five are in force. You are a member.').waitFor();
  await page.goto('/onboarding?step=plan');
}

async function startTrial(page: Page, name: string, checks: Checks): Promise<void> {
  await page.goto('/onboarding?step=plan');
  await page.getByRole('link', { name: /^Sign the papers?$/ }).click();
  await page.getByRole('region', { name: /^Text of/ }).waitFor();
  await checks.look(page, 'signing room');
  await signPack(page, name);
  await page.goto('/onboarding?step=plan');
  await page.getByRole('button', { name: 'Start the trial' }).click();
  await page.getByRole('heading', { name: 'Look around' }).waitFor();
  await page.goto('/onboarding?step=plan');
  await page.getByText(/Your trial runs until/).waitFor();
}

async function fillWizard(page: Page, checks: Checks): Promise<void> {
  await page.goto('/ventures/new');
  await page.getByRole('textbox', { name: /^Name/ }).fill(venture);
  await page.getByLabel('Purpose').fill('Bread for the harbour, baked by those who own the oven.');
  await page
    .getByLabel('Description')
    .fill(
      'A cooperative bakery in the old harbour: three ovens, a shop window, and a morning round by cargo bike. '.repeat(
        2,
      ),
    );
  await checks.look(page, 'wizard');
  await page.getByRole('button', { name: 'Save draft and go on' }).click();
  for (const title of ['Details', 'Team', 'Reward']) {
    await page.getByRole('heading', { name: title }).waitFor();
    await page.getByRole('button', { name: 'Save and go on' }).click();
  }
  await page.getByText('Your answers').waitFor();
  await page.getByText('Private', { exact: true }).first().click();
  await checks.look(page, 'wizard review');
}

async function signForSubmission(page: Page, name: string): Promise<void> {
  const review = page.url();
  await page.getByRole('link', { name: 'Sign them now' }).click();
  await signPack(page, name);
  await page.goto(review);
}

async function submit(page: Page, name: string): Promise<void> {
  const review = page.url();
  // The closed gate names what is missing, and each paper has its way to be signed.
  for (const code of ['BTS', 'BPP']) {
    await pressSubmit(page, review);
    await page.getByRole('link', { name: `Sign ${code} now` }).click();
    await signHere(page, name);
  }
  await page.goto(review);
  await page.getByText(/Costs 50.* BUZ · you have 1\d\d.* BUZ available/).waitFor();
  await pressSubmit(page, review);
  await page.getByText('Papers before the start').waitFor();
}

async function pressSubmit(page: Page, review: string): Promise<void> {
  await page.goto(review);
  await page.getByText('Your answers').waitFor();
  await page.getByText('Private', { exact: true }).first().click();
  await page.getByLabel(/^I countersign in advance/).check();
  await page.getByRole('button', { name: 'Submit the venture' }).click();
}

async function activate(page: Page, name: string): Promise<void> {
  const address = page.url();
  await page.getByRole('link', { name: 'Sign the next one' }).click();
  await signPack(page, name);
  await page.goto(address);
  await page.getByText('Active', { exact: true }).first().waitFor();
}

async function invite(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  await page.getByLabel('E-mail address').fill(partner.email);
  await page.getByLabel('A few words (optional)').fill('Come and bake with me.');
  await page.getByRole('button', { name: 'Send invitation' }).click();
  await page.getByText(`The invitation to ${partner.email} is on its way.`).first().waitFor();
  await page.getByRole('tab', { name: 'Members', exact: true }).click();
}

async function arriveInvited(page: Page, checks: Checks): Promise<void> {
  await page.goto(await linkFromMail(page, partner.email, /\/invitation\//));
  await page.getByRole('heading', { name: `Invitation to ${venture}` }).waitFor();
  await checks.look(page, 'invitation');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await register(page, partner.name, partner.email);
  await confirmAndSignIn(page, partner.email);
}

async function accept(phone: Page, desk: Page, checks: Checks): Promise<void> {
  await desk.bringToFront();
  await phone.goto(await linkFromMail(phone, partner.email, /\/invitation\//));
  await checks.look(phone, 'invitation to accept');
  await phone.getByRole('button', { name: 'Accept' }).click();
  await phone.getByText('Accepted', { exact: true }).waitFor();
  // The founder's page is the one left open since the invitation was sent.
  await desk.getByText(partner.name).first().waitFor();
  await desk.getByText('Joining', { exact: true }).first().waitFor();
}

async function signVenturePapers(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Sign the papers of the venture' }).click();
  await signPack(page, partner.name);
}

async function countersign(desk: Page, phone: Page): Promise<void> {
  const address = desk.url();
  await phone.goto(new URL(address).pathname);
  await phone
    .getByText(/waits? for|countersign/i)
    .first()
    .waitFor();
  await desk
    .getByRole('link', { name: /^Countersign/ })
    .first()
    .click();
  await desk
    .getByRole('link', { name: 'Read and sign' })
    .or(desk.getByRole('region', { name: /^Text of/ }))
    .first()
    .waitFor();
  const read = desk.getByRole('link', { name: 'Read and sign' });
  if (await read.isVisible()) await read.click();
  await signHere(desk, founder.name);
  // The member's own page has not been touched since: the tab comes with the membership.
  await phone.getByRole('tab', { name: 'Members', exact: true }).waitFor();
  await desk.goto(address);
  await desk.getByText(partner.name).first().waitFor();
  await desk.getByText('Joining', { exact: true }).first().waitFor({ state: 'detached' });
}
