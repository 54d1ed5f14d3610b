import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checklistSchema, checklists, evaluateChecklist } from './checklists.ts';
import { parsePhrase } from '../terms/patterns.ts';
import { concepts } from './playbook-concepts.ts';
import { evaluatePlaybook, playbooks, playbookSchema, type Playbook } from './playbooks.ts';
import { segment } from '../text/segmentation.ts';

const nda = playbooks['nda']!;
const agreement = `NON-DISCLOSURE AGREEMENT

1. Confidential Information. "Confidential Information" means any information that either party discloses to the other and marks as confidential. It does not include information that is publicly known.

2. Use. The Recipient uses Confidential Information only for the Purpose and protects it with reasonable care.

3. Term. The duties last for a period of ten (10) years from the date of disclosure.

4. Competition. During that time the Recipient shall not compete with the Discloser.

5. Law. This Agreement is governed by the laws of Ontario.
`;
const findingsOf = (text: string, playbook: Playbook = nda) =>
  new Map(
    evaluatePlaybook(playbook, { text, segments: segment(text) }).map((finding) => [finding.id, finding]),
  );

describe('playbooks', () => {
  test('those that come with the product are valid data, also after a round through JSON', () => {
    for (const playbook of Object.values(playbooks))
      expect(playbookSchema.parse(JSON.parse(JSON.stringify(playbook)))).toEqual(playbook);
    for (const checklist of Object.values(checklists))
      expect(checklistSchema.parse(JSON.parse(JSON.stringify(checklist)))).toEqual(checklist);
    for (const { find } of Object.values(concepts))
      for (const pattern of find)
        for (const phrase of typeof pattern === 'string' ? [pattern] : pattern.all) parsePhrase(phrase);
  });

  test('says what was found, where, and what was not found', () => {
    const findings = findingsOf(agreement);
    expect(findings.get('meaning')).toMatchObject({ kind: 'ok', basis: ['wording'] });
    expect(findings.get('governing-law')).toMatchObject({ kind: 'ok' });
    expect(findings.get('return')).toMatchObject({ kind: 'missing', evidence: [] });
    expect(findings.get('return')!.says).toContain('not found in this text');
    expect(findings.get('non-compete')).toMatchObject({ kind: 'risky', severity: 'high' });
    const [evidence] = findings.get('non-compete')!.evidence;
    expect(agreement.slice(evidence!.start, evidence!.end)).toBe('not compete with');
  });

  test('a figure outside the limit is shown with its characters; one within is fine', () => {
    const period = findingsOf(agreement).get('period')!;
    expect(period.kind).toBe('unusual');
    expect(period.evidence.map(({ start, end }) => agreement.slice(start, end)).join()).toContain(
      'ten (10) years',
    );
    expect(findingsOf(agreement.replace('ten (10)', 'three (3)')).get('period')!.kind).toBe('ok');
  });

  test('findings give no advice', () => {
    const advice =
      /\b(?:you should|we recommend|recommended|advis(?:e|able)|must (?:be )?(?:add|remove|change)|ask a lawyer)\b/i;
    for (const playbook of Object.values(playbooks))
      for (const finding of evaluatePlaybook(playbook, { text: agreement }))
        expect(`${finding.says} ${finding.why}`).not.toMatch(advice);
  });

  test('models are heard: a classified clause counts, a contradiction turns a finding', () => {
    const text = 'Nothing here that the wordings know.';
    const clauses = [{ category: 'governing-law', start: 0, end: 7, confidence: 0.81 }];
    const [law] = evaluatePlaybook(nda, { text, clauses }).filter(({ id }) => id === 'governing-law');
    expect(law).toMatchObject({ kind: 'ok', confidence: 0.81, basis: ['clause model'] });
    const answer = (label: 'Contradiction' | 'NotMentioned') => [
      {
        hypothesis: 'nda-15',
        label,
        probabilities: { Entailment: 0.1, Contradiction: 0.7, NotMentioned: 0.2 },
        evidence: [{ start: 0, end: 7 }],
      },
    ];
    const told = (label: 'Contradiction' | 'NotMentioned') =>
      evaluatePlaybook(nda, { text, inference: answer(label) }).find(({ id }) => id === 'no-licence');
    expect(told('Contradiction')).toMatchObject({ kind: 'risky', confidence: 0.7 });
    expect(told('NotMentioned')).toMatchObject({
      kind: 'missing',
      confidence: 0.2,
      basis: ['inference model'],
    });
  });

  test('no confidence where nothing was measured', () => {
    const own: Playbook = {
      ...nda,
      concepts: [{ id: 'my-own', name: 'Mine', find: ['purple elephants'] }],
      positions: [
        {
          id: 'mine',
          title: 'Mine',
          concept: 'my-own',
          expectation: 'forbidden',
          severity: 'low',
          why: 'Why.',
        },
      ],
    };
    expect(findingsOf('No purple elephants.', playbookSchema.parse(own)).get('mine')).toMatchObject({
      kind: 'risky',
      confidence: null,
    });
  });

  test.each([
    ['an unknown concept', { concept: 'nowhere' }],
    ['a limit without figures', { expectation: 'limit' }],
    ['an unknown member', { colour: 'red' }],
    ['a regular expression', { concerns: [{ find: ['(a+)+$'], kind: 'risky', says: 'x' }] }],
  ])('edited playbooks: %s is refused', (_, change) => {
    const edited = { ...nda, positions: [{ ...nda.positions[0], ...change }] };
    expect(playbookSchema.safeParse(edited).success).toBe(false);
  });

  test('edited playbooks: too many phrases are refused', () => {
    const concerns = Array.from({ length: 20 }, () => ({
      find: Array.from({ length: 60 }, () => 'word'),
      kind: 'risky' as const,
      says: 'x',
    }));
    expect(
      playbookSchema.safeParse({ ...nda, positions: [{ ...nda.positions[0]!, concerns }] }).success,
    ).toBe(false);
  });

  test('any text is read, and evidence lies in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.boolean(), (noise, before) => {
        const text = before ? noise + agreement : agreement + noise;
        for (const finding of [
          ...findingsOf(text).values(),
          ...evaluateChecklist(checklists['gdpr']!, { text }),
        ])
          for (const { start, end } of finding.evidence) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
          }
      }),
      { numRuns: 25 },
    );
  });
});

describe('checklists', () => {
  test('each item names its section of the law', () => {
    for (const { items } of Object.values(checklists))
      for (const { source } of items) expect(source).toMatch(/Art\.|§|Schedule 1|s\. \d/);
  });

  test('a consent text is read item by item', () => {
    const text =
      'You may ask for a paper copy at any time; the first is free. You can withdraw your consent on the page "My papers". You need a web browser. You can download and print every document.';
    const findings = new Map(
      evaluateChecklist(checklists['esign']!, { text }).map((finding) => [finding.id, finding]),
    );
    for (const id of ['paper-option', 'withdraw', 'equipment', 'retention'])
      expect(findings.get(id)).toMatchObject({ kind: 'ok', source: expect.stringMatching(/U\.S\.C\.|UETA/) });
    expect(findings.get('changed-equipment')).toMatchObject({ kind: 'missing', severity: 'low' });
    expect(findings.get('scope')).toMatchObject({ kind: 'missing', severity: 'medium' });
  });
});
