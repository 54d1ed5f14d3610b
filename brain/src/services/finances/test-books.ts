import { randomUUID } from 'node:crypto';
import {
  enrol,
  joiningPapers,
  openVenture,
  ownerPapers,
  signDocument,
  signPaper,
  type Enrolled,
  type World,
} from '@smartstart/testkit';
import { ladder } from '../../engines/security/index.ts';
import { monthAt, shifted } from './rules/calendar.ts';

export const key = () => ({ idempotencyKey: randomUUID() });
export const code = (expected: string) => ({ problem: { code: expected } });
/** A version as `If-Match` names it. */
export const match = (version: number) => ({ ifMatch: `"${version}"` });

export type Role = 'CO_OWNER' | 'LEAD' | 'CONTRIBUTOR' | 'ADVISER' | 'INVESTOR' | 'OBSERVER';

/** For tests: a venture with people in several roles, a billing administrator, and what is done often. */
export async function openBooks(world: World, name: string, roles: Readonly<Record<string, Role>>) {
  const owner = await enrol(world, 'Olga Owner', 'SUBSCRIBER');
  const ventureId = await openVenture(owner.api, owner.name, name);
  await world.settle();
  const members: Record<string, Enrolled> = {};
  for (const [person, role] of Object.entries(roles)) {
    const senior = role === 'LEAD' || role === 'CO_OWNER';
    const member = await enrol(world, person, senior ? 'SUBSCRIBER' : 'MEMBER');
    if (senior) for (const paper of ownerPapers) await signPaper(member.api, member.name, paper);
    await join(member, role);
    members[person] = member;
  }
  const stranger = await enrol(world, 'Stan Stranger', 'SUBSCRIBER');
  const billing = await administrator('Bill Biller');
  const at = { params: { ventureId } };
  const roundAt = (roundId: string) => ({ params: { ventureId, roundId } });
  const investorAt = (investorId: string) => ({ params: { ventureId, investorId } });
  const figuresAt = (month: string) => ({ params: { ventureId, month } });

  async function join(who: Enrolled, role: Role): Promise<void> {
    const invitation = await owner.api.ventures.invite(
      { params: { ventureId }, body: { email: who.email, role } },
      key(),
    );
    await who.api.ventures.accept({ params: { invitationId: invitation.id }, body: {} });
    for (const paper of joiningPapers) await signPaper(who.api, who.name, paper, { ventureId });
    await world.settle();
    const { items } = await owner.api.ventures.members({ params: { ventureId } });
    for (const documentId of items.find((member) => member.userId === who.userId)!.awaitingOwner)
      await signDocument(owner.api, documentId, owner.name);
    await world.settle();
  }

  /** Somebody with rung 9; the way there is tested where it belongs. */
  async function administrator(who: string): Promise<Enrolled> {
    const admin = await enrol(world, who, 'SUBSCRIBER');
    const { security, kernel } = world.brain;
    await kernel.database.transact(async (tx) => {
      for (const { code: value } of ladder[9]!.papers)
        await security.record(tx, admin.userId, { kind: 'PAPER', value, ref: 'hub' });
      await security.record(tx, admin.userId, { kind: 'SECOND_FACTOR' });
      await security.record(tx, admin.userId, { kind: 'APPOINTED', value: '9' });
    });
    return admin;
  }

  async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  const evidence = (who = owner): Promise<string> =>
    world.brain.services.files.store({
      ownerId: who.userId,
      name: 'invoices.pdf',
      mediaType: 'application/pdf',
      bytes: once(Buffer.from('%PDF-1.7 invoices')),
    });

  const plan = (change: object = {}, who = owner) =>
    who.api.finances.planRound(
      {
        ...at,
        body: {
          kind: 'SEED',
          name: 'Seed',
          currency: 'CAD',
          targetMinor: '10000000',
          minimumMinor: '5000000',
          ...change,
        },
      },
      key(),
    );
  const step = (roundId: string, event: 'open' | 'cancel' | 'complete' | 'fail', reason = '', who = owner) =>
    who.api.finances.stepRound({ ...roundAt(roundId), body: { event, reason } });
  const invest = (change: object, who = owner) =>
    who.api.finances.addInvestor(
      { ...at, body: { name: 'North Fund', interest: 'HIGH', currency: 'CAD', ...change } },
      key(),
    );

  /** The month so many before the one in which the test began. */
  const start = monthAt(world.clock.now());
  const month = (back: number): string => shifted(start, -back);

  async function report(
    back: number,
    gross: string,
    more: { taxesMinor?: string; correctsId?: string } = {},
  ) {
    return owner.api.finances.reportRevenue(
      {
        ...at,
        body: {
          month: month(back),
          currency: 'CAD',
          grossMinor: gross,
          taxesMinor: '0',
          thirdPartyMinor: '0',
          evidenceFileIds: [await evidence()],
          ...more,
        },
      },
      key(),
    );
  }
  const recognise = (reportId: string, who = billing) =>
    who.api.finances.recognise({ params: { reportId }, body: { reason: 'Invoices match.' } }, key());
  async function recognised(back: number, gross: string, more = {}): Promise<string> {
    const { id } = await report(back, gross, more);
    await recognise(id);
    return id;
  }
  async function setShares(lines: readonly { userId: string | null; part: number }[], who = owner) {
    const { version } = await owner.api.finances.revenueShares(at);
    return who.api.finances.setRevenueShares(
      { ...at, body: { lines: [...lines] } },
      { ...key(), ...match(version) },
    );
  }
  const open = async (): Promise<string> =>
    (await owner.api.finances.openDistribution({ ...at, body: {} }, key())).id;
  const calculate = (distributionId: string, who = owner) =>
    who.api.finances.calculate({ params: { distributionId }, body: {} }, key());
  async function approve(distributionId: string, who = owner) {
    const { version } = await owner.api.finances.distribution({ params: { distributionId } });
    return who.api.finances.approve(
      { params: { distributionId }, body: {} },
      { ...key(), ...match(version) },
    );
  }
  const pay = (distributionId: string, who = owner) =>
    who.api.finances.pay({ params: { distributionId }, body: {} }, key());
  const object = (distributionId: string, who: Enrolled) =>
    who.api.finances.object({ params: { distributionId }, body: { reason: 'My part is wrong.' } }, key());
  const settle = (
    distributionId: string,
    lineId: string,
    body: { outcome: 'PAID'; reference: string } | { outcome: 'FAILED'; reason: string },
    who = owner,
  ) => who.api.finances.settleLine({ params: { distributionId, lineId }, body }, key());
  /** Titles of the notifications of a person. */
  async function told(person: Enrolled): Promise<string[]> {
    await world.settle();
    return (await person.api.notifications.list({ query: { limit: 100 } })).items.map(({ title }) => title);
  }

  return {
    world,
    ventureId,
    at,
    owner,
    members,
    stranger,
    billing,
    administrator,
    join,
    evidence,
    roundAt,
    investorAt,
    figuresAt,
    plan,
    step,
    invest,
    month,
    report,
    recognise,
    recognised,
    setShares,
    open,
    calculate,
    approve,
    pay,
    object,
    settle,
    told,
  };
}
export type Books = Awaited<ReturnType<typeof openBooks>>;

/** Those most tests speak of. */
export function peopleOf({ owner, members }: Books) {
  return {
    owner,
    lara: members['Lara Lead']!,
    ivan: members['Ivan Investor']!,
    olaf: members['Olaf Observer']!,
    cleo: members['Cleo Contributor']!,
  };
}
