import type { Tx } from '../../../kernel/db.ts';
import { violatedUnique } from '../../../kernel/db.ts';
import { Fail } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Actor, ApplicationInput, Ground } from '../deps.ts';
import * as applicationStore from '../record/application-store.ts';
import { announceApplication, moveApplication, note, today } from '../record/changes.ts';
import * as days from '../record/day-store.ts';
import { lockSeen, type Seen } from '../record/standing.ts';
import { decides, detailsGate, gateFor } from '../record/viewer.ts';
import { applications } from '../rules/machines.ts';
import { isCurrency } from '../rules/words.ts';
import { lockParty } from './party.ts';

/** The applicant's side: applying, and taking it back. */

/** Asking for a service is free (domain rules, section 5.3). */
function priceOf(kind: string, bid: unknown): string | null {
  if (kind === 'SERVICE') return null;
  return bid ? 'apply-priced-bid' : 'apply';
}

export async function apply(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  opportunityId: string,
  input: ApplicationInput,
): Promise<applicationStore.ApplicationRow> {
  const seen = await lockSeen(ground, tx, actor, opportunityId);
  const { row } = seen;
  requireOther(seen, actor);
  const now = ground.kernel.clock.now();
  if (row.state !== 'ACTIVE' || row.expires_at! <= now)
    throw new Fail('ILLEGAL_TRANSITION', 'It takes no applications at the moment.');
  await requireNda(ground, tx, seen, input.ndaAccepted);
  requireBid(input);
  const charged = priceOf(row.kind, input.bid);
  const application = await once(async () =>
    applicationStore.insert(tx, {
      id: newId(),
      opportunity_id: opportunityId,
      applicant_id: actor.userId,
      state: applications.start,
      cover_letter: input.coverLetter,
      skills: JSON.stringify(input.skills),
      experience: input.experience,
      availability: input.availability,
      motivation: input.motivation,
      bid_minor: input.bid ? BigInt(input.bid.amountMinor) : null,
      bid_currency: input.bid?.currency ?? null,
      nda_accepted_at: input.ndaAccepted ? now : null,
      charged,
      components: await componentsNow(ground, tx, row, actor.userId),
      created_at: now,
    }),
  );
  await days.add(tx, opportunityId, today(ground), 'applications');
  await note(ground, tx, {
    opportunityId,
    applicationId: application.id,
    event: 'apply',
    from: null,
    to: application.state,
    actorId: actor.userId,
  });
  await ground.security.audit(tx, {
    actorId: actor.userId,
    action: 'application.received',
    entity: 'application',
    entityId: application.id,
    after: { opportunityId, ndaAccepted: input.ndaAccepted },
    call: actor.call,
  });
  await announceApplication(ground, tx, row, application, 'receive', actor.userId);
  if (charged)
    await ground.charges.charge(tx, { userId: actor.userId, action: charged, causeId: application.id });
  return application;
}

export async function withdraw(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  applicationId: string,
  reason: string,
): Promise<applicationStore.ApplicationRow> {
  const { row, application, isApplicant } = await lockParty(ground, tx, actor, applicationId);
  if (!isApplicant) throw new Fail('NOT_FOUND');
  return moveApplication(ground, tx, row, application, 'withdraw', { actorId: actor.userId, reason });
}

function requireOther({ row, viewer }: Seen, { userId }: Actor): void {
  if (row.creator_id !== userId && !decides(viewer, row)) return;
  throw new Fail(
    'RULE_VIOLATED',
    row.kind === 'SERVICE'
      ? 'This is your own service.'
      : 'You cannot apply to what you decide about yourself.',
  );
}

async function requireNda(ground: Ground, tx: Tx, { row, viewer }: Seen, accepted: boolean): Promise<void> {
  if (!row.nda_required) return;
  const { open, missingPapers, missingConditions } = await gateFor(ground, tx, viewer, row);
  if (!open)
    throw new Fail('GATE_BLOCKED', undefined, { gate: detailsGate, missingPapers, missingConditions });
  if (!accepted)
    throw new Fail('INVALID_INPUT', undefined, {
      fields: [{ path: 'body.ndaAccepted', message: 'Accept that what you learn here stays confidential.' }],
    });
}

function requireBid({ bid }: ApplicationInput): void {
  if (bid && !isCurrency(bid.currency))
    throw new Fail('INVALID_INPUT', undefined, {
      fields: [{ path: 'body.bid.currency', message: `There is no currency ${bid.currency}.` }],
    });
  if (bid && BigInt(bid.amountMinor) === 0n)
    throw new Fail('INVALID_INPUT', undefined, {
      fields: [{ path: 'body.bid.amountMinor', message: 'Name a price above zero, or none.' }],
    });
}

async function componentsNow(
  ground: Ground,
  tx: Tx,
  { id, kind }: { id: string; kind: string },
  userId: string,
): Promise<string | null> {
  if (kind !== 'OPPORTUNITY') return null;
  const components = await ground.componentsOf(tx, { userId, opportunityId: id });
  return components && JSON.stringify(components);
}

async function once<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (violatedUnique(error) === 'opportunity_applications_live')
      throw new Fail('ALREADY_EXISTS', 'You have applied here already.');
    throw error;
  }
}
