import { createConnection } from 'node:net';
import { mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callTokenHeader } from '@smartstart/connector';
import { dayMs, hourMs, minuteMs } from '@smartstart/units';
import { newId } from '../../kernel/ids.ts';
import { createPeopleHub, type PeopleHub } from '../../test-hub.ts';

/** A whole 1×1 picture. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const text = Buffer.from('Grüße aus der Ferne.\nA second line.\n');
const eicar = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD', '-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
);
const mega = 1024 * 1024;

let hub: PeopleHub;
let ada: string;
let bob: string;
let scannerFails = false;

beforeAll(async () => {
  hub = await createPeopleHub();
  ada = await hub.member('Ada Byron');
  bob = await hub.member('Bob Noyce');
});
afterAll(() => hub.close());

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'OK',
    (error: { problem?: { code: string } }) => error.problem?.code ?? String(error),
  );
const target = async (userId: string, wish: { sizeBytes: number; purpose?: 'PHOTO' | 'GENERAL' }) =>
  (await hub.as(userId).files.uploadLink({ body: { name: 'a', purpose: 'GENERAL', ...wish } })).path;

describe('uploading', () => {
  test('keeps the bytes with their hash and gives them back unchanged', async () => {
    const { status, body } = await hub.upload(ada, text, { name: 'greeting.txt' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ state: 'READY', mediaType: 'text/plain', sizeBytes: text.length });
    const answer = await hub.download(ada, body.id);
    expect(answer.rawPayload.equals(text)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': "attachment; filename*=UTF-8''greeting.txt",
      'content-length': String(text.length),
    });
    expect((await hub.as(ada).files.list({})).items.map((file) => file.id)).toContain(body.id);
  });

  test('lies encrypted on the disk, and an altered file cannot be read', async () => {
    const secret = Buffer.from('The recipe is a secret of the house. '.repeat(10));
    const { body } = await hub.upload(ada, secret);
    const name = hub.stored().find((key) => key.startsWith(body.sha256))!;
    const place = path.join(hub.dataDir, 'files', 'kept', name.slice(0, 2), name);
    const bytes = readFileSync(place);
    expect(bytes.includes('recipe')).toBe(false);
    bytes[40]! ^= 1;
    writeFileSync(place, bytes);
    await expect(hub.download(ada, body.id)).rejects.toThrow();
  });

  test('a link works once, for its owner, within the hour', async () => {
    const link = await target(ada, { sizeBytes: 1000 });
    expect((await hub.inject(bob, 'PUT', link, text)).json()).toMatchObject({ code: 'TOKEN_INVALID' });
    expect((await hub.inject(ada, 'PUT', link, text)).statusCode).toBe(201);
    expect((await hub.inject(ada, 'PUT', link, text)).json()).toMatchObject({ code: 'TOKEN_INVALID' });
    const late = await target(ada, { sizeBytes: 1000 });
    hub.clock.advance(hourMs);
    expect((await hub.inject(ada, 'PUT', late, text)).json()).toMatchObject({ code: 'TOKEN_INVALID' });
    expect(
      (await hub.inject(ada, 'PUT', '/api/v1/files/uploads/no-such-token-at-all', text)).json(),
    ).toMatchObject({ code: 'TOKEN_INVALID' });
  });

  test('the token is stored as a hash only', async () => {
    const link = await target(ada, { sizeBytes: 10 });
    const rows = await hub.database.db.selectFrom('file_upload_links').selectAll().execute();
    expect(
      JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toContain(link.split('/').at(-1)!);
  });

  test('of two uploads over one link at the same moment one is kept', async () => {
    const link = await target(ada, { sizeBytes: 1000 });
    const before = hub.stored().length;
    const answers = await Promise.all([
      hub.inject(ada, 'PUT', link, text),
      hub.inject(ada, 'PUT', link, text),
    ]);
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([201, 422]);
    expect(hub.stored().length).toBe(before + 1);
  });

  test('more than declared, more than 50 MB, or nothing at all is refused, and nothing is kept', async () => {
    const before = hub.stored().length;
    const small = await target(ada, { sizeBytes: 10 });
    expect((await hub.inject(ada, 'PUT', small, Buffer.alloc(11, 'a'))).json()).toMatchObject({
      code: 'BODY_TOO_LARGE',
    });
    const large = await target(ada, { sizeBytes: 50 * mega });
    const chunks = Readable.from(
      (function* () {
        for (let sent = 0; sent <= 50; sent++) yield Buffer.alloc(mega, 'a');
      })(),
      { objectMode: false },
    );
    expect((await hub.inject(ada, 'PUT', large, chunks)).json()).toMatchObject({ code: 'BODY_TOO_LARGE' });
    expect((await hub.inject(ada, 'PUT', large, Readable.from([]))).json()).toMatchObject({
      code: 'MALFORMED',
    });
    expect((await hub.inject(ada, 'PUT', large, null)).json()).toMatchObject({ code: 'MALFORMED' });
    expect(await codeOf(target(ada, { sizeBytes: 50 * mega + 1 }))).toBe('MALFORMED');
    expect(hub.stored().length).toBe(before);
    // A refused upload does not use the link up.
    expect((await hub.inject(ada, 'PUT', small, Buffer.alloc(10, 'a'))).statusCode).toBe(201);
  });

  test('a sender who goes away in the middle leaves nothing', async () => {
    const socket = path.join(hub.dataDir, 'hub.sock');
    await hub.http.app.listen({ path: socket });
    const link = await target(ada, { sizeBytes: 50 * mega });
    const before = hub.stored().length;
    const client = createConnection(socket);
    const head = `PUT ${link} HTTP/1.1\r\nhost: x\r\ncontent-type: application/octet-stream\r\ncontent-length: ${20 * mega}\r\n${callTokenHeader}: ${hub.tokenFor(ada, 'PUT', link, null)}\r\n\r\n`;
    client.write(head);
    client.write(Buffer.alloc(5 * mega, 'a'));
    await expect.poll(() => hub.stored().length).toBe(before + 1);
    client.destroy();
    await expect.poll(() => hub.stored().length).toBe(before);
    expect((await hub.inject(ada, 'PUT', link, text)).statusCode).toBe(201);
  });

  test('a repeated request with the same key gets the first answer, and the bytes are kept once', async () => {
    const before = hub.stored().length;
    const link = await target(ada, { sizeBytes: 1000 });
    const send = () => hub.inject(ada, 'PUT', link, text, { 'idempotency-key': 'upload-1' });
    const first = await send();
    const again = await send();
    expect([first.statusCode, again.statusCode, again.headers['idempotency-replayed']]).toEqual([
      201,
      201,
      'true',
    ]);
    expect(again.json<{ id: string }>().id).toBe(first.json<{ id: string }>().id);
    expect(hub.stored().length).toBe(before + 1);
  });

  test('the quota holds, also for uploads at the same moment', async () => {
    const carl = await hub.member('Carl Quota');
    hub.above.quotaBytes = 100;
    try {
      const links = await Promise.all([1, 2, 3].map(() => target(carl, { sizeBytes: 60 })));
      const answers = await Promise.all(
        links.map((link) => hub.inject(carl, 'PUT', link, Buffer.alloc(60, 'a'))),
      );
      expect(answers.map((answer) => answer.statusCode).sort()).toEqual([201, 422, 422]);
      expect(await codeOf(target(carl, { sizeBytes: 60 }))).toBe('QUOTA_EXCEEDED');
      expect(await hub.as(carl).files.usage({})).toEqual({ usedBytes: 60, quotaBytes: 100 });
    } finally {
      hub.above.quotaBytes = 1024 ** 3;
    }
  });
});

describe('the kind of a file', () => {
  test.each([
    ['a picture', png, 'image/png', 'image/png', 'inline'],
    [
      'an SVG',
      Buffer.from(
        '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      ),
      'image/svg+xml',
      'application/octet-stream',
      'attachment',
    ],
    [
      'HTML',
      Buffer.from('<!doctype html><title>x</title><script>alert(1)</script>'),
      'text/html',
      'application/octet-stream',
      'attachment',
    ],
    [
      'HTML behind other words',
      Buffer.from('hello\n<script >alert(1)</script>'),
      'text/html',
      'application/octet-stream',
      'attachment',
    ],
    ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj'), 'application/pdf', 'application/pdf', 'attachment'],
    [
      'bytes nobody knows',
      Buffer.from([1, 2, 3, 4, 0, 0, 9, 255, 254]),
      'application/octet-stream',
      'application/octet-stream',
      'attachment',
    ],
    [
      'text that begins like a program',
      Buffer.from('MZ is a code for Mozambique.'),
      'text/plain',
      'text/plain; charset=utf-8',
      'attachment',
    ],
  ])('%s is found by its content and sent safely', async (_name, bytes, mediaType, sentAs, how) => {
    const { body } = await hub.upload(ada, bytes, { name: 'picture.png' });
    expect(body).toMatchObject({ mediaType, state: 'READY' });
    const answer = await hub.download(ada, body.id);
    expect(answer.headers['content-type']).toBe(sentAs);
    expect(answer.headers['content-disposition']).toMatch(new RegExp(`^${how};`));
  });

  test('a photo must be a picture, and databases are taken by nobody', async () => {
    const before = hub.stored().length;
    expect((await hub.upload(ada, text, { purpose: 'PHOTO' })).body.code).toBe('MEDIA_TYPE_UNSUPPORTED');
    expect(
      (await hub.upload(ada, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), { purpose: 'PHOTO' }))
        .body.code,
    ).toBe('MEDIA_TYPE_UNSUPPORTED');
    expect((await hub.upload(ada, Buffer.from('SQLite format 3\0'.padEnd(200, '\0')))).body.code).toBe(
      'MEDIA_TYPE_UNSUPPORTED',
    );
    expect(hub.stored().length).toBe(before);
  });

  test('a name cannot break out of the header or the folder', async () => {
    const { body } = await hub.upload(ada, text, { name: '../../etc/pass"wd\r\nx: y' });
    expect((await hub.download(ada, body.id)).headers['content-disposition']).toBe(
      "attachment; filename*=UTF-8''.._.._etc_pass%22wd__x%3A%20y",
    );
  });
});

describe('the scan', () => {
  test.each([
    ['the EICAR test file', eicar],
    ['the EICAR test string across two chunks', Buffer.concat([Buffer.alloc(64 * 1024 - 30, 'a'), eicar])],
    ['a Linux program', Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(200)])],
    ['a Windows program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300)])],
  ])('locks %s away', async (_name, bytes) => {
    const { status, body } = await hub.upload(ada, bytes);
    expect([status, body.state]).toEqual([201, 'QUARANTINED']);
    expect((await hub.download(ada, body.id)).statusCode).toBe(404);
  });

  test('a scanner that cannot say leaves the file unreadable until it can', async () => {
    const other = await createPeopleHub({
      scanner: {
        scan: () => (scannerFails ? Promise.reject(new Error('no answer')) : Promise.resolve(null)),
      },
    });
    try {
      const eve = await other.member('Eve Waiting');
      scannerFails = true;
      const { body } = await other.upload(eve, text);
      expect(body.state).toBe('SCANNING');
      expect((await other.download(eve, body.id)).statusCode).toBe(404);
      scannerFails = false;
      await other.kernel.jobs.run('scan-files');
      expect((await other.as(eve).files.list({})).items[0]!.state).toBe('SCANNING');
      other.clock.advance(10 * minuteMs);
      await other.kernel.jobs.run('scan-files');
      expect((await other.download(eve, body.id)).statusCode).toBe(200);
    } finally {
      await other.close();
    }
  });
});

describe('whose file it is', () => {
  test('a stranger can neither read nor delete it, and learns nothing of it', async () => {
    const { body } = await hub.upload(ada, text);
    expect((await hub.download(bob, body.id)).statusCode).toBe(404);
    expect(await codeOf(hub.as(bob).files.remove({ params: { fileId: body.id } }))).toBe('NOT_FOUND');
    expect((await hub.as(bob).files.list({})).items).toEqual([]);
    expect((await hub.download(bob, newId())).statusCode).toBe(404);
    expect((await hub.download(null, body.id)).statusCode).toBe(401);
  });

  test('deleting removes row and bytes', async () => {
    const { body } = await hub.upload(ada, text);
    const before = hub.stored().length;
    await hub.as(ada).files.remove({ params: { fileId: body.id } });
    expect(hub.stored().length).toBe(before - 1);
    expect((await hub.download(ada, body.id)).statusCode).toBe(404);
    expect(await codeOf(hub.as(ada).files.remove({ params: { fileId: body.id } }))).toBe('NOT_FOUND');
  });

  test('a profile photo is seen by members, not by guests, and by nobody once the profile is private', async () => {
    const guest = await hub.register('Guest Person');
    const { body } = await hub.upload(ada, png, { purpose: 'PHOTO' });
    expect((await hub.download(bob, body.id)).statusCode).toBe(404);
    const api = hub.as(ada);
    const { etag } = await api.users.me({});
    await api.users.editMe({ body: { photoFileId: body.id } }, { ifMatch: etag! });
    expect((await hub.download(bob, body.id)).statusCode).toBe(200);
    expect((await hub.download(guest, body.id)).statusCode).toBe(404);
    await api.users.setPrivacy({ body: { ...(await api.users.privacy({})), profile: 'PRIVATE' } });
    expect((await hub.download(bob, body.id)).statusCode).toBe(404);
    expect((await hub.download(ada, body.id)).statusCode).toBe(200);
    await api.users.setPrivacy({ body: { ...(await api.users.privacy({})), profile: 'MEMBERS' } });
    await api.files.remove({ params: { fileId: body.id } });
    await hub.outbox.drain();
    expect((await api.users.me({})).photoFileId).toBeNull();
  });
});

describe('cleaning', () => {
  test('exports run out after seven days, system files take no room of the owner', async () => {
    const used = (await hub.as(bob).files.usage({})).usedBytes;
    const id = await hub.files.store({
      ownerId: bob,
      name: 'export.json',
      mediaType: 'application/json',
      bytes: Readable.from([Buffer.from('{}')]),
    });
    expect((await hub.as(bob).files.usage({})).usedBytes).toBe(used);
    expect((await hub.download(bob, id)).body).toBe('{}');
    hub.clock.advance(7 * dayMs);
    expect((await hub.download(bob, id)).statusCode).toBe(404);
    const before = hub.stored().length;
    await hub.kernel.jobs.run('clean-files');
    expect(hub.stored().length).toBe(before - 1);
  });

  test('drafts, unused photos and bytes without a row go after a day; everything else stays', async () => {
    const kept = (await hub.upload(ada, text)).body.id;
    const unused = (await hub.upload(ada, png, { purpose: 'PHOTO' })).body.id;
    const chosen = (await hub.upload(ada, png, { purpose: 'PHOTO' })).body.id;
    const { etag } = await hub.as(ada).users.me({});
    await hub.as(ada).users.editMe({ body: { photoFileId: chosen } }, { ifMatch: etag! });
    const orphan = path.join(hub.dataDir, 'files', 'kept', 'ab', `${'ab'.repeat(32)}-${'0'.repeat(32)}`);
    const draft = path.join(hub.dataDir, 'files', 'drafts', 'left-behind');
    mkdirSync(path.dirname(orphan), { recursive: true });
    for (const file of [orphan, draft]) writeFileSync(file, 'x');
    const present = hub.clock.now();
    for (const file of [orphan, draft]) utimesSync(file, present, present);
    await hub.kernel.jobs.run('clean-files');
    await hub.kernel.jobs.run('sweep-files');
    expect(hub.stored()).toEqual(expect.arrayContaining([path.basename(orphan), 'left-behind']));
    hub.clock.advance(dayMs + minuteMs);
    await hub.kernel.jobs.run('clean-files');
    await hub.kernel.jobs.run('sweep-files');
    const left = hub.stored();
    expect(left).not.toContain(path.basename(orphan));
    expect(left).not.toContain('left-behind');
    const ids = (await hub.as(ada).files.list({})).items.map((file) => file.id);
    expect(ids).toEqual(expect.arrayContaining([kept, chosen]));
    expect(ids).not.toContain(unused);
    expect((await hub.download(ada, kept)).statusCode).toBe(200);
    rmSync(orphan, { force: true });
  });
});
