import type { contract } from '@smartstart/contract';
import { writeBuz } from '@smartstart/units';
import { callerOf, requireVersion, type Call, type Handlers } from '../../kernel/call.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import { readCursor, readIdCursor, requireId, toPage } from '../../kernel/paging.ts';
import type { Delegations } from './delegations.ts';
import type { Ground } from './deps.ts';
import {
  quorumMicro,
  quorumReached,
  type ProposalKind,
  type ProposalState,
  type Tally,
  type VoteChoice,
} from './governance-rules.ts';
import type { ProposalRow } from './governance-store.ts';
import { nameParties, type Party } from './parties.ts';
import type { Proposals } from './proposals.ts';
import type { StandingRow } from './vote-store.ts';
import type { Votes } from './votes.ts';

export interface Governance {
  readonly proposals: Proposals;
  readonly votes: Votes;
  readonly delegations: Delegations;
}

type Naming = (userId: string | null) => Party;

export function governanceRoutes(
  { kernel, people }: Ground,
  { proposals, votes, delegations }: Governance,
): Handlers<typeof contract.governance> {
  const { db } = kernel.database;
  const show = showProposals(people, votes);

  async function answer(on: Db, row: ProposalRow, call: Call) {
    call.etag(row.version);
    const [view] = await show(on, [row], callerOf(call).userId);
    return view!;
  }
  /** One writing handler: act in a transaction, answer with the proposal. */
  const change = (call: Call, act: (tx: Tx, userId: string) => Promise<ProposalRow>) =>
    call.transact(async (tx) => answer(tx, await act(tx, callerOf(call).userId), call));

  async function showDelegation(on: Db, userId: string) {
    const { delegateId, since, delegatorIds } = await delegations.of(on, userId);
    const name = await nameParties(on, people, [delegateId, ...delegatorIds]);
    return {
      delegate: delegateId === null ? null : name(delegateId),
      since: since?.toISOString() ?? null,
      delegators: delegatorIds.map((id) => name(id)),
    };
  }

  return {
    async list({ query }, call) {
      const { userId } = callerOf(call);
      const { limit, state } = query;
      const filter = { limit, state, mine: query.mine === 'true', before: readIdCursor(query.cursor) };
      const rows = await proposals.list(db, userId, filter);
      const views = await show(db, rows.slice(0, limit), userId);
      const { nextCursor } = toPage(
        rows,
        limit,
        (row) => [row.id],
        (row) => row,
      );
      return { items: views, nextCursor };
    },
    get: async ({ params }, call) =>
      answer(db, await proposals.see(db, callerOf(call).userId, params.proposalId), call),
    create: ({ body }, call) => change(call, (tx, userId) => proposals.create(tx, userId, body)),
    edit: ({ params, body }, call) =>
      change(call, (tx, userId) =>
        proposals.edit(tx, userId, params.proposalId, body, (version) => requireVersion(call, version)),
      ),
    submit: ({ params }, call) =>
      change(call, (tx, userId) => proposals.submit(tx, userId, params.proposalId, call)),
    withdraw: ({ params }, call) =>
      change(call, (tx, userId) => proposals.withdraw(tx, userId, params.proposalId, call)),
    async votes({ params, query }, call) {
      const { id } = await proposals.see(db, callerOf(call).userId, params.proposalId);
      const rows = await votes.page(db, id, readVoteCursor(query.cursor), query.limit);
      const name = await nameParties(
        db,
        people,
        rows.flatMap((row) => [row.voter_id, row.via_id]),
      );
      return toPage(
        rows,
        query.limit,
        (row) => [row.at.toISOString(), row.voter_id],
        (row) => ({
          voter: name(row.voter_id),
          choice: row.choice as VoteChoice,
          weight: writeBuz(row.weight_micro),
          viaDelegate: row.via_id === null ? null : name(row.via_id),
          at: row.at.toISOString(),
        }),
      );
    },
    vote: ({ params, body }, call) =>
      change(call, (tx, userId) => votes.cast(tx, userId, params.proposalId, body.choice)),
    delegation: (_input, call) => showDelegation(db, callerOf(call).userId),
    delegate({ body }, call) {
      const { userId } = callerOf(call);
      return call.transact(async (tx) => {
        await delegations.give(tx, userId, body.delegateId);
        return showDelegation(tx, userId);
      });
    },
    undelegate(_input, call) {
      const { userId } = callerOf(call);
      return call.transact(async (tx) => {
        await delegations.end(tx, userId);
        return showDelegation(tx, userId);
      });
    },
  };
}

export function governanceAdminRoutes(
  { people }: Ground,
  { proposals, votes }: Governance,
): Handlers<Pick<typeof contract.buzAdmin, 'executeProposal'>> {
  const show = showProposals(people, votes);
  return {
    executeProposal({ params, body }, call) {
      const { userId } = callerOf(call);
      return call.transact(async (tx) => {
        const row = await proposals.execute(tx, params.proposalId, body.reference, userId, call);
        const [view] = await show(tx, [row], userId);
        return view!;
      });
    },
  };
}

/** Proposals with their tallies as this person sees them, in a handful of queries however many they are. */
function showProposals(people: Ground['people'], votes: Votes) {
  return async (on: Db, rows: readonly ProposalRow[], readerId: string) => {
    const tallies = await votes.talliesOf(on, rows);
    const standings = await votes.standingsOf(on, rows, readerId);
    const delegates = [...standings.values()].map((standing) => standing.delegate_id);
    const name = await nameParties(on, people, [...rows.map((row) => row.proposer_id), ...delegates]);
    return rows.map((row) =>
      proposalView(row, name, tallies.get(row.id) ?? null, standings.get(row.id) ?? null),
    );
  };
}

function proposalView(row: ProposalRow, name: Naming, tally: Tally | null, mine: StandingRow | null) {
  return {
    id: row.id,
    kind: row.kind as ProposalKind,
    state: row.state as ProposalState,
    title: row.title,
    text: row.body,
    proposer: name(row.proposer_id),
    createdAt: row.created_at.toISOString(),
    discussionEndsAt: row.discussion_ends_at?.toISOString() ?? null,
    votingEndsAt: row.voting_ends_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    snapshotSeq: row.snapshot_seq === null ? null : Number(row.snapshot_seq),
    tally: tally && tallyView(tally, row.circulating_micro!),
    mine: mine && standingView(mine, name),
    executionReference: row.execution_reference,
    version: row.version,
  };
}

function tallyView(tally: Tally, circulatingMicro: bigint) {
  return {
    for: writeBuz(tally.forMicro),
    against: writeBuz(tally.againstMicro),
    abstain: writeBuz(tally.abstainMicro),
    quorum: writeBuz(quorumMicro(circulatingMicro)),
    reached: quorumReached(tally, circulatingMicro),
  };
}

/** One's own vote; without one, the vote that one's delegate cast. */
function standingView(standing: StandingRow, name: Naming) {
  const { choice, delegate_choice, delegate_id } = standing;
  return {
    weight: writeBuz(standing.weight_micro),
    delegated: writeBuz(standing.delegated_micro),
    choice: (choice ?? delegate_choice) as VoteChoice | null,
    viaDelegate: !choice && delegate_choice ? name(delegate_id) : null,
  };
}

function readVoteCursor(cursor: string | undefined): { at: string; voterId: string } | null {
  const key = readCursor(cursor, 2);
  if (!key) return null;
  const at = new Date(String(key[0]));
  // Text that is no time ends like text that is no id.
  return {
    at: Number.isNaN(at.getTime()) ? requireId(undefined) : at.toISOString(),
    voterId: requireId(key[1]),
  };
}
