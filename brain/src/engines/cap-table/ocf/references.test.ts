import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { circular } from './circles.ts';
import { checkReferences, sortOut } from './references.ts';
import { common, issuer, person, plan, readingOf, stock, terms, transfer } from './test-package.ts';

type Objects = Parameters<typeof readingOf>[0];

const base = [common, plan, terms, person('ada', 'Ada'), person('bob', 'Bob')] as const;

const check = (objects: Objects): string[] =>
  checkReferences(readingOf(objects).objects, null).map(
    ({ code, place }) => `${code} ${place.file} ${place.pointer}`,
  );

const idOf = (json: unknown): string => (json as { id: string }).id;
const asideIds = (objects: Objects): string[] =>
  sortOut(readingOf(objects).objects, null).aside.map(({ object }) => idOf(object.json));

const grant = {
  object_type: 'TX_PLAN_SECURITY_ISSUANCE',
  id: 'issue-option',
  date: '2025-01-31',
  security_id: 'option',
  custom_id: 'ES-1',
  stakeholder_id: 'bob',
  stock_plan_id: 'plan',
  vesting_terms_id: 'four-years',
  compensation_type: 'OPTION',
  exercise_price: { amount: '1', currency: 'USD' },
  quantity: '4800',
  expiration_date: null,
  termination_exercise_windows: [],
  security_law_exemptions: [],
} as const;
const start = (security: string, condition: string, id = 'start') =>
  ({
    object_type: 'TX_VESTING_START',
    id,
    date: '2025-01-31',
    security_id: security,
    vesting_condition_id: condition,
  }) as const;

describe('a package that holds together', () => {
  const whole = [
    ...base,
    stock('s1', 'ada', '100'),
    { ...transfer('s1', ['s2'], '40', '2021-01-01'), balance_security_id: 's3' },
    stock('s2', 'bob', '40', '2021-01-01'),
    stock('s3', 'ada', '60', '2021-01-01'),
    grant,
    start('option', 'start'),
    { object_type: 'FINANCING', id: 'seed', name: 'Seed', issuance_ids: ['issue-s1'], date: '2020-01-01' },
    {
      object_type: 'TX_ISSUER_AUTHORIZED_SHARES_ADJUSTMENT',
      id: 'more',
      date: '2021-01-01',
      issuer_id: 'issuer',
      new_shares_authorized: '9',
    },
  ];

  it('has no problems, and is counted whole and in order', () => {
    const reading = readingOf(whole);
    const [json, place] = [issuer, { file: 'Manifest.ocf.json', index: null, pointer: '/issuer' }];
    const company = { json, place, fileType: null, object: null, problems: [] };
    expect(checkReferences(reading.objects, company)).toEqual([]);
    const { counted, aside, remarks } = sortOut(reading.objects, company);
    expect([aside, remarks]).toEqual([[], []]);
    expect(counted).toEqual(reading.objects);
  });

  it('needs to know its issuer where it names one', () => {
    expect(check(whole)).toEqual(['NOT_FOUND Transactions.ocf.json /issuer_id']);
  });
});

