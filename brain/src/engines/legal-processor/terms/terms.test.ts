import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { processorMs } from '@smartstart/testkit/processor-time';
import { describe, expect, it } from 'vitest';
import { readContracts } from '../../../commands/data-sets.ts';
import { comparableName } from './company-names.ts';
import { grade, gradedOf, goldParties } from './term-grading.ts';
import { countRules, reliabilityOf } from './term-reliability.ts';
import { termsModel } from './terms-model.ts';
import { extractTerms, type Terms } from './terms.ts';

const read = (text: string): Terms => extractTerms(text, null, null);

const contract = `DISTRIBUTION AGREEMENT

This Distribution Agreement (this “Agreement”) is made as of the 5th day of March,
2020 (the “Effective Date”) by and between Acme Robotics, Inc., a Delaware corporation with its principal
place of business at 12 Main Street, Boston (“Acme”), and Keefe, Bruyette & Woods GmbH, a German
limited liability company (the “Distributor”).

1. Term. The initial term of this Agreement shall commence on the Effective Date and continue for three (3) years
(the “Initial Term”). Thereafter this Agreement shall automatically renew for successive one (1) year periods unless
either party gives written notice of non-renewal at least sixty (60) days before the end of the then-current term.

2. Payment. Distributor shall pay Acme US$1,250,000.50 within thirty (30) days after receipt of the invoice, and
€2.5 million at closing.

3. Liability. In no event shall Acme's aggregate liability exceed the fees paid by Distributor in the twelve (12)
months before the claim. Neither party is liable for indirect or consequential damages.

4. Governing Law. This Agreement shall be governed by and construed in accordance with the laws of the State of New
York, without regard to its conflict of laws principles. The parties submit to the exclusive jurisdiction of the courts
of England.

IN WITNESS WHEREOF, the parties have executed this Agreement.`;

