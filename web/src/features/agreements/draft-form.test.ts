import { describe, expect, it } from 'vitest';
import {
  blanksOf,
  changesOf,
  choicesOf,
  editOf,
  formOf,
  mergedForm,
  moved,
  personProblems,
  type PersonRow,
} from './draft-form';
import { withMarks } from './preview-marks';
import type { Agreement, Template } from './types';

const clause = { title: 'A clause', kind: 'FIXED', group: null, included: true };
const variable = {
  type: 'TEXT',
  required: true,
  help: null,
  choices: [],
  min: null,
  max: null,
  initial: null,
};
const template = {
  code: 'NDA1',
  roles: [{ name: 'first', label: 'First party', creator: true }],
  variables: [
    { ...variable, name: 'purpose', label: 'Purpose' },
    { ...variable, name: 'fee', label: 'Fee & more' },
  ],
  clauses: [
    { ...clause, id: 'intro', title: '', html: '<p>Between {{party:first}}.</p>' },
    { ...clause, id: 'why', html: '<p>{{purpose}}</p>' },
    { ...clause, id: 'extra', kind: 'OPTIONAL', included: false, html: '<p>Extra</p>' },
    { ...clause, id: 'paid', kind: 'ALTERNATIVE', group: 'reward', html: '<p>{{fee}}</p>' },
    { ...clause, id: 'free', kind: 'ALTERNATIVE', group: 'reward', included: false, html: '<p>Nothing.</p>' },
  ],
} as unknown as Template;
const agreement = {
  name: 'Talks',
  message: null,
  validityDays: 365,
  noticeDays: 30,
  draft: {
    values: { purpose: 'Bread' },
    clauses: ['intro', 'why', 'free'].map((id) => ({ source: 'TEMPLATE', id })),
    recipients: [{ userId: 'u1', role: 'First party', kind: 'SIGNER', step: 1 }],
    steps: [],
    note: null,
  },
} as unknown as Agreement;
const form = formOf(agreement, template, new Map([['u1', 'Ana']]));
const person = form.people[0]!;

describe('the form of a draft', () => {
  it('lists what was left out in its place, and sends back what it was given', () => {
    expect(form.clauses.map(({ key, included }) => `${key} ${included}`)).toEqual([
      'TEMPLATE intro true',
      'TEMPLATE why true',
      'TEMPLATE extra false',
      'group reward true',
    ]);
    expect(choicesOf(form.clauses)).toEqual(agreement.draft!.clauses);
    expect(
      changesOf(editOf(form), editOf(formOf(agreement, template, new Map([['u1', 'Ana']]))), false),
    ).toEqual({});
  });

  it('asks only for the blanks of clauses that are in the text', () => {
    expect(blanksOf(form.clauses, template, []).map(({ name }) => name)).toEqual(['purpose']);
    const paid = form.clauses.map((row) =>
      row.key === 'group reward' ? { ...row, choice: { source: 'TEMPLATE' as const, id: 'paid' } } : row,
    );
    expect(blanksOf(paid, template, []).map(({ name }) => name)).toEqual(['purpose', 'fee']);
  });

  it('keeps the introduction first', () => {
    expect(moved(form.clauses, 1, -1)).toBe(form.clauses);
    expect(moved(form.clauses, 1, 1)[2]!.key).toBe('TEMPLATE why');
  });

  it('sends no terms of an amendment, and no empty title', () => {
    const stored = editOf(form);
    const edited = editOf({ ...form, title: 'Other', noticeDays: 5, note: 'Why' });
    expect(changesOf(edited, stored, true)).toEqual({ note: 'Why' });
    expect(changesOf(editOf({ ...form, title: ' ' }), stored, false)).toEqual({});
  });

  it('after a conflict keeps what was changed here, and takes the rest', () => {
    const mine = { ...form, title: 'Mine' };
    const theirs = { ...form, title: 'Theirs', values: { purpose: 'Cake' } };
    expect(mergedForm(mine, theirs, editOf(form), false)).toMatchObject({
      title: 'Mine',
      values: { purpose: 'Cake' },
    });
    expect(mergedForm(mine, theirs, editOf(form), true).title).toBe('Theirs');
  });

  it('names what is missing of a person, and leaves half an address out', () => {
    const guest: PersonRow = { ...person, key: 'g', guest: true, userId: null, name: 'Bo', email: 'bo@' };
    expect([...personProblems([person, guest, { ...person, key: 'again' }])]).toEqual([
      ['g', 'noAddress'],
      ['again', 'twice'],
    ]);
    expect(editOf({ ...form, people: [guest] }).recipients[0]).not.toHaveProperty('email');
  });
});

describe('the gaps of a preview', () => {
  const words = {
    empty: (label: string) => `${label}: empty`,
    nobody: (label: string) => `${label}: nobody`,
  };

  it('say in words what is missing, and nothing of it becomes markup', () => {
    const html = '<p>[Purpose] and [Fee &amp; more] of [First party], [sic]</p>';
    const [purpose, fee] = template.variables;
    const shown = withMarks(html, template, [purpose!, fee!], [{ ...person, name: '<b>Ana</b>' }], words);
    expect(shown).toBe(
      '<p><mark data-gap="purpose">[Purpose: empty]</mark> and <mark data-gap="fee">[Fee &amp; more: empty]</mark>' +
        ' of &lt;b&gt;Ana&lt;/b&gt;, [sic]</p>',
    );
  });

  it('name the parts in which nobody stands yet', () => {
    expect(withMarks('<p>[First party]</p>', template, [], [], words)).toContain('[First party: nobody]');
  });
});
