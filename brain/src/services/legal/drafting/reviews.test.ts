import { signDocument, type Enrolled } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../kernel/ids.ts';
import { createMakers, ownClause as own, withOwnClause, problemOf, type Makers } from '../test-makers.ts';
import { refusal } from '../test-parties.ts';

let m: Makers;
beforeAll(async () => {
  m = await createMakers();
});
afterAll(() => m.close());

const withOwn = () => withOwnClause(m);

describe('own wording', () => {
  it('is reviewed: sent back, changed, rejected, appealed once, taken back, approved', async () => {
    const { maker } = m;
    const admin = await m.administrator('Lea Legal');
    const open = async (documentId: string) => {
      const { items } = await admin.api.legalAdmin.reviews({ query: {} });
      return items.find((item) => item.documentId === documentId)!;
    };
    const decide = async (documentId: string, decision: 'APPROVE' | 'REVISE' | 'REJECT') =>
      admin.api.legalAdmin.decideReview({
        params: { reviewId: (await open(documentId)).id },
        body: { decision, reason: `Because of ${decision}` },
      });
    const document = await m.submitted(await withOwn());
    expect(document).toMatchObject({ state: 'UNDER_REVIEW', standard: false });
    const review = await admin.api.legalAdmin.review({ params: { reviewId: (await open(document.id)).id } });
    expect(review).toMatchObject({
      title: document.name,
      creatorName: 'Ada Maker',
      ownClauses: [{ title: own.title, text: own.text }],
    });
    expect(review.canonicalText).toContain('We always meet on Mondays.');
    expect(review.standardText).not.toContain('Mondays');
    await decide(document.id, 'REVISE');
    const back = await maker.api.agreements.agreement(m.at(document.id));
    expect(back).toMatchObject({ state: 'REVISION_REQUESTED', reason: 'Because of REVISE' });
    const submit = () => maker.api.agreements.submit({ ...m.at(document.id), body: { note: 'Please' } });
    expect(await refusal(submit())).toBe('RULE_VIOLATED');
    await m.edit(
      maker,
      document.id,
      { values: { purpose: 'To see whether we build two boats.' } },
      back.rowVersion,
    );
    expect(await submit()).toMatchObject({
      state: 'UNDER_REVIEW',
      versions: [{ revision: 1 }, { revision: 2, note: 'Please' }],
    });
    await decide(document.id, 'REJECT');
    expect(await refusal(submit())).toBe('ILLEGAL_TRANSITION');
    const appeal = () =>
      maker.api.agreements.appeal({ ...m.at(document.id), body: { reason: 'Look again, please' } });
    expect(await appeal()).toMatchObject({ state: 'UNDER_REVIEW' });
    expect(await open(document.id)).toMatchObject({ appeal: true, note: 'Look again, please' });
    // There is no other administrator: the one there is decides, and the history says so.
    await decide(document.id, 'REJECT');
    expect(await m.history(maker, document.id)).toContain('appeal-decided-by-same');
    expect(await refusal(appeal())).toBe('ILLEGAL_TRANSITION');
    expect(await maker.api.agreements.rework({ ...m.at(document.id), body: {} })).toMatchObject({
      state: 'DRAFT',
    });
    await submit();
    expect(await decide(document.id, 'APPROVE')).toMatchObject({
      state: 'APPROVED',
      reason: 'Because of APPROVE',
    });
    expect((await maker.api.agreements.agreement(m.at(document.id))).state).toBe('APPROVED');
    expect(
      await refusal(
        admin.api.legalAdmin.decideReview({
          params: { reviewId: review.id },
          body: { decision: 'APPROVE', reason: 'Again' },
        }),
      ),
    ).toBe('ILLEGAL_TRANSITION');
    const decided = await admin.api.legalAdmin.reviews({ query: { state: 'DECIDED', limit: 2 } });
    expect(decided.items.map((item) => item.state)).toEqual(['APPROVED', 'REJECTED']);
    expect(decided.nextCursor).not.toBeNull();
    expect((await m.events('review.decided')).at(-1)).toMatchObject({
      userIds: [maker.userId],
      decision: 'APPROVED',
    });
    expect(await refusal(maker.api.legalAdmin.reviews({ query: {} }))).toBe('FORBIDDEN');
  });

  it('is looked at a second time by somebody else, while there is somebody else who may', async () => {
    const first = await m.administrator('Liv Legal');
    const document = await m.submitted(await withOwn());
    const decide = async (who: Enrolled, decision: 'APPROVE' | 'REJECT') => {
      const { items } = await who.api.legalAdmin.reviews({ query: { limit: 100 } });
      const { id: reviewId } = items.find((item) => item.documentId === document.id)!;
      return who.api.legalAdmin.decideReview({
        params: { reviewId },
        body: { decision, reason: 'I think so' },
      });
    };
    await decide(first, 'REJECT');
    await m.maker.api.agreements.appeal({ ...m.at(document.id), body: { reason: 'Look again, please' } });
    const refused = await problemOf(decide(first, 'APPROVE'));
    expect(refused).toMatchObject({
      code: 'RULE_VIOLATED',
      detail: 'You rejected this text, so its appeal is decided by somebody else: Lea Legal.',
    });
    const chief = await m.administrator('Sue Super', '12');
    expect((await problemOf(decide(first, 'REJECT'))).detail).toContain('Lea Legal or Sue Super');
    expect(await decide(chief, 'APPROVE')).toMatchObject({ state: 'APPROVED', appeal: true });
    expect(await m.history(m.maker, document.id)).not.toContain('appeal-decided-by-same');
  });

  it('is not reviewed by whoever made the document, or signs it', async () => {
    const admin = await m.administrator('Leo Legal');
    const document = await m.submitted({
      ...(await withOwn()),
      recipients: [m.signer(m.maker, 'First party'), m.signer(admin, 'Second party')],
    });
    const { items } = await admin.api.legalAdmin.reviews({ query: { limit: 100 } });
    const review = items.find((item) => item.documentId === document.id)!;
    const body = { decision: 'APPROVE', reason: 'I like it' } as const;
    expect(await refusal(admin.api.legalAdmin.decideReview({ params: { reviewId: review.id }, body }))).toBe(
      'FORBIDDEN',
    );
    expect(await refusal(admin.api.legalAdmin.review({ params: { reviewId: newId() } }))).toBe('NOT_FOUND');
  });

  it('or not, a joint development is always reviewed, and names its venture', async () => {
    const { maker, bea, legal, transact } = m;
    const ventureId = newId();
    const venture = {
      ventureId,
      name: 'Wind Farm',
      ownerId: maker.userId,
      ownerName: maker.name,
      tierCeiling: 1,
    };
    await transact((tx) => legal.describeVenture(tx, venture));
    const body = { templateCode: 'JDA', recipients: [m.signer(maker, 'owner'), m.signer(bea, 'partner')] };
    const without = await m.create(maker, body);
    expect(
      (await problemOf(maker.api.agreements.submit({ ...m.at(without.id), body: {} }))).detail,
    ).toContain('venture');
    const draft = await m.create(maker, { ...body, ventureId });
    expect(draft.html).toContain('Wind Farm');
    expect(await maker.api.agreements.submit({ ...m.at(draft.id), body: {} })).toMatchObject({
      state: 'UNDER_REVIEW',
      standard: true,
    });
  });
});

