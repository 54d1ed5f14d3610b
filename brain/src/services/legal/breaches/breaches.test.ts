import { addDays, dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ladder } from '../../../engines/security/index.ts';
import { newId } from '../../../kernel/ids.ts';
import { settleFacts } from '../papers/facts.ts';
import { createAgreements, type Agreements } from '../test-agreements.ts';
import { refusal } from '../test-parties.ts';

let house: Agreements;
let mara: string;
let ben: string;
let eve: string;
let lawyer: string;

beforeAll(async () => {
  house = await createAgreements();
  mara = await house.maker();
  ben = await house.member('Ben Bold');
  eve = await house.member('Eve Stranger');
  lawyer = await legalAdministrator();
});
afterAll(() => house.close());

async function legalAdministrator(): Promise<string> {
  const userId = await house.guest('Lena Lawyer');
  await house.transact(async (tx) => {
    for (const { code, ref, tier } of ladder.flatMap((rule) => rule.papers))
      for (const place of [ref ?? 'hub', ''])
        await house.security.record(tx, userId, { kind: 'PAPER', value: code, ref: place, tier: tier ?? 0 });
    for (const kind of ['PASSKEY', 'IDENTITY_VERIFIED', 'SECOND_FACTOR'] as const)
      await house.security.record(tx, userId, { kind });
    await house.security.record(tx, userId, { kind: 'APPOINTED', value: '11' });
  });
  return userId;
}

/** An agreement of Mara and Ben in force. */
async function inForce(): Promise<string> {
  const { id } = await house.send(mara, house.between(mara, house.signer(ben, 2)));
  await house.signPlace(mara, id);
  await house.signPlace(ben, id);
  return id;
}
const text = 'The drawings were shown to a competitor.';
const report = (who: string, documentId: string, fileIds: string[] = []) =>
  house.as(who).agreements.reportBreach({ params: { documentId }, body: { text, fileIds } });
type Decision = 'UNFOUNDED' | 'CONFIRMED' | 'REMEDIED' | 'NOT_REMEDIED';
const decide = (
  breachId: string,
  decision: Decision,
  more: { plan?: string; deadline?: string } = {},
  who = lawyer,
) =>
  house.as(who).legalAdmin.decideBreach({
    params: { breachId },
    body: { decision, reason: `It is ${decision}.`, ...more },
  });
const remedy = () => ({
  plan: 'Get the drawings back.',
  deadline: addDays(house.clock.now(), 10).toISOString(),
});
async function caseOf(documentId: string) {
  const { items } = await house.as(lawyer).legalAdmin.breaches({ query: { limit: 100 } });
  return items.find((item) => item.documentId === documentId)!;
}
const stateOf = async (documentId: string) => (await house.read(mara, documentId)).state;
/** A text file of the person, ready to be read. */
async function fileOf(ownerId: string): Promise<string> {
  const { files } = house.world.brain.services;
  async function* bytes() {
    yield await Promise.resolve(new TextEncoder().encode(`Photo ${newId()}`));
  }
  const id = await files.store({ ownerId, name: 'photo.txt', mediaType: 'text/plain', bytes: bytes() });
  await house.db
    .updateTable('files')
    .set({ purpose: 'GENERAL', expires_at: null })
    .where('id', '=', id)
    .execute();
  return id;
}
async function told(userId: string): Promise<string[]> {
  await house.world.settle();
  const { items } = await house.as(userId).notifications.list({ query: { limit: 100 } });
  return items.filter((item) => item.type === 'document.breach').map((item) => item.title);
}

