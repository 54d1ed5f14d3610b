import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultPosition } from './json-fault.ts';
import { jsonLimits, readJson } from './json.ts';
import { fileTypes, ocfVersion } from './packages.ts';
import { readingLimits, readOcf, readOcfFiles, type OcfReading } from './reading.ts';
import { common, fileBytes, issuer, person, stock } from './test-package.ts';
import { writeOcf } from './writing.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const one = (name: string, bytes: Uint8Array): OcfReading => readOcfFiles(new Map([[name, bytes]]), false);
const messages = (reading: OcfReading): string[] => reading.problems.map(({ message }) => message);
const transactions = 'Transactions.ocf.json';
const manifestOf = { asOf: '2025-01-01', generatedAt: '2025-01-01T00:00:00Z', issuer };

describe('reading', () => {
  it('names one bad line among thousands exactly', () => {
    const items: unknown[] = Array.from({ length: 6000 }, (_, at) => stock(`s${at}`, 'ada', '10'));
    items[4311] = { ...stock('bad', 'ada', '10'), quantity: 'ten' };
    const reading = one(transactions, fileBytes('OCF_TRANSACTIONS_FILE', items));
    expect(messages(reading)).toEqual([
      'Transactions.ocf.json, item 4,312, /quantity: has to be a number written as text, with at most ten decimal places, such as "1000.50".',
    ]);
    expect(reading.problems[0]!.place).toEqual({ file: transactions, index: 4311, pointer: '/quantity' });
    expect(reading.objects[4311]).toMatchObject({
      object: null,
      json: items[4311],
      problems: reading.problems,
    });
    expect(reading.objects.filter(({ object }) => object)).toHaveLength(5999);
  });

  it('says of each fault of an object what is wrong', () => {
    const { quantity: _quantity, ...without } = stock('a', 'ada', '1');
    const items = [
      { ...without, color: 'red', date: '2025-02-30', share_price: { amount: 1, currency: 'USD' } },
      { ...stock('b', 'ada', '1'), object_type: 'TX_STOCK_GIFT' },
      { ...stock('c', 'ada', '1'), issuance_type: 'GIFT' },
      'nothing',
      person('ada', 'Ada'),
    ];
    const reading = one(transactions, fileBytes('OCF_TRANSACTIONS_FILE', items));
    expect(reading.problems.map(({ code, place }) => [code, place.index, place.pointer])).toEqual([
      ['BAD_VALUE', 0, '/date'],
      ['WRONG_TYPE', 0, '/share_price/amount'],
      ['MISSING', 0, '/quantity'],
      ['UNKNOWN_KEY', 0, '/color'],
      ['UNKNOWN_VALUE', 1, '/object_type'],
      ['UNKNOWN_VALUE', 2, '/issuance_type'],
      ['WRONG_TYPE', 3, ''],
      ['WRONG_FILE', 4, ''],
    ]);
    expect(messages(reading)[5]).toContain('is “GIFT”, and has to be one of RSA, FOUNDERS_STOCK.');
  });

  it('finds what parsing would lose without a word', () => {
    const item = JSON.stringify(person('ada', 'Ada'));
    const twice = item.replace('"id":"ada"', '"id":"eve","\\u0069d":"ada"');
    const damaged = item.replace('"Ada"', '"A\\u0000da"');
    const half = item.replace('"Ada"', '"A\\ud800da"');
    const reading = one(
      'S.ocf.json',
      utf8(`{"file_type":"OCF_STAKEHOLDERS_FILE","items":[${[twice, damaged, half, item]}]}`),
    );
    expect(reading.problems.map(({ code, place }) => [code, place.index, place.pointer])).toEqual([
      ['KEY_TWICE', 0, '/id'],
      ['TEXT_DAMAGED', 1, '/name/legal_name'],
      ['TEXT_DAMAGED', 2, '/name/legal_name'],
    ]);
    expect(reading.objects.map(({ object }) => object !== null)).toEqual([false, false, false, true]);
  });

  it.each([
    ['12345678901234567', false],
    ['1e400', false],
    ['0.1234567890123456789', false],
    ['100000000000000000000', true],
    ['1.50', true],
    ['-12', true],
  ])('knows whether the number %s can be kept', (number, exact) => {
    const reading = readJson(utf8(`{"a":[0,{"b":${number}}]}`));
    expect('findings' in reading && reading.findings.map(({ path }) => path)).toEqual(
      exact ? [] : [['a', 1, 'b']],
    );
  });

  it.each([
    [
      '{"file_type":"OCF_STAKEHOLDERS_FILE",\n"items":[\n{"id": ada}]}',
      'line 3, column 8: “a” does not belong there',
    ],
    ['{"file_type":', 'line 1, column 14: the text ends too early'],
    ['', 'line 1, column 1: the text ends too early'],
    ['[[]', 'the text ends too early'],
    ['{"a":"\u0001"}', 'does not belong there'],
    ['"', 'the text ends too early'],
    ['{,}', 'does not belong there'],
  ])('says where %j stops being JSON', (text, expected) => {
    const reading = one('S.ocf.json', utf8(text));
    expect(reading.problems.map(({ code }) => code)).toEqual(['FILE_DAMAGED']);
    expect(messages(reading)[0]).toContain(expected);
  });

  it('finds the place where JSON stops as the parser finds that it does', () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ']', ':', '{', '1', '\\', ' ', 'é'),
        (json, at, sign) => {
          const place = at % (json.length + 1);
          const text = json.slice(0, place) + sign + json.slice(place + (sign === '' ? 1 : 0));
          let valid = true;
          try {
            JSON.parse(text);
          } catch {
            valid = false;
          }
          const fault = faultPosition(text);
          if (valid) expect(fault).toBe(text.length);
          // Whatever comes before the place could have gone on.
          else expect(faultPosition(text.slice(0, fault))).toBe(fault);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('reads past a byte order mark, and refuses what is not UTF-8', () => {
    const text = JSON.stringify({ file_type: 'OCF_STAKEHOLDERS_FILE', items: [person('ada', 'Ada')] });
    expect(one('S.ocf.json', utf8(`\ufeff${text}`)).problems).toEqual([]);
    expect(messages(one('S.ocf.json', Uint8Array.of(0x7b, 0xff, 0x7d)))).toEqual([
      'S.ocf.json: is not text in UTF-8.',
    ]);
  });

  it('reports files that are none of the format, and what a file holds beside its items', () => {
    const reading = readOcfFiles(
      new Map([
        ['a.json', utf8('{"hello":1}')],
        ['b.json', utf8('{"file_type":"OCF_STAKEHOLDERS_FILE","items":[],"version":3}')],
        ['c.json', utf8('{"file_type":"OCF_STAKEHOLDERS_FILE"}')],
        ['d.pdf', utf8('%PDF')],
      ]),
      false,
    );
    expect(reading.problems.map(({ code, place }) => [code, place.file, place.pointer])).toEqual([
      ['FILE_UNKNOWN', 'a.json', ''],
      ['UNKNOWN_KEY', 'b.json', '/version'],
      ['MISSING', 'c.json', '/items'],
    ]);
    expect([...reading.attachments.keys()]).toEqual(['a.json', 'd.pdf']);
  });
});

describe('limits', () => {
  it('refuses JSON that is nested too deeply, before parsing it', () => {
    const deep = one('S.ocf.json', utf8('['.repeat(5_000_000)));
    expect(messages(deep)).toEqual([`S.ocf.json: is nested deeper than ${jsonLimits.depth} levels.`]);
  });

  it('refuses JSON of too many values', () => {
    const many = one('S.ocf.json', utf8(`[${'1,'.repeat(jsonLimits.parts)}1]`));
    expect(messages(many)).toEqual(['S.ocf.json: holds more than 12,000,000 values.']);
  });

  it('refuses too many objects, and lists only so many problems of each of very many', () => {
    const many = one(
      'S.ocf.json',
      fileBytes('OCF_STAKEHOLDERS_FILE', Array(readingLimits.items + 1).fill(0)),
    );
    expect(messages(many)).toEqual(['S.ocf.json: brings the package to more than 250,000 objects.']);
    const broken = one(
      'T.ocf.json',
      fileBytes(
        'OCF_STAKEHOLDERS_FILE',
        Array.from({ length: 10_000 }, () => ({ object_type: 'STAKEHOLDER' })),
      ),
    );
    expect(broken.objects.every(({ problems }) => problems.length > 0)).toBe(true);
    expect(broken.objects[0]!.problems).toHaveLength(3);
    expect(broken.objects.at(-1)!.problems).toHaveLength(1);
  });

  it('refuses a zip that unpacks to far more than it is', async () => {
    const bomb = zipSync({ 'a.json': new Uint8Array(200 * 1024 * 1024) }, { level: 1 });
    expect(messages(await readOcf(bomb))).toEqual(['The package: unpacks to more than 192 MB.']);
  }, 60_000);

  it('refuses a zip of too many files', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 2001 }, (_, at) => [`${at}.json`, new Uint8Array(1)]),
    );
    expect(messages(await readOcf(zipSync(files)))).toEqual(['The package: holds more than 2000 files.']);
  });

  it('refuses what is no zip, a cut one, and one with paths that lead out of it', async () => {
    expect(messages(await readOcf(utf8('{}')))).toEqual(['The package: is not a zip.']);
    const whole = writeOcf({ ...manifestOf, objects: [{ json: common }] });
    expect((await readOcf(whole.slice(0, -30))).problems[0]?.code).toBe('PACKAGE_DAMAGED');
    expect((await readOcf(zipSync({ '../a.json': utf8('{}') }))).problems[0]?.code).toBe('PACKAGE_DAMAGED');
  });
});

