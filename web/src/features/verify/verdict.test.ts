import type { Finding, PdfReport, SealReport } from '@smartstart/verify';
import { describe, expect, it } from 'vitest';
import { checksOf, historyOf, verdictOf } from './verdict.ts';

type Report = Pick<PdfReport, 'valid' | 'readable' | 'trusted' | 'problems' | 'seals' | 'evidence'>;

const finding = (code: string): Finding => ({ code, sentence: `${code} happened.` });
const seal = (valid: boolean) => ({ valid }) as SealReport;
const evidence = (events: { seq: number; record: string }[] = []) =>
  ({ evidence: { events } }) as unknown as PdfReport['evidence'];

function report(codes: string[], given: Partial<Report> = {}): Report {
  return {
    valid: codes.length === 0,
    readable: true,
    trusted: true,
    problems: codes.map(finding),
    seals: [seal(true)],
    evidence: evidence(),
    ...given,
  };
}

describe('the verdict on a file', () => {
  it.each([
    ['valid', report([])],
    ['uncompared', report([], { trusted: null })],
    ['uncompared', report(['CERTIFICATES_DIFFER'], { trusted: null })],
    ['foreign', report(['UNKNOWN_CERTIFICATE'], { trusted: false })],
    ['changed', report(['UNKNOWN_CERTIFICATE', 'SEAL_INVALID'], { trusted: false })],
    ['changed', report(['CHANGED_AFTER_SEAL', 'RECORD_ALTERED'])],
    ['contradictory', report(['UNKNOWN_CERTIFICATE', 'EVENT_CHAIN'], { trusted: false })],
    ['contradictory', report(['A_CODE_OF_A_LATER_VERSION'])],
    ['noSeal', report(['NOT_SEALED', 'NO_EVIDENCE'], { trusted: false, seals: [], evidence: null })],
    ['unreadable', report(['UNREADABLE'], { readable: false, seals: [], evidence: null, trusted: false })],
  ])('%s', (expected, given) => {
    expect(verdictOf(given)).toBe(expected);
  });
});

describe('the checks of a file', () => {
  const states = (given: Report) =>
    Object.fromEntries(checksOf(given).map(({ name, state }) => [name, state]));

  it('all pass when nothing is wrong', () => {
    expect(new Set(Object.values(states(report([]))))).toEqual(new Set(['passed']));
  });

  it('say nothing of the origin of a seal that does not hold', () => {
    expect(states(report(['SEAL_INVALID'], { seals: [seal(false)] }))).toMatchObject({
      unchanged: 'failed',
      origin: 'skipped',
      text: 'passed',
    });
  });

  it('say nothing of evidence that is not there', () => {
    const given = report(['NO_EVIDENCE'], { evidence: null });
    expect(states(given)).toMatchObject({ evidence: 'failed', text: 'skipped', history: 'skipped' });
  });

  it('tell one sentence once, and show what they do not know', () => {
    const checks = checksOf(report(['SEAL_INVALID', 'SEAL_INVALID', 'LATER_CODE']));
    expect(checks.find(({ name }) => name === 'unchanged')?.findings).toHaveLength(1);
    expect(checks.at(-1)).toMatchObject({ name: 'other', state: 'failed' });
  });
});

describe('the history of a file', () => {
  it('leaves out lines that cannot be read', () => {
    const record = JSON.stringify({ type: 'signed', at: '2026-11-22T10:00:00.000Z', actor: { name: 'Ada' } });
    const lines = historyOf({
      evidence: evidence([
        { seq: 1, record },
        { seq: 2, record: '{' },
        { seq: 3, record: '{"type":"signed","at":"yesterday"}' },
        { seq: 4, record: record.replace('{"name":"Ada"}', 'null') },
      ]),
    });
    expect(lines.map(({ seq, actor }) => [seq, actor])).toEqual([
      [1, 'Ada'],
      [4, null],
    ]);
  });
});
