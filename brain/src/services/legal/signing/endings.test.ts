import { addDays, dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transitions, type DocumentState } from '../record/policy.ts';
import { createParties, refusal, type Parties } from '../test-parties.ts';

let parties: Parties;
beforeAll(async () => {
  parties = await createParties();
});
afterAll(() => parties.close());

const about = (events: Record<string, unknown>[], documentId: string) =>
  events.filter((data) => data['documentId'] === documentId);

describe('time', () => {
  it('closes a rung the moment a paper expires, tells so once, and renewal opens it again', async () => {
    const { as, clock, member, open, sign, security, db, kernel, events } = parties;
    const ada = await member();
    const ppa = (await as(ada).legal.documents({ query: { state: 'EFFECTIVE' } })).items.find(
      (item) => item.code === 'PPA',
    )!;
    clock.advance(365 * dayMs);
    expect(await security.held(db, ada)).toEqual(new Set([0]));
    await kernel.jobs.run('expire-papers');
    await kernel.jobs.run('expire-papers');
    expect((await as(ada).legal.document({ params: { documentId: ppa.id } })).state).toBe('EXPIRED');
    expect(about(await events('paper.expired'), ppa.id)).toEqual([
      { userId: ada, documentId: ppa.id, code: 'PPA', ventureId: null, tier: null },
    ]);
    const papers = await as(ada).legal.papers({});
    expect(papers.items.find((paper) => paper.code === 'PPA')?.status).toBe('EXPIRED');
    expect(papers.complianceScore).toBe(20);
    for (const code of ['PPA', 'PNA', 'MNDA', 'STA']) await sign(ada, await open(ada, code));
    expect(await security.held(db, ada)).toEqual(new Set([0, 1]));
    expect((await open(ada, 'PPA')).id).not.toBe(ppa.id);
    expect((await as(ada).legal.papers({})).complianceScore).toBe(100);
  });

  it('announces the end 30, 7 and 1 days before, once each, and not after a renewal', async () => {
    const { clock, guest, openAndSign, open, sign, kernel, events } = parties;
    const ada = await guest();
    await openAndSign(ada, 'ESCA');
    const ppa = await openAndSign(ada, 'PPA');
    const days = async () => about(await events('paper.expiring'), ppa.id).map((data) => data['days']);
    const run = async (moved: number) => {
      clock.advance(moved * dayMs);
      await kernel.jobs.run('renewal-notices');
      await kernel.jobs.run('renewal-notices');
      return days();
    };
    expect(await run(334)).toEqual([]);
    expect(await run(1)).toEqual([30]);
    expect(await run(23)).toEqual([30, 7]);
    expect(await run(6)).toEqual([30, 7, 1]);
    const renewed = await sign(ada, await open(ada, 'PPA'));
    expect(renewed.id).not.toBe(ppa.id);
    expect(renewed.validUntil).toBe(addDays(clock.now(), 365).toISOString());
    await kernel.jobs.run('expire-papers');
    expect(about(await events('paper.expired'), ppa.id)).toEqual([]);
    expect(await run(2)).toEqual([30, 7, 1]);
  });

  it('sends only the most urgent notice after a pause, and none that lies before the signature', async () => {
    const { clock, member, ask, venture, openAndSign, kernel, events } = parties;
    const [olga, paul] = [await member('Olga'), await member('Paul')];
    const ventureId = await venture(olga, 'Acme', 3);
    await ask(paul, ventureId, ['PPNA'], 3);
    const copy = await openAndSign(paul, 'PPNA', { ventureId });
    expect(copy.validUntil).toBe(addDays(clock.now(), 30).toISOString());
    await kernel.jobs.run('renewal-notices');
    expect(about(await events('paper.expiring'), copy.id)).toEqual([]);
    clock.advance(29.5 * dayMs);
    await kernel.jobs.run('renewal-notices');
    expect(about(await events('paper.expiring'), copy.id)).toEqual([
      { userId: paul, documentId: copy.id, code: 'PPNA', days: 1, ventureId, tier: 3 },
    ]);
  });

  it('ends signing after seven days; opening again makes a fresh copy', async () => {
    const { as, clock, guest, open, sign, kernel } = parties;
    const ada = await guest();
    const [esca, ppa] = [await open(ada, 'ESCA'), await open(ada, 'PPA')];
    expect(esca.deadline).toBe(addDays(clock.now(), 7).toISOString());
    clock.advance(7 * dayMs);
    expect(await refusal(sign(ada, esca))).toBe('ILLEGAL_TRANSITION');
    // Also before the job has run.
    const fresh = await open(ada, 'ESCA');
    expect(fresh.id).not.toBe(esca.id);
    await kernel.jobs.run('expire-signing');
    const state = async (documentId: string) =>
      (await as(ada).legal.document({ params: { documentId } })).state;
    expect([await state(esca.id), await state(ppa.id), await state(fresh.id)]).toEqual([
      'SIGNING_EXPIRED',
      'SIGNING_EXPIRED',
      'SIGNING',
    ]);
    expect(await sign(ada, fresh)).toMatchObject({ state: 'EFFECTIVE' });
  });
});

