import type { contract } from '@smartstart/contract';
import { callerOf, type Call, type Handlers } from '../../kernel/call.ts';
import type { Db } from '../../kernel/db.ts';
import type { Ventures } from './index.ts';
import type { SeenTransfer, TransferState } from './ownership.ts';
import type { Role } from './policy.ts';

export function ownershipRoutes({ deps, ownership }: Ventures): Handlers<typeof contract.ownership> {
  const { db } = deps.kernel.database;
  const originOf = ({ ip, agent, requestId }: Call) => ({ ip, agent, requestId });

  async function show(on: Db, { row, signed }: SeenTransfer, readerId: string) {
    const names = await deps.people.byIds(on, [row.from_id, row.to_id]);
    return {
      id: row.id,
      ventureId: row.venture_id,
      state: row.state as TransferState,
      fromId: row.from_id,
      fromName: names.get(row.from_id)?.name ?? '',
      toId: row.to_id,
      toName: names.get(row.to_id)?.name ?? '',
      message: row.message,
      documentId: row.document_id,
      signBy: row.sign_by,
      signedByOwner: signed.has(row.from_id),
      signedByMember: signed.has(row.to_id),
      reason: row.reason,
      startedAt: row.started_at.toISOString(),
      decidedAt: row.decided_at?.toISOString() ?? null,
      mayWithdraw: row.state === 'WAITING' && row.from_id === readerId,
    };
  }

  return {
    async read({ params }, call) {
      const actor = callerOf(call);
      const { row, transfer, mayStart, successors } = await ownership.read(db, params.ventureId, actor);
      const names = await deps.people.byIds(
        db,
        successors.map(({ member }) => member.user_id),
      );
      return {
        ventureName: row.name,
        transfer: transfer ? await show(db, transfer, actor.userId) : null,
        mayStart,
        successors: successors.map(({ member, gate }) => ({
          userId: member.user_id,
          name: names.get(member.user_id)?.name ?? '',
          role: member.role as Role,
          ready: gate.open,
          missingPapers: [...new Set(gate.missingPapers.map(({ code }) => code))],
        })),
      };
    },
    start: ({ params, body }, call) =>
      call.transact(async (tx) => {
        const actor = callerOf(call);
        const wish = { ...body, call: originOf(call) };
        return show(tx, await ownership.start(tx, params.ventureId, actor, wish), actor.userId);
      }),
    withdraw: ({ params, body }, call) =>
      call.transact(async (tx) => {
        const actor = callerOf(call);
        const withdrawn = await ownership.withdraw(tx, params, actor, body.reason, originOf(call));
        return show(tx, withdrawn, actor.userId);
      }),
  };
}
