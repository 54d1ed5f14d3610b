import type { contract } from '@smartstart/contract';
import { requireVersion, type Call, type Handlers } from '../../../kernel/call.ts';
import type { Tx } from '../../../kernel/db.ts';
import type { Ground } from '../ground.ts';
import * as evidence from '../launch/evidence.ts';
import * as launch from '../launch/launch.ts';
import * as milestones from '../launch/milestones.ts';
import * as phases from '../launch/phases.ts';
import { overview } from '../overview/overview.ts';
import { activity } from '../record/activity.ts';
import { boardRoutes } from './board-routes.ts';
import { actorOf, one, page } from './pages.ts';
import { rhythmRoutes } from './rhythm-routes.ts';

export function workRoutes({ ground }: { readonly ground: Ground }): Handlers<typeof contract.work> {
  const { db } = ground.kernel.database;
  const sameVersion = (call: Call) => (version: number) => requireVersion(call, version);
  const plan = (call: Call, act: (tx: Tx) => Promise<launch.SeenPlan>) =>
    call.transact(async (tx) => {
      const { standing, row } = await act(tx);
      call.etag(row.version);
      return (await launch.planViews(ground, tx, standing, [row]))[0]!;
    });
  const milestone = (call: Call, act: (tx: Tx) => Promise<milestones.SeenMilestone>) =>
    call.transact(async (tx) => one(ground, tx, call, await act(tx), milestones.milestoneViews));

  return {
    ...boardRoutes(ground),
    ...rhythmRoutes(ground),
    overview: ({ params }, call) => overview(ground, db, actorOf(call), params.ventureId),
    activity: ({ params, query }, call) => activity(ground, db, actorOf(call), params.ventureId, query),
    phase: ({ params }, call) => phases.phaseOf(ground, db, actorOf(call), params.ventureId),
    movePhase: ({ params, body }, call) =>
      call.transact((tx) => phases.movePhase(ground, tx, actorOf(call), params.ventureId, body)),
    reviewIdea: ({ params, body }, call) =>
      call.transact((tx) =>
        phases.movePhase(ground, tx, actorOf(call), params.ventureId, {
          event: body.accept ? 'accept-idea' : 'return-idea',
          note: body.comment,
        }),
      ),
    reviewIdeaForHub: ({ params, body }, call) =>
      call.transact((tx) => phases.reviewForHub(ground, tx, actorOf(call), params.ventureId, body)),
    evidence: ({ params, query }, call) =>
      evidence.evidence(ground, db, actorOf(call), params.ventureId, query),
    addEvidence: ({ params, body }, call) =>
      call.transact((tx) => evidence.addEvidence(ground, tx, actorOf(call), params.ventureId, body)),
    removeEvidence: ({ params }, call) =>
      call.transact(async (tx) => {
        await evidence.removeEvidence(ground, tx, actorOf(call), params.ventureId, params.evidenceId);
        return {};
      }),
    async launch({ params }, call) {
      const shown = await launch.launch(ground, db, actorOf(call), params.ventureId);
      if (shown.plans[0]) call.etag(shown.plans[0].version);
      return shown;
    },
    startLaunch: ({ params }, call) =>
      plan(call, (tx) => launch.startLaunch(ground, tx, actorOf(call), params.ventureId)),
    extendLaunch: ({ params, body }, call) =>
      plan(call, (tx) =>
        launch.extendLaunch(ground, tx, actorOf(call), params.ventureId, body, sameVersion(call)),
      ),
    decideLaunch: ({ params, body }, call) =>
      plan(call, (tx) => launch.decideLaunch(ground, tx, actorOf(call), params.ventureId, body)),
    async milestones({ params, query }, call) {
      const found = await milestones.listMilestones(ground, db, actorOf(call), params.ventureId, query);
      return page(ground, db, found, query.limit, milestones.milestoneViews, (row) => [row.due_on, row.id]);
    },
    createMilestone: ({ params, body }, call) =>
      milestone(call, (tx) => milestones.createMilestone(ground, tx, actorOf(call), params.ventureId, body)),
    editMilestone: ({ params, body }, call) =>
      milestone(call, (tx) =>
        milestones.editMilestone(
          ground,
          tx,
          actorOf(call),
          params.ventureId,
          params.milestoneId,
          body,
          sameVersion(call),
        ),
      ),
    stepMilestone: ({ params, body }, call) =>
      milestone(call, (tx) =>
        milestones.stepMilestone(
          ground,
          tx,
          actorOf(call),
          params.ventureId,
          params.milestoneId,
          body.event,
          body.reason,
        ),
      ),
  };
}
