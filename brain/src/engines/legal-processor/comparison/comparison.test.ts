import * as fc from 'fast-check';
import { processorMs } from '@smartstart/testkit/processor-time';
import { describe, expect, test } from 'vitest';
import { apply, compare, type Edit } from './comparison.ts';

const clauses = [
  '1. Term. This Agreement lasts two (2) years from the Effective Date.',
  '2. Notice. Either party may terminate on thirty days of written notice to the other party.',
  '3. Fees. The Company shall pay $5,000 each month in arrears to the Contractor.',
  '4. Confidentiality. The Recipient keeps the Confidential Information secret for five years.',
  '5. Assignment. Neither party assigns this Agreement without the written consent of the other.',
];
const contract = clauses.join('\n');
const renumber = (list: readonly string[]) =>
  list.map((clause, index) => clause.replace(/^\d+/, String(index + 1))).join('\n');
const changes = (edits: readonly Edit[]) => edits.filter(({ kind }) => kind !== 'equal' && kind !== 'move');

/** Both texts are covered once, in order where nothing moved. */
function expectCover(before: string, after: string, edits: readonly Edit[]): void {
  expect(apply(before, edits)).toBe(after);
  const seen = new Uint8Array(before.length);
  let reached = 0;
  for (const edit of edits) {
    expect(edit.afterStart).toBe(reached);
    reached = edit.afterEnd;
    for (let at = edit.beforeStart; at < edit.beforeEnd; at++) seen[at]!++;
    if (edit.kind === 'equal' || edit.kind === 'move')
      expect(before.slice(edit.beforeStart, edit.beforeEnd)).toBe(
        after.slice(edit.afterStart, edit.afterEnd),
      );
  }
  expect(reached).toBe(after.length);
  expect(seen.every((times) => times === 1)).toBe(true);
}

