import { randomUUID } from 'node:crypto';
import { becomeMember, becomeSubscriber, type Person } from '@smartstart/testkit';
import type { Page } from 'playwright-core';
import type { Checks } from './checks.ts';
import { signHere } from './person.ts';

type Step = (name: string, work: () => Promise<void>) => Promise<void>;

interface Market {
  readonly origin: string;
  /** Of the founder, whose venture looks for somebody. */
  readonly desk: Page;
  /** Of a member who has nothing but an account and the five papers. */
  readonly seeker: Page;
  /** Path of the venture. */
  readonly venture: string;
  readonly names: { readonly founder: string; readonly seeker: string };
  /** Tells apart what several runs on one installation make. */
  readonly tag?: string;
}

const shop = [
  'A shop page for bread',
  'Mentor for a young baker',
  'Menu design and print',
  'Photographs of loaves',
  'Deliveries by bike',
];
const kinds = [
  'VENTURE_COLLABORATION',
  'MENTORSHIP',
  'PROJECT_CONSULTING',
  'SKILL_SHARING',
  'IDEA_COLLABORATION',
] as const;
/** Forty is what a team is filled from at most; these are enough to leave somebody out. */
const crowd: readonly (readonly [name: string, skills: Readonly<Record<string, number>>])[] = [
  ['Cora Candidate', { Design: 4 }],
  ['Dan Drawer', { Photography: 5, Design: 2 }],
  ['Eva Engineer', { React: 4, SQL: 3 }],
  ['Finn Finder', { Marketing: 4 }],
  ['Gus Generalist', { React: 3, Design: 3 }],
  ['Hana Helper', { Photography: 3, Marketing: 3 }],
];

/** The two journeys of the network: a newcomer finds what fits and is on the team; an owner finds who fits and fills one. */
export async function opportunityJourney(market: Market, checks: Checks, step: Step): Promise<void> {
  const { desk, seeker, names } = market;
  const mark = market.tag ?? '';
  const title = `Design the shop of the bakery${mark}`;
  await step('a market of postings and members is open', () => openMarket(market.origin, mark));

  await seeker.goto('/opportunities');
  await checks.look(seeker, 'opportunities of a newcomer without a profile');
  await step('the newcomer writes a profile', () => writeProfile(seeker));
  await step('five opportunities fit, each with reasons factor by factor', () => readMatches(seeker));
  await checks.look(seeker, 'opportunities that fit');
  await step('one is hidden with a reason, brought back, and hidden for good', () => hideOne(seeker));

  await step('the founder drafts an opportunity of the venture and sees who would fit before paying', () =>
    draft(desk, market.venture, title, checks),
  );
  await step('the founder publishes it for ten BUZ', () => publish(desk));
  await checks.look(desk, 'opportunity as its creator sees it');
  const opportunity = new URL(desk.url()).pathname;

  await step('the newcomer finds it, and its details wait behind a paper of the venture', () =>
    findIt(seeker, title),
  );
  await checks.look(seeker, 'opportunity behind papers');
  await step('the newcomer asks for the papers, signs them, and the details open', () =>
    openDetails(seeker, names.seeker),
  );
  await checks.look(seeker, 'opportunity with its details');
  await step('the newcomer applies, after the papers of BUZ', () => apply(seeker, opportunity, names.seeker));
  await checks.look(seeker, 'own application');
  await step('the founder sees the application without reloading, reads and accepts it', () =>
    decide(desk, names.seeker, checks),
  );
  await step('the newcomer sees it at once and joins: the papers of the venture wait', () =>
    join(seeker, checks),
  );

  await step('the founder asks who fits, and invites one of them', () => invite(desk, opportunity));
  await checks.look(desk, 'candidates');
  await step('the founder has a team proposed, swaps somebody, and invites all in one step', () =>
    fillTeam(desk, checks),
  );
  await desk.goto(`${opportunity}?tab=figures`);
  await checks.look(desk, 'figures of an opportunity');
  for (const page of ['all', 'mine', 'applications', 'services', 'wishes', 'hidden', 'new']) {
    await desk.goto(`/opportunities/${page}`);
    await checks.look(desk, `opportunities ${page}`);
  }
  await desk.goto('/explore/opportunities');
  await checks.look(desk, 'public opportunities');
}

