import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson as platformJson } from '../../../brain/src/engines/security/canonical.ts';
import {
  canonicalise as platformCanonicalise,
  textOf as platformTextOf,
} from '../../../brain/src/services/legal/texts/canonical-text.ts';
import { canonicalise, textOf } from './canonical-text.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Evidence } from './evidence.ts';
import { verifyEvidence } from './evidence-check.ts';
import { makeEvidence, makeKey, parties, sampleHtml, sha256 } from './test-evidence.ts';

const papers = fileURLToPath(new URL('../../../brain/src/services/legal/catalogue/papers/', import.meta.url));

describe('the canonical forms', () => {
  it('are those of the platform, for every shipped text', () => {
    for (const name of readdirSync(papers)) {
      const html = readFileSync(path.join(papers, name), 'utf8');
      expect(textOf(html), name).toBe(platformTextOf(html));
    }
  });

  it('are those of the platform, for any text and any value', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }),
        (text) => canonicalise(text) === platformCanonicalise(text),
      ),
      { numRuns: 1_000 },
    );
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => canonicalJson(value) === platformJson(value)),
    );
    const piece = fc.oneof(
      fc.constantFrom(
        '<p>',
        '</p>',
        '<ol>',
        '</ol>',
        '<li>',
        '</li>',
        '<br>',
        '<table>',
        '<tr>',
        '<td>',
        '</td>',
        '</tr>',
        '</table>',
        '&amp;',
        '&#233;',
        '<em>',
        '<x>',
      ),
      fc.string({ maxLength: 6 }),
    );
    const outcome = (make: (html: string) => string, html: string) => {
      try {
        return make(html);
      } catch {
        return null;
      }
    };
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const html = pieces.join('');
        return outcome(textOf, html) === outcome(platformTextOf, html);
      }),
      { numRuns: 1_000 },
    );
  });
});

type Change = (evidence: Evidence) => unknown;

const first = <T>(list: readonly T[], change: Partial<T>): T[] =>
  list.map((item, index) => (index ? item : { ...item, ...change }));
/** A record that says something else and is hashed again, as somebody without the key could do. */
function rewritten(evidence: Evidence, find: string, replace: string): Evidence {
  const record = evidence.records[0]!.record.replace(find, replace);
  return { ...evidence, records: first(evidence.records, { record, recordHash: sha256(record) }) };
}

const whole = makeEvidence();
const frauds: Record<string, [Change, string]> = {
  'a changed text': [(e) => ({ ...e, texts: first(e.texts, { canonicalText: 'other' }) }), 'TEXT_ALTERED'],
  'a text shown otherwise': [
    (e) => ({ ...e, texts: first(e.texts, { html: '<p>other</p>' }) }),
    'TEXT_SHOWN_DIFFERS',
  ],
  'script in the shown text': [
    (e) => ({ ...e, texts: first(e.texts, { html: '<script>1</script>' }) }),
    'TEXT_SHOWN_DIFFERS',
  ],
  'a changed record': [
    (e) => ({ ...e, records: first(e.records, { record: e.records[0]!.record.replace('Ada', 'Eve') }) }),
    'RECORD_ALTERED',
  ],
  'a changed record, hashed again': [(e) => rewritten(e, 'Ada', 'Eve'), 'SIGNATURE_INVALID'],
  'a signature of another record': [
    (e) => ({ ...e, records: first(e.records, { signature: e.records[1]!.signature }) }),
    'SIGNATURE_INVALID',
  ],
  'a record left out': [(e) => ({ ...e, records: e.records.slice(1) }), 'RECORD_MISSING'],
  'a record twice': [(e) => ({ ...e, records: [...e.records, e.records[1]!] }), 'RECORD_TWICE'],
  'records in another order': [(e) => ({ ...e, records: e.records.toReversed() }), 'RECORD_CHAIN'],
  'a record of another document': [
    (e) => ({ ...e, document: { ...e.document, id: 'other' } }),
    'RECORD_FOREIGN',
  ],
  'another name among the recipients': [
    (e) => ({ ...e, recipients: first(e.recipients, { name: 'Eve' }) }),
    'RECIPIENT_DIFFERS',
  ],
  'another time among the recipients': [
    (e) => ({ ...e, recipients: first(e.recipients, { actedAt: '2027-01-01T00:00:00.000Z' }) }),
    'RECIPIENT_DIFFERS',
  ],
  'a signature in the name of somebody who declined': [
    (e) => ({ ...e, recipients: first(e.recipients, { state: 'DECLINED' }) }),
    'RECIPIENT_DIFFERS',
  ],
  'another key under the same id': [
    (e) => ({ ...e, publicKeys: [{ ...e.publicKeys[0]!, pem: makeKey().pem }] }),
    'KEY_INVALID',
  ],
  'no key': [(e) => ({ ...e, publicKeys: [] }), 'SIGNATURE_INVALID'],
  'an event left out': [(e) => ({ ...e, events: e.events.slice(1) }), 'EVENT_CHAIN'],
  'the last event left out': [(e) => ({ ...e, events: e.events.slice(0, -1) }), 'RECORD_NOT_NAMED'],
  'a changed event': [
    (e) => ({ ...e, events: first(e.events, { record: e.events[0]!.record.replace('sent', 'seen') }) }),
    'EVENT_ALTERED',
  ],
};

