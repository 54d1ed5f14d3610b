import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import { textOf } from './canonical-text.ts';
import { eventGenesisText, type Evidence, type EvidenceEvent, type EvidenceRecord } from './evidence.ts';

/** Evidence as an installation makes it, for tests: real keys, real chains. */

export interface Party {
  readonly name: string;
  readonly role: string;
  readonly kind?: 'CLICK' | 'TYPED' | 'DRAWN' | 'PASSKEY';
  readonly drawing?: Buffer;
  readonly typedName?: string;
}

export interface Round {
  readonly html: string;
  readonly parties: readonly Party[];
}

export const documentId = '0199aaaa-bbbb-7ccc-8ddd-eeeeffff0001';
export const sampleHtml = `<h1>Contributor Agreement</h1>
<p>Between <strong>Northwind Labs</strong> and <em>Ada &amp; Co</em>.</p>
<h2>1. Work</h2>
<p>The contributor gives the venture the rights in the work (see section 2).</p>
<ol><li>first duty</li><li><p>second duty</p><ul><li>inner &lt;duty&gt;</li></ul></li></ol>
<h2>2. Money</h2>
<table><thead><tr><th>Item</th><th>Amount</th></tr></thead><tbody><tr><td>Seat</td><td>CAD&nbsp;100</td></tr></tbody></table>
<p>This text is not legal advice.</p>`;
export const parties: readonly Party[] = [
  { name: 'Ada Lovelace', role: 'contributor', kind: 'TYPED', typedName: 'Ada Lovelace' },
  { name: 'Bo Founder', role: 'owner', kind: 'CLICK' },
];

export const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');

export function makeKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const keyId = sha256(publicKey.export({ type: 'spki', format: 'der' })).slice(0, 16);
  return { privateKey, keyId, pem: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
}

export interface MakeOptions {
  readonly rounds?: readonly Round[];
  readonly key?: { readonly privateKey: KeyObject; readonly keyId: string; readonly pem: string };
  readonly title?: string;
  readonly at?: Date;
}

/** The same options with one more round give evidence that goes on where the shorter one stopped. */
export function makeEvidence(options: MakeOptions = {}): Evidence {
  const {
    rounds = [{ html: sampleHtml, parties }],
    key = makeKey(),
    title = 'Contributor Agreement',
  } = options;
  const started = (options.at ?? new Date('2026-11-22T10:00:00.000Z')).getTime();
  const texts = rounds.map(({ html }, index) => {
    const canonicalText = textOf(html);
    return { round: index + 1, html, canonicalText, textHash: sha256(canonicalText) };
  });
  const records: EvidenceRecord[] = [];
  const recipients: Evidence['recipients'][number][] = [];
  const events: EvidenceEvent[] = [];
  let minute = 0;
  const addEvent = (type: string, at: string, actor: string, data: Record<string, unknown>) => {
    const previousHash = events.at(-1)?.hash ?? sha256(eventGenesisText(documentId));
    const record = canonicalJson({ type, at, actor: { name: actor }, data, documentId, previousHash });
    events.push({ seq: events.length + 1, record, hash: sha256(record) });
  };
  rounds.forEach((round, index) => {
    let previousHash = texts[index]!.textHash;
    addEvent('document.sent', new Date(started + minute * 60_000).toISOString(), 'Bo Founder', {});
    for (const party of round.parties) {
      const at = new Date(started + ++minute * 60_000).toISOString();
      const position = recipients.length + 1;
      const { name, role, kind = 'CLICK', drawing, typedName } = party;
      const email = `p${position}@example.com`;
      const record = canonicalJson({
        act: 'SIGNATURE',
        documentId,
        code: 'CA',
        version: '1.0.0',
        textHash: texts[index]!.textHash,
        position,
        role,
        mode: 'SELF',
        previousHash,
        at,
        signer: { id: null, name, title: '', email, identityVerified: false },
        kind,
        typedName: typedName ?? null,
        drawing: drawing
          ? { mediaType: 'image/png', sizeBytes: drawing.length, sha256: sha256(drawing) }
          : null,
        consents: { terms: true, privacy: true, electronicSignature: true },
        readToEnd: true,
        stepUp: { at, factor: 'PASSWORD' },
        ip: '203.0.113.7',
        agent: 'test',
        keyId: key.keyId,
      });
      const recordHash = sha256(record);
      records.push({
        position,
        record,
        recordHash,
        previousHash,
        signature: sign(null, Buffer.from(record), key.privateKey).toString('base64url'),
        keyId: key.keyId,
        ...(drawing ? { drawingSha256: sha256(drawing), drawing: drawing.toString('base64') } : {}),
      });
      previousHash = recordHash;
      recipients.push({
        position,
        round: index + 1,
        step: position,
        kind: 'SIGNER',
        role,
        name,
        email,
        state: 'SIGNED',
        actedAt: at,
      });
      addEvent('document.signed', at, name, { position, recordHash });
    }
  });
  return {
    format: 'smartstart-evidence',
    formatVersion: 1,
    installation: { name: 'Test Hub', origin: 'https://hub.example' },
    document: { id: documentId, code: 'CA', title, version: '1.0.0', kind: 'CUSTOM' },
    texts,
    recipients,
    records,
    events,
    publicKeys: [{ keyId: key.keyId, pem: key.pem }],
    certificates: [],
  };
}