describe('ending with notice', () => {
  it('keeps the confidentiality agreement in force for ten days', async () => {
    const { as, clock, member, security, db, kernel } = parties;
    const ada = await member();
    const mnda = (await as(ada).legal.documents({ query: { state: 'EFFECTIVE' } })).items.find(
      (item) => item.code === 'MNDA',
    )!;
    const end = () =>
      as(ada).legal.withdrawConsent({ params: { documentId: mnda.id }, body: { reason: 'I leave' } });
    expect(await end()).toMatchObject({
      state: 'EFFECTIVE',
      validUntil: addDays(clock.now(), 10).toISOString(),
    });
    expect(await refusal(end())).toBe('ILLEGAL_TRANSITION');
    expect(await security.held(db, ada)).toContain(1);
    clock.advance(10 * dayMs);
    expect(await security.held(db, ada)).not.toContain(1);
    await kernel.jobs.run('expire-papers');
    expect((await as(ada).legal.document({ params: { documentId: mnda.id } })).state).toBe('TERMINATED');
    expect((await as(ada).legal.papers({})).items.find((paper) => paper.code === 'MNDA')?.status).toBe(
      'REVOKED',
    );
  });
});

describe('the database', () => {
  it('allows the listed transitions only, and never another text', async () => {
    const { guest, open, db } = parties;
    const ada = await guest();
    const states = Object.keys(transitions) as DocumentState[];
    const { id } = await open(ada, 'ESCA');
    const force = async (state: DocumentState) => {
      await parties.kernel.database.pool.query('alter table documents disable trigger documents_guard');
      await parties.kernel.database.pool.query(
        'update documents set state = $1, effective_at = now() where id = $2',
        [state, id],
      );
      await parties.kernel.database.pool.query('alter table documents enable trigger documents_guard');
    };
    for (const from of states) {
      for (const to of states) {
        if (from === to) continue;
        await force(from);
        const moved = await db
          .updateTable('documents')
          .set({ state: to })
          .where('id', '=', id)
          .execute()
          .then(
            () => true,
            () => false,
          );
        expect(moved, `${from} → ${to}`).toBe((transitions[from] as readonly DocumentState[]).includes(to));
      }
    }
    for (const change of [
      { html: 'x' },
      { canonical_text: 'x' },
      { text_hash: 'x' },
      { creator_id: id },
      { code: 'PPA' },
    ]) {
      await expect(db.updateTable('documents').set(change).where('id', '=', id).execute()).rejects.toThrow(
        'never altered',
      );
    }
    await expect(db.deleteFrom('documents').where('id', '=', id).execute()).rejects.toThrow('kept');
    await expect(
      db.updateTable('document_signers').set({ name: 'Eve' }).where('document_id', '=', id).execute(),
    ).rejects.toThrow('never altered');
    await expect(db.updateTable('paper_versions').set({ html: 'x' }).execute()).rejects.toThrow(
      'append-only',
    );
    await expect(db.deleteFrom('document_signatures').execute()).rejects.toThrow('append-only');
  });
});