describe('a report', () => {
  it('of a party opens a case, and is told to the other side and the legal office', async () => {
    const id = await inForce();
    const evidence = await fileOf(ben);
    expect(await report(ben, id, [evidence])).toMatchObject({ state: 'BREACH_INVESTIGATION' });
    expect(await caseOf(id)).toMatchObject({
      title: 'Lantern NDA',
      reportedBy: 'Ben Bold',
      text,
      fileIds: [evidence],
      state: 'INVESTIGATING',
    });
    expect(await told(mara)).toContain('Breach reported: Lantern NDA');
    expect(await told(lawyer)).toContain('Breach reported: Lantern NDA');
    expect(await told(ben)).toEqual([]);
    expect(await refusal(report(mara, id))).toBe('ILLEGAL_TRANSITION');
    // The other party sees that it was reported, and not in which words.
    const history = (await house.as(mara).agreements.events({ params: { documentId: id } })).items;
    expect(history.at(-1)?.type).toBe('breach-reported');
    expect(JSON.stringify(history)).not.toContain(text);
    expect(await house.as(mara).legal.verify({ params: { documentId: id } })).toMatchObject({ valid: true });
  });

  it('of a legal administrator who is no party opens one too', async () => {
    const id = await inForce();
    expect(await report(lawyer, id)).toMatchObject({ state: 'BREACH_INVESTIGATION' });
  });

  it('of a stranger finds nothing, of a mere reader is refused', async () => {
    const { between, signer, send, signPlace, as } = house;
    const id = await inForce();
    expect(await refusal(report(eve, id))).toBe('NOT_FOUND');
    expect(await refusal(report(eve, newId()))).toBe('NOT_FOUND');
    const copied = await send(mara, [
      ...between(mara, signer(ben, 2)),
      { userId: eve, role: 'Archive', kind: 'COPY', step: 1 },
    ]);
    await signPlace(mara, copied.id);
    expect(await refusal(report(mara, copied.id))).toBe('ILLEGAL_TRANSITION');
    await signPlace(ben, copied.id);
    expect(await refusal(report(eve, copied.id))).toBe('RULE_VIOLATED');
    expect(await refusal(as(eve).legalAdmin.breaches({ query: {} }))).toBe('FORBIDDEN');
  });

  it('takes files of the reporter only, and keeps them while the case is open', async () => {
    const { as } = house;
    const id = await inForce();
    const [own, foreign] = [await fileOf(ben), await fileOf(eve)];
    expect(await refusal(report(ben, id, [foreign]))).toBe('RULE_VIOLATED');
    expect(await refusal(report(ben, id, [own, newId()]))).toBe('RULE_VIOLATED');
    expect(await stateOf(id)).toBe('EFFECTIVE');
    await report(ben, id, [own]);
    const params = { fileId: own };
    const { files } = house.world.brain.services;
    expect((await files.download(house.db, lawyer, own)).fileName).toBe('photo.txt');
    await expect(files.download(house.db, mara, own)).rejects.toThrow();
    await expect(files.download(house.db, lawyer, foreign)).rejects.toThrow();
    await expect(as(ben).files.remove({ params })).rejects.toThrow('evidence in a breach case');
    await decide((await caseOf(id)).id, 'UNFOUNDED');
    await as(ben).files.remove({ params });
  });
});

