import type { Db, Tx } from '../../kernel/db.ts';
import { found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Security } from '../../engines/security/index.ts';
import type { Sealing } from '../sealing/index.ts';
import { defineAnnouncements } from './administration/announcements.ts';
import { createBreaches, type BreachDeps, type Breaches } from './breaches/breaches.ts';
import { defineBulkJob } from './drafting/bulk.ts';
import { paperName, paperOf } from './catalogue/catalogue.ts';
import { openCopy, personOf } from './papers/copies.ts';
import { subscribeGuests } from './guests/guest-mails.ts';
import { exportOf, waitingFor } from './reading/documents.ts';
import { createDraft, type NewAgreement } from './drafting/drafts.ts';
import { defineJobs, release } from './signing/endings.ts';
import { announceRequired } from './record/events.ts';
import { ownerStanding } from './record/evidence.ts';
import type { Ground, Origin, People, StepUpLookup } from './ground.ts';
import { createOversight, type Oversight } from './administration/oversight.ts';
import { paperworkOf, scoreOf, wantedOf, type PaperNeed, type Paperwork } from './papers/papers.ts';
import { publish } from './catalogue/publication.ts';
import * as publications from './catalogue/publication-store.ts';
import { signatoriesOf } from './record/signatories.ts';
import { dissolve } from './signing/notice.ts';
import { defineReminders } from './signing/reminders.ts';
import { createRetention, type Retention } from './administration/retention.ts';
import { createSeals, type Seals } from './seals/seals.ts';
import { cancel } from './signing/running.ts';
import { openSigning } from './signing/sending.ts';
import * as store from './record/store.ts';
import { passOn } from './signing/succession.ts';
import { submit } from './drafting/submission.ts';
import { documentText, documentTexts, templateText } from './reading/plain-texts.ts';

export interface Legal {
  /** Registers the shipped texts; runs at each start, before the first request. */
  publish(): Promise<void>;
  paperName(code: string): string;
  /** Where a session's last proof of identity is looked up; the authentication service hands it in. */
  onStepUp(lookup: StepUpLookup): void;
  /** Keeps what papers say about a venture. */
  describeVenture(
    tx: Tx,
    venture: { ventureId: string; name: string; ownerId: string; ownerName: string; tierCeiling: number },
  ): Promise<void>;
  /** The owner signs copies of these papers of the venture in advance. */
  giveStanding(
    tx: Tx,
    given: { ventureId: string; ownerId: string; codes: readonly string[]; call: Origin },
  ): Promise<void>;
  /** The person now needs these papers; only venture papers that were asked for can be opened. */
  ask(tx: Tx, userId: string, needs: readonly PaperNeed[]): Promise<void>;
  /** Opens a copy, or finds the one that is open or in force; answers with the id of the document. */
  open(tx: Tx, userId: string, need: PaperNeed): Promise<string>;
  /** The same for an appointed administrator, with the hub as counterparty. */
  asHub(tx: Tx, userId: string, need: { code: string; tier?: number }): Promise<string>;
  release(tx: Tx, userId: string, ventureId: string): Promise<void>;
  /** The venture has a new owner: its papers name them from now on, and what waits for the former one is void. */
  passOn(
    tx: Tx,
    given: { ventureId: string; formerId: string; ownerId: string; ownerName: string },
  ): Promise<void>;
  paperwork(db: Db, userId: string, needs: readonly PaperNeed[]): Promise<Paperwork[]>;
  /** Copies of the venture that wait for the owner in person. */
  awaiting(
    db: Db,
    ownerId: string,
    ventureId: string,
  ): Promise<{ documentId: string; signerId: string; code: string }[]>;
  /** Papers in force of those required, in percent; null while none is required. */
  complianceScore(db: Db, userId: string): Promise<number | null>;
  exportOf(db: Db, userId: string): Promise<unknown>;
  /** Documents that wait for this person’s signature or answer, the newest first. */
  waitingFor(db: Db, actor: Parameters<typeof waitingFor>[2], limit: number): ReturnType<typeof waitingFor>;
  /** A draft of an agreement in somebody's name; answers with the id of the document. The caller has checked who may. */
  createAgreement(tx: Tx, wish: NewAgreement): Promise<string>;
  /** Hands the draft in and sends it to its recipients; a text that is to be reviewed first is not sent yet. */
  sendAgreement(
    tx: Tx,
    given: { documentId: string; creatorId: string; deadlineDays?: number; call?: Origin },
  ): Promise<'SENT' | 'UNDER_REVIEW'>;
  /** Takes an agreement back that is not in force yet, in the name of its maker. */
  voidAgreement(
    tx: Tx,
    given: { documentId: string; actorId: string; reason: string; call: Origin },
  ): Promise<void>;
  /** Ends an agreement at once, in the name of the platform: what it was made for cannot begin, or the hub ended it. */
  dissolveAgreement(tx: Tx, given: { documentId: string; reason: string }): Promise<void>;
  /** What stands in the blanks of an agreement that was handed in, and the agreement it is about. */
  filledIn(
    db: Db,
    documentId: string,
  ): Promise<{ readonly concernsId: string; readonly values: Readonly<Record<string, string>> } | null>;
  /** Who signed a document in person, and from where. */
  signatoriesOf(db: Db, documentId: string): Promise<ReadonlyMap<string, Origin>>;
  /** Plain texts, for those who read and compare contracts. */
  readonly texts: {
    ofDocument: typeof documentText;
    ofPerson: typeof documentTexts;
    ofTemplate(db: Db, code: string): ReturnType<typeof templateText>;
  };
  /** For the module of compliance above. */
  readonly oversight: Oversight;
  readonly breaches: Breaches;
  readonly retention: Retention;
}

