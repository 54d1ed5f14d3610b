import { randomUUID } from 'node:crypto';
import {
  enrol,
  ownerPapers,
  receiveRewards,
  signPaper,
  type Enrolled,
  type World,
} from '@smartstart/testkit';
import { buz } from '@smartstart/units';
import { fund } from '../buz/test-funds.ts';

export const key = () => ({ idempotencyKey: randomUUID() });
export const code = (expected: string) => ({ problem: { code: expected } });
export const match = (version: number) => ({ ifMatch: `"${version}"` });

/** For tests: people who may lead, others who may not, and what is done often. */
export function openHall(world: World) {
  /** Somebody who holds rung 3 and can pay. */
  async function leader(name: string): Promise<Enrolled> {
    const who = await enrol(world, name, 'SUBSCRIBER');
    for (const paper of ownerPapers) await signPaper(who.api, who.name, paper);
    await receiveRewards(world);
    await fund(world, who.userId, buz(1000));
    return who;
  }
  const member = (name: string) => enrol(world, name, 'MEMBER');
  const company = (who: Enrolled, change: object = {}) =>
    who.api.companies.create(
      {
        body: {
          name: 'Harbour Works',
          description: 'Builds things that float, and some that do not.',
          industry: 'Shipbuilding',
          size: 'SMALL',
          stage: 'SEED',
          visibility: 'PUBLIC',
          ...change,
        },
      },
      key(),
    );
  const team = (who: Enrolled, change: object = {}) =>
    who.api.teams.create(
      {
        body: {
          name: 'Rudder',
          purpose: 'Steers whatever the others build.',
          visibility: 'PUBLIC',
          size: 6,
          ...change,
        },
      },
      key(),
    );
  const at = (teamId: string) => ({ params: { teamId } });
  const of = (companyId: string) => ({ params: { companyId } });
  const invite = (who: Enrolled, body: object) =>
    who.api.teamInvitations.invite({ body: { role: 'MEMBER', ...body } }, key());
  const accept = (who: Enrolled, invitationId: string) =>
    who.api.teamInvitations.accept({ params: { invitationId }, body: {} });
  /** Invites and accepts. */
  async function bring(lead: Enrolled, teamId: string, who: Enrolled, role = 'MEMBER'): Promise<void> {
    await accept(who, (await invite(lead, { teamId, userId: who.userId, role })).id);
  }
  const step = (who: Enrolled, teamId: string, event: string, more: object = {}) =>
    who.api.teams.step({ ...at(teamId), body: { event: event as 'complete', ...more } });
  /** A team of two that is at work. */
  async function working(lead: Enrolled, second: Enrolled, change: object = {}): Promise<string> {
    const { id } = await team(lead, change);
    await bring(lead, id, second);
    await step(lead, id, 'complete');
    return id;
  }
  async function told(who: Enrolled): Promise<string[]> {
    await world.settle();
    return (await who.api.notifications.list({ query: { limit: 100 } })).items.map(({ title }) => title);
  }
  return { leader, member, company, team, at, of, invite, accept, bring, step, working, told };
}
export type Hall = ReturnType<typeof openHall>;