async function openMarket(origin: string, mark: string): Promise<void> {
  const at = (name: string) => `${name.split(' ')[0]!.toLowerCase()}${mark.trim()}@example.com`;
  const poster = await becomeSubscriber(origin, { name: 'Pia Poster', email: at('Pia Poster') });
  for (const [index, title] of shop.entries()) await post(poster, `${title}${mark}`, index);
  for (const [name, skills] of crowd) {
    const person = await becomeMember(origin, { name, email: at(name) });
    await describe(person, skills);
  }
}

async function post({ api }: Person, title: string, index: number): Promise<void> {
  const mentoring = index % 2 === 1;
  const { id } = await api.opportunities.create(
    {
      body: {
        title,
        type: kinds[index]!,
        engagement: mentoring ? 'MENTORING' : 'CONSULTING',
        description: 'We bake at night and sell at dawn. This is what we need somebody for.',
        rewards: [
          mentoring
            ? { kind: 'SKILL_EXCHANGE' }
            : { kind: 'PROJECT_FEE', amountMinor: '120000', currency: 'CAD' },
        ],
        requiredSkills: [{ name: 'Design', level: 3 }],
        hoursPerWeek: 6,
        remote: true,
        ndaRequired: false,
        visibility: index === 0 ? 'PUBLIC' : 'MEMBER_ONLY',
        industry: 'Food & beverage',
        tags: ['bread'],
      },
    },
    { idempotencyKey: randomUUID() },
  );
  await api.opportunities.publish(
    { params: { opportunityId: id }, body: {} },
    { idempotencyKey: randomUUID() },
  );
}

async function describe({ api }: Person, skills: Readonly<Record<string, number>>): Promise<void> {
  const me = await api.users.me({});
  const body = { yearsOfExperience: 4, hoursPerWeek: 15, interests: ['bread', 'Food & beverage'] };
  await api.users.editMe({ body }, me.etag ? { ifMatch: me.etag } : {});
  for (const [name, level] of Object.entries(skills))
    await api.users.addSkill({ body: { name, level, years: 3 } });
}

async function writeProfile(page: Page): Promise<void> {
  await page.goto('/settings/profile');
  await page.getByLabel('Years of experience').fill('3');
  await page.getByLabel('Hours per week you could give').fill('12');
  const interests = page.getByLabel('Interests', { exact: true }).first();
  await interests.fill('bread');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Save', exact: true }).first().click();
  await page.getByText('Saved.', { exact: true }).first().waitFor();
  await page.getByRole('textbox', { name: 'Skill', exact: true }).fill('Design');
  await page.getByRole('button', { name: 'Add the skill' }).click();
  await page.getByRole('cell', { name: 'Design', exact: true }).waitFor();
}

const cards = (page: Page) => page.getByRole('list', { name: 'Best matches' }).getByRole('article');

async function readMatches(page: Page): Promise<void> {
  await page.goto('/opportunities');
  await cards(page).nth(4).waitFor();
  await page
    .getByRole('button', { name: /^Factor by factor/ })
    .first()
    .click();
  await page.getByText('Skills · counts 40 of 100').waitFor();
  await page
    .getByText(/required skill/)
    .first()
    .waitFor();
}