describe('evidence', () => {
  it('that is whole, holds', async () => {
    const report = await verifyEvidence(JSON.stringify(whole));
    expect(report).toMatchObject({ valid: true, complete: true, problems: [], notes: [] });
    expect(report.signers).toMatchObject([
      { name: 'Ada Lovelace', action: 'SIGNED', method: 'TYPED', factor: 'PASSWORD', round: 1 },
      { name: 'Bo Founder', method: 'CLICK' },
    ]);
  });

  it('with an amendment holds', async () => {
    const rounds = [
      { html: sampleHtml, parties },
      { html: '<p>Other.</p>', parties },
    ];
    expect(await verifyEvidence(makeEvidence({ rounds }))).toMatchObject({ valid: true, complete: true });
  });

  for (const [name, [change, code]] of Object.entries(frauds))
    it(`with ${name} does not hold`, async () => {
      const report = await verifyEvidence(change(whole));
      expect(report.valid).toBe(false);
      expect(report.problems.map((problem) => problem.code)).toContain(code);
    });

  it('needs consents and a proof of identity in every personal signature', async () => {
    const key = makeKey();
    const { sign } = await import('node:crypto');
    const evidence = makeEvidence({ key });
    const codesWith = async (change: object) => {
      const content = { ...(JSON.parse(evidence.records[0]!.record) as object), ...change };
      const record = canonicalJson(content);
      const signature = sign(null, Buffer.from(record), key.privateKey).toString('base64url');
      const report = await verifyEvidence({
        ...evidence,
        records: first(evidence.records, { record, recordHash: sha256(record), signature }),
      });
      return report.problems.map(({ code }) => code);
    };
    expect(await codesWith({ stepUp: null })).toContain('PROOF_MISSING');
    expect(await codesWith({ stepUp: { at: '2030-01-01T00:00:00.000Z', factor: 'TOTP' } })).toContain(
      'PROOF_LATE',
    );
    expect(
      await codesWith({ consents: { terms: true, privacy: true, electronicSignature: false } }),
    ).toContain('CONSENT_MISSING');
    expect(await codesWith({ readToEnd: false })).toContain('NOT_READ');
  });

  it('that was signed before histories were kept, is told so', async () => {
    const report = await verifyEvidence({ ...whole, events: [] });
    expect(report).toMatchObject({ valid: true, notes: [{ code: 'NO_HISTORY' }] });
  });

  it('of any other form is named unreadable, and nothing throws', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const odd = [
      null,
      7,
      '',
      '{',
      '[]',
      '{"format":"smartstart-evidence"}',
      { ...whole, formatVersion: 2 },
      { ...whole, texts: {} },
    ];
    for (const value of [...odd, { ...whole, records: [{}] }, deep, JSON.stringify(whole).slice(0, -5)])
      expect((await verifyEvidence(value)).problems).toMatchObject([{ code: 'EVIDENCE_UNREADABLE' }]);
    const nested = { ...whole, events: first(whole.events, { record: deep }) };
    expect((await verifyEvidence(nested)).valid).toBe(false);
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.constantFrom(...Object.keys(whole)), async (value, name) => {
        await verifyEvidence({ ...whole, [name]: value });
        await verifyEvidence(value);
      }),
    );
  });

  it('with one changed character does not hold, or says the same', async () => {
    const json = JSON.stringify(whole);
    await fc.assert(
      fc.asyncProperty(fc.nat(json.length - 1), fc.constantFrom('x', '0', '"', ' '), async (at, char) => {
        const changed = json.slice(0, at) + char + json.slice(at + 1);
        const report = await verifyEvidence(changed);
        const same = JSON.stringify(unproven(report.evidence)) === JSON.stringify(unproven(whole));
        expect(report.valid && !same).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

/** What is proven without a seal; the rest, such as addresses and steps, is covered by the seal of the PDF alone. */
function unproven(evidence: Evidence | null): unknown {
  if (!evidence) return null;
  const { records, events, texts, recipients } = evidence;
  return {
    records,
    events,
    texts: texts.map(({ canonicalText, textHash }) => [canonicalText, textHash]),
    people: recipients.map(({ name, role, actedAt }) => [name, role, Date.parse(actedAt!)]),
  };
}