describe('references', () => {
  it.each<[string, Objects, string[]]>([
    ['a stakeholder', [stock('a', 'eve', '1')], ['NOT_FOUND Transactions.ocf.json /stakeholder_id']],
    [
      'a class',
      [{ ...stock('a', 'ada', '1'), stock_class_id: 'x' }],
      ['NOT_FOUND Transactions.ocf.json /stock_class_id'],
    ],
    [
      'a plan and terms',
      [{ ...grant, stock_plan_id: 'x', vesting_terms_id: 'y' }],
      ['NOT_FOUND Transactions.ocf.json /stock_plan_id', 'NOT_FOUND Transactions.ocf.json /vesting_terms_id'],
    ],
    [
      'a legend',
      [{ ...stock('a', 'ada', '1'), stock_legend_ids: ['x'] }],
      ['NOT_FOUND Transactions.ocf.json /stock_legend_ids/0'],
    ],
    [
      'a security',
      [{ object_type: 'TX_STOCK_ACCEPTANCE', id: 'x', date: '2025-01-31', security_id: 's' }],
      ['NOT_FOUND Transactions.ocf.json /security_id'],
    ],
    [
      'a security of another family',
      [grant, { object_type: 'TX_STOCK_ACCEPTANCE', id: 'x', date: '2025-01-31', security_id: 'option' }],
      ['WRONG_KIND Transactions.ocf.json /security_id'],
    ],
    [
      'a result',
      [stock('a', 'ada', '1'), transfer('a', ['b'], '1', '2021-01-01')],
      ['NOT_FOUND Transactions.ocf.json /resulting_security_ids/0'],
    ],
    [
      'a result of another day',
      [stock('a', 'ada', '1'), stock('b', 'bob', '1', '2021-01-02'), transfer('a', ['b'], '1', '2021-01-01')],
      ['WRONG_DATE Transactions.ocf.json /resulting_security_ids/0'],
    ],
    [
      'a result of another family',
      [
        stock('a', 'ada', '1'),
        { ...grant, date: '2021-01-01' },
        transfer('a', ['option'], '1', '2021-01-01'),
      ],
      ['WRONG_KIND Transactions.ocf.json /resulting_security_ids/0'],
    ],
    ['a condition', [grant, start('option', 'x')], ['NOT_FOUND Transactions.ocf.json /vesting_condition_id']],
    [
      'a condition of another trigger',
      [grant, start('option', 'monthly')],
      ['WRONG_KIND Transactions.ocf.json /vesting_condition_id'],
    ],
    [
      'a condition without terms',
      [stock('a', 'ada', '1'), start('a', 'start')],
      ['NOT_FOUND Transactions.ocf.json /vesting_condition_id'],
    ],
    [
      'an issuance of a financing',
      [{ object_type: 'FINANCING', id: 'f', name: 'F', issuance_ids: ['a'], date: '2020-01-01' }],
      ['NOT_FOUND Financings.ocf.json /issuance_ids/0'],
    ],
    [
      'a financing of something else',
      [
        grant,
        start('option', 'start'),
        {
          object_type: 'FINANCING',
          id: 'f',
          name: 'F',
          issuance_ids: ['start'],
          date: '2020-01-01',
        },
      ],
      ['WRONG_KIND Financings.ocf.json /issuance_ids/0'],
    ],
    [
      'a split',
      [
        stock('a', 'ada', '1'),
        {
          object_type: 'TX_STOCK_REISSUANCE',
          id: 'r',
          date: '2021-01-01',
          security_id: 'a',
          resulting_security_ids: [],
          split_transaction_id: 'issue-a',
        },
      ],
      ['WRONG_KIND Transactions.ocf.json /split_transaction_id'],
    ],
    [
      'a paper’s subject',
      [
        {
          object_type: 'DOCUMENT',
          id: 'd',
          md5: 'a'.repeat(32),
          uri: 'x',
          related_objects: [
            { object_type: 'STAKEHOLDER', object_id: 'eve' },
            { object_type: 'STAKEHOLDER', object_id: 'ada' },
          ],
        },
      ],
      ['NOT_FOUND Documents.ocf.json /related_objects/0/object_id'],
    ],
  ])('misses %s', (_what, objects, expected) => {
    expect(check([...base, ...objects])).toEqual(expected);
  });

  it('misses a trigger, and counts the exercise all the same', () => {
    const warrant = {
      object_type: 'TX_WARRANT_ISSUANCE',
      id: 'issue-w',
      date: '2020-01-01',
      security_id: 'w',
      custom_id: 'W-1',
      stakeholder_id: 'ada',
      purchase_price: { amount: '1', currency: 'USD' },
      exercise_triggers: [],
      security_law_exemptions: [],
    };
    const exercise = {
      object_type: 'TX_WARRANT_EXERCISE',
      id: 'x',
      date: '2021-01-01',
      security_id: 'w',
      trigger_id: 't',
      resulting_security_ids: ['s'],
    };
    const objects = [...base, warrant, exercise, stock('s', 'ada', '1', '2021-01-01')];
    expect(check(objects)).toEqual(['NOT_FOUND Transactions.ocf.json /trigger_id']);
    expect(asideIds(objects)).toEqual([]);
  });

  it('takes the older and the newer name of a type for the same', () => {
    const paper = {
      object_type: 'DOCUMENT',
      id: 'd',
      md5: 'a'.repeat(32),
      uri: 'x',
      related_objects: [{ object_type: 'TX_EQUITY_COMPENSATION_ISSUANCE', object_id: 'issue-option' }],
    };
    expect(check([...base, grant, paper])).toEqual([]);
  });

  it('checks the conditions of vesting terms among themselves', () => {
    const [first, second] = terms.vesting_conditions;
    const pointers = (conditions: readonly unknown[]): string[] =>
      check([{ ...terms, vesting_conditions: conditions }]).map((line) =>
        line.replace(' VestingTerms.ocf.json', ''),
      );
    expect(pointers([first])).toEqual(['NOT_FOUND /vesting_conditions/0/next_condition_ids/0']);
    expect(
      pointers([
        { ...first, next_condition_ids: [] },
        { ...second, id: 'start' },
      ]),
    ).toContain('ID_TWICE /vesting_conditions/1/id');
    expect(pointers([first, { ...second, next_condition_ids: ['start'] }])).toEqual([
      'CIRCULAR /vesting_conditions/0',
    ]);
    expect(
      pointers([first, { ...second, trigger: { ...second.trigger, relative_to_condition_id: 'monthly' } }]),
    ).toEqual(['CIRCULAR /vesting_conditions/1']);
    expect(
      pointers([first, { ...second, trigger: { ...second.trigger, relative_to_condition_id: 'x' } }]),
    ).toEqual(['NOT_FOUND /vesting_conditions/1/trigger/relative_to_condition_id']);
  });

  it('finds ids that are taken twice', () => {
    const twice = [...base, stock('a', 'ada', '1'), { ...stock('b', 'ada', '1'), security_id: 'a' }];
    expect(check(twice)).toEqual([
      'ID_TWICE Transactions.ocf.json /security_id',
      'ID_TWICE Transactions.ocf.json /security_id',
    ]);
    expect(check([...base, person('ada', 'Eve')])).toHaveLength(2);
    // An id of another kind is another id.
    expect(check([...base, { ...person('common', 'Eve') }])).toEqual([]);
  });

  it('finds securities that two transactions bring, or that come out of themselves', () => {
    const brought = [stock('a', 'ada', '1'), stock('b', 'ada', '1'), stock('c', 'bob', '1', '2021-01-01')];
    const twice = [transfer('a', ['c'], '1', '2021-01-01'), transfer('b', ['c'], '1', '2021-01-01')];
    expect(check([...base, ...brought, ...twice]).map((line) => line.split(' ')[0])).toEqual([
      'RESULTS_TWICE',
      'RESULTS_TWICE',
    ]);
    const self = [stock('a', 'ada', '1'), transfer('a', ['a'], '1', '2020-01-01')];
    expect(check([...base, ...self])).toEqual(['CIRCULAR Transactions.ocf.json ']);
    const round = [
      ...['a', 'b'].map((id) => stock(id, 'ada', '1')),
      transfer('a', ['b'], '1', '2020-01-01'),
      transfer('b', ['a'], '1', '2020-01-01'),
    ];
    expect(check([...base, ...round])).toHaveLength(2);
  });
});

