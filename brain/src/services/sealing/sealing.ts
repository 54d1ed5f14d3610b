import { addDays } from '@smartstart/units';
import type { Db, Tx } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { certificateFile } from './certificate-file.ts';
import { openIdentity, type Identity, type PublicCertificate } from './identity.ts';
import type { SealCertificate, Sealed, SealFacts, SealRequest } from './request.ts';
import * as store from './store.ts';
import { createSealingThread } from './thread.ts';

/**
 * Makes documents into sealed PDFs. Knows texts, evidence and certificates, and nothing of what the documents are about.
 * Rendering and sealing take long and happen outside transactions.
 */
export interface Sealing {
  /** The document as a tagged PDF with its certificate of completion; `evidence.json` is attached. */
  render(request: SealRequest): Promise<Uint8Array>;
  /** Adds the pages of a later round, and the longer evidence, behind what is sealed already. */
  annex(pdf: Uint8Array, request: SealRequest): Promise<Uint8Array>;
  /**
   * PAdES B-B, or B-T when a timestamp authority is set. When the authority does not answer, this throws a
   * `SealingError` whose `retry` is true; it never answers with less than was set.
   */
  seal(pdf: Uint8Array, facts: SealFacts): Promise<Sealed>;
  /** Every certificate this installation has sealed with, from the first on; makes the first one when there is none. */
  certificates(db: Db): Promise<SealCertificate[]>;
  /** Makes the first certificate, and says so when the present one ends soon. */
  start(): Promise<void>;
  close(): Promise<void>;
}

type SealingKernel = Pick<Kernel, 'config' | 'database' | 'clock' | 'log'>;

interface Current {
  readonly stamp: string;
  readonly identity: Identity;
  readonly certificate: PublicCertificate;
}

/** So many days before its end a certificate asks to be renewed. */
const warnDays = 60;

export function createSealing({ config, database, clock, log }: SealingKernel): Sealing {
  const thread = createSealingThread();
  const file = certificateFile(config.dataDir);
  const { p12, password, timestampUrl } = config.seal;
  let loading: Promise<Current> | null = null;

  /** The key that seals now. A key that `rotate-seal` put there counts from the next seal on. */
  async function current(): Promise<Current> {
    const before = loading;
    const known = await before?.catch(() => null);
    if (known && known.stamp === stamp()) return known;
    // Several seals may come at once; the first one that finds no key loads it for all.
    if (loading === before) loading = load();
    return loading!;
  }

  function stamp(): string {
    return p12 ? 'environment' : file.stamp();
  }

  async function load(): Promise<Current> {
    if (!p12 && !file.read()) await file.make(config.hub.name, clock.now());
    // The mark is taken first: a key that is put there meanwhile makes it old.
    const mark = stamp();
    const identity: Identity = p12 ? { p12, password } : file.read()!;
    const { certificate } = await openIdentity(identity);
    const added = await database.transact((tx) => listCertificate(tx, certificate, clock.now()));
    if (added) log.info({ serial: certificate.serial }, 'documents are sealed with a new certificate');
    return { stamp: mark, identity, certificate };
  }

  return {
    render: (request) => thread.run({ kind: 'render', request }),
    annex: (pdf, request) => thread.run({ kind: 'annex', pdf, request }),
    async seal(pdf, { reason, name = config.hub.name, at = clock.now() }) {
      const { identity } = await current();
      const location = config.publicOrigin;
      return thread.run({ kind: 'seal', order: { pdf, identity, timestampUrl, reason, name, location, at } });
    },
    async certificates(db) {
      const rows = await store.allCertificates(db);
      if (rows.some((row) => row.retired_at === null)) return rows.map(toCertificate);
      await current();
      return (await store.allCertificates(db)).map(toCertificate);
    },
    async start() {
      const { certificate } = await current();
      if (config.mode === 'production' && !p12)
        log.warn(
          'SEAL_P12 is not set: the key that seals documents lies in the data folder alone; back it up',
        );
      if (certificate.notAfter < addDays(clock.now(), warnDays))
        log.warn(
          { until: certificate.notAfter },
          'the sealing certificate ends soon: run "npm run rotate-seal"',
        );
    },
    close: () => thread.close(),
  };
}

/** Lists a certificate that is new, and retires the ones before it. */
export async function listCertificate(tx: Tx, certificate: PublicCertificate, now: Date): Promise<boolean> {
  const { serial, fingerprint, pem } = certificate;
  const row = { serial, fingerprint_sha256: fingerprint, pem, first_seen: now, retired_at: null };
  const added = await store.insertCertificate(tx, row);
  if (added) await store.retireOthers(tx, serial, now);
  return added;
}

function toCertificate(row: store.CertificateRow): SealCertificate {
  return {
    serial: row.serial,
    fingerprint: row.fingerprint_sha256,
    pem: row.pem,
    since: row.first_seen,
    retiredAt: row.retired_at,
  };
}
