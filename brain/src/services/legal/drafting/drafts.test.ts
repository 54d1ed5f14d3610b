import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../kernel/ids.ts';
import { createMakers, ownClause as own, problemOf, type Makers } from '../test-makers.ts';
import { refusal } from '../test-parties.ts';

let m: Makers;
beforeAll(async () => {
  m = await createMakers();
});
afterAll(() => m.close());

describe('templates', () => {
  it('are listed with those papers that name people, and read whole', async () => {
    const { api } = m.bea;
    const { items } = await api.agreements.templates({});
    expect(items.map((item) => item.code).sort()).toEqual(
      'ADVISOR COLLAB CONTRIB EQUITY IPA JDA LOI NDA1 NDA2 OFFER OWNERSHIP REVSHARE SAFE SERVICE UMA UMT UMX'.split(
        ' ',
      ),
    );
    const uma = await api.agreements.template({ params: { code: 'UMA' } });
    expect(uma).toMatchObject({
      scope: 'RELATIONSHIP',
      version: '1.0.0',
      roles: [{ name: 'sponsor' }, { name: 'member' }],
    });
    expect(uma.variables[0]).toMatchObject({ name: 'ratePercent', type: 'CHOICE', initial: '1.0' });
    for (const code of ['PPA', 'LIBRARY', 'NOPE'])
      expect(await refusal(api.agreements.template({ params: { code } })), code).toBe('NOT_FOUND');
    const library = await api.agreements.clauses({});
    expect(library.items.find((clause) => clause.id === 'liability-cap')).toMatchObject({
      category: 'Risk',
      variables: [{ name: 'libLiabilityCap', type: 'MONEY' }],
    });
  });

  it('are previewed with what is filled in, safely, and nothing is stored', async () => {
    const { api } = m.bea;
    const params = { code: 'NDA2' };
    const empty = await api.agreements.preview({ params, body: { values: {} } });
    expect(empty.problems).toEqual([{ name: 'purpose', message: 'This blank is empty.' }]);
    expect(empty.html).toContain('[Purpose]');
    const values = { purpose: 'Talk <img src=x onerror=alert(1)> {{venue}}', secrecyYears: 'many' };
    const text = await api.agreements.preview({ params, body: { values } });
    expect(text.html).toContain('Talk &lt;img src=x onerror=alert(1)&gt; {{venue}}');
    expect(text.problems.map((problem) => problem.name)).toEqual(['secrecyYears']);
    expect(await refusal(api.agreements.preview({ params, body: { values: { colour: 'red' } } }))).toBe(
      'RULE_VIOLATED',
    );
    expect(await refusal(api.agreements.preview({ params: { code: 'PPA' }, body: { values: {} } }))).toBe(
      'NOT_FOUND',
    );
    expect(await m.db.selectFrom('documents').selectAll().where('kind', '=', 'CUSTOM').execute()).toEqual([]);
  });
});

