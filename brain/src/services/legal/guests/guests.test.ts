import { verifyPdf } from '@smartstart/verify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAgreements } from '../test-agreements.ts';

type Kit = Awaited<ReturnType<typeof createAgreements>>;
let kit: Kit;
let mara: string;
beforeAll(async () => {
  kit = await createAgreements();
  mara = await kit.maker();
});
afterAll(() => kit.world.close());

const consents = { terms: true, privacy: true, electronicSignature: true } as const;
let count = 0;
const address = () => `guest-${++count}@example.org`;
const visitor = () => kit.world.as(null).guests;

/** The newest mail to an address, with the link or the code in it. */
async function mailTo(to: string): Promise<{ subject: string; text: string; link: string; code: string }> {
  await kit.world.settle();
  const { items } = await kit.world.as(null).system.mailbox({ query: { to } });
  const mail = items[0]!;
  return {
    subject: mail.subject,
    text: mail.text,
    link: /\/sign#([\w-]+)/.exec(mail.text)?.[1] ?? '',
    code: /\b(\d{6})\b/.exec(mail.subject)?.[1] ?? '',
  };
}

async function enter(to: string, known?: string): Promise<string> {
  const link = known ?? (await mailTo(to)).link;
  await visitor().open({ body: { link } });
  const { code } = await mailTo(to);
  return (await visitor().confirm({ body: { link, code } })).session;
}

async function sent(email = address()) {
  const agreement = await kit.send(mara, kit.between(mara, kit.guestSigner(email)));
  return { email, documentId: agreement.id };
}

async function signs(session: string): Promise<Awaited<ReturnType<ReturnType<typeof visitor>['sign']>>> {
  const { textHash } = await visitor().document({ body: { session } });
  return visitor().sign({
    body: { session, textHash, kind: 'TYPED', typedName: 'Gus Guest', readToEnd: true, consents },
  });
}

const code = (wanted: string) => ({ problem: { code: wanted } });

