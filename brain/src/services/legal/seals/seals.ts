import { buildBundle } from '@smartstart/verify';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import type { Evidence, Sealed, Sealing, SealRequest } from '../../sealing/index.ts';
import * as agreements from '../record/agreement-store.ts';
import { auditLinksOf } from '../record/audit-links.ts';
import { paperName } from '../catalogue/catalogue.ts';
import { sealJob } from '../signing/completion.ts';
import { announce, announceAgreement, everybodyOf } from '../record/events.ts';
import type { Ground } from '../ground.ts';
import { note, platform } from '../record/history.ts';
import { eventsOf } from '../record/history-store.ts';
import type { Shown } from '../reading/presentation.ts';
import * as publications from '../catalogue/publication-store.ts';
import { roundsOf } from '../record/rounds.ts';
import { evidenceOf, textNumber } from './seal-evidence.ts';
import * as seals from './seal-store.ts';
import * as store from '../record/store.ts';

/**
 * Sealed copies. Each text that came into force is sealed once: rendered and sealed outside any transaction, then kept
 * under the lock of the document if nobody was faster. A later text is added to the sealed file before, whose seal stays.
 */
export interface Seals {
  /** Seals what is in force and not sealed yet. Written so that it may run twice, and at the same instant. */
  seal(documentId: string): Promise<void>;
  /** The sealed file, or a plain copy of what the reader is shown while nothing is in force. */
  pdf(documentId: string, shown: Shown): Promise<Uint8Array>;
  /** Sealed file and evidence in one archive. */
  bundle(documentId: string): Promise<Uint8Array>;
}

/** Why a text came into force: signed for the first time, as an amendment, or anew after it had expired. */
type Reason = 'EFFECTIVE' | 'AMENDED' | 'RENEWED';

/** A text that came into force and has no seal, ready to be sealed. */
interface Order {
  readonly document: store.DocumentRow;
  readonly round: number;
  readonly reason: Reason;
  readonly request: SealRequest;
  /** The sealed file before, which the new one continues. */
  readonly base: seals.SealRow | null;
}

const sweepBatch = 100;
/** A document that is amended while it is being sealed is sealed again; more often than this in a row is no accident. */
const maxRounds = 50;
const occasions: Readonly<Record<Reason, string>> = {
  EFFECTIVE: 'In force',
  AMENDED: 'Amendment in force',
  RENEWED: 'Renewed',
};