describe('a draft', () => {
  it('is made by holders of the seat, with their own part set', async () => {
    const { maker, bea } = m;
    expect(await refusal(m.create(bea, m.nda()))).toBe('GATE_BLOCKED');
    const draft = await m.create(maker, { templateCode: 'CONTRIB', title: 'Work of Bea' });
    expect(draft).toMatchObject({
      state: 'DRAFT',
      kind: 'CUSTOM',
      name: 'Work of Bea',
      validityDays: 365,
      noticeDays: 30,
    });
    expect(draft.draft).toMatchObject({
      values: { feeBasis: 'in all', paymentDays: '30' },
      recipients: [{ userId: maker.userId, role: 'Owner', kind: 'SIGNER', step: 1 }],
    });
    expect(draft.html).toContain('[Name of the project]');
    expect(draft.permissions).toEqual(expect.arrayContaining(['EDIT', 'SUBMIT', 'CANCEL']));
    const assignment = await m.create(maker, { templateCode: 'IPA' });
    expect(assignment.validityDays).toBeNull();
  });

  it('refuses blanks, clauses and people that do not exist, and more clauses than a document has room for', async () => {
    const { maker } = m;
    const refused = async (change: object) => refusal(m.create(maker, { ...m.nda(), ...change }));
    const strange = await problemOf(m.create(maker, m.nda({ values: { colour: 'red' } })));
    expect(strange).toMatchObject({ code: 'RULE_VIOLATED', fields: [{ path: 'body.values.colour' }] });
    expect(await refused({ clauses: [{ source: 'TEMPLATE', id: 'nope' }] })).toBe('RULE_VIOLATED');
    expect(await refused({ clauses: [{ source: 'TEMPLATE', id: 'intro' }] })).toBe('RULE_VIOLATED');
    expect(await refused({ recipients: [{ userId: newId(), role: 'x', kind: 'SIGNER', step: 1 }] })).toBe(
      'RULE_VIOLATED',
    );
    expect(await refused({ clauses: Array.from({ length: 81 }, () => own) })).toBe('MALFORMED');
    expect(await refused({ values: { purpose: 7 } })).toBe('MALFORMED');
    expect(await refused({ templateCode: 'PPA' })).toBe('NOT_FOUND');
    expect(await refused({ ventureId: newId() })).toBe('NOT_FOUND');
  });

  it('of a venture is made by its owner and its members only', async () => {
    const { maker, eve, legal, transact, security } = m;
    const ventureId = newId();
    const venture = {
      ventureId,
      name: 'Solar Roofs',
      ownerId: maker.userId,
      ownerName: maker.name,
      tierCeiling: 1,
    };
    await transact((tx) => legal.describeVenture(tx, venture));
    const body = { templateCode: 'CONTRIB', ventureId };
    expect((await m.create(maker, body)).draft!.values['projectName']).toBe('Solar Roofs');
    expect(await refusal(m.create(eve, body))).toBe('NOT_FOUND');
    await transact((tx) => security.record(tx, eve.userId, { kind: 'MEMBER_OF', ref: ventureId }));
    expect(await m.create(eve, body)).toMatchObject({ ventureId });
    await transact((tx) => security.clear(tx, eve.userId, 'MEMBER_OF', { ref: ventureId }));
  });

  it('is changed by its writer, on the version that was read', async () => {
    const { maker } = m;
    const draft = await m.create(maker, m.nda());
    const version = draft.rowVersion;
    const edited = await m.edit(
      maker,
      draft.id,
      { title: 'Boat', values: { purpose: 'A much better purpose.' } },
      version,
    );
    expect(edited).toMatchObject({ name: 'Boat', draft: { values: { purpose: 'A much better purpose.' } } });
    expect(edited.html).toContain('A much better purpose.');
    expect(edited.html).toContain(`Bea Member (a member of`);
    expect(edited.html).not.toContain('@');
    expect(await refusal(m.edit(maker, draft.id, { title: 'Ship' }, version))).toBe('EDIT_CONFLICT');
    expect(
      await refusal(maker.api.agreements.edit({ ...m.at(draft.id), body: {} }, {} as { ifMatch: string })),
    ).toBe('IF_MATCH_REQUIRED');
    await m.edit(maker, draft.id, { title: 'Ship' }, edited.rowVersion);
    expect(await m.history(maker, draft.id)).toEqual(['created', 'edited']);
  });

  it('does not exist for anybody else, whatever they try', async () => {
    const { maker, eve, bea } = m;
    const { id, rowVersion } = await m.create(maker, m.nda());
    for (const stranger of [eve, bea]) {
      const { agreements } = stranger.api;
      const reason = 'I would like to';
      const attempts = [
        () => agreements.agreement(m.at(id)),
        () => m.edit(stranger, id, { title: 'Mine' }, rowVersion),
        () => agreements.submit({ ...m.at(id), body: {} }),
        () => agreements.appeal({ ...m.at(id), body: { reason } }),
        () => agreements.rework({ ...m.at(id), body: {} }),
        () => agreements.amend({ ...m.at(id), body: { note: reason } }),
        () => agreements.dropAmendment({ ...m.at(id), body: {} }),
        () => agreements.shares(m.at(id)),
        () => agreements.share({ ...m.at(id), body: { userId: eve.userId } }),
        () => agreements.endShare({ params: { documentId: id, shareId: newId() } }),
        () => agreements.comments(m.at(id)),
        () => agreements.comment({ ...m.at(id), body: { text: 'Hello' } }),
      ];
      for (const [index, attempt] of attempts.entries()) {
        const code = await refusal(attempt());
        // Without the seat an appeal is closed before the document is looked for.
        expect(code, `${index}`).toBe(
          stranger === bea && (index === 3 || index === 4) ? 'GATE_BLOCKED' : 'NOT_FOUND',
        );
      }
      expect(
        (await agreements.drafts({ query: {} }).catch(() => ({ items: [] }))).items.map((one) => one.id),
      ).not.toContain(id);
    }
  });
});