describe('extractTerms', () => {
  it('finds what a contract states', () => {
    const terms = read(contract);
    expect(terms.parties.map(({ value }) => value)).toEqual([
      { name: 'Acme Robotics, Inc.', definedName: 'Acme', role: null },
      { name: 'Keefe, Bruyette & Woods GmbH', definedName: 'Distributor', role: 'Distributor' },
    ]);
    expect(terms.agreementDate?.value).toEqual({ iso: '2020-03-05', whole: true });
    expect(terms.effectiveDate?.value.iso).toBe('2020-03-05');
    expect(terms.termLength?.value).toEqual({ count: 3, unit: 'year', business: false });
    expect(terms.expiry?.value).toEqual({ date: { iso: '2023-03-05', whole: true }, perpetual: false });
    expect(terms.renewal?.value).toMatchObject({
      period: { count: 1, unit: 'year' },
      automatic: true,
      successive: true,
    });
    expect(terms.renewalNotice?.value).toMatchObject({ count: 60, unit: 'day' });
    expect(terms.governingLaw?.value.jurisdictions).toEqual(['New York']);
    expect(terms.venues.map(({ value }) => value)).toEqual([{ place: 'England and Wales', exclusive: true }]);
    expect(terms.amounts.map(({ value }) => value)).toEqual([
      { amount: '1250000.5', currency: 'USD' },
      { amount: '2500000', currency: 'EUR' },
    ]);
    expect(terms.liabilityCaps.map(({ value }) => value.kind)).toEqual(['fees', 'excluded']);
    expect(terms.liabilityCaps[0]?.value.months).toBe(12);
    expect(terms.paymentTerms.map(({ value }) => value)).toEqual([
      { within: { count: 30, unit: 'day', business: false }, from: 'receipt of the invoice' },
    ]);
  });

  it('points at the exact characters, line breaks and quotes included', () => {
    const terms = read(contract);
    const at = (item: { start: number; end: number } | null | undefined): string =>
      item ? contract.slice(item.start, item.end) : '';
    expect(at(terms.parties[0])).toBe('Acme Robotics, Inc.');
    expect(at(terms.agreementDate)).toBe('5th day of March,\n2020');
    expect(at(terms.renewalNotice)).toBe('sixty (60) days');
    expect(at(terms.governingLaw)).toMatch(
      /^Governing Law\. This Agreement|^This Agreement shall be governed/,
    );
    expect(at(terms.governingLaw)).toContain('New\nYork');
    expect(at(terms.amounts[0])).toBe('US$1,250,000.50');
  });

  it.each([
    ['This Agreement is governed by English law.', ['England and Wales']],
    [
      'This Agreement shall be governed by the laws of the Commonwealth of Massachusetts and the United States.',
      ['Massachusetts'],
    ],
    [
      'This Contract is construed under the laws of California and the laws of Hong Kong.',
      ['California', 'Hong Kong'],
    ],
    ["The laws of the People's Republic of China shall govern this Agreement.", ['China']],
    ['Acme is a corporation organized under the laws of Delaware.', undefined],
    ['without regard to the conflict of laws of Texas', undefined],
    ['This Agreement is governed by the laws of [***].', undefined],
  ])('reads the governing law of “%s”', (text, expected) => {
    expect(read(text).governingLaw?.value.jurisdictions).toEqual(expected);
  });

  it.each([
    [
      'This Agreement is entered into on October 1, 2019 and is made effective as of November 1, 2019.',
      '2019-10-01',
      '2019-11-01',
    ],
    [
      'This amendment to the Supply Agreement dated May 2, 2010 is made as of June 3, 2012.',
      '2012-06-03',
      '2012-06-03',
    ],
    [
      'THIS AGREEMENT is made this ____ day of ________, 2004 between A Ltd and B Ltd.',
      '2004-??-??',
      '2004-??-??',
    ],
    ['Agreement text. Name: Ann Lee Date: 3/1/19 Name: Bo Poe Date: 3-4-19', '2019-03-04', '2019-03-04'],
  ])('reads the dates of “%s”', (text, agreement, effective) => {
    const terms = read(text);
    expect(terms.agreementDate?.value.iso).toBe(agreement);
    expect(terms.effectiveDate?.value.iso).toBe(effective);
  });

  it.each([
    [
      'between (1) BICYCLE LIMITED a company whose office is in Leeds (the "Company"); and (2) JANE CROFT of Leeds (the "Employee").',
      ['BICYCLE LIMITED', 'JANE CROFT'],
    ],
    [
      'by and between Columbia Labs, (Bermuda) Ltd., a company ("Columbia"), and e.l.f. Beauty, Inc. ("elf"). The e.l.f. goods',
      ['Columbia Labs, (Bermuda) Ltd.', 'e.l.f. Beauty, Inc.'],
    ],
    [
      'is between Centre for Probe Development and Trade, a charity ("CPDT"), and Fusion Inc. ("Fusion").',
      ['Centre for Probe Development and Trade', 'Fusion Inc.'],
    ],
    [
      'by and among Alpha, L.P., Beta, L.P. and Gamma Capital LLC (collectively, the "Funds") and Delta Corp. (the "Company").',
      ['Alpha, L.P.', 'Beta, L.P.', 'Gamma Capital LLC', 'Delta Corp.'],
    ],
    [
      'by and between Lumex, Inc., a New York corporation ("Seller"), MUL Acquisition Corp. II, a Delaware corporation ("Purchaser"), and its subsidiary Beta Works Corp. ("Beta").',
      ['Lumex, Inc.', 'MUL Acquisition Corp. II', 'Beta Works Corp.'],
    ],
    [
      'by and among JAMES W. SMITH III and SMITH MEDIA, INC., effective as of June 1, 1998.',
      ['JAMES W. SMITH III', 'SMITH MEDIA, INC.'],
    ],
    [
      'between Uniquest 780 Montague Expressway Suite 406, and the Boston Department of Health and Mental Hygiene ("Department").',
      ['Uniquest', 'Boston Department of Health and Mental Hygiene'],
    ],
    [
      'by and between Pivot Corporation, with offices at 23 Plaza Drive, Newport Beach, California, 92661 and Detto Technologies, a Washington corporation.',
      ['Pivot Corporation', 'Detto Technologies'],
    ],
    [
      'AND SIGNED. BETWEEN: SMART CHIPS, LLC a corporation of Texas AND: ECONOMIC CHANCES INC. a corporation of Canada',
      ['SMART CHIPS, LLC', 'ECONOMIC CHANCES INC.'],
    ],
    [
      'as of __________ between Insurance Bureau of Canada ("IBC") and ________ ("Vendor").',
      ['Insurance Bureau of Canada'],
    ],
  ])('reads the parties of “%s”', (opening, expected) => {
    const text = `THIS AGREEMENT is made on 1 May 2020 ${opening} WHEREAS the parties agree.`;
    expect(read(text).parties.map(({ value }) => value.name)).toEqual(expected);
  });

  it.each([
    ['This Agreement renews automatically for successive annual periods.', 1, 'year'],
    ['Thereafter this Agreement shall be renewed automatically from year to year.', 1, 'year'],
    ['The term of this Agreement will automatically extend for an additional month.', 1, 'month'],
    ['This Agreement shall automatically renew for successive one (I) year terms.', 1, 'year'],
    ['The term of this Agreement is three years with automatic two (2) year term extensions.', 2, 'year'],
    ['Customer may renew this Agreement for one (1) additional twelve-month period.', 12, 'month'],
  ])('reads the renewal of “%s”', (text, count, unit) => {
    expect(read(text).renewal?.value.period).toMatchObject({ count, unit });
  });

  it.each([
    [
      "It continues for an initial term of one year and after that until terminated by either party giving twelve (12) months' prior written notice.",
      12,
    ],
    [
      'Customer, upon three months prior written notice, may cancel this Agreement at the end of the term.',
      3,
    ],
  ])('reads the notice of “%s”', (text, count) => {
    expect(read(text).renewalNotice?.value).toMatchObject({ count, unit: 'month' });
  });

  it('takes an end that is stated for the end, though it may come sooner', () => {
    const end = (text: string) => read(`This Agreement is made as of May 1, 2020. ${text}`).expiry?.value;
    expect(end('This Agreement shall be effective through and including March 31, 2024.')?.date?.iso).toBe(
      '2024-03-31',
    );
    expect(
      end('This Agreement shall terminate on the date three (3) years from the Effective Date.'),
    ).toEqual({
      date: { iso: '2023-05-01', whole: true },
      perpetual: false,
    });
    expect(end('This Agreement continues as provided, unless terminated earlier.') ?? null).toBeNull();
    expect(
      end(
        'The term of this Agreement shall commence on signing and continue until terminated by either party.',
      )?.perpetual,
    ).toBe(true);
  });

  it('answers nothing for a text that states nothing', () => {
    expect(read('')).toMatchObject({
      parties: [],
      agreementDate: null,
      governingLaw: null,
      expiry: null,
      amounts: [],
    });
    expect(read('הסכם זה נערך בין הצדדים').parties).toEqual([]);
  });

  it('takes any string, and every item lies within it', () => {
    const pieces = fc.constantFrom(
      'This Agreement ',
      'is governed by the laws of ',
      'New York',
      ' between ',
      'Acme, Inc. ("Acme")',
      ' and ',
      '\n\n',
      '$5 million ',
      '\ud800',
      '\u202e',
      'May 1, 2020 ',
      'term of one (1) year ',
      'shall renew ',
      '(',
      '"',
      '.',
      'By: ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 12 })), { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        for (const value of Object.values(read(text))) {
          const items = Array.isArray(value) ? value : value ? [value] : [];
          for (const { start, end } of items as { start: number; end: number }[]) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    'between A and ',
    '____',
    'not liable exceed ',
    'laws of ',
    '("',
    '1/1/20 ',
    'A',
    'term for one year ',
  ])(
    'reads a megabyte of “%s” in seconds',
    (unit) => {
      const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
      expect(processorMs(() => read(text))).toBeLessThan(8000);
    },
    20_000,
  );
});

describe('grading', () => {
  it('compares names without case, punctuation and legal form', () => {
    expect(comparableName('The ACME Robotics, L.L.C.')).toBe(comparableName('Acme Robotics Inc'));
    expect(comparableName('Värde & Co. Ltd')).toBe(comparableName('VARDE AND COMPANY LIMITED'));
    expect(comparableName('Acme Robotics')).not.toBe(comparableName('Acme Robots'));
  });

  it('reads the parties out of an answer', () => {
    expect(
      goldParties(
        'I-ESCROW, INC.  ("i-Escrow" ); 2THEMART.COM, INC. ("2TheMart")("Party" and collectively "Parties")',
      ),
    ).toEqual(['I-ESCROW, INC.', '2THEMART.COM, INC.']);
    expect(goldParties('Acme (“Acme”); Beta Ltd ("Beta"); Acme and Beta (individually a "Party")')).toEqual([
      'Acme',
      'Beta Ltd',
    ]);
    expect(goldParties('[] ("Licensee"); XXXXXXX')).toEqual([]);
  });

  it('counts a blank of the answer only against a blank', () => {
    const answers = { 'Agreement Date': '[]/[]/2004', 'Governing Law': 'Ontario, Canada' };
    const found = read(
      'THIS AGREEMENT is made this ____ day of ________, 2004 and governed by the laws of Ontario.',
    );
    const grades = grade({ text: '', labels: [], answers }, gradedOf(found));
    expect(grades).toMatchObject({
      agreementDate: true,
      wholeAgreementDate: null,
      governingLaw: true,
      parties: null,
    });
  });
});

describe('confidence', () => {
  it('is the measured share of each rule, and none where nothing was measured', () => {
    const { reliability } = termsModel();
    const terms = extractTerms(contract, null, termsModel());
    expect(terms.governingLaw?.confidence).toBeGreaterThan(0.9);
    expect(terms.parties[0]?.confidence).toBeGreaterThan(0.8);
    expect(terms.amounts[0]?.confidence).toBeNull();
    for (const share of Object.values(reliability)) {
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThan(1);
    }
    expect(reliabilityOf({ rule: { answers: 0, right: 0 } })).toEqual({ rule: 0.5 });
  });
});

const data = '../shared/data/contracts/cuad.jsonl';
describe.skipIf(!existsSync(data))('on contracts with known answers', () => {
  it('keeps above the floors, and the shipped confidences are those measured', () => {
    const contracts = readContracts(data);
    const found = contracts.map(({ text }) => extractTerms(text, null, null));
    const grades = contracts.map((each, index) => grade(each, gradedOf(found[index] ?? read(''))));
    const share = (key: 'governingLaw' | 'agreementDate'): number => {
      const known = grades.flatMap((each) => (each[key] === null ? [] : [each[key]]));
      return known.filter(Boolean).length / known.length;
    };
    expect(share('governingLaw')).toBeGreaterThan(0.9);
    expect(share('agreementDate')).toBeGreaterThan(0.8);
    const parties = grades.flatMap((each) => (each.parties ? [each.parties] : []));
    const gold = parties.reduce((sum, each) => sum + each.gold.length, 0);
    const missed = parties.reduce((sum, each) => sum + each.missed.length, 0);
    expect(1 - missed / gold).toBeGreaterThan(0.75);
    // Those of the parties are of five fits, which take too long here.
    const others = (shares: object) => Object.entries(shares).filter(([rule]) => !rule.startsWith('party'));
    expect(Object.fromEntries(others(termsModel().reliability))).toEqual(
      Object.fromEntries(others(reliabilityOf(countRules(contracts, found)))),
    );
  }, 60_000);
});
