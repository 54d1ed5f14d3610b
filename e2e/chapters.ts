import type { Page } from 'playwright-core';
import type { Checks } from './checks.ts';

export type Step = (name: string, work: () => Promise<void>) => Promise<void>;

/** A part of the journey that stands on its own once what it builds on has happened. */
export interface Chapter {
  readonly name: string;
  /** Chapters whose outcome it needs. */
  readonly after?: readonly string[];
  /** No other chapter touches these pages meanwhile. */
  readonly pages: readonly Page[];
  /** A step that fails ends the chapter: the steps after it would only wait in vain. */
  run(step: Step): Promise<void>;
}

/** One for each core of the smallest machine this has to run on. */
const atOnce = 2;

/** Those of these names and all they need; every one when none is named. Throws when there is no chapter of a name. */
export function chaptersFor(chapters: readonly Chapter[], names: readonly string[]): readonly Chapter[] {
  if (!names.length) return chapters;
  const wanted = new Set<Chapter>();
  const want = (name: string): void => {
    const chapter = chapters.find((one) => one.name === name);
    if (!chapter)
      throw new Error(`There is no chapter “${name}”, only ${chapters.map((one) => one.name).join(', ')}.`);
    wanted.add(chapter);
    chapter.after?.forEach(want);
  };
  names.forEach(want);
  return chapters.filter((chapter) => wanted.has(chapter));
}

class ChapterEnded extends Error {}

/** Tells the chapters, two at a time and those named first as early as they can be; one that fails stops only those that need it. */
export async function tellChapters(chapters: readonly Chapter[], checks: Checks): Promise<void> {
  const waiting = new Set(chapters);
  const running = new Map<Chapter, Promise<void>>();
  const told = new Set<string>();
  const isReady = ({ after = [], pages }: Chapter) =>
    after.every((name) => told.has(name)) &&
    ![...running.keys()].some((other) => other.pages.some((page) => pages.includes(page)));
  const begin = async (chapter: Chapter) => {
    if (await tell(chapter, checks)) told.add(chapter.name);
    running.delete(chapter);
  };
  for (;;) {
    const next = running.size < atOnce ? [...waiting].find(isReady) : undefined;
    if (next) {
      waiting.delete(next);
      running.set(next, begin(next));
    } else if (running.size) await Promise.race(running.values());
    else break;
  }
  for (const { name, after = [] } of waiting) {
    const missing = after.filter((one) => !told.has(one)).join(', ');
    await checks.fail(`${name} was not begun`, new Error(`It needs the whole of: ${missing}`));
  }
}

async function tell({ name, pages, run }: Chapter, checks: Checks): Promise<boolean> {
  const begin = performance.now();
  const step: Step = async (title, work) => {
    if (!(await checks.step(title, pages, work))) throw new ChapterEnded(title);
  };
  try {
    await run(step);
    return true;
  } catch (error) {
    if (!(error instanceof ChapterEnded)) await checks.fail(`${name}, between two steps`, error, pages);
    return false;
  } finally {
    console.log(`  ${name}: ${Math.round((performance.now() - begin) / 1000)} s`);
  }
}