describe('handing in', () => {
  it('approves the words of the template at once, and keeps the text', async () => {
    const { maker } = m;
    const document = await m.submitted();
    expect(document).toMatchObject({
      state: 'APPROVED',
      standard: true,
      versions: [{ round: 1, revision: 1, standard: true }],
    });
    expect(await m.history(maker, document.id)).toEqual(['created', 'submitted', 'approved']);
    expect(await refusal(m.edit(maker, document.id, { title: 'x' }, document.rowVersion))).toBe(
      'ILLEGAL_TRANSITION',
    );
    expect(await refusal(maker.api.agreements.submit({ ...m.at(document.id), body: {} }))).toBe(
      'ILLEGAL_TRANSITION',
    );
  });

  it('names every blank and place that is missing', async () => {
    const { maker, signer } = m;
    const draft = await m.create(maker, {
      templateCode: 'CONTRIB',
      values: { projectName: 'Boats', hoursPerWeek: 'many', startDate: '2027-02-30' },
    });
    const problem = await problemOf(maker.api.agreements.submit({ ...m.at(draft.id), body: {} }));
    expect(problem.code).toBe('RULE_VIOLATED');
    expect(problem.fields!.map((field) => field.path).sort()).toEqual(
      ['fee', 'hoursPerWeek', 'recipients', 'startDate', 'work'].sort(),
    );
    const lonely = await m.create(
      maker,
      m.nda({ recipients: [{ ...signer(maker, 'First party'), kind: 'VIEWER' }] }),
    );
    expect(
      (await problemOf(maker.api.agreements.submit({ ...m.at(lonely.id), body: {} }))).fields,
    ).toContainEqual({
      path: 'recipients',
      message: 'Name at least one signer.',
    });
    const twice = await m.create(
      maker,
      m.nda({ recipients: [signer(maker, 'First party'), signer(maker, 'Second party')] }),
    );
    expect((await problemOf(maker.api.agreements.submit({ ...m.at(twice.id), body: {} }))).detail).toContain(
      'twice',
    );
  });

  it('takes guests by name and address, whom the text names so', async () => {
    const guest = {
      name: 'Guy <Guest>',
      email: 'guy@guests.test',
      role: 'Second party',
      kind: 'SIGNER',
      step: 1,
    } as const;
    const document = await m.submitted(m.nda({ recipients: [m.signer(m.maker, 'First party'), guest] }));
    expect(document.html).toContain('Guy &lt;Guest&gt; (guy@guests.test)');
  });

  it('signs and verifies: the text is put together again from what is stored', async () => {
    const document = await m.inForce();
    expect(document.state).toBe('EFFECTIVE');
    const check = await m.maker.api.legal.verify(m.at(document.id));
    expect(check.checks.filter((one) => !one.passed)).toEqual([]);
    const { items } = await m.maker.api.agreements.drafts({ query: { limit: 1 } });
    expect(items[0]).toMatchObject({
      id: document.id,
      templateName: 'Mutual Non-Disclosure Agreement between Two Parties',
      signed: 2,
      toSign: 2,
      deadline: null,
    });
  });
});

describe('for the services above', () => {
  it('an umbrella agreement is made, handed in and sent in one transaction', async () => {
    const { bea, cyd, legal, transact } = m;
    const documentId = await transact(async (tx) => {
      const id = await legal.createAgreement(tx, {
        templateCode: 'UMA',
        creatorId: bea.userId,
        values: { ratePercent: '1.2' },
        recipients: [m.signer(bea, 'sponsor'), m.signer(cyd, 'member')],
      });
      expect(await legal.sendAgreement(tx, { documentId: id, creatorId: bea.userId })).toBe('SENT');
      return id;
    });
    const document = await cyd.api.agreements.agreement(m.at(documentId));
    expect(document).toMatchObject({ state: 'SIGNING', code: 'UMA', noticeDays: 30, validityDays: 365 });
    expect(document.html).toContain('<strong>1.2 percent</strong>');
    expect(document.html).toContain('Cyd Member');
  });
});
