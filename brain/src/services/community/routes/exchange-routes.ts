import type { contract } from '@smartstart/contract';
import type { Call, Handlers } from '../../../kernel/call.ts';
import type { Db, Tx } from '../../../kernel/db.ts';
import { toPage } from '../../../kernel/paging.ts';
import type { Actor } from '../deps.ts';
import * as ideas from '../exchange/ideas.ts';
import * as kudos from '../exchange/kudos.ts';
import * as polls from '../exchange/polls.ts';
import { readFeed } from '../feed/feed.ts';
import type { Ground } from '../ground.ts';
import { actorOf, sameVersion } from './actor.ts';

/** Ideas, polls, kudos and the feed. */
export function exchangeRoutes(ground: Ground): Handlers<typeof contract.community> {
  const { db } = ground.kernel.database;
  const ideaSeen = async (at: Db, call: Call, { setting, row }: ideas.SeenIdea) => {
    call.etag(row.version);
    return (await ideas.ideaViews(ground, at, actorOf(call), [row], setting)).get(row.id)!;
  };
  const idea = (call: Call, act: (tx: Tx, actor: Actor) => Promise<ideas.SeenIdea>) =>
    call.transact(async (tx) => ideaSeen(tx, call, await act(tx, actorOf(call))));
  const pollSeen = async (at: Db, call: Call, { setting, row }: polls.SeenPoll) =>
    (await polls.pollViews(ground, at, actorOf(call), [row], setting)).get(row.id)!;
  const poll = (call: Call, act: (tx: Tx, actor: Actor) => Promise<polls.SeenPoll>) =>
    call.transact(async (tx) => pollSeen(tx, call, await act(tx, actorOf(call))));
  const gone = (call: Call, act: (tx: Tx, actor: Actor) => Promise<void>) =>
    call.transact(async (tx) => {
      await act(tx, actorOf(call));
      return {};
    });

  return {
    feed: ({ query }, call) => readFeed(ground, db, actorOf(call), query),
    async ideas({ query }, call) {
      const rows = await ideas.listIdeas(ground, db, actorOf(call), query);
      const views = await ideas.ideaViews(ground, db, actorOf(call), rows.slice(0, query.limit));
      return toPage(
        rows,
        query.limit,
        (row) => [row.votes, row.id],
        (row) => views.get(row.id)!,
      );
    },
    idea: async ({ params }, call) =>
      ideaSeen(db, call, await ideas.seeIdea(ground, db, actorOf(call), params.ideaId)),
    postIdea: ({ body }, call) => idea(call, (tx, actor) => ideas.postIdea(ground, tx, actor, body)),
    editIdea: ({ params, body }, call) =>
      idea(call, (tx, actor) => ideas.editIdea(ground, tx, actor, params.ideaId, body, sameVersion(call))),
    stepIdea: ({ params, body }, call) =>
      idea(call, (tx, actor) => ideas.stepIdea(ground, tx, actor, params.ideaId, body.event, body.reason)),
    removeIdea: ({ params }, call) =>
      gone(call, (tx, actor) => ideas.removeIdea(ground, tx, actor, params.ideaId)),
    voteForIdea: ({ params }, call) =>
      idea(call, (tx, actor) => ideas.voteForIdea(ground, tx, actor, params.ideaId, true)),
    takeVoteBack: ({ params }, call) =>
      idea(call, (tx, actor) => ideas.voteForIdea(ground, tx, actor, params.ideaId, false)),
    async polls({ query }, call) {
      const rows = await polls.listPolls(ground, db, actorOf(call), query);
      const views = await polls.pollViews(ground, db, actorOf(call), rows.slice(0, query.limit));
      return toPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => views.get(row.id)!,
      );
    },
    poll: async ({ params }, call) =>
      pollSeen(db, call, await polls.seePoll(ground, db, actorOf(call), params.pollId)),
    openPoll: ({ body }, call) => poll(call, (tx, actor) => polls.openPoll(ground, tx, actor, body)),
    vote: ({ params, body }, call) =>
      poll(call, (tx, actor) => polls.vote(ground, tx, actor, params.pollId, body.option)),
    closePoll: ({ params }, call) =>
      poll(call, (tx, actor) => polls.closePoll(ground, tx, actor, params.pollId)),
    removePoll: ({ params }, call) =>
      gone(call, (tx, actor) => polls.removePoll(ground, tx, actor, params.pollId)),
    async kudos({ query }, call) {
      const rows = await kudos.listKudos(ground, db, actorOf(call), query);
      const views = await kudos.kudosViews(ground, db, actorOf(call), rows.slice(0, query.limit));
      return toPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => views.get(row.id)!,
      );
    },
    giveKudos: ({ body }, call) =>
      call.transact(async (tx) => {
        const { row } = await kudos.giveKudos(ground, tx, actorOf(call), body);
        return (await kudos.kudosViews(ground, tx, actorOf(call), [row])).get(row.id)!;
      }),
    removeKudos: ({ params }, call) =>
      gone(call, (tx, actor) => kudos.removeKudos(ground, tx, actor, params.kudosId)),
  };
}
