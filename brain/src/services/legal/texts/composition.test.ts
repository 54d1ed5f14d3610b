import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readValue, type Variable } from './blanks.ts';
import { canonicalise, sha256, textOf } from './canonical-text.ts';
import { takeClauses, usualChoices } from './clause-choice.ts';
import { compose, format, type Clause, type Filling, type Given, type TemplateText } from './composition.ts';
import { checkTemplate } from './template-check.ts';
import { readLibrary, readTemplates } from '../catalogue/template-files.ts';
import { oneLine } from './template.ts';

const library = readLibrary();
const templates = readTemplates(library);

const given: Given = {
  hubName: 'Example Hub',
  governingLaw: 'the law of Ontario',
  venue: 'arbitration in Toronto',
  effectiveDate: 'the day of the last signature',
  validity: 'for 365 days from the last signature',
  notice: '30 days of notice',
  ventureName: 'Solar Roofs',
  parties: {},
};
const blank = (change: Partial<Variable>): Variable => ({
  name: 'thing',
  label: 'Thing',
  type: 'TEXT',
  required: true,
  help: null,
  choices: [],
  min: null,
  max: null,
  initial: null,
  ...change,
});
const clause = (id: string, html: string, change: Partial<Clause> = {}): Clause => ({
  id,
  title: id === 'intro' ? '' : `The ${id}`,
  html,
  kind: 'FIXED',
  group: null,
  included: true,
  ...change,
});
const small: TemplateText = {
  code: 'SMALL',
  version: '1.0.0',
  name: 'Small Agreement',
  purpose: 'For tests.',
  roles: [
    { name: 'maker', label: 'Maker', creator: true },
    { name: 'other', label: 'Other', creator: false },
  ],
  variables: [blank({}), blank({ name: 'story', type: 'LONG_TEXT' })],
  clauses: [
    clause('intro', '<p>Between {{party:maker}} and {{name:other}}.</p>'),
    clause('subject', '<p>About {{thing}}; see {{ref:end}}.</p>\n<p>{{story}}</p>'),
    clause('extra', '<p>Extra.</p>', { kind: 'OPTIONAL' }),
    clause('pay-a', '<p>Money.</p>', { kind: 'ALTERNATIVE', group: 'pay' }),
    clause('pay-b', '<p>Nothing.</p>', { kind: 'ALTERNATIVE', group: 'pay', included: false }),
    clause('end', '<p>Ends as {{ref:pay}} says.</p>'),
  ],
};
const people = {
  maker: [{ name: 'Ada', contact: 'a member of Example Hub' }],
  other: [
    { name: 'Bea', contact: 'b@x.test' },
    { name: 'Cy', contact: 'c@x.test' },
  ],
};
const filling = (values: Record<string, string>, parties: Given['parties'] = people): Filling => ({
  format,
  values,
  given: { ...given, parties },
});
const composeSmall = (values: Record<string, string>, choices = usualChoices(small)) =>
  compose(small, takeClauses(small, library.clauses, choices), filling(values));

