import { randomUUID } from 'node:crypto';
import {
  createWorld,
  enrol,
  joiningPapers,
  openVenture,
  signDocument,
  signPaper,
  type Enrolled,
} from '@smartstart/testkit';
import { addMonths, dayMs, dayOf, firstDay, isoDay, monthAt } from '@smartstart/units';
import { ladder } from '../../engines/security/index.ts';

export const key = () => ({ idempotencyKey: randomUUID() });
export const code = (expected: string) => ({ problem: { code: expected } });
export const match = (version: number) => ({ ifMatch: `"${version}"` });

/** For tests: a sponsor, a member with a share in a venture, billing administrators, and what is done often. */
export async function createOffice() {
  const world = await createWorld();
  const { security, kernel, services } = world.brain;
  const sponsor = await enrol(world, 'Sam Sponsor', 'MEMBER');
  const stranger = await enrol(world, 'Stan Stranger', 'MEMBER');
  const owner = await enrol(world, 'Olga Owner', 'SUBSCRIBER');
  const ventureId = await openVenture(owner.api, owner.name, 'Lantern Works');
  await world.settle();
  const friend = await enrol(world, 'Fred Friend', 'MEMBER');
  const billing = await administrator('Bill Biller');
  await join(friend);

  async function administrator(name: string): Promise<Enrolled> {
    const admin = await enrol(world, name, 'SUBSCRIBER');
    await kernel.database.transact(async (tx) => {
      for (const { code: value } of ladder[9]!.papers)
        await security.record(tx, admin.userId, { kind: 'PAPER', value, ref: 'hub' });
      await security.record(tx, admin.userId, { kind: 'SECOND_FACTOR' });
      await security.record(tx, admin.userId, { kind: 'APPOINTED', value: '9' });
    });
    return admin;
  }

  async function join(who: Enrolled): Promise<void> {
    const invitation = await owner.api.ventures.invite(
      { params: { ventureId }, body: { email: who.email, role: 'CONTRIBUTOR' } },
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

  async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  const at = { params: { ventureId } };
  async function shares(part: number) {
    const { version } = await owner.api.finances.revenueShares(at);
    await owner.api.finances.setRevenueShares(
      {
        ...at,
        body: {
          lines: [
            { userId: owner.userId, part: 100_000_000 - part },
            { userId: friend.userId, part },
          ],
        },
      },
      { ...key(), ...match(version) },
    );
  }
  /** Reported and recognised now, for the month so many before this one. */
  async function revenue(month: string, gross: string, correctsId?: string): Promise<string> {
    const file = await services.files.store({
      ownerId: owner.userId,
      name: 'invoices.pdf',
      mediaType: 'application/pdf',
      bytes: once(Buffer.from('%PDF-1.7 invoices')),
    });
    const { id } = await owner.api.finances.reportRevenue(
      {
        ...at,
        body: {
          month,
          currency: 'CAD',
          grossMinor: gross,
          taxesMinor: '0',
          thirdPartyMinor: '0',
          evidenceFileIds: [file],
          ...(correctsId ? { correctsId } : {}),
        },
      },
      key(),
    );
    await billing.api.finances.recognise({ params: { reportId: id }, body: { reason: 'It fits.' } }, key());
    await world.settle();
    return id;
  }
  const thisMonth = () => monthAt(world.clock.now());
  /** On to the 2nd of the next month. */
  function nextMonth(): void {
    const first = isoDay(addMonths(dayOf(firstDay(thisMonth())), 1));
    world.clock.advance(new Date(first).getTime() + dayMs - world.clock.now().getTime());
  }

  async function active(from: Enrolled, to: Enrolled, ratePercent = '1.0') {
    const { id, documentId } = await from.api.umbrella.propose(
      { body: { userId: to.userId, ratePercent } },
      key(),
    );
    await signDocument(from.api, documentId!, from.name);
    await signDocument(to.api, documentId!, to.name);
    await world.settle();
    return from.api.umbrella.relationship({ params: { relationshipId: id } });
  }
  const run = (month?: string) =>
    billing.api.umbrellaAdmin.calculate({ body: month ? { month } : {} }, key());
  const paymentsOf = async (relationshipId: string, who: Enrolled = friend) =>
    (await who.api.umbrella.payments({ query: { relationshipId, limit: 100 } })).items;
  async function approve(paymentId: string, who = billing) {
    const { version } = await billing.api.umbrella.payment({ params: { paymentId } });
    return who.api.umbrellaAdmin.approve(
      { params: { paymentId }, body: {} },
      { ...key(), ...match(version) },
    );
  }
  async function pay(paymentId: string, who = billing) {
    const { version } = await billing.api.umbrella.payment({ params: { paymentId } });
    return who.api.umbrellaAdmin.pay(
      { params: { paymentId }, body: { outcome: 'PAID', reference: 'TX-1' } },
      { ...key(), ...match(version) },
    );
  }
  async function verified(who: Enrolled): Promise<void> {
    const call = { ip: '127.0.0.1', agent: 'test', requestId: randomUUID() };
    await kernel.database.transact((tx) =>
      services.users.operations.accounts.setIdentityVerified(
        tx,
        call as never,
        billing.userId,
        who.userId,
        true,
        'Seen.',
      ),
    );
  }
  /** Shares what is recognised and starts paying it out; answers with the friend’s line. */
  async function distribute() {
    const { id } = await owner.api.finances.openDistribution({ ...at, body: {} }, key());
    const params = { distributionId: id };
    await owner.api.finances.calculate({ params, body: {} }, key());
    world.clock.advance(6 * dayMs);
    const { version } = await owner.api.finances.distribution({ params });
    await owner.api.finances.approve({ params, body: {} }, { ...key(), ...match(version) });
    const paid = await owner.api.finances.pay({ params, body: {} }, key());
    return { paid, line: paid.lines.find(({ userId }) => userId === friend.userId)! };
  }
  const code409 = code('ILLEGAL_TRANSITION');
  return {
    world,
    kernel,
    services,
    sponsor,
    friend,
    owner,
    stranger,
    billing,
    ventureId,
    administrator,
    shares,
    revenue,
    thisMonth,
    nextMonth,
    active,
    run,
    paymentsOf,
    approve,
    pay,
    verified,
    distribute,
    code409,
  };
}
export type Office = Awaited<ReturnType<typeof createOffice>>;
