import type { Browser, Page } from 'playwright-core';
import { analyticsJourney } from './analytics-journey.ts';
import { openDevice } from './browser.ts';
import { buzJourney } from './buz-journey.ts';
import type { Checks } from './checks.ts';
import { disputeJourney } from './dispute-journey.ts';
import { gamificationJourney } from './gamification-journey.ts';
import { legalJourney } from './legal-journey.ts';
import { notificationJourney } from './notification-journey.ts';
import { modelsJourney } from './models-journey.ts';
import { officeJourney } from './office-journey.ts';
import { onboardingJourney } from './onboarding-journey.ts';
import { opportunityJourney } from './opportunity-journey.ts';
import { confirmAndSignIn, linkFromMail, password, register, signHere, signPack } from './person.ts';
import { standingJourney } from './standing-journey.ts';
import { umbrellaJourney } from './umbrella-journey.ts';
import { ventureJourney } from './venture-journey.ts';

const founder = { name: 'Amara Founder', email: 'amara@example.com' };
const partner = { name: 'Bruno Partner', email: 'bruno@example.com' };
const newcomer = { name: 'Nora Newcomer', email: 'nora@example.com' };
const stranger = { name: 'Selma Stranger', email: 'selma@example.com' };
const venture = 'Harbour Bakery';

/** From a fresh installation to a venture of two, each at a device of their own; a third person sees nothing of it. */
export async function journey(browser: Browser, origin: string, checks: Checks): Promise<void> {
  const desk = await openDevice(browser, origin);
  const phone = await openDevice(browser, origin, {
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
  });
  const other = await openDevice(browser, origin);
  // Each step builds on the one before: after a failure the rest would only wait in vain.
  const step = async (name: string, work: () => Promise<void>) => {
    if (!(await checks.step(name, [desk, phone, other], work))) throw new Error('The journey ends here.');
  };

  await visitPublicPages(desk, phone, checks);
  const fresh = await openDevice(browser, origin);
  await onboardingJourney(fresh, newcomer, checks, step);
  await gamificationJourney(fresh, newcomer, checks, step);
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
  const address = new URL(desk.url()).pathname;
  const names = { founder: founder.name, founderEmail: founder.email, partner: partner.name };
  await ventureJourney(desk, phone, address, names, checks, step);
  await standingJourney(desk, phone, address, checks, step);
  await buzJourney(desk, phone, names, checks, step);
  const agreement = await legalJourney(
    { desk, phone, visitor: await openDevice(browser, origin) },
    names,
    checks,
    step,
  );
  const office = await openDevice(browser, origin);
  await officeJourney(office, origin, checks, step);
  await step('a stranger finds nothing of the venture', () => strangerSeesNothing(other, address));
  const people = { partner: partner.name, member: stranger.name };
  await disputeJourney({ desk, other, office }, agreement, people, checks, step);
  const market = { origin, desk, seeker: other, venture: address };
  await opportunityJourney(
    { ...market, names: { founder: founder.name, seeker: stranger.name } },
    checks,
    step,
  );
  await notificationJourney({ origin, desk, office }, { ...founder, password }, checks, step);
  const bond = { desk, friend: other, visitor: await openDevice(browser, origin) };
  const sides = { sponsor: founder.name, friend: stranger.name, friendEmail: stranger.email };
  await umbrellaJourney({ ...bond, names: sides }, checks, step);
  await analyticsJourney(office, checks, step);
  await modelsJourney(office, checks, step);
  await visitMemberPages(desk, phone, checks);
}

async function visitPublicPages(desk: Page, phone: Page, checks: Checks): Promise<void> {
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

async function strangerSeesNothing(page: Page, address: string): Promise<void> {
  await arrive(page, stranger);
  await becomeMember(page, stranger.name);
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

async function visitMemberPages(desk: Page, phone: Page, checks: Checks): Promise<void> {
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