describe('signing without an account', () => {
  it('goes from the mail through the code to a signature, and ends with the sealed document', async () => {
    const { email, documentId } = await sent();
    const { link, text } = await mailTo(email);
    expect(text).toContain('Mara Maker');
    const opened = await visitor().open({ body: { link } });
    expect(opened).toMatchObject({ title: 'Lantern NDA', fromName: 'Mara Maker' });
    expect(opened.maskedEmail).not.toContain(email.split('@')[0]);
    const session = await enter(email, link);
    const seen = await visitor().document({ body: { session } });
    expect(seen.you).toMatchObject({ guest: true, state: 'DUE', email });
    expect(seen.disclosureHtml).toContain('Electronic Records');
    expect(JSON.stringify(seen.recipients)).not.toContain('mara');
    expect((await signs(session)).you.state).toBe('SIGNED');
    const after = await kit.signPlace(mara, documentId);
    expect(after.state).toBe('EFFECTIVE');
    const { link: copyLink } = await mailTo(email);
    expect(copyLink).not.toBe(link);
    await kit.world.brain.services.legal.operations.seals.seal(documentId);
    const again = await enter(email);
    expect((await visitor().document({ body: { session: again } })).sealed).toBe(true);
    const report = await verifyPdf(await kit.download(mara, documentId, 'pdf'));
    expect(report.signers.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Gus Guest', 'Mara Maker']),
    );
    const checks = await kit.as(mara).legal.verify({ params: { documentId } });
    expect(checks).toMatchObject({ valid: true });
  });

  it('reusing a link is refused, also after the signature', async () => {
    const { email } = await sent();
    const { link } = await mailTo(email);
    const session = await enter(email);
    await expect(visitor().open({ body: { link } })).rejects.toMatchObject(code('TOKEN_INVALID'));
    await expect(visitor().confirm({ body: { link, code: '000000' } })).rejects.toMatchObject(
      code('TOKEN_INVALID'),
    );
    await signs(session);
    await expect(visitor().open({ body: { link } })).rejects.toMatchObject(code('TOKEN_INVALID'));
    await expect(signs(session)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  it('a fresh invitation ends the link before it', async () => {
    const { email, documentId } = await sent();
    const { link } = await mailTo(email);
    kit.world.clock.advance(13 * 3_600_000);
    const place = (await kit.read(mara, documentId)).recipients.find(({ guest }) => guest)!;
    await kit.as(mara).agreements.remind({ params: { documentId, position: place.position }, body: {} });
    const next = await mailTo(email);
    expect(next.subject).toContain('Reminder');
    await expect(visitor().open({ body: { link } })).rejects.toMatchObject(code('TOKEN_INVALID'));
    await visitor().open({ body: { link: next.link } });
  });

  it('a wrong code is counted, and after five a new one is needed', async () => {
    const { email } = await sent();
    const { link } = await mailTo(email);
    await visitor().open({ body: { link } });
    const { code: right } = await mailTo(email);
    const wrong = right === '111111' ? '222222' : '111111';
    for (let tries = 0; tries < 5; tries++)
      await expect(visitor().confirm({ body: { link, code: wrong } })).rejects.toMatchObject(
        code('FACTOR_INVALID'),
      );
    await expect(visitor().confirm({ body: { link, code: right } })).rejects.toMatchObject(
      code('FACTOR_INVALID'),
    );
    await visitor().open({ body: { link } });
    const { code: fresh } = await mailTo(email);
    expect((await visitor().confirm({ body: { link, code: fresh } })).session).toBeTruthy();
  });

  it('a guess, a link of nobody and an old session open nothing', async () => {
    const guess = 'x'.repeat(43);
    await expect(visitor().open({ body: { link: guess } })).rejects.toMatchObject(code('TOKEN_INVALID'));
    for (const act of [
      () => visitor().document({ body: { session: guess } }),
      () => visitor().decline({ body: { session: guess, reason: 'No.' } }),
      () =>
        visitor().delegate({ body: { session: guess, name: 'A', email: 'a@example.org', reason: 'Why' } }),
    ])
      await expect(act()).rejects.toMatchObject(code('TOKEN_INVALID'));
    const { email } = await sent();
    const session = await enter(email);
    kit.world.clock.advance(61 * 60_000);
    await expect(visitor().document({ body: { session } })).rejects.toMatchObject(code('TOKEN_INVALID'));
  });

  it('declines with a reason, which the maker reads', async () => {
    const { email, documentId } = await sent();
    const session = await enter(email);
    await visitor().decline({ body: { session, reason: 'The term is too long.' } });
    const seen = await kit.read(mara, documentId);
    expect(seen.state).toBe('SIGNATURE_REJECTED');
    expect(seen.recipients.find(({ guest }) => guest)?.reason).toBe('The term is too long.');
  });

  it('hands the place on, and reads no further', async () => {
    const { email, documentId } = await sent();
    const session = await enter(email);
    const other = address();
    await visitor().delegate({
      body: { session, name: 'Olga Other', email: other, reason: 'She may sign for us.' },
    });
    await kit.world.settle();
    await expect(visitor().document({ body: { session } })).rejects.toMatchObject(code('TOKEN_INVALID'));
    const hers = await enter(other);
    expect((await signs(hers)).you.name).toBe('Olga Other');
    await kit.signPlace(mara, documentId);
    expect((await kit.as(mara).legal.verify({ params: { documentId } })).valid).toBe(true);
  });

  it('is told when the document is withdrawn', async () => {
    const { email, documentId } = await sent();
    await mailTo(email);
    await kit.as(mara).agreements.cancel({ params: { documentId }, body: { reason: 'Wrong text.' } });
    expect((await mailTo(email)).subject).toContain('Withdrawn');
  });

  it('keeps neither link, code nor session in the database', async () => {
    const { email } = await sent();
    const { link } = await mailTo(email);
    const session = await enter(email);
    const { pool } = kit.world.brain.kernel.database;
    const rows = await pool.query('select * from guest_links natural full join guest_sessions');
    expect(JSON.stringify(rows.rows)).not.toContain(link);
    expect(JSON.stringify(rows.rows)).not.toContain(session);
  });
});
