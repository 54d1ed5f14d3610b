import type { offersWire } from '@smartstart/contract';
import { addDays, parseDecimal, utcDay } from '@smartstart/units';
import { holdingsAt, type Ledger, type OcfObject } from '../../engines/cap-table/index.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { readIdCursor, toPage } from '../../kernel/paging.ts';
import { nextNumber, stakeholderOf, startOf, termsOf } from './acts.ts';
import { lockTable, requireOpen, standingFor, today, tryOut, write, type Ground } from './books.ts';
import type { Actor } from './deps.ts';
import { sharesOf } from './instruments.ts';
import { documentFor, nextState, type OfferEvent, type OfferState } from './offer-rules.ts';
import * as offers from './offer-store.ts';
import * as store from './store.ts';
import type { OpenTable } from './tables.ts';
import { ownStakeholderOf } from './views.ts';

/** Contract offers: drafted by the owner, accepted by signature, entered as a grant from the pool. */

/** Offers of a venture that wait for an answer at a time. */
const pendingAtOnce = 100;

export async function create(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  wish: { addresseeId: string; terms: offersWire.OfferTerms },
): Promise<offers.OfferRow> {
  requireOpen(await standingFor(ground, tx, ventureId, actor, 'act'));
  await requireMember(ground, tx, ventureId, wish.addresseeId, actor);
  return offers.insertOffer(tx, {
    id: newId(),
    venture_id: ventureId,
    addressee_id: wish.addresseeId,
    offered_by: actor.userId,
    terms: JSON.stringify(wish.terms),
    state: 'DRAFT',
    created_at: ground.kernel.clock.now(),
  });
}

export async function edit(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  offerId: string,
  terms: offersWire.OfferTerms,
  requireVersion: (version: number) => void,
): Promise<offers.OfferRow> {
  const row = await lockForOwner(ground, tx, actor, offerId, 'edit');
  requireVersion(row.version);
  return offers.updateOffer(tx, offerId, { terms: JSON.stringify(terms) });
}

/** Sends the offer; both sign the document, and the units have to be free when it is sent. */
export async function send(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  offerId: string,
  days: number,
): Promise<offers.OfferRow> {
  const row = await lockForOwner(ground, tx, actor, offerId, 'send');
  const venture = await standingFor(ground, tx, row.venture_id, actor, 'act');
  requireOpen(venture);
  await requireMember(ground, tx, row.venture_id, row.addressee_id, actor);
  if ((await offers.countPending(tx, row.venture_id)) >= pendingAtOnce)
    throw new Fail('RULE_VIOLATED', `${pendingAtOnce} offers wait for an answer already.`);
  const terms = row.terms as unknown as offersWire.OfferTerms;
  const table = terms.equity ? await lockTable(ground, tx, row.venture_id) : null;
  if (table) tryOut(table, grantOf(table, row, terms, ground).objects, today(ground));
  const until = utcDay(addDays(ground.kernel.clock.now(), days));
  const { values, clauses } = documentFor(terms, {
    ventureName: venture.name,
    className: table ? commonOf(table.ledger).name : 'common',
    until,
  });
  const documentId = await ground.papers.createAgreement(tx, {
    templateCode: 'OFFER',
    creatorId: actor.userId,
    ventureId: row.venture_id,
    title: `Offer of ${venture.name}`.slice(0, 120),
    values,
    clauses: clauses.map((id) => ({ source: 'TEMPLATE' as const, id })),
    recipients: [
      { role: 'Venture', kind: 'SIGNER', step: 1, userId: actor.userId },
      { role: 'Partner', kind: 'SIGNER', step: 1, userId: row.addressee_id },
    ],
    call: actor.call,
  });
  await ground.papers.sendAgreement(tx, {
    documentId,
    creatorId: actor.userId,
    deadlineDays: days,
    call: actor.call,
  });
  return change(ground, tx, row, 'send', actor.userId, { document_id: documentId, expires_on: until });
}

