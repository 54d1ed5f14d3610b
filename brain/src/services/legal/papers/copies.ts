import { addDays, dayMs } from '@smartstart/units';
import type { Insertable } from 'kysely';
import type { Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import type { DocumentSignersTable } from '../../../tables.gen.ts';
import { sha256, textOf } from '../texts/canonical-text.ts';
import { paperOf, validityDays, type Paper, type SignerRule } from '../catalogue/catalogue.ts';
import { announce } from '../record/events.ts';
import type { Ground, Origin } from '../ground.ts';
import { note } from '../record/history.ts';
import { knownOf } from './known.ts';
import { isInForce } from '../record/policy.ts';
import * as publications from '../catalogue/publication-store.ts';
import { appointedRungs, hubTier, mayOpen } from './standing.ts';
import * as store from '../record/store.ts';
import { fillFor, fillTemplate, type Fill } from '../texts/template.ts';

/** Days the signers have. */
export const signingDays = 7;
/** A copy in force can be renewed from this many days before its end, or from half of its time when that is shorter. */
const renewalDays = 30;

export interface Wish {
  readonly code: string;
  readonly ventureId?: string | undefined;
  readonly tier?: number | undefined;
}

/** What a copy is for. */
interface Aim {
  readonly paper: Paper;
  readonly ref: string;
  readonly tier: number | null;
  readonly venture: publications.VentureRow | null;
}

interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** Opens a copy of the current version for the person, or finds the one that is open or in force; answers with its id. */
export async function openCopy(
  ground: Ground,
  tx: Tx,
  userId: string,
  wish: Wish,
  origin?: Origin,
): Promise<string> {
  const paper = found(paperOf(wish.code));
  await store.lockOpening(tx, userId);
  const aim = await aimOf(ground, tx, userId, paper, wish);
  const version = found(await publications.currentVersion(tx, paper.code));
  const person = await personOf(ground, tx, userId);
  const fill = fillFor(version.html, valuesOf(ground, aim, person));
  const html = fillTemplate(version.html, fill);
  const canonicalText = textOf(html);
  const textHash = sha256(canonicalText);
  const open = await findOpen(ground, tx, userId, aim, textHash);
  if (open) return open;
  const running = await findRunning(ground, tx, userId, aim);
  if (running) return running;
  const id = newId();
  const now = ground.kernel.clock.now();
  const signers = await signersFor(ground, tx, aim, person, version.version);
  await store.insertDocument(
    tx,
    {
      id,
      code: paper.code,
      version: version.version,
      ref: aim.ref,
      venture_id: aim.venture?.venture_id ?? null,
      tier: aim.tier,
      state: 'APPROVED',
      html,
      canonical_text: canonicalText,
      text_hash: textHash,
      fill: JSON.stringify(fill),
      creator_id: userId,
      deadline: addDays(now, signingDays),
      created_at: now,
    },
    signers.map((signer, index) => ({
      ...signer,
      document_id: id,
      position: index + 1,
      step: index + 1,
      state: index === 0 ? 'DUE' : 'WAITING',
    })),
  );
  const document = await store.updateDocument(tx, id, { state: 'SIGNING' });
  await note(ground, tx, document, {
    type: 'opened',
    by: { userId, name: person.name, ...(origin ? { call: origin } : {}) },
    data: { version: version.version, ref: aim.ref, tier: aim.tier, textHash },
  });
  await announce(ground, tx, 'document.opened', document, await store.signersOf(tx, id), userId);
  return id;
}

/** The text of the current version as a copy for this person would read now. */
export async function preview(
  ground: Ground,
  tx: Tx,
  userId: string,
  wish: Wish,
): Promise<{ html: string; textHash: string }> {
  const paper = found(paperOf(wish.code));
  const version = found(await publications.currentVersion(tx, paper.code));
  const venture = wish.ventureId ? ((await publications.ventureOf(tx, wish.ventureId)) ?? null) : null;
  const ref = await accountRef(tx, userId, paper, ground.kernel.clock.now());
  const aim = { paper, ref, tier: paper.code === 'PPNA' ? (wish.tier ?? 0) : null, venture };
  const html = fillTemplate(
    version.html,
    fillFor(version.html, valuesOf(ground, aim, await personOf(ground, tx, userId))),
  );
  return { html, textHash: sha256(textOf(html)) };
}

async function aimOf(ground: Ground, tx: Tx, userId: string, paper: Paper, wish: Wish): Promise<Aim> {
  if (paper.opening !== 'PERSON')
    throw new Fail(
      'RULE_VIOLATED',
      `This paper names two people and is not signed alone. Make a new agreement from the template “${paper.name}”${
        paper.opening === 'REVIEW' ? ' for the venture; after a legal review both sides sign it' : ''
      }.`,
    );
  if (wish.tier !== undefined && paper.code !== 'PPNA')
    throw new Fail('RULE_VIOLATED', 'This paper has no tiers.');
  if (paper.scope === 'VENTURE')
    return wish.ventureId
      ? aimAtVenture(tx, userId, paper, wish.ventureId, wish.tier)
      : aimAtHub(ground, tx, userId, paper, wish.tier);
  if (wish.ventureId)
    throw new Fail('RULE_VIOLATED', 'This paper is signed once per account, not for a venture.');
  if (!mayOpen(paper.code, await knownOf(ground, tx, userId))) throw new Fail('NOT_FOUND');
  return {
    paper,
    ref: await accountRef(tx, userId, paper, ground.kernel.clock.now()),
    tier: null,
    venture: null,
  };
}

/** The order for the seat names the team seat once the founder seat has been ordered. */
async function accountRef(tx: Tx, userId: string, paper: Paper, now: Date): Promise<string> {
  if (paper.code !== 'SOBA') return '';
  const [latest] = await store.copiesOpenedBy(tx, userId, paper.code);
  if (!latest) return '';
  const lapsedTeamSeat = latest.ref === 'TEAM' && latest.state !== 'TERMINATED';
  return lapsedTeamSeat || inForce(latest, now) ? 'TEAM' : '';
}

async function aimAtVenture(
  tx: Tx,
  userId: string,
  paper: Paper,
  ventureId: string,
  wished: number | undefined,
): Promise<Aim> {
  const venture = await publications.ventureOf(tx, ventureId);
  const needs = (await publications.needsOf(tx, [userId])).filter(
    (need) => need.code === paper.code && need.ref === ventureId,
  );
  if (!venture || !needs.length) throw new Fail('NOT_FOUND');
  const owns = venture.owner_id === userId;
  if (owns !== (paper.code === 'HSA') && paper.code !== 'PPNA') {
    throw new Fail(
      'RULE_VIOLATED',
      owns
        ? 'You are the owner: this paper is signed by the others of the venture.'
        : 'This paper is signed by the owner of the venture.',
    );
  }
  const asked = Math.max(...needs.map((need) => need.tier));
  const tier = paper.code === 'PPNA' ? (wished ?? asked) : null;
  if (tier !== null && tier > asked) throw new Fail('NOT_FOUND');
  if (tier !== null && tier > venture.tier_ceiling)
    throw new Fail('RULE_VIOLATED', `The venture opens data up to tier ${venture.tier_ceiling} only.`);
  return { paper, ref: ventureId, tier, venture };
}

/** Appointed administrators sign venture papers once, with the hub as counterparty. */
async function aimAtHub(
  ground: Ground,
  tx: Tx,
  userId: string,
  paper: Paper,
  wished: number | undefined,
): Promise<Aim> {
  const facts = await ground.security.facts(tx, userId);
  const askedByRung = paper.code === 'PPNA' || paper.code === 'PCA' || paper.code === 'IAA';
  if (!askedByRung || !appointedRungs(facts).has(5)) {
    throw new Fail(
      'RULE_VIOLATED',
      'This paper belongs to a venture. It is asked for when you create or join one.',
    );
  }
  return {
    paper,
    ref: 'hub',
    tier: paper.code === 'PPNA' ? (wished ?? hubTier(facts)) : null,
    venture: null,
  };
}

/** An open copy is used again while it says what a fresh one would say, or once its first signature is given. */
async function findOpen(
  ground: Ground,
  tx: Tx,
  userId: string,
  aim: Aim,
  textHash: string,
): Promise<string | null> {
  const now = ground.kernel.clock.now();
  for (const copy of await store.openCopies(tx, userId)) {
    if (copy.code !== aim.paper.code || copy.ref !== aim.ref || (copy.tier ?? 0) !== (aim.tier ?? 0))
      continue;
    const document = found(await store.lockDocument(tx, copy.id));
    if (document.state !== 'SIGNING') continue;
    const signers = await store.signersOf(tx, copy.id);
    const overdue = document.deadline !== null && document.deadline <= now;
    if (!overdue && (document.text_hash === textHash || signers[0]?.state === 'SIGNED')) return document.id;
    const closed = await store.updateDocument(tx, document.id, {
      state: overdue ? 'SIGNING_EXPIRED' : 'CANCELLED',
      ended_at: now,
      end_reason: overdue
        ? 'The time for signing was over.'
        : 'A fresh copy with the present text took its place.',
    });
    await note(ground, tx, closed, {
      type: overdue ? 'signing-expired' : 'cancelled',
      by: { userId, name: null },
    });
    await announce(ground, tx, 'document.ended', closed, signers, userId);
  }
  return null;
}

/** A copy in force is answered with as long as there is nothing to renew: a minor version is for new signers only. */
async function findRunning(ground: Ground, tx: Tx, userId: string, aim: Aim): Promise<string | null> {
  const now = ground.kernel.clock.now();
  for (const copy of await store.copiesOpenedBy(tx, userId, aim.paper.code)) {
    if (copy.ref !== aim.ref || (copy.tier ?? 0) !== (aim.tier ?? 0) || !inForce(copy, now)) continue;
    return renewable(copy, now) || (await publications.hasMaterialAfter(tx, copy.code, copy.version))
      ? null
      : copy.id;
  }
  return null;
}

function inForce(copy: store.DocumentRow, now: Date): boolean {
  return isInForce({ state: copy.state, validUntil: copy.valid_until }, now);
}

function renewable(copy: store.DocumentRow, now: Date): boolean {
  if (!copy.valid_until || !copy.effective_at) return false;
  const whole = copy.valid_until.getTime() - copy.effective_at.getTime();
  return copy.valid_until.getTime() - now.getTime() <= Math.min(renewalDays * dayMs, whole / 2);
}

function valuesOf(ground: Ground, aim: Aim, person: Person): Fill {
  const { hub } = ground.kernel.config;
  return {
    hubName: hub.name,
    governingLaw: hub.governingLaw,
    venue: hub.venue,
    signerName: person.name,
    signerEmail: person.email,
    // The day is not known when the text is fixed; the record of the last signature names it.
    effectiveDate: 'the day of the last signature',
    ventureName:
      aim.venture?.name ?? (aim.ref === 'hub' ? `${hub.name} (tasks of the appointment)` : 'the venture'),
    ownerName: aim.venture?.owner_name ?? (aim.ref === 'hub' ? hub.name : 'the owner of the venture'),
    tier: String(aim.tier ?? 0),
    seatScope: aim.ref === 'TEAM' ? 'Founder seat and team seat' : 'Founder seat',
    sponsorName: 'the sponsor',
    memberName: 'the member',
    ratePercent: '1.0',
  };
}

type NewSigner = Omit<Insertable<DocumentSignersTable>, 'document_id' | 'position' | 'state'>;

async function signersFor(
  ground: Ground,
  tx: Tx,
  aim: Aim,
  person: Person,
  version: string,
): Promise<NewSigner[]> {
  const signers: NewSigner[] = [];
  for (const rule of aim.paper.signers) {
    const signer = await signerFor(ground, tx, aim, person, version, rule);
    if (signer) signers.push(signer);
  }
  return signers;
}

async function signerFor(
  ground: Ground,
  tx: Tx,
  aim: Aim,
  person: Person,
  version: string,
  rule: SignerRule,
): Promise<NewSigner | null> {
  const hub = {
    role: 'hub',
    user_id: null,
    admin_rung: null,
    name: ground.kernel.config.hub.name,
    email: '',
    bears_fact: false,
  };
  if (rule.side === 'ADDRESSEE')
    return {
      role: rule.role,
      mode: 'SELF',
      user_id: person.id,
      admin_rung: null,
      name: person.name,
      email: person.email,
      bears_fact: true,
    };
  if (rule.side === 'HUB' || (rule.side === 'OWNER' && !aim.venture)) return { ...hub, mode: 'STANDING' };
  if (rule.side !== 'OWNER')
    return { ...hub, role: rule.role, mode: 'PERSON', admin_rung: rule.side === 'SUPER_ADMIN' ? 12 : 10 };
  const { owner_id: ownerId, venture_id: ventureId } = aim.venture!;
  // The owner's own copy has no counterparty.
  if (ownerId === person.id) return null;
  const owner = await personOf(ground, tx, ownerId);
  // Without a signature in advance for exactly this version the owner signs the copy in person.
  const standing =
    rule.mode === 'STANDING' &&
    (await publications.standingOf(tx, { ventureId, ownerId, code: aim.paper.code, version }));
  const mode = standing ? 'STANDING' : 'PERSON';
  return {
    role: rule.role,
    mode,
    user_id: owner.id,
    admin_rung: null,
    name: owner.name,
    email: owner.email,
    bears_fact: mode === 'PERSON' || aim.paper.standingCounts === true,
  };
}

export async function personOf(ground: Ground, tx: Tx, userId: string): Promise<Person> {
  const person = found((await ground.people.byIds(tx, [userId])).get(userId));
  return { id: userId, name: person.name, email: person.email };
}

/** Days of validity of a copy that comes into force, or null for no end. */
export function validityOf(document: store.DocumentRow, signers: readonly store.SignerRow[]): number | null {
  const ownersOwn = document.venture_id !== null && signers.length === 1;
  return validityDays(paperOf(document.code)!, document.tier, ownersOwn);
}