describe('comparison', () => {
  test('any two strings: the edits make the later from the earlier and cover both', () => {
    const unit = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 })
        .map((codes) => String.fromCharCode(...codes)),
      fc.constantFrom(
        ...clauses,
        ' ',
        '\n',
        '\n\n',
        '1. ',
        '(a) ',
        'shall ',
        'not ',
        '5.000 ',
        '. ',
        '\ud800',
        '\udc00',
      ),
    );
    const text = fc.array(unit, { maxLength: 14 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => expectCover(before, after, compare(before, after).edits)),
      { numRuns: 400 },
    );
  });

  test('shuffled and edited clauses: the edits make the later from the earlier', () => {
    const list = fc.array(fc.constantFrom(...clauses, 'Not applicable.', '(a)', 'the the the'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(list, list, fc.constantFrom(' ', '\n', '\n\n'), (one, other, gap) => {
        const [before, after] = [one.join('\n'), other.join(gap)];
        expectCover(before, after, compare(before, after).edits);
      }),
    );
  });

  test('a text and itself differ in nothing', () => {
    const { edits, summary } = compare(contract, contract);
    expect(edits).toHaveLength(1);
    expect(summary).toMatchObject({ wordsInserted: 0, wordsDeleted: 0, moves: 0, similarity: 1 });
  });

  test('a changed amount is one replaced word, marked as money', () => {
    const after = contract.replace('$5,000', '$6,500');
    const [edit, ...others] = changes(compare(contract, after).edits);
    expect(others).toEqual([]);
    expect(edit).toMatchObject({ kind: 'replace', inserted: '6,500', critical: ['number', 'money'] });
  });

  test('an inserted "not" and a changed period are marked', () => {
    const after = contract.replace('may terminate', 'may not terminate').replace('five years', 'ten years');
    const marked = changes(compare(contract, after).edits).map(({ critical }) => critical);
    expect(marked).toEqual([['negation'], ['number', 'period']]);
  });

  test('a moved clause is a move, not a deletion and an insertion', () => {
    const after = renumber([clauses[0]!, clauses[2]!, clauses[3]!, clauses[4]!, clauses[1]!]);
    const { edits, summary, clauses: list } = compare(contract, after);
    expect(summary.moves).toBe(1);
    const moved = edits
      .filter(({ kind }) => kind === 'move')
      .map((edit) => after.slice(edit.afterStart, edit.afterEnd));
    expect(moved.join('')).toContain('Either party may terminate on thirty days of written notice');
    expect(changes(edits).every((edit) => edit.renumbered || edit.spacing)).toBe(true);
    expect(list.filter(({ status }) => status === 'removed' || status === 'added')).toEqual([]);
  });

  test('an edit inside a moved clause stays with the move', () => {
    const edited = clauses[1]!.replace('thirty', 'sixty');
    const after = [clauses[0]!, clauses[2]!, clauses[3]!, clauses[4]!, edited].join('\n');
    const { edits } = compare(contract, after);
    const edit = changes(edits).find(({ inserted }) => inserted?.includes('sixty'));
    expect(edit).toMatchObject({ kind: 'replace', moveId: 1, critical: ['number', 'period'] });
  });

  test('clauses behind a removed one are renumbered, not changed', () => {
    const { summary } = compare(contract, renumber(clauses.toSpliced(1, 1)));
    expect(summary.clauses.changed).toBe(0);
    expect(summary.clauses.renumbered).toBe(3);
    expect(summary.clauses.removed).toBeGreaterThan(0);
  });

  describe('a form with blanks', () => {
    const form = [
      '1. Parties. This agreement is between [First party], and [Second party].',
      '2. Term. It runs for [Years] years and ends then.',
      '3. Purpose. The parties work together for the following purpose:',
      '[What the parties do]',
      '4. Fees. The Company shall pay the Contractor each month in arrears.',
    ].join('\n\n');
    const blanks = [...form.matchAll(/\[[^\]]*\]/g)].map(({ 0: label, index }) => ({
      start: index,
      end: index + label.length,
    }));
    const fill = (text: string) =>
      text
        .replace('[First party]', 'Ada Maker (ada@example.org)')
        .replace('[Second party]', 'Northwind Labs')
        .replace('[Years]', 'three')
        .replace('[What the parties do]', 'They build boats.\n\nThey also shall not sell them.');
    const statuses = (after: string) =>
      compare(form, after, { before: blanks })
        .clauses.map(({ status }) => status)
        .filter((status) => status !== 'unchanged');

    test('filled in is changed in no word, and nothing in it is critical', () => {
      const after = fill(form);
      for (const swapped of [false, true]) {
        const { edits, summary } = swapped
          ? compare(after, form, { after: blanks })
          : compare(form, after, { before: blanks });
        expect(changes(edits).map(({ filled, critical }) => [filled, critical])).toEqual(
          Array.from({ length: 4 }, () => [true, undefined]),
        );
        expect(summary).toMatchObject({ wordsInserted: 0, wordsDeleted: 0, critical: 0, blanksFilled: 4 });
        expect(summary.clauses).toMatchObject({ changed: 0, added: 0, removed: 0 });
        expectCover(swapped ? after : form, swapped ? form : after, edits);
      }
    });

    test('numbering alone is no change, nor is it among the words', () => {
      const { summary } = compare(form, fill(form).replaceAll(/^\d\. /gm, ''), { before: blanks });
      expect(summary).toMatchObject({ wordsInserted: 0, wordsDeleted: 0, critical: 0 });
      expect(summary.clauses).toMatchObject({ changed: 0, added: 0, removed: 0, renumbered: 4 });
    });

    test('a changed word beside a blank, a sentence or a clause behind it stays a change', () => {
      expect(statuses(fill(form).replace('runs for', 'never runs for'))).toContain('changed');
      const { edits } = compare(form, fill(form).replace('shall pay', 'may pay'), { before: blanks });
      expect(changes(edits).filter(({ filled }) => !filled)).toMatchObject([{ critical: ['duty'] }]);
      expect(statuses(fill(form).replace('Labs.', 'Labs. Ada pays everything.'))).toContain('added');
      expect(
        statuses(fill(form).replace('sell them.', 'sell them.\n\n4. Waiver. Ada waives all rights.')),
      ).toContain('added');
    });

    test('left open, or gone, is not filled in', () => {
      expect(statuses(form)).toEqual([]);
      for (const years of ['years', '____ years'])
        expect(compare(form, form.replace('[Years] years', years), { before: blanks }).summary).toMatchObject(
          { blanksFilled: 0, clauses: { changed: 1 } },
        );
      expect(compare(form, form, { before: blanks, after: blanks }).edits).toHaveLength(1);
    });
  });

  test('other line breaks change spacing only', () => {
    const wrapped = contract.replaceAll(' the ', '\nthe ');
    const { edits, summary } = compare(contract, wrapped);
    expect(changes(edits).every(({ spacing }) => spacing)).toBe(true);
    expect(summary).toMatchObject({ wordsInserted: 0, wordsDeleted: 0, critical: 0 });
  });

  test.each([
    ['one repeated character', 'x'.repeat(300_000), 'x'.repeat(299_999)],
    ['one repeated word', 'a '.repeat(150_000), `${'a '.repeat(149_000)}b`],
    ['repeated clauses', 'a. b. '.repeat(50_000), 'b. a. '.repeat(50_000)],
    ['numbered lines', '\n1. a'.repeat(60_000), '\n2. a b'.repeat(43_000)],
    ['brackets and spaces', '('.repeat(150_000) + ' '.repeat(150_000), ' ('.repeat(150_000)],
  ])('300,000 characters of %s are compared in a few seconds at most', (_, before, after) => {
    let edits: readonly Edit[] = [];
    // Ten times what it takes on an idle machine.
    expect(processorMs(() => ({ edits } = compare(before, after)))).toBeLessThan(5000);
    expect(apply(before, edits)).toBe(after);
  });
});