async function hideOne(page: Page): Promise<void> {
  const hide = page.getByRole('button', { name: /^Hide “/ }).first();
  const name = await hide.getAttribute('aria-label');
  for (const last of [false, true]) {
    await page.getByRole('button', { name: name!, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Not my field').check();
    await dialog.getByRole('button', { name: 'Hide', exact: true }).click();
    await page.getByText(/is hidden\.$/).waitFor();
    if (last) return;
    await page.getByRole('button', { name: /^Undo: show/ }).click();
    await page.getByText(/is hidden\.$/).waitFor({ state: 'detached' });
  }
}

async function draft(page: Page, venture: string, title: string, checks: Checks): Promise<void> {
  await page.goto(`/opportunities/new?venture=${venture.split('/').at(-1)}`);
  await page.getByLabel('Title').fill(title);
  await page
    .getByLabel('Description')
    .fill('The window, the signs and the page of a bakery that opens in spring.');
  await page.getByRole('textbox', { name: 'Skill', exact: true }).first().fill('Design');
  await page.getByLabel('Tags', { exact: true }).first().fill('bread');
  await page.keyboard.press('Enter');
  await page.getByLabel('Places').fill('6');
  await page.getByRole('button', { name: 'Add a reward' }).click();
  await page.getByLabel('Part', { exact: true }).fill('200');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await page.getByText('Use a percentage above 0').waitFor();
  await checks.look(page, 'new opportunity with a wrong field');
  await page.getByLabel('Part', { exact: true }).fill('1.5');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.getByRole('tab', { name: 'Who fits?' }).click();
  await page.getByText('Cora Candidate').first().waitFor();
}

async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Publish' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/^Costs 10/).waitFor();
  await dialog.getByRole('button', { name: 'Publish' }).click();
  await page.getByText('Open', { exact: true }).first().waitFor();
}

async function findIt(page: Page, title: string): Promise<void> {
  await page.goto('/opportunities/all');
  await page.getByRole('searchbox', { name: 'Search' }).fill(title);
  await page.waitForURL(/\?q=/);
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('button', { name: 'Ask for the papers' }).waitFor();
}

async function openDetails(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Ask for the papers' }).click();
  await page.getByRole('link', { name: /^Sign PPNA now/ }).click();
  await signHere(page, name);
  await page.goBack();
  await page.getByText('that opens in spring').waitFor();
}

async function apply(page: Page, address: string, name: string): Promise<void> {
  await page
    .getByLabel('Cover letter')
    .fill('I have drawn the windows of three shops and would love to draw this one.');
  await page.getByRole('button', { name: /of my profile$/ }).click();
  await page.getByRole('button', { name: 'Send the application' }).click();
  await page.getByText('Without this nobody applies here.').waitFor();
  for (const code of ['BTS', 'BPP']) {
    await page.goto(address);
    await send(page);
    await page.getByRole('link', { name: `Sign ${code} now` }).click();
    await signHere(page, name);
  }
  await page.goto(address);
  // What was written is still there.
  await page.getByText('This is what you wrote earlier').waitFor();
  await page.getByText(/Costs 3.* BUZ · you have 1\d\d/).waitFor();
  await send(page);
  await page.getByText('It has not been opened yet.').waitFor();
}

async function send(page: Page): Promise<void> {
  await page.getByLabel('I keep what I learn here confidential').check();
  await page.getByRole('button', { name: 'Send the application' }).click();
}

async function decide(page: Page, name: string, checks: Checks): Promise<void> {
  await page.getByRole('tab', { name: 'Applications' }).click();
  await page.getByRole('button', { name: `Begin to read the application of ${name}` }).click();
  await page.getByRole('button', { name: `Accept ${name}` }).waitFor();
  await checks.look(page, 'application to decide about');
  await page.getByRole('button', { name: `Accept ${name}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Accept', exact: true }).click();
  await page.getByText('has the invitation of the venture').waitFor();
}

async function join(page: Page, checks: Checks): Promise<void> {
  // The page has been open since the application was sent.
  await page.getByText('You were accepted.').waitFor();
  await checks.look(page, 'accepted, with the next step');
  await page.getByRole('link', { name: 'See the invitation' }).click();
  await page
    .getByRole('button', { name: /^Accept/ })
    .first()
    .click();
  await page.getByRole('region', { name: /^Text of/ }).waitFor();
}

async function invite(page: Page, address: string): Promise<void> {
  await page.goto(`${address}?tab=candidates`);
  const ask = page.getByRole('button', { name: /^Invite to apply: / }).first();
  await ask.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Invite to apply' }).click();
  await page.getByText('Invited', { exact: true }).nth(1).waitFor();
}

async function fillTeam(page: Page, checks: Checks): Promise<void> {
  await page.getByRole('tab', { name: 'Fill the team' }).click();
  await page.getByLabel('How many people').fill('4');
  await page.getByRole('button', { name: 'Propose a team' }).click();
  const members = page.getByRole('list', { name: 'Members of the proposed team' }).getByRole('article');
  await members.nth(3).waitFor();
  await page
    .getByLabel(/^Put somebody else in place of/)
    .first()
    .selectOption({ index: 1 });
  await page.getByText('Changed by you').waitFor();
  await checks.look(page, 'proposed team');
  await page.getByRole('button', { name: 'Invite all 4' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Invite all 4' }).click();
  await page.getByText('The team is asked').waitFor();
}
