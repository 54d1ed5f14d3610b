import type { Browser } from 'playwright-core';
import { becomeMember, becomeSubscriber, launchVenture } from '@smartstart/testkit';
import { analyticsJourney } from './analytics-journey.ts';
import { openDevice } from './browser.ts';
import { buzJourney } from './buz-journey.ts';
import { chaptersFor, tellChapters, type Chapter } from './chapters.ts';
import type { Checks } from './checks.ts';
import { contractJourney } from './contract-journey.ts';
import { disputeJourney } from './dispute-journey.ts';
import { founder, foundingJourney, partner } from './founding-journey.ts';
import { gamificationJourney } from './gamification-journey.ts';
import { legalJourney } from './legal-journey.ts';
import { modelsJourney } from './models-journey.ts';
import { notificationJourney } from './notification-journey.ts';
import { comeIn, officeJourney } from './office-journey.ts';
import { onboardingJourney } from './onboarding-journey.ts';
import { opportunityJourney } from './opportunity-journey.ts';
import { strangerSeesNothing, visitMemberPages, visitPublicPages } from './page-journey.ts';
import { password, signIn } from './person.ts';
import { standingJourney } from './standing-journey.ts';
import { umbrellaJourney } from './umbrella-journey.ts';
import { ventureJourney } from './venture-journey.ts';

const newcomer = { name: 'Nora Newcomer', email: 'nora@example.com' };
const stranger = { name: 'Selma Stranger', email: 'selma@example.com' };
/** Has a venture of her own, which looks for somebody. */
const owner = { name: 'Petra Owner', email: 'petra@example.com' };
const rider = { name: 'Rita Rider', email: 'rita@example.com' };

/**
 * Everything people do here, on a fresh installation. How a person arrives is told three times; of those who are needed
 * besides, the papers are signed over the API. With names, only those chapters and what they need.
 */
export async function journey(
  browser: Browser,
  origin: string,
  checks: Checks,
  only: readonly string[],
): Promise<void> {
  const names = { founder: founder.name, founderEmail: founder.email, partner: partner.name };
  const onPhone = { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } as const;
  const open = () => openDevice(browser, origin);
  const [desk, phone] = [await open(), await openDevice(browser, origin, onPhone)];
  const [office, fresh, other, shop, train] = [
    await open(),
    await open(),
    await open(),
    await open(),
    await open(),
  ];
  const [visitor, guest, anybody] = [await open(), await open(), await openDevice(browser, origin, onPhone)];
  // Further tabs of the same two people, for looking at pages while they act in the first.
  const [deskTab, phoneTab] = [await desk.context().newPage(), await phone.context().newPage()];
  const place = { venture: '', agreement: '', shop: '' };

  // Those on the longest way come first.
  const chapters: Chapter[] = [
    {
      name: 'founding',
      pages: [desk, phone],
      run: async (step) => {
        place.venture = await foundingJourney(desk, phone, checks, step);
      },
    },
    {
      name: 'agreements',
      after: ['founding'],
      pages: [desk, phone, guest],
      run: async (step) => {
        place.agreement = await legalJourney({ desk, phone, visitor: guest }, names, checks, step);
      },
    },
    {
      name: 'venture',
      after: ['founding'],
      pages: [desk, phone],
      run: (step) => ventureJourney(desk, phone, place.venture, names, checks, step),
    },
    {
      name: 'standing',
      after: ['venture'],
      pages: [desk, phone],
      run: (step) => standingJourney(desk, phone, place.venture, checks, step),
    },
    {
      name: 'BUZ',
      after: ['founding'],
      pages: [desk, phone],
      run: (step) => buzJourney(desk, phone, names, checks, step),
    },
    {
      name: 'people',
      pages: [other, shop, train],
      run: (step) =>
        step('three more people arrive, one of them with a venture of her own', async () => {
          await becomeMember(origin, stranger);
          await becomeSubscriber(origin, rider);
          place.shop = await openShop(origin);
          await signIn(other, stranger.email);
          await signIn(train, rider.email);
          await signIn(shop, owner.email);
        }),
    },
    {
      name: 'opportunities',
      after: ['people'],
      pages: [shop, other],
      run: (step) =>
        opportunityJourney(
          {
            origin,
            desk: shop,
            seeker: other,
            venture: place.shop,
            names: { founder: owner.name, seeker: stranger.name },
          },
          checks,
          step,
        ),
    },
    {
      name: 'the first administrator',
      pages: [office],
      run: (step) =>
        step('the administrator signs what the office asks for and comes in with a second factor', () =>
          comeIn(office, origin),
        ),
    },
    {
      name: 'legal office',
      after: ['the first administrator', 'agreements'],
      pages: [office],
      run: (step) => officeJourney(office, checks, step),
    },
    {
      name: 'disputes',
      after: ['the first administrator', 'agreements', 'people'],
      pages: [desk, other, office],
      run: (step) =>
        disputeJourney(
          { desk, other, office },
          place.agreement,
          { partner: partner.name, member: stranger.name },
          checks,
          step,
        ),
    },
    {
      name: 'onboarding',
      pages: [fresh],
      run: async (step) => {
        await onboardingJourney(fresh, newcomer, checks, step);
        await gamificationJourney(fresh, newcomer, checks, step);
      },
    },
    {
      name: 'analytics',
      after: ['the first administrator', 'founding'],
      pages: [office],
      run: (step) => analyticsJourney(office, checks, step),
    },
    {
      name: 'models',
      after: ['the first administrator'],
      pages: [office],
      run: (step) => modelsJourney(office, checks, step),
    },
    {
      name: 'contracts',
      after: ['people'],
      pages: [train],
      run: (step) => contractJourney(train, checks, step),
    },
    {
      name: 'notifications',
      after: ['the first administrator', 'people'],
      pages: [train, office],
      run: (step) =>
        notificationJourney({ origin, desk: train, office }, { ...rider, password }, checks, step),
    },
    {
      name: 'umbrella',
      after: ['onboarding', 'people'],
      pages: [fresh, other, visitor],
      run: (step) =>
        umbrellaJourney(
          {
            desk: fresh,
            friend: other,
            visitor,
            names: { sponsor: newcomer.name, friend: stranger.name, friendEmail: stranger.email },
          },
          checks,
          step,
        ),
    },
    {
      name: 'public pages',
      pages: [visitor, anybody],
      run: () => visitPublicPages(visitor, anybody, checks),
    },
    {
      name: 'a stranger',
      after: ['founding', 'people'],
      pages: [other],
      run: (step) =>
        step('a stranger finds nothing of the venture', () => strangerSeesNothing(other, place.venture)),
    },
    {
      name: 'pages of a member',
      after: ['agreements'],
      pages: [deskTab, phoneTab],
      run: () => visitMemberPages(deskTab, phoneTab, checks),
    },
  ];
  await tellChapters(chaptersFor(chapters, only), checks);
}

/** Nobody but its members sees it, so that whoever applies has a paper to sign first. */
async function openShop(origin: string): Promise<string> {
  const person = await becomeSubscriber(origin, owner);
  const params = { ventureId: await launchVenture(person, 'Quay Bakery') };
  for (let attempt = 0; attempt < 240; attempt++) {
    const { status, etag } = await person.api.ventures.get({ params });
    if (status === 'ACTIVE') {
      await person.api.ventures.edit(
        { params, body: { visibility: 'PRIVATE' } },
        etag ? { ifMatch: etag } : {},
      );
      return `/ventures/${params.ventureId}`;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('The venture of the owner did not become active.');
}
