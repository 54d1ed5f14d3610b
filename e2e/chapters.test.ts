import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { chaptersFor, tellChapters, type Chapter } from './chapters.ts';
import { Checks } from './checks.ts';

const page = () => ({}) as Page;

/** What happened, in order, and how many chapters went on at once at most. */
async function follow(chapters: (Omit<Chapter, 'run'> & { fails?: boolean })[]) {
  vi.spyOn(console, 'log').mockReturnValue();
  const log: string[] = [];
  const checks = new Checks();
  let now = 0;
  let most = 0;
  const told = chapters.map(({ fails, ...chapter }) => ({
    ...chapter,
    run: async (step: Parameters<Chapter['run']>[0]) => {
      most = Math.max(most, ++now);
      log.push(`+${chapter.name}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now--;
      log.push(`-${chapter.name}`);
      await step(`step of ${chapter.name}`, () =>
        fails ? Promise.reject(new Error('It went wrong.')) : Promise.resolve(),
      );
    },
  }));
  await tellChapters(told, checks);
  return { log, most, checks };
}

test('two chapters go on at once, each page with one of them, and those that need another wait for it', async () => {
  const desk = page();
  const { log, most, checks } = await follow([
    { name: 'first', pages: [desk] },
    { name: 'same page', pages: [desk] },
    { name: 'aside', pages: [page()] },
    { name: 'needs both', after: ['same page', 'aside'], pages: [page()] },
  ]);
  expect(most).toBe(2);
  expect(log.slice(0, 2)).toEqual(['+first', '+aside']);
  expect(log.indexOf('-first')).toBeLessThan(log.indexOf('+same page'));
  expect(log.slice(-2)).toEqual(['+needs both', '-needs both']);
  expect([checks.passed, checks.failed]).toEqual([4, 0]);
});

test('a chapter that fails is counted with each that needs it, by name, and stops no other', async () => {
  const { log, checks } = await follow([
    { name: 'broken', pages: [], fails: true },
    { name: 'needs it', after: ['broken'], pages: [] },
    { name: 'aside', pages: [] },
  ]);
  expect(log).toContain('-aside');
  expect(log).not.toContain('+needs it');
  expect([checks.passed, checks.failed]).toEqual([1, 2]);
  const said = vi.mocked(console.log).mock.calls.flat().join('\n');
  expect(said).toContain('✗ step of broken');
  expect(said).toContain('✗ needs it was not begun');
});

test('what goes wrong between two steps is a failure with the name of the chapter', async () => {
  vi.spyOn(console, 'log').mockReturnValue();
  const checks = new Checks();
  const run = () => Promise.reject(new Error('The page is gone.'));
  await tellChapters([{ name: 'lost', pages: [], run }], checks);
  expect([checks.passed, checks.failed]).toEqual([0, 1]);
  expect(vi.mocked(console.log).mock.calls.flat().join('\n')).toContain(
    '✗ lost, between two steps\n    The page is gone.',
  );
});

test('some chapters bring along what they need, in the order of the whole', () => {
  const chapter = (name: string, after: string[] = []): Chapter => ({
    name,
    after,
    pages: [],
    run: () => Promise.resolve(),
  });
  const whole = [chapter('a'), chapter('b', ['a']), chapter('c', ['b']), chapter('d')];
  const named = (names: string[]) => chaptersFor(whole, names).map(({ name }) => name);
  expect(named(['d', 'b'])).toEqual(['a', 'b', 'd']);
  expect(named([])).toEqual(['a', 'b', 'c', 'd']);
  expect(() => named(['e'])).toThrow('There is no chapter “e”');
});