describe('sorting out', () => {
  it('takes with an object all that rests on it, and leaves the rest', () => {
    const objects = [
      ...base.filter(({ id }) => id !== 'bob'),
      stock('s1', 'ada', '100'),
      transfer('s1', ['s2', 's3'], '100', '2021-01-01'),
      stock('s2', 'bob', '40', '2021-01-01'),
      stock('s3', 'ada', '60', '2021-01-01'),
      transfer('s3', ['s4'], '60', '2022-01-01'),
      stock('s4', 'ada', '60', '2022-01-01'),
      stock('s5', 'ada', '5'),
    ];
    expect(asideIds(objects).toSorted()).toEqual([
      'issue-s2',
      'issue-s3',
      'issue-s4',
      'transfer-s1',
      'transfer-s3',
    ]);
    const { aside } = sortOut(readingOf(objects).objects, null);
    const transferOfS3 = aside.find(({ object }) => idOf(object.json) === 'transfer-s3');
    expect(transferOfS3?.problems.map(({ message }) => message)).toEqual([
      'Transactions.ocf.json, item 5: rests on Transactions.ocf.json, item 4, which cannot be counted.',
    ]);
  });

  it('takes what came out of a transaction that cannot even be read', () => {
    const broken = { ...transfer('s1', ['s2'], '40', '2021-01-01'), quantity: 'forty' };
    const objects = [...base, stock('s1', 'ada', '100'), broken, stock('s2', 'bob', '40', '2021-01-01')];
    expect(asideIds(objects)).toEqual(['transfer-s1', 'issue-s2']);
  });

  it('takes what names a broken object', () => {
    const objects = [
      ...base,
      { ...person('eve', 'Eve'), stakeholder_type: 'ROBOT' },
      stock('s1', 'eve', '100'),
    ];
    expect(asideIds(objects)).toEqual(['eve', 'issue-s1']);
    expect(check(objects)).toEqual([]);
  });

  it('keeps the first of two equal objects, and neither of two that differ', () => {
    const copy = stock('a', 'ada', '1');
    const { counted, aside } = sortOut(readingOf([...base, copy, copy]).objects, null);
    expect([counted.length, aside.length]).toEqual([base.length + 1, 1]);
    expect(asideIds([...base, copy, { ...copy, quantity: '2' }])).toEqual(['issue-a', 'issue-a']);
  });

  it('counts what misses only a legend, and says so', () => {
    const { aside, remarks } = sortOut(
      readingOf([...base, { ...stock('a', 'ada', '1'), stock_legend_ids: ['x'] }]).objects,
      null,
    );
    expect([aside.length, remarks.length]).toEqual([0, 1]);
  });

  it('never loses an object, and never counts one whose needs are not counted', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd');
    const holder = fc.constantFrom('ada', 'bob', 'eve');
    const day = fc.constantFrom('2020-01-01', '2021-01-01');
    const object = fc.oneof(
      fc.tuple(id, holder, day).map(([security, who, date]) => stock(security, who, '1', date)),
      fc
        .tuple(id, fc.uniqueArray(id, { minLength: 1 }), day)
        .map(([from, to, date]) => transfer(from, to, '1', date)),
      id.map((security) => start(security, 'start', `start-${security}`)),
    );
    fc.assert(
      fc.property(fc.array(object, { maxLength: 12 }), (objects) => {
        const reading = readingOf([...base, ...objects]);
        const { counted, aside, remarks } = sortOut(reading.objects, null);
        const sorted = new Set([...counted, ...aside.map(({ object: one }) => one)]);
        expect(sorted).toEqual(new Set(reading.objects));
        expect(counted.length + aside.length).toBe(reading.objects.length);
        for (const { problems } of aside) expect(problems.length).toBeGreaterThan(0);
        // What is counted holds together without the rest.
        expect(checkReferences(counted, null)).toEqual(remarks);
        expect(sortOut(counted, null).aside).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

it('finds the nodes on circles and after them', () => {
  const next: Record<string, string[]> = { a: ['b'], b: ['c'], c: ['b', 'd'], d: [], e: ['a', 'x'] };
  expect(circular(Object.keys(next), (node) => next[node] ?? [])).toEqual(new Set(['b', 'c', 'd']));
});
