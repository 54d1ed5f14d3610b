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

/** A venture with somebody in every role, for tests of this service. */
export interface Team {
  readonly ventureId: string;
  readonly owner: Enrolled;
  readonly lead: Enrolled;
  readonly worker: Enrolled;
  readonly adviser: Enrolled;
  readonly investor: Enrolled;
  readonly observer: Enrolled;
  readonly stranger: Enrolled;
}

export const key = () => ({ idempotencyKey: randomUUID() });
export const code = (expected: string) => ({ problem: { code: expected } });

export async function formTeam(world: World, name = 'Workshop'): Promise<Team> {
  const owner = await enrol(world, 'Olga Owner', 'SUBSCRIBER');
  const ventureId = await openVenture(owner.api, owner.name, name);
  await world.settle();
  const lead = await enrol(world, 'Leo Lead', 'SUBSCRIBER');
  // A lead acts as one from rung 5 on.
  for (const paper of ownerPapers) await signPaper(lead.api, lead.name, paper);
  const people: Record<string, Enrolled> = { LEAD: lead };
  for (const role of ['CONTRIBUTOR', 'ADVISER', 'INVESTOR', 'OBSERVER'] as const)
    people[role] = await enrol(world, `Member ${role.toLowerCase()}`, 'MEMBER');
  for (const [role, who] of Object.entries(people)) await join(world, owner, ventureId, who, role as 'LEAD');
  return {
    ventureId,
    owner,
    lead,
    worker: people['CONTRIBUTOR']!,
    adviser: people['ADVISER']!,
    investor: people['INVESTOR']!,
    observer: people['OBSERVER']!,
    stranger: await enrol(world, 'Stan Stranger', 'MEMBER'),
  };
}

export async function join(
  world: World,
  owner: Enrolled,
  ventureId: string,
  who: Enrolled,
  role: 'LEAD' | 'CONTRIBUTOR',
): Promise<void> {
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

/** Makes somebody an administrator whose papers are all in force. */
export async function appoint(world: World, { userId }: Enrolled, rung: '11' | '12'): Promise<void> {
  const { kernel, security } = world.brain;
  await kernel.database.transact(async (tx) => {
    for (const { code: value, ref, tier } of ladder.flatMap((rule) => rule.papers))
      await security.record(tx, userId, { kind: 'PAPER', value, ref: ref ?? 'hub', tier: tier ?? 0 });
    for (const kind of ['PASSKEY', 'IDENTITY_VERIFIED', 'SECOND_FACTOR'] as const)
      await security.record(tx, userId, { kind });
    await security.record(tx, userId, { kind: 'APPOINTED', value: rung });
  });
}
