import { dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createParties, memberPapers, refusal, type Parties } from '../test-parties.ts';

let parties: Parties;
beforeAll(async () => {
  parties = await createParties();
});
afterAll(() => parties.close());

describe('notices and the report', () => {
  it('shows the notices to everybody, filled and hashed', async () => {
    const { items } = await parties.as(null).legal.notices({});
    expect(items.map((notice) => notice.code)).toEqual([
      'TERMS',
      'PRIVACY',
      'COOKIES',
      'ACCESSIBILITY',
      'ERECORDS',
    ]);
    for (const notice of items) {
      expect(notice.html).not.toContain('{{');
      expect(notice.html).toContain('SmartStart Hub');
    }
  });

  it('counts members, full scores and versions for a legal administrator only', async () => {
    const { as, member, security, transact, kernel } = parties;
    const admin = await member();
    expect(await refusal(as(admin).legal.complianceReport({}))).toBe('FORBIDDEN');
    await transact(async (tx) => {
      await security.record(tx, admin, { kind: 'APPOINTED', value: '12' });
      await security.record(tx, admin, { kind: 'PASSKEY' });
      for (const value of [
        'BAA',
        'ECA',
        'ATA',
        'SAA',
        'IRA',
        'LCA',
        'LAA',
        'ACPA',
        'RCA',
        'PTSA',
        'SOBA',
        'PUSA',
        'TCA',
        'ST1A',
        'ST2A',
        'ESA',
      ])
        await security.record(tx, admin, { kind: 'PAPER', value });
      for (const value of ['PCA', 'IAA'])
        await security.record(tx, admin, { kind: 'PAPER', value, ref: 'hub' });
      await security.record(tx, admin, { kind: 'PAPER', value: 'PPNA', ref: 'hub', tier: 2 });
    });
    const report = await as(admin).legal.complianceReport({});
    expect(report.members).toBeGreaterThanOrEqual(report.fullyCompliant);
    expect(report.fullyCompliant).toBeGreaterThan(0);
    expect(report.versions.find((line) => line.code === 'ESCA')).toMatchObject({ version: '1.0.0' });
    expect(report.computedAt).toBe(kernel.clock.now().toISOString());
  });

  it('exports all of a person’s documents, and of others’ signatures the hash only', async () => {
    const { legal, db, member } = parties;
    const ada = await member();
    const text = JSON.stringify(await legal.exportOf(db, ada));
    const data = JSON.parse(text) as {
      documents: { code: string; text: string; evidence: { record?: string }[] }[];
    };
    expect(data.documents.map((document) => document.code).sort()).toEqual([...memberPapers].sort());
    expect(data.documents.every((document) => document.evidence[0]?.record?.includes(ada))).toBe(true);
  });
});

describe('an appointed administrator', () => {
  it('signs venture papers once, with the hub as counterparty', async () => {
    const { as, member, open, openAndSign, security, db, transact } = parties;
    const admin = await member();
    expect(await refusal(open(admin, 'PCA'))).toBe('RULE_VIOLATED');
    await transact(async (tx) => {
      await security.record(tx, admin, { kind: 'APPOINTED', value: '10' });
      await security.record(tx, admin, { kind: 'SECOND_FACTOR' });
    });
    for (let round = 0; round < 3; round++) {
      const wanted = (await as(admin).legal.papers({})).items.filter((paper) => paper.status === 'REQUIRED');
      for (const paper of wanted)
        await openAndSign(admin, paper.code, paper.tier === null ? {} : { tier: paper.tier });
    }
    const held = await security.held(db, admin);
    expect(held).toContain(10);
    expect(held).not.toContain(11);
    const facts = await security.facts(db, admin);
    expect(
      facts
        .filter((fact) => fact.ref === 'hub')
        .map((fact) => [fact.value, fact.tier])
        .sort(),
    ).toEqual([
      ['IAA', 0],
      ['PCA', 0],
      ['PPNA', 2],
    ]);
    const { documentId } = await as(admin).legal.paper({ params: { code: 'PCA' } });
    const copy = await as(admin).legal.document({ params: { documentId: documentId! } });
    expect(copy.signers.map((signer) => [signer.role, signer.mode])).toEqual([
      ['participant', 'SELF'],
      ['hub', 'STANDING'],
    ]);
    expect((await as(admin).legal.verify({ params: { documentId: documentId! } })).valid).toBe(true);
    expect(new Date(copy.validUntil!).getTime()).toBe(parties.clock.now().getTime() + 180 * dayMs);
  });
});
