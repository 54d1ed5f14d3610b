import { buzPapers, signPaper, type Enrolled, type World } from '@smartstart/testkit';
import { buz } from '@smartstart/units';
import { fund } from '../buz/test-funds.ts';
import { enter } from '../buz/test-people.ts';
import { balancesOf } from '../buz/wallet-store.ts';
import type { contract, Request } from '@smartstart/contract';
import { code, key, match, openBooks } from '../finances/test-books.ts';

export { code, key, match };

type Posting = Request<typeof contract.opportunities.create>['body'];
type Service = Request<typeof contract.serviceOffers.create>['body'];

/** For tests: a venture with its people, others of every standing, and what is done often. */
export async function openMarket(world: World, name: string) {
  const books = await openBooks(world, name, { 'Lena Lead': 'LEAD', 'Cleo Contributor': 'CONTRIBUTOR' });
  const { owner, ventureId } = books;
  const creator = await person('Carl Creator', 2);
  const applicant = await person('Ana Applicant', 1);
  const subscriber = await person('Sue Subscriber', 2);
  const stranger = await person('Stan Stranger', 2);
  for (const who of [owner, books.members['Lena Lead']!]) await fund(world, who.userId, buz(1000));

  /** Somebody who holds the rung, can pay, and has 1,000 BUZ. */
  async function person(who: string, rung: 1 | 2 | 12): Promise<Enrolled> {
    const entered = await enter(world, who, rung);
    await fund(world, entered.userId, buz(1000));
    return entered;
  }
  async function wealthy(who: Enrolled): Promise<Enrolled> {
    for (const paper of buzPapers) await signPaper(who.api, who.name, paper);
    await fund(world, who.userId, buz(1000));
    return who;
  }

  const complete: Posting = {
    title: 'Rust engineer for a parser',
    type: 'PROJECT_CONSULTING',
    engagement: 'CONSULTING',
    description: 'Write the parser of a small language, with tests and documentation.',
    rewards: [{ kind: 'PROJECT_FEE', amountMinor: '500000', currency: 'CAD', terms: '' }],
    requiredSkills: [{ name: 'Rust', level: 4 }],
    preferredSkills: [{ name: 'Parsing', level: 2 }],
    hoursPerWeek: 12,
    durationWeeks: 8,
    remote: true,
    ndaRequired: false,
    visibility: 'MEMBER_ONLY',
    tags: ['compilers'],
    industry: 'Technology',
  };
  const service: Service = {
    title: 'Code review of Rust programs',
    engagement: 'CONSULTING',
    description: 'I read your program and tell you in a report what to change and why.',
    skills: [{ name: 'Rust', level: 5 }],
    rewards: [{ kind: 'HOURLY', amountMinor: '9000', currency: 'CAD', terms: '' }],
  };

  const draft = async (change: object = {}, who = creator) =>
    who.api.opportunities.create({ body: { ...complete, ...change } }, key());
  const at = (opportunityId: string) => ({ params: { opportunityId } });
  const of = (applicationId: string) => ({ params: { applicationId } });
  const publish = (id: string, who = creator) =>
    who.api.opportunities.publish({ ...at(id), body: {} }, key());
  async function open(change: object = {}, who = creator) {
    const { id } = await draft(change, who);
    return publish(id, who);
  }
  async function offer(change: object = {}, who = creator) {
    const { id } = await who.api.serviceOffers.create({ body: { ...service, ...change } }, key());
    return publish(id, who);
  }
  const edit = async (id: string, body: object, who = creator) => {
    const { version } = await who.api.opportunities.get(at(id));
    return who.api.opportunities.edit({ ...at(id), body }, match(version));
  };
  const letter = { coverLetter: 'I have written three parsers and would like to write this one.' };
  const apply = (id: string, who = applicant, change: object = {}) =>
    who.api.applications.apply({ ...at(id), body: { ...letter, ...change } }, key());
  const review = (applicationId: string, who = creator) =>
    who.api.applications.open({ ...of(applicationId), body: {} });
  const accept = (applicationId: string, who = creator) =>
    who.api.applications.accept({ ...of(applicationId), body: {} }, key());
  const reject = (applicationId: string, who = creator) =>
    who.api.applications.reject({ ...of(applicationId), body: { reason: 'Somebody else fits better.' } });
  const withdraw = (applicationId: string, who = applicant) =>
    who.api.applications.withdraw({ ...of(applicationId), body: {} });
  const cancel = (id: string, who = creator) => who.api.opportunities.cancel({ ...at(id), body: {} });

  /** What somebody has, in whole BUZ. */
  async function wealth({ userId }: Enrolled): Promise<number> {
    const { db } = world.brain.kernel.database;
    return Number(((await balancesOf(db, userId)).get('AVAILABLE') ?? 0n) / buz(1));
  }
  async function cost(act: () => Promise<unknown>, who = creator): Promise<number> {
    const before = await wealth(who);
    await act();
    return before - (await wealth(who));
  }
  async function told(who: Enrolled): Promise<string[]> {
    await world.settle();
    return (await who.api.notifications.list({ query: { limit: 100 } })).items.map(({ title }) => title);
  }

  return {
    ...books,
    world,
    owner,
    ventureId,
    lead: books.members['Lena Lead']!,
    contributor: books.members['Cleo Contributor']!,
    creator,
    applicant,
    subscriber,
    stranger,
    person,
    wealthy,
    complete,
    service,
    draft,
    publish,
    open,
    offer,
    edit,
    at,
    of,
    letter,
    apply,
    review,
    accept,
    reject,
    withdraw,
    cancel,
    wealth,
    cost,
    told,
  };
}
export type Market = Awaited<ReturnType<typeof openMarket>>;