export async function withdraw(ground: Ground, tx: Tx, actor: Actor, offerId: string, reason: string) {
  const row = await lockForOwner(ground, tx, actor, offerId, 'withdraw');
  await voidDocument(ground, tx, row, reason, actor);
  return change(ground, tx, row, 'withdraw', actor.userId, { reason });
}

/** Whether the addressee may sign now: the gate of equity offers is open, and the offer waits. */
export async function accept(ground: Ground, tx: Tx, actor: Actor, offerId: string): Promise<string> {
  const row = await lockForAddressee(tx, actor, offerId, 'accept');
  await ground.security.require(tx, actor.userId, 'ACCEPT_EQUITY_OFFER', row.venture_id);
  return row.document_id!;
}

export async function reject(ground: Ground, tx: Tx, actor: Actor, offerId: string, reason: string) {
  const row = await lockForAddressee(tx, actor, offerId, 'reject');
  await voidDocument(ground, tx, row, reason, actor);
  return change(ground, tx, row, 'reject', actor.userId, { reason });
}

export async function complete(ground: Ground, tx: Tx, actor: Actor, offerId: string) {
  const row = await lockForOwner(ground, tx, actor, offerId, 'complete');
  return change(ground, tx, row, 'complete', actor.userId, {});
}

/** The offer for its addressee, once it was sent, and for those who see the whole table. */
export async function read(ground: Ground, db: Db, actor: Actor, offerId: string): Promise<offers.OfferRow> {
  const row = found(await offers.findOffer(db, offerId));
  if (row.addressee_id === actor.userId && row.state !== 'DRAFT') return row;
  const { role } = await ground.ventures.standingIn(db, row.venture_id, actor);
  if (role !== 'OWNER' && role !== 'CO_OWNER') throw new Fail('NOT_FOUND');
  return row;
}

export async function list(
  ground: Ground,
  db: Db,
  actor: Actor,
  where: { ventureId: string } | { addresseeId: string } | { offeredBy: string },
  query: { state?: string | undefined; cursor?: string | undefined; limit: number },
) {
  if ('ventureId' in where) {
    const { role } = await ground.ventures.standingIn(db, where.ventureId, actor);
    if (role === null) throw new Fail('NOT_FOUND');
    if (role !== 'OWNER' && role !== 'CO_OWNER')
      throw new Fail('FORBIDDEN', 'Your role in this venture does not include that.');
  }
  const rows = await offers.listOffers(db, {
    ...where,
    state: query.state,
    before: readIdCursor(query.cursor),
    limit: query.limit,
  });
  return toPage(
    rows,
    query.limit,
    ({ id }) => [id],
    (row) => row,
  );
}

/** Both signed: the grant is entered, if the member still may hold it and the units are still there. */
export async function signed(ground: Ground, tx: Tx, documentId: string): Promise<void> {
  const row = await offers.lockOfferOf(tx, documentId);
  if (!row || !nextState(row.state, 'accept')) return;
  try {
    const grantedUnits = await enter(ground, tx, row);
    await change(ground, tx, row, 'accept', null, { granted_units: grantedUnits });
  } catch (error) {
    if (!(error instanceof Fail)) throw error;
    await change(ground, tx, row, 'withdraw', null, { reason: error.message });
  }
}

export async function notSigned(
  ground: Ground,
  tx: Tx,
  documentId: string,
  event: 'reject' | 'expire' | 'withdraw',
  reason: string | null,
): Promise<void> {
  const row = await offers.lockOfferOf(tx, documentId);
  if (row && nextState(row.state, event)) await change(ground, tx, row, event, null, { reason });
}

/** A party ended an accepted offer; where notice runs, from the day it was given. */
export async function ended(ground: Ground, tx: Tx, documentId: string, reason: string): Promise<void> {
  const row = await offers.lockOfferOf(tx, documentId);
  if (row && nextState(row.state, 'terminate')) await change(ground, tx, row, 'terminate', null, { reason });
}