/** What modules above ask for documents that take effect with everybody’s signature. */
export type AgreementDesk = Pick<Legal, 'createAgreement' | 'sendAgreement' | 'voidAgreement'>;

/** What the routes need besides. */
export interface LegalOperations {
  readonly ground: Ground;
  readonly stepUpOf: StepUpLookup;
  readonly seals: Seals;
}

export function createLegal(
  kernel: Kernel,
  deps: { security: Security; people: People; sealing: Sealing } & BreachDeps,
): Legal & { readonly operations: LegalOperations } {
  const ground: Ground = { kernel, security: deps.security, people: deps.people };
  let lookup: StepUpLookup = () => Promise.resolve(null);
  defineJobs(ground);
  defineAnnouncements(ground);
  defineBulkJob(ground);
  subscribeGuests(ground);
  defineReminders(ground);
  return {
    operations: {
      ground,
      stepUpOf: (sessionId) => lookup(sessionId),
      seals: createSeals(ground, deps.sealing),
    },
    publish: () => publish(kernel),
    paperName,
    onStepUp: (given) => void (lookup = given),
    describeVenture: (tx, venture) =>
      publications.upsertVenture(tx, {
        venture_id: venture.ventureId,
        name: venture.name,
        owner_id: venture.ownerId,
        owner_name: venture.ownerName,
        tier_ceiling: venture.tierCeiling,
      }),
    giveStanding: (tx, given) => giveStanding(ground, tx, given),
    ask: (tx, userId, needs) => ask(ground, tx, userId, needs),
    open: (tx, userId, need) => openCopy(ground, tx, userId, need),
    asHub: (tx, userId, { code, tier }) => openCopy(ground, tx, userId, { code, tier }),
    release: (tx, userId, ventureId) => release(ground, tx, userId, ventureId),
    passOn: (tx, given) => passOn(ground, tx, given),
    paperwork: (db, userId, needs) => paperworkOf(ground, db, userId, needs),
    awaiting: store.awaitingSignature,
    complianceScore: (db, userId) => scoreOf(ground, db, userId),
    exportOf,
    waitingFor: (db, actor, limit) => waitingFor(ground, db, actor, limit),
    createAgreement: async (tx, wish) => (await createDraft(ground, tx, wish)).id,
    sendAgreement: (tx, given) => sendAgreement(ground, tx, given),
    voidAgreement: async (tx, { documentId, actorId, reason, call }) => {
      const actor = { userId: actorId, sessionId: '', held: new Set<never>(), call };
      await cancel(ground, tx, actor, documentId, reason);
    },
    dissolveAgreement: (tx, { documentId, reason }) => dissolve(ground, tx, documentId, reason),
    filledIn: async (db, documentId) => {
      const document = await store.documentById(db, documentId);
      if (!document) return null;
      const { values = {} } = document.fill as { values?: Record<string, string> };
      return { concernsId: document.ref, values };
    },
    signatoriesOf,
    texts: {
      ofDocument: documentText,
      ofPerson: documentTexts,
      ofTemplate: (db, code) => templateText(ground, db, code),
    },
    oversight: createOversight(ground),
    breaches: createBreaches(ground, deps),
    retention: createRetention(ground),
  };
}

