import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { addMs } from '@smartstart/units';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { renderMail } from '../../../kernel/mail-template.ts';
import { sha256 } from '../texts/canonical-text.ts';
import { personOf } from '../papers/copies.ts';
import { envelopeOf, type Envelope } from '../record/envelope.ts';
import type { Ground, Guest, Origin, Signatory } from '../ground.ts';
import * as guests from './guest-store.ts';
import { note } from '../record/history.ts';
import { hasEvent } from '../record/history-store.ts';
import * as publications from '../catalogue/publication-store.ts';
import { isLive } from '../record/recipients.ts';
import { act, type Deed } from '../signing/signing.ts';
import * as store from '../record/store.ts';
import { fillFor, fillTemplate } from '../texts/template.ts';

/** Signing without an account: a link that opens once, a code sent to the same address, then a session of one hour. */

const codeMs = 10 * 60_000;
const sessionMs = 60 * 60_000;
const maxTries = 5;
/** Codes sent for one link; then a fresh invitation is needed. */
const maxCodes = 5;
export const disclosureCode = 'ERECORDS';

const usedUp = 'This link was used already, or a newer one took its place. Ask the sender for a fresh link.';

/** Sends a code to the address the invitation went to. */
export async function openLink(
  ground: Ground,
  tx: Tx,
  secret: string,
): Promise<{ title: string; fromName: string; maskedEmail: string }> {
  const link = await liveLink(ground, tx, secret);
  const { document, place } = await placeOf(tx, link.document_id, link.position);
  if (link.codes_sent >= maxCodes)
    throw new Fail(
      'RULE_VIOLATED',
      'Too many codes were sent for this link. Ask the sender for a fresh link.',
    );
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await guests.updateLink(tx, link.id, {
    code_hash: codeHash(ground, link.id, code),
    code_expires_at: addMs(ground.kernel.clock.now(), codeMs),
    code_tries: 0,
    codes_sent: link.codes_sent + 1,
  });
  const maker = await personOf(ground, tx, document.creator_id);
  const content = renderMail({
    greeting: `Hello ${place.name},`,
    paragraphs: [
      `Your code for “${document.title ?? document.code}” is ${code}.`,
      'It works for ten minutes, once. Nobody from us will ever ask you for it.',
    ],
    title: 'Your code',
  });
  await ground.kernel.mailer.queue(tx, { to: place.email, subject: `${code} is your code`, ...content });
  return {
    title: document.title ?? document.code,
    fromName: maker.name,
    maskedEmail: masked(place.email),
  };
}

/**
 * Uses the link up with its code. A wrong try counts even though it is refused: it is written in a transaction of its
 * own, before the refusal.
 */
export async function confirmLink(
  ground: Ground,
  secret: string,
  code: string,
  origin: Origin,
): Promise<{ session: string; endsAt: Date }> {
  const opened = await ground.kernel.database.transact(async (tx) => {
    const link = await liveLink(ground, tx, secret);
    const now = ground.kernel.clock.now();
    if (
      !link.code_hash ||
      !link.code_expires_at ||
      link.code_expires_at <= now ||
      link.code_tries >= maxTries
    )
      return 'OVER' as const;
    if (!same(link.code_hash, codeHash(ground, link.id, code))) {
      await guests.updateLink(tx, link.id, { code_tries: link.code_tries + 1 });
      return 'WRONG' as const;
    }
    return begin(ground, tx, link, origin);
  });
  if (opened === 'OVER')
    throw new Fail('FACTOR_INVALID', 'This code is over. Open the link again for a new one.');
  if (opened === 'WRONG')
    throw new Fail('FACTOR_INVALID', 'This is not the code we sent. Look at the newest mail.');
  return opened;
}

async function begin(
  ground: Ground,
  tx: Tx,
  link: guests.LinkRow,
  origin: Origin,
): Promise<{ session: string; endsAt: Date }> {
  const now = ground.kernel.clock.now();
  const session = randomBytes(32).toString('base64url');
  const endsAt = addMs(now, sessionMs);
  await guests.updateLink(tx, link.id, { used_at: now, code_hash: null });
  const id = newId();
  await guests.insertSession(tx, {
    id,
    link_id: link.id,
    secret_hash: sha256(session),
    confirmed_at: now,
    expires_at: endsAt,
  });
  const document = found(await store.lockDocument(tx, link.document_id));
  const { place } = await placeOf(tx, document.id, link.position);
  const { noted } = await envelopeOf(tx, document);
  await note(ground, tx, noted, {
    type: 'guest-confirmed',
    by: { userId: null, name: place.name, call: origin },
    position: place.position,
    data: { factor: 'EMAIL_CODE', session: id },
  });
  return { session, endsAt };
}

