import { unzipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from './json.ts';
import { objectTypes } from './objects.ts';
import { fileTypeOf, fileTypes, manifest as manifestSchema } from './packages.ts';
import { readOcf, readOcfFiles } from './reading.ts';
import { sortOut } from './references.ts';
import { common, issuer, person, plan, readingOf, stock, terms } from './test-package.ts';
import { anyObject } from './test-objects.ts';
import { missingSchemas, publishedSchemas, sampleFiles } from './test-schemas.ts';
import { writeOcf } from './writing.ts';

const about = { issuer, asOf: '2025-01-01', generatedAt: '2025-01-01T00:00:00Z' };
const company = [common, plan, terms, person('ada', 'Ada'), stock('a', 'ada', '1'), stock('b', 'ada', '2')];
const placed = company.map((json) => ({ json }));

describe('writing', () => {
  it('gives a package that reads again without a problem, in the same order', async () => {
    const reading = await readOcf(writeOcf({ ...about, objects: placed, comments: ['from a test'] }));
    expect(reading.problems).toEqual([]);
    expect(reading.manifest).toMatchObject({ as_of: '2025-01-01', comments: ['from a test'] });
    const read = reading.objects.map(({ json }) => json);
    expect(read.slice(-2)).toEqual(company.slice(-2));
    expect(read).toHaveLength(company.length);
    expect(JSON.stringify(read.at(-1))).toBe(JSON.stringify(company.at(-1)));
  });

  it('gives the same bytes for the same contents, in every time zone', () => {
    const before = process.env['TZ'];
    const bytes = ['UTC', 'Pacific/Auckland', 'America/Los_Angeles'].map((zone) => {
      process.env['TZ'] = zone;
      return Buffer.from(writeOcf({ ...about, objects: placed })).toString('hex');
    });
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
    expect(new Set(bytes).size).toBe(1);
  });

  it('gives any objects back, letter by letter', async () => {
    const types = objectTypes.filter((type) => type !== 'ISSUER');
    const any = fc.constantFrom(...types).chain(anyObject);
    await fc.assert(
      fc.asyncProperty(fc.array(any, { minLength: 1, maxLength: 20 }), async (objects) => {
        const given = objects.map((json) => ({ json: json as unknown as Json }));
        const reading = await readOcf(writeOcf({ ...about, objects: given }));
        expect(reading.problems).toEqual([]);
        const inFile = ({ type }: { type: string }) =>
          objects
            .filter(({ object_type }) => fileTypeOf(object_type) === type)
            .map((object) => JSON.stringify(object));
        expect(reading.objects.map(({ json }) => JSON.stringify(json))).toEqual(fileTypes.flatMap(inFile));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps what cannot be counted, in the file it came from, and the papers beside it', async () => {
    const odd = { object_type: 'TX_STOCK_GIFT', id: 'x', note: '1' };
    const broken = { ...stock('c', 'nobody', '1'), quantity: 'many' };
    const first = readOcfFiles(
      new Map([
        [
          't.json',
          new TextEncoder().encode(
            JSON.stringify({ file_type: 'OCF_TRANSACTIONS_FILE', items: [odd, 7, broken] }),
          ),
        ],
        ['papers/deed.pdf', Uint8Array.of(1, 2, 3)],
        ['Manifest.ocf.json', Uint8Array.of(123, 125)],
      ]),
      false,
    );
    const second = await readOcf(
      writeOcf({ ...about, objects: first.objects, attachments: first.attachments }),
    );
    expect(second.objects.map(({ json }) => json)).toEqual([odd, 7, broken]);
    expect([...second.attachments]).toEqual([
      ['papers/deed.pdf', Uint8Array.of(1, 2, 3)],
      ['kept/Manifest.ocf.json', Uint8Array.of(123, 125)],
    ]);
    expect(() => writeOcf({ ...about, objects: [{ json: odd }] })).toThrow(RangeError);
  });
});

describe.skipIf(missingSchemas !== null)(`against the published files ${missingSchemas ?? ''}`, () => {
  it('writes files that the schemas accept', () => {
    const published = publishedSchemas();
    const files = unzipSync(writeOcf({ ...about, objects: placed }));
    expect(Object.keys(files)).toHaveLength(6);
    for (const [name, bytes] of Object.entries(files)) {
      const json = JSON.parse(new TextDecoder().decode(bytes)) as { file_type: string };
      const check = published.ofFile(json.file_type);
      expect(check(json), `${name} ${JSON.stringify(check.errors)}`).toBe(true);
    }
  });

  it('takes every sample in and gives it out again, item for item', async () => {
    for (const [name, bytes] of sampleFiles()) {
      if (name === 'Manifest.ocf.json') continue;
      const { items } = JSON.parse(new TextDecoder().decode(bytes)) as { items: unknown[] };
      const first = readOcfFiles(new Map([[name, bytes]]), false);
      expect(first.problems, name).toEqual([]);
      const { counted, aside } = sortOut(first.objects, first.issuer);
      expect(counted.length + aside.length).toBe(items.length);
      const second = await readOcf(writeOcf({ ...about, objects: first.objects }));
      expect(second.problems).toEqual([]);
      expect(second.objects.map(({ json }) => JSON.stringify(json))).toEqual(
        items.map((item) => JSON.stringify(item)),
      );
    }
  });

  it('takes the samples in as one package, and gives it out again', async () => {
    const first = readOcfFiles(sampleFiles(), true);
    // The sums in the sample of a manifest are made up, and three samples are not in it.
    expect(new Set(first.problems.map(({ code }) => code))).toEqual(
      new Set(['FILE_CHANGED', 'FILE_NOT_LISTED']),
    );
    const { issuer: sampleIssuer, as_of, generated_at, comments } = first.manifest!;
    const bytes = writeOcf({
      issuer: first.issuer!.json,
      objects: first.objects,
      asOf: as_of,
      generatedAt: generated_at,
      comments: comments ?? [],
    });
    const second = await readOcf(bytes);
    expect(second.problems).toEqual([]);
    expect(manifestSchema.parse(second.manifest)).toMatchObject({
      issuer: sampleIssuer,
      as_of,
      generated_at,
      comments,
    });
    for (const { type } of fileTypes) {
      const of = ({ objects }: typeof first) =>
        objects.filter(({ fileType }) => fileType === type).map(({ json }) => json);
      expect(of(second)).toEqual(of(first));
    }
    const { aside, counted } = sortOut(second.objects, second.issuer);
    for (const { problems } of aside) expect(problems.length).toBeGreaterThan(0);
    expect([counted.length > 0, aside.length > 0]).toEqual([true, true]);
  });
});

it('makes a reading in tests without a problem', () => {
  expect(readingOf(company).problems).toEqual([]);
});
