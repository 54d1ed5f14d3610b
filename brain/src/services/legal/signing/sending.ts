import { addDays } from '@smartstart/units';
import type { Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import * as agreements from '../record/agreement-store.ts';
import { signingDays } from '../papers/copies.ts';
import { countsForAccess } from '../catalogue/relationship-papers.ts';
import { doerOf, type Maker } from '../record/doers.ts';
import { envelopeOf } from '../record/envelope.ts';
import { announce } from '../record/events.ts';
import type { Ground } from '../ground.ts';
import { personNamed, type Successor } from './handovers.ts';
import { note, type Doer } from '../record/history.ts';
import { requireState } from '../record/policy.ts';
import { isLive, problemOf, twice, type StepRule } from '../record/recipients.ts';
import * as store from '../record/store.ts';
import { advance } from './turns.ts';

export type { Maker };

/** How an agreement goes out to be signed: the first time, as an amendment, or anew after it has expired. */

export interface Recipient extends Successor {
  readonly role: string;
  readonly kind: string;
  readonly step: number;
}

export interface Recipients {
  readonly recipients: readonly Recipient[];
  readonly steps: readonly StepRule[];
}

/** Sends an approved agreement to the recipients of its draft. */
export async function openSigning(
  ground: Ground,
  tx: Tx,
  maker: Maker,
  documentId: string,
  deadlineDays: number = signingDays,
): Promise<void> {
  const document = await lockOwn(tx, maker, documentId);
  requireState(document, ['APPROVED']);
  await sendFirst(ground, tx, document, await doerOf(ground, tx, maker), deadlineDays);
}

/** Signs an expired agreement anew: the same text and the same people, in a further round. */
export async function renew(
  ground: Ground,
  tx: Tx,
  maker: Maker,
  documentId: string,
  deadlineDays: number = signingDays,
): Promise<void> {
  const document = await lockOwn(tx, maker, documentId);
  requireState(document, ['EXPIRED']);
  const by = await doerOf(ground, tx, maker);
  // A text that expired unused was never sent.
  if (!document.effective_at) return sendFirst(ground, tx, document, by, deadlineDays);
  const { places, rules, round: before } = await envelopeOf(tx, document);
  const text = found(await agreements.textOfRound(tx, documentId, before));
  const round = found(await agreements.lastRound(tx, documentId)) + 1;
  await agreements.insertText(tx, {
    ...text,
    fill: JSON.stringify(text.fill),
    clauses: JSON.stringify(text.clauses),
    round,
    revision: 1,
    note: null,
    author_id: maker.userId,
    created_at: ground.kernel.clock.now(),
  });
  const recipients = places.filter(isLive).map(({ user_id, name, email, role, kind, step }) => ({
    ...(user_id ? { userId: user_id } : { name, email }),
    role,
    kind,
    step,
  }));
  const renewed = { ...document, round };
  await send(ground, tx, renewed, round, { recipients, steps: rules }, by, {
    type: 'renewed',
    change: { state: 'SIGNING', round, valid_until: null, notice_at: null },
    deadlineDays,
  });
}

/** Sends the approved text of an amendment; meanwhile the version before stays in force. The document is locked. */
export async function openAmendment(
  ground: Ground,
  tx: Tx,
  document: store.DocumentRow,
  to: Recipients,
  by: Doer,
): Promise<void> {
  requireState(document, ['AMENDMENT_REVIEW']);
  const round = found(await agreements.lastRound(tx, document.id));
  await send(ground, tx, document, round, to, by, {
    type: 'amendment-sent',
    change: { state: 'AMENDMENT_SIGNING' },
    deadlineDays: signingDays,
  });
}

async function sendFirst(
  ground: Ground,
  tx: Tx,
  document: store.DocumentRow,
  by: Doer,
  deadlineDays: number,
): Promise<void> {
  const to = (document.draft ?? { recipients: [], steps: [] }) as Recipients;
  await send(ground, tx, document, document.round, to, by, {
    type: 'sent',
    change: { state: 'SIGNING', draft: null },
    deadlineDays,
  });
}

interface Sending {
  readonly type: string;
  readonly change: Parameters<typeof store.updateDocument>[2];
  readonly deadlineDays: number;
}

async function send(
  ground: Ground,
  tx: Tx,
  document: store.DocumentRow,
  round: number,
  { recipients, steps }: Recipients,
  by: Doer,
  { type, change, deadlineDays }: Sending,
): Promise<void> {
  const problem = problemOf(recipients, steps);
  if (problem) throw new Fail('RULE_VIOLATED', problem);
  const people = await namedPeople(ground, tx, recipients);
  const all = await store.signersOf(tx, document.id);
  const first = Math.max(0, ...all.map((place) => place.position)) + 1;
  await agreements.insertSigners(
    tx,
    people.map(({ userId, name, email, role, kind, step }, index) => ({
      document_id: document.id,
      position: first + index,
      role,
      mode: userId ? 'PERSON' : 'GUEST',
      user_id: userId,
      admin_rung: null,
      name,
      email,
      bears_fact: kind === 'SIGNER' && countsForAccess(document.code),
      state: 'WAITING',
      round,
      kind,
      step,
    })),
  );
  await agreements.insertSteps(tx, document.id, round, steps);
  const now = ground.kernel.clock.now();
  const deadline = addDays(now, deadlineDays);
  const sent = await store.updateDocument(tx, document.id, {
    ...change,
    state_since: now,
    deadline,
    ended_at: null,
    end_reason: null,
  });
  const envelope = await envelopeOf(tx, sent);
  await note(ground, tx, envelope.noted, {
    type,
    by,
    data: {
      deadline: deadline.toISOString(),
      recipients: envelope.places.map(({ position, step, kind, role, name }) => ({
        position,
        step,
        kind,
        role,
        name,
      })),
      steps: steps.map(({ step, needed }) => ({ step, needed })),
    },
  });
  await advance(ground, tx, envelope, by.userId);
  const asked = await store.signersOf(tx, document.id);
  await announce(ground, tx, 'document.opened', sent, asked, by.userId);
}

async function namedPeople(ground: Ground, tx: Tx, recipients: readonly Recipient[]) {
  const people = [];
  // In the order of their steps, so that positions read as the order of signing.
  for (const recipient of recipients.toSorted((a, b) => a.step - b.step)) {
    const { role, kind, step } = recipient;
    people.push({ role, kind, step, ...(await personNamed(ground, tx, recipient)) });
  }
  if (twice(people)) throw new Fail('RULE_VIOLATED', 'Somebody is named twice among the recipients.');
  return people;
}

/** The agreement, locked, for the person who made it; for everybody else there is none. */
export async function lockOwn(tx: Tx, maker: Maker, documentId: string): Promise<store.DocumentRow> {
  const document = found(await store.lockDocument(tx, documentId));
  if (document.kind !== 'CUSTOM' || document.creator_id !== maker.userId) throw new Fail('NOT_FOUND');
  return document;
}
