import type { contract } from '@smartstart/contract';
import { requireVersion, type Call, type Handlers } from '../../../kernel/call.ts';
import type { Tx } from '../../../kernel/db.ts';
import * as goals from '../goals/goals.ts';
import * as metrics from '../goals/metrics.ts';
import { actorOf, type Actor, type Ground } from '../ground.ts';
import { productivity } from '../productivity/productivity.ts';
import { historyPage } from '../record/journal.ts';
import { enterTeam, seeTeam, type TeamSeat } from '../record/standing.ts';
import * as members from '../teams/members.ts';
import { takeStep } from '../teams/steps.ts';
import * as teams from '../teams/teams.ts';
import { teamView } from '../teams/views.ts';

export function ofTeamRoutes(ground: Ground): Handlers<typeof contract.teams> {
  const { db } = ground.kernel.database;
  /** One change, answered as the person sees the team afterwards. */
  const changed = (call: Call, change: (tx: Tx, actor: Actor) => Promise<TeamSeat>) =>
    call.transact(async (tx) => {
      const view = await teamView(ground, tx, actorOf(call), await change(tx, actorOf(call)));
      call.etag(view.version);
      return view;
    });
  const versioned = (call: Call) => (version: number) => requireVersion(call, version);
  return {
    list: ({ query }, call) => teams.listTeams(ground, db, actorOf(call), query),
    create: ({ body }, call) => changed(call, (tx, actor) => teams.createTeam(ground, tx, actor, body)),
    async get({ params }, call) {
      const seat = await seeTeam(ground, db, actorOf(call), params.teamId);
      call.etag(seat.team.version);
      return teamView(ground, db, actorOf(call), seat);
    },
    edit: ({ params, body }, call) =>
      changed(call, (tx, actor) => teams.editTeam(ground, tx, actor, params.teamId, body, versioned(call))),
    step: ({ params, body }, call) =>
      changed(call, (tx, actor) => takeStep(ground, tx, actor, params.teamId, body)),
    move: ({ params, body }, call) =>
      changed(call, (tx, actor) => teams.moveTeam(ground, tx, actor, params.teamId, body.parentId)),
    members: async ({ params }, call) => ({
      items: await members.listMembers(ground, db, actorOf(call), params.teamId),
    }),
    setRole: ({ params, body }, call) =>
      changed(call, (tx, actor) =>
        members.setRole(ground, tx, actor, params.teamId, params.userId, body.role),
      ),
    removeMember: ({ params }, call) =>
      call.transact(async (tx) => {
        await members.removeMember(ground, tx, actorOf(call), params.teamId, params.userId);
        return {};
      }),
    askToJoin: ({ params, body }, call) =>
      call.transact(async (tx) => ({
        approvalId: await members.askToJoin(ground, tx, actorOf(call), params.teamId, body.message),
      })),
    goals: ({ params }, call) => goals.listGoals(ground, db, actorOf(call), params.teamId),
    addGoal: ({ params, body }, call) =>
      call.transact((tx) => goals.addGoal(ground, tx, actorOf(call), params.teamId, body)),
    editGoal: ({ params, body }, call) =>
      call.transact(async (tx) => {
        const goal = await goals.editGoal(ground, tx, actorOf(call), params, body, versioned(call));
        call.etag(goal.version);
        return goal;
      }),
    progress: ({ params, body }, call) =>
      call.transact((tx) => goals.noteProgress(ground, tx, actorOf(call), params, body.current)),
    goalStep: ({ params, body }, call) =>
      call.transact((tx) => goals.takeGoalStep(ground, tx, actorOf(call), params, body)),
    metrics: ({ params }, call) => metrics.listMetrics(ground, db, actorOf(call), params),
    addMetric: ({ params, body }, call) =>
      call.transact((tx) => metrics.addMetric(ground, tx, actorOf(call), params, body)),
    noteMetric: ({ params: { teamId, metricId }, body }, call) =>
      call.transact((tx) => metrics.noteMetric(ground, tx, actorOf(call), { teamId }, metricId, body)),
    removeMetric: ({ params: { teamId, metricId } }, call) =>
      call.transact(async (tx) => {
        await metrics.removeMetric(ground, tx, actorOf(call), { teamId }, metricId);
        return {};
      }),
    productivity: ({ params }, call) => productivity(ground, db, actorOf(call), params.teamId),
    async history({ params, query }, call) {
      await enterTeam(ground, db, actorOf(call), params.teamId, 'read');
      return historyPage(ground, db, params.teamId, query);
    },
  };
}