export interface Visit {
  readonly session: guests.OpenSession;
  readonly envelope: Envelope;
  readonly place: store.SignerRow;
  readonly disclosure: { readonly html: string; readonly hash: string };
}

/** What the session opens: one document, seen from one place. */
export async function visit(ground: Ground, db: Db, secret: string): Promise<Visit> {
  const session = await guests.liveSession(db, sha256(secret), ground.kernel.clock.now());
  if (!session)
    throw new Fail(
      'TOKEN_INVALID',
      'Your time is over, or your place passed to somebody else. Ask the sender for a fresh link.',
    );
  const document = found(await store.documentById(db, session.documentId));
  const envelope = await envelopeOf(db, document);
  const place = found(envelope.all.find((one) => one.position === session.position));
  return { session, envelope, place, disclosure: await disclosureFor(ground, db, place) };
}

/** The first look of somebody whose turn it is belongs to the history. */
export async function look(ground: Ground, tx: Tx, secret: string, origin: Origin): Promise<Visit> {
  const seen = await visit(ground, tx, secret);
  const { place, envelope } = seen;
  if (place.state !== 'DUE') return seen;
  await store.lockDocument(tx, envelope.document.id);
  if (await hasEvent(tx, envelope.document.id, 'viewed', place.position)) return seen;
  await note(ground, tx, envelope.noted, {
    type: 'viewed',
    by: { userId: null, name: place.name, call: origin },
    position: place.position,
  });
  return seen;
}

/** Acts in the place of the session. What the deed needs of the session, such as the factor, comes from there. */
export async function actAsGuest(
  ground: Ground,
  tx: Tx,
  secret: string,
  origin: Origin,
  deedOf: (seen: Visit, proof: { at: Date; factor: string }) => Deed,
): Promise<void> {
  const seen = await visit(ground, tx, secret);
  const guest: Guest = {
    position: seen.place.position,
    sessionId: seen.session.id,
    disclosureHash: seen.disclosure.hash,
    call: origin,
  };
  const who: Signatory = { kind: 'GUEST', ...guest };
  const deed = deedOf(seen, { at: seen.session.confirmedAt, factor: 'EMAIL_CODE' });
  await act(ground, tx, seen.envelope.document.id, who, deed);
}

/** What a guest agrees to before acting: a published notice, filled with the person's name. */
async function disclosureFor(
  ground: Ground,
  db: Db,
  place: store.SignerRow,
): Promise<{ html: string; hash: string }> {
  const version = found(await publications.currentVersion(db, disclosureCode));
  const { hub } = ground.kernel.config;
  const fill = fillFor(version.html, {
    hubName: hub.name,
    governingLaw: hub.governingLaw,
    venue: hub.venue,
    signerName: place.name,
    signerEmail: place.email,
    effectiveDate: version.published_at.toISOString().slice(0, 10),
  });
  // The hash is that of the published text: anybody can look it up by version.
  return { html: fillTemplate(version.html, fill), hash: version.text_hash };
}

async function liveLink(ground: Ground, tx: Tx, secret: string): Promise<guests.LinkRow> {
  const link = await guests.lockLink(tx, sha256(secret));
  if (!link || link.used_at || link.revoked_at) throw new Fail('TOKEN_INVALID', usedUp);
  if (link.expires_at <= ground.kernel.clock.now())
    throw new Fail('TOKEN_INVALID', 'The time of this link is over. Ask the sender for a fresh one.');
  return link;
}

async function placeOf(
  db: Db,
  documentId: string,
  position: number,
): Promise<{ document: store.DocumentRow; place: store.SignerRow }> {
  const document = found(await store.documentById(db, documentId));
  const place = (await store.signersOf(db, documentId)).find((one) => one.position === position);
  if (!place || place.mode !== 'GUEST' || !isLive(place)) throw new Fail('TOKEN_INVALID', usedUp);
  return { document, place };
}

/** Six digits could be guessed from a plain hash; a keyed one says nothing without the key. */
function codeHash({ kernel }: Ground, linkId: string, code: string): string {
  return createHmac('sha256', kernel.encryptionKey).update(`guest code ${linkId} ${code}`).digest('hex');
}

function same(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

/** `a…@example.com`: enough to know the own address by. */
function masked(email: string): string {
  const [name = '', domain = ''] = email.split('@');
  return `${name.slice(0, 1)}…@${domain}`;
}