describe('packages', () => {
  const md5Of = (filepath: string, bytes: Uint8Array) => ({
    filepath,
    md5: createHash('md5').update(bytes).digest('hex'),
  });
  const emptyManifest = {
    ocf_version: ocfVersion,
    file_type: 'OCF_MANIFEST_FILE',
    issuer,
    as_of: '2025-01-01',
    generated_at: '2025-01-01T00:00:00Z',
    ...Object.fromEntries(fileTypes.map(({ key }) => [key, []])),
  };

  it('reads files in the order of the manifest, wherever the manifest lies', () => {
    const first = fileBytes('OCF_TRANSACTIONS_FILE', [stock('a', 'ada', '1')]);
    const second = fileBytes('OCF_TRANSACTIONS_FILE', [stock('b', 'ada', '1')]);
    const manifest = {
      ...emptyManifest,
      transactions_files: [md5Of('./z.json', first), md5Of('deep/../a.json', second)],
    };
    const reading = readOcfFiles(
      new Map([
        ['acme/a.json', second],
        ['acme/z.json', first],
        ['acme/Manifest.ocf.json', utf8(JSON.stringify(manifest))],
      ]),
      true,
    );
    expect(reading.problems).toEqual([]);
    expect(reading.objects.map(({ place }) => place.file)).toEqual(['acme/z.json', 'acme/a.json']);
    expect(reading.manifest?.issuer).toEqual(issuer);
    expect(reading.issuer?.object).toEqual(issuer);
  });

  it('reports what the manifest says wrongly of its files', () => {
    const bytes = fileBytes('OCF_TRANSACTIONS_FILE', []);
    const wrong = { filepath: 'b.json', md5: '0'.repeat(32) };
    const manifest = {
      ...emptyManifest,
      stakeholders_files: [md5Of('a.json', bytes), { filepath: 'gone.json', md5: '0'.repeat(32) }],
      transactions_files: [wrong, wrong],
      vesting_terms_files: 'none',
    };
    const files = new Map(['a.json', 'b.json', 'c.json'].map((name) => [name, bytes]));
    files.set('Manifest.ocf.json', utf8(JSON.stringify(manifest)));
    const reading = readOcfFiles(files, true);
    expect(
      reading.problems.map(({ code, place }) => `${code} ${place.file} ${place.pointer}`).toSorted(),
    ).toEqual([
      'FILE_CHANGED b.json ',
      'FILE_LISTED_TWICE Manifest.ocf.json /transactions_files/1',
      'FILE_MISSING Manifest.ocf.json /stakeholders_files/1',
      'FILE_NOT_LISTED c.json ',
      'WRONG_FILE Manifest.ocf.json /stakeholders_files/0',
      'WRONG_TYPE Manifest.ocf.json /vesting_terms_files',
    ]);
    expect(reading.manifest).toBeNull();
    expect(reading.issuer?.object).toEqual(issuer);
  });

  it('misses a manifest in a package, and not among single files', () => {
    const files = new Map([['a.json', fileBytes('OCF_TRANSACTIONS_FILE', [])]]);
    expect(readOcfFiles(files, true).problems.map(({ code }) => code)).toEqual(['MANIFEST_MISSING']);
    expect(readOcfFiles(files, false).problems).toEqual([]);
  });
});