async function enter(ground: Ground, tx: Tx, row: offers.OfferRow): Promise<string | null> {
  const terms = row.terms as unknown as offersWire.OfferTerms;
  const gate = await ground.security.stand(tx, row.addressee_id, 'ACCEPT_EQUITY_OFFER', row.venture_id);
  if (!gate.open)
    throw new Fail('RULE_VIOLATED', 'The papers of the venture were not in force when the offer was signed.');
  if (!terms.equity) return null;
  const table = await lockTable(ground, tx, row.venture_id);
  const person = found((await ground.people.byIds(tx, [row.addressee_id])).get(row.addressee_id));
  const { objects, units, holder } = grantOf(table, row, terms, ground, person.name);
  tryOut(table, objects, today(ground));
  if (holder)
    await store.insertHolders(tx, [
      {
        venture_id: row.venture_id,
        stakeholder_id: holder,
        holder_class: 'CONTRIBUTOR',
        user_id: row.addressee_id,
        email: null,
      },
    ]);
  await write(
    ground,
    tx,
    table,
    objects.map((object) => ({ object })),
    {
      actorId: row.offered_by,
      documentId: row.document_id,
      summary: `Granted ${units} units by an accepted offer.`,
    },
  );
  return units;
}

/** The grant as entries: from the first plan with room, as restricted shares of the class it is over. */
function grantOf(
  table: OpenTable,
  row: offers.OfferRow,
  terms: offersWire.OfferTerms,
  ground: Ground,
  name = 'New holder',
): { objects: OcfObject[]; units: string; holder: string | null } {
  const { ledger } = table;
  const day = today(ground);
  const plan = [...ledger.plans.keys()].find((id) => ledger.availableAt(id, day) > 0n);
  if (plan === undefined) throw new Fail('RULE_VIOLATED', 'There is no pool with units left to grant.');
  const units = unitsOf(ledger, day, terms.equity!);
  if (units === '0') throw new Fail('RULE_VIOLATED', 'This share of the equity is less than one unit.');
  const known = ownStakeholderOf(table, row.addressee_id);
  const holder = known ?? newId();
  const named = `Vesting of ${name}`;
  const vesting =
    terms.vesting.kind === 'IMMEDIATE'
      ? null
      : termsOf({ name: named, plan: terms.vesting, allocation: 'CUMULATIVE_ROUND_DOWN' }, newId());
  const act = {
    act: 'ISSUE',
    classId: commonOf(ledger).id,
    planId: plan,
    stakeholderId: holder,
    shares: units,
    pricePerShare: { amount: '0', currency: table.row.currency },
    ...(vesting ? { termsId: vesting.id } : {}),
    note: '',
  } as const;
  const startId =
    vesting?.vesting_conditions.find(({ trigger }) => trigger.type === 'VESTING_START_DATE')?.id ??
    startOf(ledger, undefined);
  const customId = `CS-${nextNumber(ledger, 'CS')}`;
  return {
    objects: [
      ...(known ? [] : [stakeholderOf({ name, kind: 'INDIVIDUAL', relationship: 'OTHER' }, holder)]),
      ...(vesting ? [vesting] : []),
      ...sharesOf(act, { day, newId, customId }, startId),
    ],
    units,
    holder: known ? null : holder,
  };
}

/** A percentage is of everything there is on the day, rounded down to whole units. */
function unitsOf(ledger: Ledger, day: number, equity: NonNullable<offersWire.OfferTerms['equity']>): string {
  if (equity.unit === 'UNITS') return equity.value;
  const { fullyDiluted } = holdingsAt(ledger, day);
  const unit = 10_000_000_000n;
  return String((fullyDiluted * parseDecimal(equity.value)) / (100n * unit) / unit);
}

/** The class that contributors get units of. */
export function commonOf({ classes }: Ledger) {
  const common = [...classes.values()].find(({ class_type: kind }) => kind === 'COMMON');
  if (!common) throw new Fail('RULE_VIOLATED', 'The cap table has no common class to grant from.');
  return common;
}

