import { z } from 'zod';
import { on, type Writer } from './writer.ts';

const id = z.string();
const aTeam = z.object({ teamId: id, teamName: z.string() });
const to = (teamId: string) => `/teams/${teamId}`;

/** What a step of section 20.13 means to the people of a team. */
const steps: Readonly<Record<string, string>> = {
  complete: 'is complete and at work.',
  disband: 'was disbanded. What it did can still be read.',
  conflict: 'has a conflict to settle.',
  review: 'is in a performance review.',
  rest: 'rests until its LEAD resumes it.',
  resume: 'is at work again.',
  solved: 'settled its conflict.',
  'name-mediator': 'has a mediator for its conflict.',
  escalate: 'could not settle its conflict: the owner of its place decides.',
  settled: 'settled its conflict with the mediator.',
  failed: 'could not settle its conflict with the mediator: the owner of its place decides.',
  keep: 'goes on: the owner of its place decided so.',
  dissolve: 'was dissolved. What it did can still be read.',
  good: 'came through its performance review well.',
  improve: 'plans how to improve.',
  restructure: 'is being restructured.',
  'goals-met': 'met the goals of its improvement plan.',
  'goals-missed': 'missed the goals of its improvement plan and is being restructured.',
  'set-up-anew': 'is set up anew.',
};
const rate = (percent: number | null) => (percent === null ? 'nothing to measure' : `${percent} %`);

export const teamWriters: Record<string, Writer> = {
  'team.invited': on(
    z.object({
      invitationId: id,
      userId: id,
      kind: z.enum(['TEAM', 'COMPANY']),
      placeName: z.string(),
      inviterName: z.string(),
      role: z.string(),
      expiresAt: z.string(),
    }),
    ({ userId, kind, placeName, inviterName, role, expiresAt }) => [
      {
        userId,
        type: 'invitation.received',
        title: `${inviterName} invites you to ${placeName}`,
        link: '/teams#invitations',
        text: `You are invited to the ${kind.toLowerCase()} “${placeName}” as ${role.toLowerCase()}. The invitation is valid until ${expiresAt.slice(0, 10)}.`,
        expiresAt: new Date(expiresAt),
      },
    ],
  ),
  'team-invitation.answered': on(
    z.object({
      inviterId: id,
      memberName: z.string(),
      placeName: z.string(),
      teamId: id.nullable(),
      companyId: id.nullable(),
      accepted: z.boolean(),
    }),
    ({ inviterId, memberName, placeName, teamId, companyId, accepted }) => [
      {
        userId: inviterId,
        type: 'invitation.answered',
        title: `${memberName} ${accepted ? 'accepted' : 'declined'} your invitation`,
        link: teamId ? to(teamId) : `/companies/${companyId}`,
        text: `This concerns “${placeName}”.`,
      },
    ],
  ),
  'team.joined': on(
    aTeam.extend({ memberName: z.string(), recipientIds: z.array(id) }),
    ({ teamId, teamName, memberName, recipientIds }, { actorId }) =>
      recipientIds
        .filter((userId) => userId !== actorId)
        .map((userId) => ({
          userId,
          type: 'member.joined',
          title: `${memberName} joined ${teamName}`,
          link: to(teamId),
          text: `The team “${teamName}” has a new member.`,
        })),
  ),
  'team.left': on(
    aTeam.extend({ userId: id, removed: z.boolean() }),
    ({ teamId, teamName, userId, removed }) =>
      removed
        ? [
            {
              userId,
              type: 'team.changed',
              title: `You are no longer in ${teamName}`,
              link: '/teams',
              text: 'Its LEAD took you off the team.',
              payload: { teamId },
            },
          ]
        : [],
  ),
  'team.led': on(aTeam.extend({ userId: id }), ({ teamId, teamName, userId }, { actorId }) =>
    userId === actorId
      ? []
      : [
          {
            userId,
            type: 'team.changed',
            title: `You lead ${teamName} now`,
            link: to(teamId),
            text: 'The team was handed over to you: its invitations, requests and steps are yours.',
          },
        ],
  ),
  'team.role-changed': on(
    aTeam.extend({ userId: id, role: z.string() }),
    ({ teamId, teamName, userId, role }) => [
      {
        userId,
        type: 'team.changed',
        title: `Your role in ${teamName} is ${role} now`,
        link: to(teamId),
        text: 'The LEAD of the team changed it.',
      },
    ],
  ),
  'team.state-changed': on(
    aTeam.extend({ event: z.string(), recipientIds: z.array(id) }),
    ({ teamId, teamName, event, recipientIds }) =>
      recipientIds.map((userId) => ({
        userId,
        type: 'team.changed',
        title: `${teamName} ${steps[event] ?? 'has changed.'}`.replace(/\.$/, ''),
        link: to(teamId),
        text: `The team “${teamName}” ${steps[event] ?? 'has changed.'}`,
      })),
  ),
  'team.mediator-named': on(aTeam.extend({ userId: id }), ({ teamId, teamName, userId }) => [
    {
      userId,
      type: 'team.changed',
      title: `You are asked to mediate in ${teamName}`,
      link: to(teamId),
      text: 'The team named you to settle a conflict. While you mediate you can read it; say on its page how it ended.',
      priority: 'HIGH',
    },
  ]),
  'team.review-suggested': on(
    aTeam.extend({
      onTime: z.number().nullable(),
      checkIns: z.number().nullable(),
      recipientIds: z.array(id),
    }),
    ({ teamId, teamName, onTime, checkIns, recipientIds }) =>
      recipientIds.map((userId) => ({
        userId,
        type: 'team.review',
        title: `A performance review of ${teamName} is suggested`,
        link: `${to(teamId)}?tab=productivity`,
        text: `Over 30 days: tasks on time ${rate(onTime)}, check-ins ${rate(checkIns)}. Below 60 % a review is suggested; it is yours to begin.`,
      })),
  ),
  'approval.requested': on(
    z.object({ approvalId: id, approverId: id, subject: z.string(), requesterName: z.string() }),
    ({ approvalId, approverId, subject, requesterName }) => [
      {
        userId: approverId,
        type: 'approval.asked',
        title: `${requesterName} asks for your approval`,
        link: `/approvals/${approvalId}`,
        text: subject,
      },
    ],
  ),
  'approval.decided': on(
    z.object({
      approvalId: id,
      requesterId: id,
      subject: z.string(),
      approverName: z.string(),
      to: z.string(),
    }),
    ({ approvalId, requesterId, subject, approverName, to: state }) => [
      {
        userId: requesterId,
        type: 'approval.answered',
        title: `${approverName} ${state === 'APPROVED' ? 'approved' : 'rejected'} your request`,
        link: `/approvals/${approvalId}`,
        text: subject,
      },
    ],
  ),
  'company.state-changed': on(
    z.object({ companyId: id, companyName: z.string(), userId: id, to: z.string(), reason: z.string() }),
    ({ companyId, companyName, userId, to: state, reason }) => [
      {
        userId,
        type: 'team.changed',
        title: `The company ${companyName} is ${state.toLowerCase()} now`,
        link: `/companies/${companyId}`,
        text: reason || 'The hub decided so.',
        priority: 'HIGH',
      },
    ],
  ),
};