async function sendAgreement(
  ground: Ground,
  tx: Tx,
  given: { documentId: string; creatorId: string; deadlineDays?: number; call?: Origin },
): Promise<'SENT' | 'UNDER_REVIEW'> {
  const maker = { userId: given.creatorId, ...(given.call ? { call: given.call } : {}) };
  const { state } = await submit(ground, tx, maker, given.documentId);
  if (state !== 'APPROVED') return 'UNDER_REVIEW';
  await openSigning(ground, tx, maker, given.documentId, given.deadlineDays);
  return 'SENT';
}

async function giveStanding(
  ground: Ground,
  tx: Tx,
  given: { ventureId: string; ownerId: string; codes: readonly string[]; call: Origin },
): Promise<void> {
  const venture = found(await publications.ventureOf(tx, given.ventureId));
  if (venture.owner_id !== given.ownerId)
    throw new Error('Only the owner of a venture signs its papers in advance.');
  const owner = await personOf(ground, tx, given.ownerId);
  const at = ground.kernel.clock.now();
  const facts = await ground.security.facts(tx, owner.id);
  const identityVerified = facts.some(
    (fact) => fact.kind === 'IDENTITY_VERIFIED' && (fact.until === null || fact.until > at),
  );
  for (const code of given.codes) {
    const rule = paperOf(code)?.signers.find((signer) => signer.side === 'OWNER');
    if (rule?.mode !== 'STANDING') throw new Error(`Owners do not sign ${code} in advance.`);
    const version = found(await publications.currentVersion(tx, code));
    const ids = { ventureId: given.ventureId, ownerId: given.ownerId, code, version: version.version };
    if (await publications.standingOf(tx, ids)) continue;
    const sealed = ownerStanding(ground.kernel.signingKey, {
      version,
      ventureId: given.ventureId,
      ventureName: venture.name,
      tierCeiling: venture.tier_ceiling,
      owner,
      identityVerified,
      origin: given.call,
      at,
    });
    const id = newId();
    await publications.insertStanding(tx, {
      id,
      venture_id: ids.ventureId,
      owner_id: ids.ownerId,
      code,
      version: ids.version,
      record: sealed.record,
      record_hash: sealed.recordHash,
      signature: sealed.signature,
      key_id: sealed.keyId,
      given_at: at,
    });
    await ground.security.audit(tx, {
      actorId: owner.id,
      action: 'standing-signature.given',
      entity: 'venture',
      entityId: given.ventureId,
      call: given.call,
      after: { code, version: ids.version, textHash: version.text_hash, recordHash: sealed.recordHash },
    });
  }
}

async function ask(ground: Ground, tx: Tx, userId: string, needs: readonly PaperNeed[]): Promise<void> {
  const rows = needs.map((need) => {
    if (!paperOf(need.code)) throw new Error(`There is no paper ${need.code}.`);
    const wanted = wantedOf(need);
    return { userId, code: need.code, ref: wanted.ref ?? '', tier: wanted.tier ?? 0 };
  });
  const fresh = await publications.insertNeeds(tx, rows, ground.kernel.clock.now());
  if (fresh.length) await announceRequired(ground, tx, userId, fresh);
}
