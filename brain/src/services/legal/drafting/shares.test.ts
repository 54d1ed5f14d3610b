import { dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../kernel/ids.ts';
import { createMakers, type Makers } from '../test-makers.ts';
import { refusal } from '../test-parties.ts';

let m: Makers;
beforeAll(async () => {
  m = await createMakers();
});
afterAll(() => m.close());

describe('a share', () => {
  it('lets a member read until its day, and comment only where it says so', async () => {
    const { maker, eve, cyd, clock } = m;
    const { id } = await m.create(maker, m.nda());
    const read = (api = eve.api) => api.agreements.agreement(m.at(id));
    const say = (api = eve.api) =>
      api.agreements.comment({ ...m.at(id), body: { text: 'What about Monday?' } });
    expect(await refusal(read())).toBe('NOT_FOUND');
    const share = await maker.api.agreements.share({ ...m.at(id), body: { userId: eve.userId, days: 2 } });
    expect(share).toMatchObject({ name: 'Eve Stranger', email: '', canComment: false });
    const lent = await read();
    expect(lent).toMatchObject({ id, draft: null, permissions: [] });
    expect(lent.html).toContain('build a boat');
    expect(await refusal(say())).toBe('RULE_VIOLATED');
    expect((await eve.api.agreements.comments(m.at(id))).items).toEqual([]);
    // Whoever reads by a share lends nothing on, and decides nothing.
    const reader = eve.api.agreements;
    const attempts = [
      () => reader.share({ ...m.at(id), body: { userId: cyd.userId } }),
      () => reader.shares(m.at(id)),
      () => reader.endShare({ params: { documentId: id, shareId: share.id } }),
      () => reader.submit({ ...m.at(id), body: {} }),
    ];
    for (const attempt of attempts) expect(await refusal(attempt())).toBe('NOT_FOUND');
    clock.advance(2 * dayMs);
    expect(await refusal(read())).toBe('NOT_FOUND');
    expect((await maker.api.agreements.shares(m.at(id))).items).toEqual([]);
    await maker.api.agreements.share({ ...m.at(id), body: { userId: eve.userId, canComment: true } });
    expect(await say()).toMatchObject({ authorName: 'Eve Stranger', text: 'What about Monday?' });
    const again = await maker.api.agreements.share({ ...m.at(id), body: { userId: eve.userId } });
    const { items } = await maker.api.agreements.shares(m.at(id));
    expect(items.map((one) => [one.id, one.canComment])).toEqual([[again.id, false]]);
    await maker.api.agreements.endShare({ params: { documentId: id, shareId: again.id } });
    expect(await refusal(read())).toBe('NOT_FOUND');
    const shareId = again.id;
    expect(await refusal(maker.api.agreements.endShare({ params: { documentId: id, shareId } }))).toBe(
      'NOT_FOUND',
    );
    expect(await m.history(maker, id)).toEqual([
      'created',
      'shared',
      'shared',
      'commented',
      'shared',
      'share-ended',
    ]);
    expect((await m.events('agreement.shared')).at(-1)).toMatchObject({
      userIds: [eve.userId],
      fromName: 'Ada Maker',
    });
  });

  it('stands in the list of whoever it is lent to, marked, until it ends', async () => {
    const { maker, bea, cyd, eve, clock } = m;
    const { id } = await m.inForce();
    const listed = async (who = cyd, query: Parameters<typeof who.api.legal.documents>[0]['query'] = {}) =>
      (await who.api.legal.documents({ query: { limit: 100, ...query } })).items.filter(
        (item) => item.id === id,
      );
    expect(await listed()).toEqual([]);
    const share = (body: { userId: string; days?: number; canComment?: boolean }) =>
      bea.api.agreements.share({ ...m.at(id), body });
    const { expiresAt } = await share({ userId: cyd.userId, days: 3, canComment: true });
    const shared = { byName: 'Bea Member', canComment: true, until: expiresAt };
    for (const query of [{}, { shared: 'true' }, { shared: 'true', state: 'EFFECTIVE' }] as const)
      expect(await listed(cyd, query)).toMatchObject([{ id, youAreDue: false, shared }]);
    for (const query of [
      { shared: 'false' },
      { due: 'true' },
      { due: 'false' },
      { shared: 'true', state: 'SIGNING' },
    ] as const)
      expect(await listed(cyd, query)).toEqual([]);
    expect(await m.refusal(listed(cyd, { shared: 'true', due: 'true' }))).toBe('RULE_VIOLATED');
    // Parties have it as their own; a stranger has it in no list.
    for (const party of [maker, bea]) {
      expect(await listed(party)).toMatchObject([{ id, shared: null }]);
      expect(await listed(party, { shared: 'true' })).toEqual([]);
    }
    expect(await listed(eve)).toEqual([]);
    clock.advance(3 * dayMs);
    expect(await listed()).toEqual([]);
    const again = await share({ userId: cyd.userId });
    expect(await listed()).toMatchObject([{ shared: { canComment: false } }]);
    await maker.api.agreements.endShare({ params: { documentId: id, shareId: again.id } });
    expect(await listed()).toEqual([]);
  });

  it('goes to members who are no party', async () => {
    const { maker, bea, cyd } = m;
    const { id } = await m.inForce();
    const share = (userId: string) => maker.api.agreements.share({ ...m.at(id), body: { userId } });
    for (const userId of [maker.userId, bea.userId, newId()])
      expect(await refusal(share(userId))).toBe('RULE_VIOLATED');
    await share(cyd.userId);
    expect((await cyd.api.agreements.agreement(m.at(id))).html).toContain('build a boat');
    expect((await bea.api.agreements.shares(m.at(id))).items).toHaveLength(1);
  });
});

describe('a comment', () => {
  it('speaks of characters of the text, and reaches the others', async () => {
    const { maker, bea } = m;
    const { id } = await m.inForce();
    const say = (body: { text: string; start?: number; end?: number }) =>
      bea.api.agreements.comment({ ...m.at(id), body });
    expect(await say({ text: 'Here', start: 0, end: 6 })).toMatchObject({ start: 0, end: 6 });
    for (const span of [{ start: 3 }, { start: 6, end: 6 }, { start: 0, end: 1_000_000 }])
      expect(await refusal(say({ text: 'There', ...span }))).toBe('RULE_VIOLATED');
    const { items } = await maker.api.agreements.comments(m.at(id));
    expect(items).toMatchObject([{ authorName: 'Bea Member', text: 'Here' }]);
    expect((await m.events('agreement.commented')).at(-1)).toMatchObject({ userIds: [maker.userId] });
  });
});