export function createSeals(ground: Ground, sealing: Sealing): Seals {
  const { database, config, clock, jobs, log } = ground.kernel;
  const installation = { name: config.hub.name, origin: config.publicOrigin };
  const verifyUrl = `${config.publicOrigin}/verify-document`;

  async function seal(documentId: string): Promise<void> {
    for (let count = 0; count < maxRounds; count++) {
      const certificates = await certificatesOf(database.db);
      const order = await database.transact((tx) => orderOf(tx, documentId, certificates));
      if (!order) return;
      const { base, request, reason } = order;
      const pdf = base ? await sealing.annex(base.pdf, request) : await sealing.render(request);
      const title = request.evidence.document.title;
      const sealed = await sealing.seal(pdf, {
        reason: `${occasions[reason]}: ${title}`,
      });
      await database.transact((tx) => keep(tx, order, sealed));
    }
    throw new Error(`Document ${documentId} cannot be sealed: its texts change faster than they are sealed.`);
  }

  /** Reads under the lock of the document, so that what is read is of one moment. */
  async function orderOf(
    tx: Tx,
    documentId: string,
    certificates: Evidence['certificates'],
  ): Promise<Order | null> {
    const document = await store.lockDocument(tx, documentId);
    if (!document?.effective_at) return null;
    const events = await eventsOf(tx, documentId);
    const last = await seals.lastSeal(tx, documentId);
    const next = roundsInForce(document, events).find(({ round }) => round > (last?.round ?? 0));
    if (!next) return null;
    const stored = {
      document,
      events,
      texts: document.kind === 'CUSTOM' ? await agreements.textsOf(tx, documentId) : [],
      signers: await store.signersOf(tx, documentId),
      signatures: await store.signaturesOf(tx, documentId),
      keys: await publications.keysOf(tx),
    };
    const title = document.title ?? paperName(document.code);
    const audit = await auditLinksOf(tx, documentId);
    const { html } = roundsOf(stored).find(({ round }) => round === next.round)!;
    return {
      document,
      ...next,
      base: last ? found(await seals.sealFile(tx, documentId, last.number)) : null,
      request: {
        evidence: evidenceOf({ stored, title, installation, certificates, audit }),
        round: textNumber(stored, next.round),
        ...(next.renewal ? { renewal: next.renewal } : {}),
        html,
        verifyUrl,
        at: next.at,
      },
    };
  }

  /** Keeps the finished file, unless another worker was faster: nothing is sealed twice. */
  async function keep(
    tx: Tx,
    { document, round, reason, request, base }: Order,
    sealed: Sealed,
  ): Promise<void> {
    const locked = found(await store.lockDocument(tx, document.id));
    const last = await seals.lastSeal(tx, document.id);
    if (last?.number !== base?.number) return;
    const number = (last?.number ?? 0) + 1;
    const inserted = await seals.insertSeal(tx, {
      document_id: document.id,
      number,
      round,
      reason,
      pdf: Buffer.from(sealed.pdf),
      sha256: sealed.sha256,
      level: sealed.level,
      certificate_serial: sealed.certificateSerial,
      evidence: JSON.stringify(request.evidence),
      sealed_at: sealed.sealedAt,
    });
    if (!inserted) return;
    const { sha256, level, certificateSerial } = sealed;
    await note(ground, tx, locked, {
      type: 'sealed',
      by: platform,
      data: { number, round, sha256, level, certificateSerial },
    });
    if (locked.kind === 'PAPER') return;
    const signers = await store.signersOf(tx, document.id);
    await announce(ground, tx, 'document.effective', locked, signers, null);
    const to = everybodyOf(locked, signers);
    await announceAgreement(ground, tx, 'agreement.sealed', locked, to, null, { round, sha256 });
  }

  async function certificatesOf(db: Db): Promise<Evidence['certificates']> {
    const all = await sealing.certificates(db);
    return all.map(({ serial, fingerprint, pem }) => ({ serial, fingerprint, pem }));
  }

  async function sealedFile(documentId: string): Promise<seals.SealRow | null> {
    await seal(documentId);
    const last = await seals.lastSeal(database.db, documentId);
    return last ? found(await seals.sealFile(database.db, documentId, last.number)) : null;
  }

  async function plainCopy(documentId: string, shown: Shown): Promise<Uint8Array> {
    const document = found(await store.documentById(database.db, documentId));
    return sealing.render({
      plain: true,
      evidence: draftEvidence(document, shown, installation),
      round: 1,
      html: shown.html,
      verifyUrl,
      at: clock.now(),
    });
  }

  /** What a lost job left behind, or what could not be sealed while the timestamp authority was away. */
  async function sweep(): Promise<void> {
    for (let after: string | null = null; ;) {
      const ids = await seals.unsealed(database.db, after, sweepBatch);
      for (const documentId of ids)
        await seal(documentId).catch((err: unknown) =>
          log.error({ err, documentId }, 'a document was not sealed'),
        );
      if (ids.length < sweepBatch) return;
      after = ids.at(-1)!;
    }
  }

  jobs.define({ name: sealJob, retryLimit: 10, run: ({ input }) => seal(String(input['documentId'])) });
  jobs.define({ name: 'seal-documents', cron: '*/10 * * * *', run: sweep });
  return {
    seal,
    pdf: async (documentId, shown) => (await sealedFile(documentId))?.pdf ?? plainCopy(documentId, shown),
    async bundle(documentId) {
      const file = await sealedFile(documentId);
      if (!file) throw new Fail('ILLEGAL_TRANSITION', 'This document is sealed once it is in force.');
      return buildBundle({ pdf: file.pdf, evidence: file.evidence });
    },
  };
}

interface RoundInForce {
  readonly round: number;
  readonly reason: Reason;
  /** 1 for the first renewal; 0 for what is none. */
  readonly renewal: number;
  readonly at: Date;
}

/** Rounds whose text came into force, oldest first. A paper from before histories were kept has one. */
function roundsInForce(
  document: store.DocumentRow,
  events: Awaited<ReturnType<typeof eventsOf>>,
): RoundInForce[] {
  if (document.kind === 'PAPER')
    return [{ round: 1, reason: 'EFFECTIVE', renewal: 0, at: document.effective_at! }];
  let signedAnew = -1;
  return events.flatMap(({ type, record, at }): RoundInForce[] => {
    if (type !== 'effective' && type !== 'amended') return [];
    const { round } = JSON.parse(record) as { round: number };
    if (type === 'amended') return [{ round, reason: 'AMENDED', renewal: 0, at }];
    signedAnew += 1;
    return [{ round, reason: signedAnew ? 'RENEWED' : 'EFFECTIVE', renewal: signedAnew, at }];
  });
}

/** Just what a plain copy shows: the text. */
function draftEvidence(
  document: store.DocumentRow,
  { html, canonicalText, textHash }: Shown,
  installation: Evidence['installation'],
): Evidence {
  return {
    format: 'smartstart-evidence',
    formatVersion: 1,
    installation,
    document: {
      id: document.id,
      code: document.code,
      title: document.title ?? paperName(document.code),
      version: document.version,
      kind: document.kind,
    },
    texts: [{ round: 1, html, canonicalText, textHash }],
    recipients: [],
    records: [],
    events: [],
    publicKeys: [],
    certificates: [],
  };
}