describe('an amendment', () => {
  it('in standard words is sent at once to those who signed, and takes force when all have signed', async () => {
    const { maker, bea, eve } = m;
    const { id, textHash } = await m.inForce();
    const amend = (api = bea.api) =>
      api.agreements.amend({ ...m.at(id), body: { note: 'We build a ship instead' } });
    expect(await refusal(amend(eve.api))).toBe('NOT_FOUND');
    const draft = await amend();
    expect(draft).toMatchObject({
      state: 'AMENDMENT_DRAFT',
      textHash,
      draft: { note: 'We build a ship instead' },
    });
    expect(draft.draft!.recipients.map((one) => one.userId)).toEqual([maker.userId, bea.userId]);
    // Only who proposed it writes it; for the others the version in force stands.
    const seen = await maker.api.agreements.agreement(m.at(id));
    expect(seen).toMatchObject({ draft: null, textHash });
    expect(seen.permissions).toContain('DROP_AMENDMENT');
    expect(draft.permissions).toContain('DROP_AMENDMENT');
    expect(await refusal(m.edit(maker, id, { values: {} }, seen.rowVersion))).toBe('RULE_VIOLATED');
    expect(await maker.api.agreements.dropAmendment({ ...m.at(id), body: {} })).toMatchObject({
      state: 'EFFECTIVE',
      textHash,
    });
    expect((await maker.api.agreements.agreement(m.at(id))).permissions).not.toContain('DROP_AMENDMENT');
    const again = await amend();
    expect(await refusal(bea.api.agreements.submit({ ...m.at(id), body: {} }))).toBe('RULE_VIOLATED');
    expect(await refusal(m.edit(bea, id, { validityDays: 7 }, again.rowVersion))).toBe('RULE_VIOLATED');
    const changed = await m.edit(
      bea,
      id,
      { values: { purpose: 'To see whether we build a ship.' } },
      again.rowVersion,
    );
    expect(changed.state).toBe('AMENDMENT_DRAFT');
    const sent = await bea.api.agreements.submit({ ...m.at(id), body: {} });
    expect(sent.state).toBe('AMENDMENT_SIGNING');
    await signDocument(maker.api, id, maker.name);
    await signDocument(bea.api, id, bea.name);
    const after = await maker.api.agreements.agreement(m.at(id));
    expect(after).toMatchObject({ state: 'EFFECTIVE', draft: null });
    expect(after.html).toContain('build a ship');
    expect(after.textHash).not.toBe(textHash);
    expect((await maker.api.legal.verify(m.at(id))).checks.filter((one) => !one.passed)).toEqual([]);
  });

  it('in own words is reviewed; refused, the version in force stays; sent back, it is written on from there', async () => {
    const { maker } = m;
    const admin = await m.administrator('Lia Legal');
    const { id, textHash } = await m.inForce();
    const decide = async (decision: 'APPROVE' | 'REVISE' | 'REJECT') => {
      const { items } = await admin.api.legalAdmin.reviews({ query: { limit: 100 } });
      const { id: reviewId } = items.find((item) => item.documentId === id)!;
      return admin.api.legalAdmin.decideReview({
        params: { reviewId },
        body: { decision, reason: 'Because I say so' },
      });
    };
    const propose = async () => {
      const draft = await maker.api.agreements.amend({ ...m.at(id), body: { note: 'One clause more' } });
      const has = draft.draft!.clauses.some((clause) => clause.source === 'OWN');
      const clauses = [...draft.draft!.clauses, ...(has ? [] : [own])];
      await m.edit(maker, id, { clauses }, draft.rowVersion);
      return { has, sent: await maker.api.agreements.submit({ ...m.at(id), body: {} }) };
    };
    expect((await propose()).sent).toMatchObject({ state: 'AMENDMENT_REVIEW', textHash });
    await decide('REJECT');
    expect(await maker.api.agreements.agreement(m.at(id))).toMatchObject({
      state: 'EFFECTIVE',
      textHash,
      draft: null,
    });
    expect((await propose()).has).toBe(false);
    await decide('REVISE');
    expect((await propose()).has).toBe(true);
    expect(await decide('APPROVE')).toMatchObject({ state: 'APPROVED' });
    expect((await maker.api.agreements.agreement(m.at(id))).state).toBe('AMENDMENT_SIGNING');
  });

  it('is not for papers, nor for documents that are not in force', async () => {
    const { maker } = m;
    const { items } = await maker.api.legal.documents({ query: { state: 'EFFECTIVE', limit: 100 } });
    const paper = items.find((item) => item.code === 'PPA')!;
    const body = { note: 'Better words' };
    expect(await refusal(maker.api.agreements.amend({ ...m.at(paper.id), body }))).toBe('RULE_VIOLATED');
    const draft = await m.create(maker, m.nda());
    expect(await refusal(maker.api.agreements.amend({ ...m.at(draft.id), body }))).toBe('ILLEGAL_TRANSITION');
  });
});