describe('a composed text', () => {
  it('numbers its clauses and finds what they refer to, whatever was left out', () => {
    const whole = composeSmall({ thing: 'a boat', story: 'One.\nTwo.' });
    expect(whole.problems).toEqual([]);
    expect(whole.standard).toBe(true);
    expect(whole.canonicalText).toContain('Between Ada (a member of Example Hub) and Bea and Cy.');
    expect(whole.canonicalText).toContain(
      '1. The subject\n\nAbout a boat; see section 4.\n\nOne.\n\nTwo.\n\n2. The extra',
    );
    expect(whole.canonicalText).toContain('4. The end\n\nEnds as section 3 says.');
    expect(whole.canonicalText).toContain('It is not legal advice');
    const shorter = composeSmall(
      { thing: 'a boat', story: 'x' },
      usualChoices(small).filter((one) => one.source !== 'TEMPLATE' || one.id !== 'extra'),
    );
    expect(shorter.canonicalText).toContain('see section 3.');
    expect(shorter.textHash).toBe(sha256(textOf(shorter.html)));
  });

  it('names what is missing, and shows the label in its place', () => {
    const text = compose(
      small,
      takeClauses(small, library.clauses, usualChoices(small)),
      filling({ story: '- a\n- b' }, {}),
    );
    expect(text.problems).toEqual([
      { name: 'recipients', message: 'Nobody signs as Other yet.' },
      { name: 'thing', message: 'This blank is empty.' },
    ]);
    expect(text.canonicalText).toContain('About [Thing]');
    expect(text.html).toContain('<ul>\n<li>a</li>\n<li>b</li>\n</ul>');
  });

  it('takes own wording and clauses of the library; only own wording is not standard', () => {
    const withLibrary = composeSmall({ thing: 'x', story: 'y' }, [
      ...usualChoices(small),
      { source: 'LIBRARY', id: 'notices' },
    ]);
    expect(withLibrary.standard).toBe(true);
    expect(withLibrary.canonicalText).toContain('5. Notices');
    const own = composeSmall({ thing: 'x', story: 'y' }, [
      ...usualChoices(small),
      { source: 'OWN', title: '<b>Ours</b>', text: 'We say {{thing}} & <script>.\n\n- one\n- two' },
    ]);
    expect(own.standard).toBe(false);
    expect(own.html).toContain(
      '<h2>5. &lt;b&gt;Ours&lt;/b&gt;</h2>\n<p>We say {{thing}} &amp; &lt;script&gt;.</p>\n<ul>',
    );
    expect(own.canonicalText).toContain('wording of the parties’ own');
  });

  it('refuses clauses that are unknown, doubled, missing, or alternatives taken together', () => {
    const usual = usualChoices(small);
    const without = (id: string) => usual.filter((one) => one.source !== 'TEMPLATE' || one.id !== id);
    const refused = (choices: typeof usual) => {
      try {
        takeClauses(small, library.clauses, choices);
        return null;
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(refused([...usual, { source: 'TEMPLATE', id: 'nope' }])).toContain('no clause nope');
    expect(refused([...usual, { source: 'LIBRARY', id: 'nope' }])).toContain('no clause nope');
    expect(refused([...usual, { source: 'TEMPLATE', id: 'extra' }])).toContain('taken twice');
    expect(refused(without('end'))).toContain('belongs to this template');
    expect(refused(without('pay-a'))).toContain('exactly one');
    expect(refused([...usual, { source: 'TEMPLATE', id: 'pay-b' }])).toContain('exactly one');
    expect(refused([{ source: 'OWN', title: 'First', text: 'x' }, ...usual])).toContain('comes first');
  });

  it('holds every value whole, and no value becomes markup, a mark, or another blank', () => {
    const skeleton = (html: string) => (html.match(/<[^>]*>/g) ?? []).join('');
    const plain = skeleton(composeSmall({ thing: 'x', story: 'y' }).html);
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.string({ unit: 'binary', maxLength: 50 }),
        (nice, wild) => {
          for (const value of [nice, wild, `<p>${nice}</p>{{story}}`, `${wild}&lt;{{ref:end}}`]) {
            const text = composeSmall({ thing: value, story: 'y' });
            expect(skeleton(text.html)).toBe(plain);
            const visible = canonicalise(oneLine(value.replace(/[\r\n\u2028\u2029]+/gu, ' ')));
            if (visible)
              expect(text.canonicalText.replace(/\s+/gu, ' ')).toContain(
                visible.replace(/\s+/gu, ' ').trim(),
              );
            expect(composeSmall({ thing: value, story: 'y' }).textHash).toBe(text.textHash);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('holds every line of long text and own wording, in paragraphs and lists alone', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 8 }), (lines) => {
        const written = lines.join('\n');
        const text = composeSmall({ thing: 'x', story: written }, [
          ...usualChoices(small),
          { source: 'OWN', title: 'Ours', text: written || 'x' },
        ]);
        const tags = new Set(text.html.match(/<\/?[a-z0-9]+/g) ?? []);
        expect([...tags].every((tag) => /^<\/?(h1|h2|p|ul|li)$/.test(tag))).toBe(true);
        const flat = text.canonicalText.replace(/\s+/gu, ' ');
        for (const line of lines) {
          const visible = canonicalise(oneLine(line))
            .replace(/^[-–•*] +/u, '')
            .replace(/\s+/gu, ' ')
            .trim();
          if (visible) expect(flat).toContain(visible);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('blanks', () => {
  const read = (change: Partial<Variable>, raw: string) => {
    const reading = readValue(blank(change), raw);
    return 'lines' in reading ? reading.lines.join('|') : `! ${reading.problem}`;
  };

  it.each([
    [{ type: 'NUMBER' }, '1234567.50', '1,234,567.50'],
    [{ type: 'NUMBER' }, '-3', '-3'],
    [{ type: 'PERCENT' }, '12.5', '12.5%'],
    [{ type: 'PERCENT' }, '7 %', '7%'],
    [{ type: 'MONEY' }, '1500 CAD', 'CAD 1,500.00'],
    [{ type: 'MONEY' }, '1500.5 EUR', 'EUR 1,500.50'],
    [{ type: 'MONEY' }, '1500 JPY', 'JPY 1,500'],
    [{ type: 'DATE' }, '2028-02-29', '29 February 2028'],
    [{ type: 'CHOICE', choices: ['a month', 'a day'] }, 'a day', 'a day'],
    [{ type: 'YES_NO' }, 'Yes', 'yes'],
    [{ type: 'TEXT' }, '  two\u202e  words\n', 'two words'],
    [{ type: 'LONG_TEXT' }, 'a\r\n\r\n b ', 'a|b'],
    [{ type: 'TEXT', required: false }, '  ', 'none'],
  ] as [Partial<Variable>, string, string][])('%o reads %s as %s', (change, raw, shown) => {
    expect(read(change, raw)).toBe(shown);
  });

  it.each([
    [{ type: 'NUMBER' }, '1,000'],
    [{ type: 'NUMBER' }, '1e9'],
    [{ type: 'NUMBER', min: 2 }, '1'],
    [{ type: 'NUMBER', max: 2 }, '3'],
    [{ type: 'PERCENT' }, '101'],
    [{ type: 'PERCENT' }, '-1'],
    [{ type: 'MONEY' }, '1500'],
    [{ type: 'MONEY' }, '15.001 CAD'],
    [{ type: 'MONEY' }, '1.5 JPY'],
    [{ type: 'MONEY' }, 'CAD 15'],
    [{ type: 'DATE' }, '2027-02-29'],
    [{ type: 'DATE' }, '29.02.2028'],
    [{ type: 'CHOICE', choices: ['a', 'b'] }, 'c'],
    [{ type: 'YES_NO' }, 'maybe'],
    [{ type: 'TEXT', min: 3 }, 'ab'],
    [{ type: 'TEXT', max: 3 }, 'abcd'],
    [{ type: 'TEXT' }, 'x'.repeat(4001)],
    [{ type: 'TEXT' }, '\u202e \u200f'],
  ] as [Partial<Variable>, string][])('%o refuses %s', (change, raw) => {
    expect(read(change, raw)).toMatch(/^! /);
  });
});

describe('the shipped templates', () => {
  it('are there, each with the whole of its text', () => {
    expect(templates.map((template) => template.code)).toEqual([
      'ADVISOR',
      'COLLAB',
      'CONTRIB',
      'EQUITY',
      'IPA',
      'LOI',
      'NDA1',
      'NDA2',
      'OFFER',
      'OWNERSHIP',
      'REVSHARE',
      'SAFE',
      'SERVICE',
    ]);
    expect(library.clauses.length).toBeGreaterThanOrEqual(18);
  });

  const sample = (variable: Variable): string =>
    variable.initial ??
    {
      TEXT: 'Some words here',
      LONG_TEXT: 'First line of it\nSecond line of it',
      NUMBER: String(Math.max(variable.min ?? 1, 1)),
      PERCENT: String(variable.max ?? 10),
      MONEY: '1000.00 CAD',
      DATE: '2027-03-01',
      CHOICE: variable.choices[0]!,
      YES_NO: 'no',
    }[variable.type];

  it.each(templates.map((template) => [template.code, template] as const))(
    '%s reads well with each optional clause left out or taken, and each alternative',
    (_, template) => {
      const values = Object.fromEntries(
        template.variables.map((variable) => [variable.name, sample(variable)]),
      );
      const parties = Object.fromEntries(
        template.roles.map(({ name }) => [name, [{ name: 'Ada', contact: 'x' }]]),
      );
      const read = (ids: readonly string[]) => {
        const taken = takeClauses(
          template,
          library.clauses,
          ids.map((id) => ({ source: 'TEMPLATE', id })),
        );
        return compose(template, taken, { format, values, given: { ...given, parties } });
      };
      const usual = template.clauses.filter(({ included }) => included).map(({ id }) => id);
      const all = template.clauses.map(({ id }) => id);
      const sets = template.clauses.flatMap(({ id, kind, group }) => {
        if (kind === 'OPTIONAL') return [all.filter((one) => usual.includes(one) !== (one === id))];
        const others = template.clauses.filter((other) => other.group === group).map((other) => other.id);
        return kind === 'ALTERNATIVE'
          ? [all.filter((one) => one === id || (usual.includes(one) && !others.includes(one)))]
          : [];
      });
      for (const ids of [usual, ...sets]) {
        const text = read(ids);
        expect(text.problems, ids.join(' ')).toEqual([]);
        expect(text.canonicalText).not.toMatch(/\{\{|\[|none\b.*none\b.*none\b/);
        expect(text.canonicalText).toContain('not legal advice');
        expect(text.canonicalText).toContain('the law of Ontario');
        expect(text.canonicalText).toContain('arbitration in Toronto');
      }
    },
  );

  it('are refused with an unknown mark, an unknown clause, bad markup, or a blank nobody uses', () => {
    const broken = (change: Partial<TemplateText>) =>
      checkTemplate({ ...small, ...change }, library.clauses).join(' ');
    expect(broken({})).toBe('');
    const withHtml = (html: string) => broken({ clauses: [...small.clauses, clause('more', html)] });
    expect(withHtml('<p>{{colour}}</p>')).toContain('unknown mark colour');
    expect(withHtml('<p>{{ref:nowhere}}</p>')).toContain('unknown mark nowhere');
    expect(withHtml('<p>{{name:nobody}}</p>')).toContain('unknown mark nobody');
    expect(withHtml('<p onclick="x">a</p>')).toContain('not among the elements');
    expect(withHtml('<script>a</script>')).toContain('not among the elements');
    expect(withHtml('<p>a')).toContain('does not close p');
    expect(withHtml('<h2>a</h2>')).toContain('h2 is not for clauses');
    expect(withHtml('<p>{{thing}</p>')).toContain('brace');
    expect(broken({ variables: [...small.variables, blank({ name: 'idle' })] })).toContain(
      'idle stands in no clause',
    );
    expect(broken({ variables: [...small.variables, blank({ name: 'venue' })] })).toContain(
      'the platform fills',
    );
    expect(broken({ variables: [...small.variables, blank({ name: 'libCureDays' })] })).toContain(
      'library uses',
    );
    expect(broken({ roles: [...small.roles, { name: 'ghost', label: 'Ghost', creator: false }] })).toContain(
      'names the role ghost',
    );
    expect(broken({ clauses: small.clauses.filter(({ id }) => id !== 'pay-b') })).toContain(
      'two or more alternatives',
    );
  });
});
