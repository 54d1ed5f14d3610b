import type { Chance } from './chance.ts';
import { leadingIdeas, type Idea } from './ideas.ts';
import { lastDay, type InviteePlan, type Joining, type PersonPlan, type Role } from './plan.ts';
import { founder, member, newcomer, steward } from './roles.ts';
import type { VenturePlan } from './venture-acts.ts';
import { planTeam } from './venture-plan.ts';

/** The ventures of those one can sign in as, told day by day, so that each of them has something to do. */

export function namedVentures(
  chance: Chance,
  pool: readonly PersonPlan[],
  hubIdeas: readonly [Idea, Idea],
): VenturePlan[] {
  const partners = chance.some(
    pool.filter((one) => one.standing === 'MEMBER' && one.signedDay < -20),
    8,
  );
  for (const partner of partners) partner.invitations += 1;
  return [...founderVentures(partners), ...hubVentures(chance, pool, hubIdeas)];
}

function founderVentures(partners: readonly PersonPlan[]): VenturePlan[] {
  const [first, second, third, fourth, fifth, sixth, seventh, eighth] = partners.map(({ key }) => key);
  const common = {
    owner: founder,
    special: null,
    ending: null,
    ownerSignsAnew: false,
    rewardKind: 'EQUITY',
  } as const;
  return [
    {
      ...common,
      idea: leadingIdeas.first,
      createdDay: -9.2,
      submittedDay: -9,
      signedDay: -8.9,
      visibility: 'PUBLIC',
      teamSize: 6,
      team: present([
        joined(first, 'CO_OWNER', -8.2, 'You asked when we start. We start now.'),
        joined(second, 'LEAD', -7.8, 'We need somebody who has run a drying line.'),
        joined(third, 'CONTRIBUTOR', -7.1, ''),
        // Signed, and waiting for the founder's countersignature.
        accepted(newcomer.key, 'CONTRIBUTOR', -3.2, { day: -1.4, signedDay: -0.6, countersignedDay: null }),
        open(
          member.key,
          'ADVISER',
          -1.5,
          'You know how to teach things to adults. Would you look at our lessons for kelp farmers?',
        ),
        open('future.partner', 'CONTRIBUTOR', -2.2, 'We met at the fish market. This link lets you join.'),
        answered(fourth, 'INVESTOR', -5.5, 'DECLINED', -3.9),
      ]),
    },
    {
      ...common,
      idea: leadingIdeas.second,
      createdDay: -8.3,
      submittedDay: -8.1,
      signedDay: -7.4,
      visibility: 'INVITE_ONLY',
      teamSize: 5,
      team: present([
        joined(fifth, 'LEAD', -6.8, 'You planned rotas by hand for years. Help me end that.'),
        joined(sixth, 'CONTRIBUTOR', -6.3, ''),
        accepted(seventh, 'OBSERVER', -2.5, {
          day: -1.2,
          signedDay: -1.2,
          countersignedDay: null,
          papers: 'NONE',
        }),
        answered(eighth, 'CONTRIBUTOR', -5.2, 'CANCELLED', -4.1),
      ]),
    },
  ];
}

/** The hub's own programme runs on for long: memberships there are renewed, and some lapse. */
function hubVentures(
  chance: Chance,
  pool: readonly PersonPlan[],
  hubIdeas: readonly [Idea, Idea],
): VenturePlan[] {
  const venture = (idea: Idea, createdDay: number, told: InviteePlan[], size: number): VenturePlan => {
    const window = { from: createdDay + 2.5, until: createdDay * 0.35, end: lastDay, size };
    return {
      owner: steward,
      ending: null,
      idea,
      createdDay,
      submittedDay: createdDay + 0.4,
      signedDay: createdDay + 1,
      visibility: 'PUBLIC',
      rewardKind: 'HYBRID',
      teamSize: 8,
      special: null,
      team: [...told, ...planTeam(chance, pool, steward, window)],
      ownerSignsAnew: true,
    };
  };
  return [
    venture(hubIdeas[0], -240, [], 8),
    venture(hubIdeas[1], -178, [], 7),
    venture(
      leadingIdeas.member,
      -101,
      present([
        // The addendum is in force for 90 days: the member's ends three and a half days from now.
        accepted(member.key, 'CONTRIBUTOR', -90, { day: -89, signedDay: -86.5, countersignedDay: -86 }),
        accepted(founder.key, 'ADVISER', -83, { day: -82, signedDay: -80, countersignedDay: -79.2 }),
      ]),
      5,
    ),
  ];
}

/** Small communities have fewer partners than the stories have places. */
function present(team: readonly (InviteePlan | null)[]): InviteePlan[] {
  return team.filter((one) => one !== null);
}

function joined(
  key: string | undefined,
  role: Role,
  invitedDay: number,
  message: string,
): InviteePlan | null {
  const day = invitedDay + 0.7;
  return accepted(key, role, invitedDay, { day, signedDay: day + 0.1, countersignedDay: day + 0.6 }, message);
}

function accepted(
  key: string | undefined,
  role: Role,
  invitedDay: number,
  joining: Pick<Joining, 'day' | 'signedDay' | 'countersignedDay'> & Partial<Joining>,
  message = '',
): InviteePlan | null {
  if (!key) return null;
  return {
    key,
    role,
    message,
    invitedDay,
    answer: { kind: 'ACCEPTED', papers: 'ALL', renews: false, leavesDay: null, ...joining },
  };
}

function open(key: string, role: Role, invitedDay: number, message: string): InviteePlan {
  return { key, role, message, invitedDay, answer: { kind: 'NONE' } };
}

function answered(
  key: string | undefined,
  role: Role,
  invitedDay: number,
  kind: 'DECLINED' | 'CANCELLED',
  day: number,
): InviteePlan | null {
  return key ? { key, role, message: '', invitedDay, answer: { kind, day } } : null;
}