describe('a decision', () => {
  it('without ground lets the document go on', async () => {
    const id = await inForce();
    await report(ben, id);
    const { id: breachId } = await caseOf(id);
    expect(await refusal(decide(breachId, 'REMEDIED'))).toBe('ILLEGAL_TRANSITION');
    expect(await decide(breachId, 'UNFOUNDED')).toMatchObject({
      state: 'UNFOUNDED',
      reason: 'It is UNFOUNDED.',
    });
    expect(await stateOf(id)).toBe('EFFECTIVE');
    expect(await refusal(decide(breachId, 'CONFIRMED', remedy()))).toBe('ILLEGAL_TRANSITION');
    // It can be reported again.
    expect(await report(mara, id)).toMatchObject({ state: 'BREACH_INVESTIGATION' });
  });

  it('confirmed asks for a plan and a deadline, and ends with the remedy', async () => {
    const id = await inForce();
    await report(ben, id);
    const { id: breachId } = await caseOf(id);
    expect(await refusal(decide(breachId, 'CONFIRMED'))).toBe('RULE_VIOLATED');
    const yesterday = addDays(house.clock.now(), -1).toISOString();
    expect(await refusal(decide(breachId, 'CONFIRMED', { plan: 'Now.', deadline: yesterday }))).toBe(
      'RULE_VIOLATED',
    );
    expect(await refusal(decide(breachId, 'UNFOUNDED', remedy()))).toBe('RULE_VIOLATED');
    expect(await decide(breachId, 'CONFIRMED', remedy())).toMatchObject({
      state: 'REMEDIATION',
      ...remedy(),
    });
    expect(await stateOf(id)).toBe('BREACH_REMEDIATION');
    expect(await decide(breachId, 'REMEDIED')).toMatchObject({ state: 'REMEDIED' });
    expect(await stateOf(id)).toBe('EFFECTIVE');
    expect(await told(ben)).toContain('Breach decided: Lantern NDA');
    expect(await house.as(mara).legal.verify({ params: { documentId: id } })).toMatchObject({ valid: true });
  });

  it('confirmed is shown to the parties with plan and deadline, and not with what was reported', async () => {
    const { as } = house;
    const id = await inForce();
    const evidence = await fileOf(ben);
    await as(mara).agreements.share({ params: { documentId: id }, body: { userId: eve } });
    const seenBy = (who: string) => as(who).agreements.agreement({ params: { documentId: id } });
    await report(ben, id, [evidence]);
    expect((await seenBy(mara)).remedy).toBeNull();
    const { id: breachId } = await caseOf(id);
    const asked = remedy();
    await decide(breachId, 'CONFIRMED', asked);
    for (const who of [mara, ben]) {
      const agreement = await seenBy(who);
      expect(agreement.remedy).toEqual({
        ...asked,
        state: 'REMEDIATION',
        reason: 'It is CONFIRMED.',
        people: ['Mara Maker', 'Ben Bold'],
        decidedAt: house.clock.now().toISOString(),
      });
      expect(JSON.stringify(agreement)).not.toContain(text);
      expect(JSON.stringify(agreement)).not.toContain(evidence);
    }
    // Whoever reads by a share reads the text, not what went wrong; a stranger finds nothing.
    expect((await seenBy(eve)).remedy).toBeNull();
    expect(await refusal(seenBy(lawyer))).toBe('NOT_FOUND');
    await decide(breachId, 'NOT_REMEDIED');
    expect((await seenBy(ben)).remedy).toMatchObject({ ...asked, state: 'NOT_REMEDIED' });
    // What comes to nothing asks for nothing.
    const next = await inForce();
    await report(ben, next);
    await decide((await caseOf(next)).id, 'UNFOUNDED');
    expect((await as(mara).agreements.agreement({ params: { documentId: next } })).remedy).toBeNull();
  });

  it('not remedied ends a paper, and the access it gave; until then it counts', async () => {
    const { as, member, security, db } = house;
    const ada = await member('Ada Paper');
    const { items } = await as(ada).legal.documents({ query: { state: 'EFFECTIVE' } });
    const id = items.find((item) => item.code === 'STA')!.id;
    expect(await report(lawyer, id)).toMatchObject({ state: 'BREACH_INVESTIGATION' });
    const held = async () => (await security.held(db, ada)).has(1);
    const score = async () => (await as(ada).legal.papers({})).complianceScore;
    expect([await held(), await score()]).toEqual([true, 100]);
    const { id: breachId } = await caseOf(id);
    await decide(breachId, 'CONFIRMED', remedy());
    // Also where the facts are computed anew, the copy in the case counts.
    await house.transact((tx) => settleFacts(house.ground(), tx, [ada], 'STA', ''));
    expect([await held(), await score()]).toEqual([true, 100]);
    await decide(breachId, 'NOT_REMEDIED');
    expect([await held(), await score()]).toEqual([false, 80]);
    const shown = await as(ada).legal.document({ params: { documentId: id } });
    expect(shown.state).toBe('TERMINATED');
    expect((await as(ada).legal.verify({ params: { documentId: id } })).valid).toBe(true);
    expect((await as(ada).legal.papers({})).items.find((paper) => paper.code === 'STA')?.status).toBe(
      'REVOKED',
    );
    await house.world.settle();
    expect(await as(ada).compliance.mine({})).toMatchObject({ state: 'ACTION_REQUIRED', missing: 1 });
  });

  it('is not for parties, and of two at once one is taken', async () => {
    const { transact, security, as } = house;
    const second = await legalAdministrator();
    const id = await inForce();
    await report(ben, id);
    const { id: breachId } = await caseOf(id);
    expect(await refusal(decide(breachId, 'UNFOUNDED', {}, eve))).toBe('FORBIDDEN');
    expect(await refusal(decide(newId(), 'UNFOUNDED'))).toBe('NOT_FOUND');
    const results = await Promise.all([
      refusal(decide(breachId, 'UNFOUNDED')),
      refusal(decide(breachId, 'CONFIRMED', remedy(), second)),
    ]);
    expect(results.toSorted()).toEqual(['ILLEGAL_TRANSITION', 'NOT REFUSED']);

    const own = await as(mara).agreements.agreement({ params: { documentId: await inForce() } });
    await report(ben, own.id);
    const facts = await security.facts(house.db, lawyer);
    await transact(async (tx) => {
      for (const fact of facts) await security.record(tx, mara, fact);
    });
    expect(await refusal(decide((await caseOf(own.id)).id, 'UNFOUNDED', {}, mara))).toBe('RULE_VIOLATED');
  });

  it('waits under reminders: before the deadline to all, after it to the office', async () => {
    const { clock, kernel, events } = house;
    const id = await inForce();
    await report(ben, id);
    const { id: breachId } = await caseOf(id);
    await decide(breachId, 'CONFIRMED', remedy());
    const sent = async () => {
      await kernel.jobs.run('remind-breaches');
      const seen = [];
      for (const type of ['breach.due', 'breach.overdue'])
        seen.push((await events(type)).filter((data) => data['breachId'] === breachId).length);
      return seen;
    };
    expect(await sent()).toEqual([0, 0]);
    clock.advance(7 * dayMs);
    expect(await sent()).toEqual([1, 0]);
    expect(await sent()).toEqual([1, 0]);
    clock.advance(3 * dayMs);
    expect(await sent()).toEqual([1, 1]);
    expect(await sent()).toEqual([1, 1]);
    expect(await told(lawyer)).toContain('To be decided: Lantern NDA');
    expect((await told(ben)).filter((title) => title.startsWith('To be'))).toEqual([
      'To be put right soon: Lantern NDA',
    ]);
  });
});

describe('the database', () => {
  it('keeps what was reported, and knows the transitions', async () => {
    const id = await inForce();
    await report(ben, id);
    const { id: breachId } = await caseOf(id);
    const change = (values: { text?: string; state?: string }) =>
      house.db.updateTable('document_breaches').set(values).where('id', '=', breachId).execute();
    await expect(change({ text: 'Something else.' })).rejects.toThrow('never altered');
    await expect(change({ state: 'REMEDIED' })).rejects.toThrow('cannot go from');
    await expect(
      house.db.deleteFrom('document_breaches').where('id', '=', breachId).execute(),
    ).rejects.toThrow('append-only');
  });
});