async function requireMember(
  ground: Ground,
  tx: Tx,
  ventureId: string,
  userId: string,
  actor: Actor,
): Promise<void> {
  if (userId === actor.userId) throw new Fail('RULE_VIOLATED', 'An offer is made to somebody else.');
  if (!(await ground.ventures.rolesIn(tx, ventureId)).has(userId))
    throw new Fail(
      'RULE_VIOLATED',
      'Offers go to members of the venture whose papers are in force. Invite the person first.',
    );
}

async function lockForOwner(ground: Ground, tx: Tx, actor: Actor, offerId: string, event: OfferEvent) {
  const row = found(await offers.lockOffer(tx, offerId));
  await standingFor(ground, tx, row.venture_id, actor, 'act');
  requireStep(row, event);
  return row;
}

async function lockForAddressee(tx: Tx, actor: Actor, offerId: string, event: OfferEvent) {
  const row = found(await offers.lockOffer(tx, offerId));
  if (row.addressee_id !== actor.userId || row.state === 'DRAFT') throw new Fail('NOT_FOUND');
  requireStep(row, event);
  return row;
}

function requireStep({ state }: offers.OfferRow, event: OfferEvent): void {
  if (!nextState(state, event))
    throw new Fail('ILLEGAL_TRANSITION', `An offer in the state ${state} does not allow this.`);
}

async function voidDocument(
  ground: Ground,
  tx: Tx,
  row: offers.OfferRow,
  reason: string,
  actor: Actor,
): Promise<void> {
  if (row.document_id !== null)
    await ground.papers.voidAgreement(tx, {
      documentId: row.document_id,
      actorId: row.offered_by,
      reason,
      call: actor.call,
    });
}

/** @param by who made the step; null for a step that signatures or time made */
async function change(
  ground: Ground,
  tx: Tx,
  row: offers.OfferRow,
  event: OfferEvent,
  by: string | null,
  more: Parameters<typeof offers.updateOffer>[2],
): Promise<offers.OfferRow> {
  const { kernel, security } = ground;
  const state: OfferState = nextState(row.state, event)!;
  const saved = await offers.updateOffer(tx, row.id, {
    ...more,
    state,
    decided_at: event === 'send' ? null : kernel.clock.now(),
  });
  await security.audit(tx, {
    actorId: by,
    action: `offer.${event}`,
    entity: 'venture',
    entityId: row.venture_id,
    after: { offerId: row.id, state, documentId: saved.document_id },
  });
  await announce(ground, tx, row.state, saved, by);
  return saved;
}

/** A draft is the owner's alone; of everything else both sides hear. */
async function announce(
  { kernel, people, ventures }: Ground,
  tx: Tx,
  from: string,
  { id, venture_id: ventureId, state, reason, ...row }: offers.OfferRow,
  by: string | null,
): Promise<void> {
  const venture = await ventures.teamOf(tx, ventureId);
  const owners = [...new Set([row.offered_by, ...(venture ? [venture.ownerId] : [])])];
  const shown = from !== 'DRAFT' || state === 'PENDING';
  const recipientIds = [...owners, ...(shown ? [row.addressee_id] : [])];
  const names = await people.byIds(tx, [row.addressee_id, row.offered_by]);
  await kernel.outbox.publish(tx, {
    type: 'offer.changed',
    actorId: by,
    at: kernel.clock.now().toISOString(),
    topics: recipientIds.map((userId) => `user:${userId}`),
    data: {
      ventureId,
      ventureName: venture?.name ?? 'a venture',
      offerId: id,
      state,
      reason,
      until: row.expires_on,
      addresseeId: row.addressee_id,
      addresseeName: names.get(row.addressee_id)?.name ?? 'a former member',
      offeredBy: names.get(row.offered_by)?.name ?? 'the venture',
      recipientIds,
    },
  });
}
