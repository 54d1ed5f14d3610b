import type { contract } from '@smartstart/contract';
import { callerOf, requireVersion, type Call, type Handlers } from '../../kernel/call.ts';
import { addDefinition, listDefinitions, withdrawDefinition } from './badge-definitions.ts';
import { leaderboards } from './boards.ts';
import { correct, listCorrections } from './corrections.ts';
import type { Ground } from './deps.ts';
import { addGoal, editGoal, goalView, listGoals, removeGoal, stepGoal } from './goals.ts';
import * as own from './own-views.ts';
import { addItem, editItem, itemView, portfolioOf, removeItem } from './portfolio.ts';
import { setOptOut } from './privacy.ts';
import * as versions from './rule-versions.ts';
import { listChecks, listRatings, rateSkill, recordCheck, skillGaps, withdrawCheck } from './skills.ts';

type Bound = Handlers<typeof contract.gamification>;
type AdminBound = Handlers<typeof contract.gamificationAdmin>;

const me = (call: Call) => callerOf(call).userId;

export function gamificationRoutes({ ground }: { readonly ground: Ground }): {
  readonly own: Bound;
  readonly admin: AdminBound;
} {
  return {
    own: { ...ownRoutes(ground), ...goalRoutes(ground), ...portfolioRoutes(ground) },
    admin: adminRoutes(ground),
  };
}

function ownRoutes(ground: Ground) {
  const { db } = ground.kernel.database;
  return {
    me: (_input, call) => own.me(ground, db, me(call)),
    events: ({ query }, call) => own.events(db, me(call), query),
    rules: () => versions.currentRules(db),
    badges: (_input, call) => own.badges(db, me(call)),
    reputation: (_input, call) => own.reputation(ground, db, me(call)),
    challenge: (_input, call) => own.challenge(ground, db, me(call)),
    skillGaps: (_input, call) => skillGaps(ground, db, me(call)),
    leaderboards: ({ query }, call) => leaderboards(ground, db, me(call), query.board),
    setOptOut: ({ body }, call) => call.transact((tx) => setOptOut(ground, tx, call, body.optedOut)),
    ofPerson: ({ params }, call) => own.ofPerson(ground, db, me(call), params.userId),
  } satisfies Partial<Bound>;
}

function goalRoutes(ground: Ground) {
  const { db } = ground.kernel.database;
  return {
    goals: ({ query }, call) => listGoals(db, me(call), query),
    addGoal: ({ body }, call) =>
      call.transact(async (tx) => goalView(await addGoal(ground, tx, me(call), body))),
    async editGoal({ params, body }, call) {
      const answer = await call.transact(async (tx) =>
        goalView(
          await editGoal(ground, tx, me(call), params.goalId, body, (version) =>
            requireVersion(call, version),
          ),
        ),
      );
      call.etag(answer.version);
      return answer;
    },
    stepGoal: ({ params, body }, call) =>
      call.transact(async (tx) => goalView(await stepGoal(ground, tx, me(call), params.goalId, body.event))),
    removeGoal: ({ params }, call) =>
      call.transact(async (tx) => {
        await removeGoal(tx, me(call), params.goalId);
        return {};
      }),
  } satisfies Partial<Bound>;
}

function portfolioRoutes(ground: Ground) {
  const { db } = ground.kernel.database;
  return {
    portfolio: (_input, call) => portfolioOf(db, me(call)),
    addPortfolioItem: ({ body }, call) =>
      call.transact(async (tx) => itemView(await addItem(ground, tx, me(call), body))),
    async editPortfolioItem({ params, body }, call) {
      const answer = await call.transact(async (tx) =>
        itemView(
          await editItem(ground, tx, me(call), params.itemId, body, (version) =>
            requireVersion(call, version),
          ),
        ),
      );
      call.etag(answer.version);
      return answer;
    },
    removePortfolioItem: ({ params }, call) =>
      call.transact(async (tx) => {
        await removeItem(tx, me(call), params.itemId);
        return {};
      }),
  } satisfies Partial<Bound>;
}

function adminRoutes(ground: Ground): AdminBound {
  const { db } = ground.kernel.database;
  return {
    rulesVersions: ({ query }) => versions.listVersions(ground, db, query),
    addRules: ({ body }, call) => call.transact((tx) => versions.addVersion(ground, tx, call, body)),
    previewRules: ({ params }, call) =>
      call.transact((tx) => versions.startPreview(ground, tx, call, Number(params.version))),
    rulesPreview: ({ params, query }) => versions.previewOf(ground, db, Number(params.version), query),
    cancelPreview: ({ params }, call) =>
      call.transact((tx) => versions.cancelPreview(ground, tx, call, Number(params.version))),
    applyRules: ({ params, body }, call) =>
      call.transact((tx) => versions.apply(ground, tx, call, Number(params.version), body.reason)),
    goOnReplaying: ({ params }, call) =>
      call.transact((tx) => versions.goOnReplaying(ground, tx, call, Number(params.version))),
    discardRules: ({ params }, call) =>
      call.transact((tx) => versions.discard(ground, tx, call, Number(params.version))),
    corrections: ({ query }) => listCorrections(ground, db, query),
    correct: ({ body }, call) => call.transact((tx) => correct(ground, tx, call, body)),
    badgeDefinitions: () => listDefinitions(db),
    addBadge: ({ body }, call) => call.transact((tx) => addDefinition(ground, tx, call, body)),
    withdrawBadge: ({ params, body }, call) =>
      call.transact((tx) => withdrawDefinition(ground, tx, call, params.code, body.reason)),
    rateSkill: ({ body }, call) => call.transact((tx) => rateSkill(ground, tx, call, body)),
    skillRatings: () => listRatings(ground, db),
    verifySkill: ({ body }, call) => call.transact((tx) => recordCheck(ground, tx, call, body)),
    withdrawSkillCheck: ({ params, body }, call) =>
      call.transact((tx) => withdrawCheck(ground, tx, call, params.checkId, body.reason)),
    skillChecks: ({ query }) => listChecks(ground, db, query),
  };
}
