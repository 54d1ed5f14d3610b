import { addDays, writeBuz } from '@smartstart/units';
import { violatedUnique, type Db, type Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { CallFacts, Ground } from './deps.ts';
import {
  discussionDays,
  maxDrafts,
  nextProposalState,
  noVotes,
  outcomeOf,
  proposerMinimumMicro,
  votingDays,
  type ProposalEvent,
  type ProposalKind,
} from './governance-rules.ts';
import * as store from './governance-store.ts';
import * as voteStore from './vote-store.ts';
import { toTally } from './votes.ts';
import { balancesOf } from './wallet-store.ts';

const pageSize = 100;
/** Told when a vote opens: the heaviest of those with a weight. Told when it closes: those who voted. */
const maxTold = 5_000;
/** People in one event, so that no reaction writes more than this many notifications. */
const toldAtOnce = 50;
const oneOpen = 'buz_proposals_open';

type ProposalRow = store.ProposalRow;
type Change = Parameters<typeof store.updateProposal>[2];

export interface Draft {
  readonly kind: ProposalKind;
  readonly title: string;
  readonly text: string;
}

/** Who acts, and from where; nobody when time passes. */
interface Act {
  readonly actorId: string | null;
  readonly call?: CallFacts | undefined;
  readonly reason?: string | undefined;
}

export type Proposals = ReturnType<typeof createProposals>;

export function createProposals({ kernel, security, wallets, tell }: Ground) {
  const { clock, database, jobs, outbox, log } = kernel;

  async function create(tx: Tx, userId: string, { kind, title, text }: Draft): Promise<ProposalRow> {
    await store.lockPeople(tx, [userId]);
    if ((await store.countDrafts(tx, userId)) >= maxDrafts)
      throw new Fail('RULE_VIOLATED', `You keep ${maxDrafts} drafts already. Submit or withdraw one first.`);
    return store.insertProposal(tx, {
      id: newId(),
      proposer_id: userId,
      kind,
      title,
      body: text,
      state: 'DRAFT',
      created_at: clock.now(),
    });
  }

  /** Locks a proposal of one's own; anybody else's answers as one that is not there. */
  async function lockOwn(tx: Tx, userId: string, proposalId: string): Promise<ProposalRow> {
    const row = await store.lockProposal(tx, proposalId);
    return found(row?.proposer_id === userId ? row : null);
  }

  async function edit(
    tx: Tx,
    userId: string,
    proposalId: string,
    { kind, title, text }: Draft,
    requireVersion: (version: number) => void,
  ): Promise<ProposalRow> {
    const row = await lockOwn(tx, userId, proposalId);
    if (row.state !== 'DRAFT')
      throw new Fail('ILLEGAL_TRANSITION', 'Only a draft can be edited; this one is before the members.');
    requireVersion(row.version);
    return store.updateProposal(tx, proposalId, { kind, title, body: text });
  }

  async function submit(tx: Tx, userId: string, proposalId: string, call?: CallFacts): Promise<ProposalRow> {
    const row = await lockOwn(tx, userId, proposalId);
    requireNext(row, 'submit');
    await wallets.requireOwn(tx, userId);
    const balances = await balancesOf(tx, userId);
    const has = (balances.get('AVAILABLE') ?? 0n) + (balances.get('STAKED') ?? 0n);
    if (has < proposerMinimumMicro)
      throw new Fail(
        'INSUFFICIENT_FUNDS',
        `A proposer has at least ${writeBuz(proposerMinimumMicro)} BUZ available or staked; you have ${writeBuz(has)}.`,
      );
    const now = clock.now();
    const change = { submitted_at: now, discussion_ends_at: addDays(now, discussionDays) };
    return move(tx, row, 'submit', { actorId: userId, call }, change).catch((error: unknown) => {
      if (violatedUnique(error) !== oneOpen) throw error;
      throw new Fail('RULE_VIOLATED', 'You have a proposal in discussion or voting. One at a time.');
    });
  }

  async function withdraw(
    tx: Tx,
    userId: string,
    proposalId: string,
    call?: CallFacts,
  ): Promise<ProposalRow> {
    const row = await lockOwn(tx, userId, proposalId);
    return move(tx, row, 'withdraw', { actorId: userId, call }, { ended_at: clock.now() });
  }

  /** Records that a passed proposal was carried out; what was done stands under the reference. */
  async function execute(
    tx: Tx,
    proposalId: string,
    reference: string,
    actorId: string,
    call?: CallFacts,
  ): Promise<ProposalRow> {
    const row = found(await store.lockProposal(tx, proposalId));
    if (row.submitted_at === null) throw new Fail('NOT_FOUND');
    const act = { actorId, call, reason: reference };
    return move(tx, row, 'execute', act, { execution_reference: reference });
  }

  function requireNext(row: ProposalRow, event: ProposalEvent) {
    const state = nextProposalState(row.state, event);
    if (!state)
      throw new Fail('ILLEGAL_TRANSITION', `A proposal in the state ${row.state} does not allow this.`);
    return state;
  }

  /** The one way a state changes. */
  async function move(
    tx: Tx,
    row: ProposalRow,
    event: ProposalEvent,
    { actorId, call, reason }: Act,
    change: Change,
  ): Promise<ProposalRow> {
    const state = requireNext(row, event);
    const saved = await store.updateProposal(tx, row.id, { ...change, state });
    await security.audit(tx, {
      actorId,
      action: `buz.proposal-${event}`,
      entity: 'proposal',
      entityId: row.id,
      before: { state: row.state },
      after: { state },
      ...(reason ? { reason } : {}),
      ...(call ? { call } : {}),
    });
    await tell(tx, {
      type: 'governance.changed',
      actorId,
      userIds: [row.proposer_id],
      data: { proposalId: row.id, state },
    });
    return saved;
  }

  /** Moves one proposal on whose time has come. */
  function advance(proposalId: string): Promise<void> {
    return database.transact(async (tx) => {
      const row = await store.lockProposal(tx, proposalId);
      const now = clock.now();
      if (row?.state === 'DISCUSSION' && row.discussion_ends_at! <= now) await openVoting(tx, row, now);
      else if (row?.state === 'VOTING' && row.voting_ends_at! <= now) await count(tx, row, now);
    });
  }

  async function openVoting(tx: Tx, row: ProposalRow, now: Date): Promise<void> {
    const { seq, circulating_micro } = await voteStore.takeSnapshot(tx);
    const saved = await move(
      tx,
      row,
      'open',
      { actorId: null },
      {
        snapshot_seq: seq,
        circulating_micro,
        voting_opened_at: now,
        voting_ends_at: addDays(now, votingDays),
      },
    );
    await tellMany(tx, 'governance.opened', saved, await voteStore.holders(tx, maxTold));
  }

  async function count(tx: Tx, row: ProposalRow, now: Date): Promise<void> {
    const [counted] = await voteStore.tallies(tx, [row.id]);
    const tally = counted ? toTally(counted) : noVotes;
    const saved = await move(
      tx,
      row,
      outcomeOf(tally, row.circulating_micro!),
      { actorId: null },
      {
        ended_at: now,
        for_micro: tally.forMicro,
        against_micro: tally.againstMicro,
        abstain_micro: tally.abstainMicro,
      },
    );
    await tellMany(tx, 'governance.closed', saved, await voteStore.votersOf(tx, row.id, maxTold));
  }

  /**
   * For the notifications of the proposer and of everybody whom it concerns. The events go to no topic: nobody but the
   * service that writes notifications sees who is in a batch.
   */
  async function tellMany(
    tx: Tx,
    type: 'governance.opened' | 'governance.closed',
    { id, title, state, proposer_id, voting_ends_at }: ProposalRow,
    userIds: readonly string[],
  ): Promise<void> {
    const told = [...new Set([proposer_id, ...userIds])];
    const data = { proposalId: id, title, state, votingEndsAt: voting_ends_at!.toISOString() };
    for (let from = 0; from < told.length; from += toldAtOnce)
      await tell(tx, {
        type,
        actorId: null,
        userIds: [],
        data: { ...data, userIds: told.slice(from, from + toldAtOnce) },
      });
  }

  /** One proposal that cannot be moved on must not keep the others from it. */
  async function advanceDue(): Promise<void> {
    for (let last: string | null = null; ;) {
      const due: string[] = await store.dueProposals(database.db, clock.now(), last, pageSize);
      for (const proposalId of due)
        await advance(proposalId).catch((err: unknown) =>
          log.error({ err, proposalId }, 'a proposal could not be moved on; it is tried again in a minute'),
        );
      if (due.length < pageSize) return;
      last = due.at(-1)!;
    }
  }

  jobs.define({ name: 'advance-proposals', cron: '* * * * *', run: advanceDue });
  // What was said in public stays, under the placeholder for erased people; the rest goes.
  outbox.subscribe('buz.governance-erase', ['account.erased'], async (tx, event) => {
    const { userId } = event.data;
    if (typeof userId !== 'string') throw new Error('account.erased names nobody.');
    await store.endAllDelegations(tx, userId, clock.now());
    await store.removeDrafts(tx, userId);
  });

  return {
    create,
    edit,
    submit,
    withdraw,
    execute,
    /** A proposal as this person may see it: what was never submitted is its proposer's alone. */
    async see(db: Db, userId: string, proposalId: string): Promise<ProposalRow> {
      const row = await store.findProposal(db, proposalId);
      return found(row?.submitted_at || row?.proposer_id === userId ? row : null);
    },
    list: store.listProposals,
    /** Was this an ECONOMIC proposal that passed and was executed. Pools that pay only for one ask this. */
    async isExecuted(db: Db, proposalId: string): Promise<boolean> {
      const row = await store.findProposal(db, proposalId);
      return row?.state === 'EXECUTED' && row.kind === 'ECONOMIC';
    },
    /** The part of governance in a person's own export. */
    async exportOf(db: Db, userId: string) {
      const proposals = await store.proposalsBy(db, userId);
      return {
        proposals: proposals.map(({ id, kind, state, title, body, created_at, submitted_at, ended_at }) => ({
          id,
          kind,
          state,
          title,
          text: body,
          created_at,
          submitted_at,
          ended_at,
        })),
        votes: await voteStore.votesBy(db, userId),
        delegations: await store.delegationsBy(db, userId),
      };
    },
  };
}
