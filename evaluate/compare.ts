import { diffLines, diffWordsWithSpace } from 'diff';
import { readContracts, type Contract } from '../brain/src/commands/data-sets.ts';
import { editedPair, type EditedPair, type TrueWord } from '../brain/src/commands/edited-contracts.ts';
import { apply, compare, type Edit } from '../brain/src/engines/legal-processor/comparison/comparison.ts';
import { hits } from '../brain/src/engines/ml/index.ts';
import { dataPath, processorMs, report, sourcesOf } from './report.ts';

/** Contracts taken, evenly from the file: each is edited once. */
const maxPairs = 150;
/** What a word-by-word comparison of whole texts may take before it gives way to one of whole lines. */
const naiveLimitMs = 1000;
const longText = 300_000;
const turns = 3;
/** A moved block is found when this share of its words is shown as moved, from the right place. */
const foundShare = 0.9;

/**
 * `npm run evaluate -- compare [--data FILE]`: contracts edited by chance with known truth. **editF1** is counted in words
 * between white space, over all pairs together: a word is marked when a change (not of white space alone) touches it;
 * marked words of the earlier text stand against the truly deleted ones, marked words of the later text against the truly
 * inserted ones. Moved words are neither deleted nor inserted. Where an edit can equally well stand further left ("the
 * [big the] dog"), truth and answer are both pushed left before they are compared. **moveRecall** is the share of moved
 * blocks shown as moved; only lines that come once in a text are moved, since of a page footer nobody could
 * tell which one it was. **roundTrip** is the share of pairs in which the edits rebuild the later text. The naive rival
 * compares the whole texts word by word for a second at most, then line by line; how often the time runs out depends on
 * the machine.
 */
export async function run(args: string[]): Promise<void> {
  const contracts = readContracts(sourcesOf(args).data ?? dataPath('contracts', 'cuad.jsonl'));
  const pairs = pairsOf(contracts);
  const ours = measure(pairs, (before, after) => compare(before, after).edits);
  const naive = measure(pairs, naiveEdits);
  const speed = timed(contracts, compare);
  const naiveSpeed = timed(contracts, naiveEdits);
  console.log(`${pairs.length} edited contracts; words changed: ${ours.words}; blocks moved: ${ours.moves}`);
  report(
    'compare',
    [
      { metric: 'edit F1', value: ours.editF1, naive: naive.editF1, target: 0.98 },
      { metric: 'edit precision', value: ours.precision, naive: naive.precision },
      { metric: 'edit recall', value: ours.recall, naive: naive.recall },
      { metric: 'move recall', value: ours.moveRecall, naive: naive.moveRecall, target: 0.9 },
      { metric: 'moved words that were moved', value: ours.movePrecision },
      { metric: 'renumbered clauses recognised', value: ours.renumberRecall, naive: naive.renumberRecall },
      { metric: 'round trip', value: ours.roundTrip, naive: naive.roundTrip, floor: 1, target: 1 },
      {
        metric: '300k characters, related, processor ms',
        value: speed.related,
        naive: naiveSpeed.related,
        floor: 1000,
        lessIsBetter: true,
      },
      {
        metric: '300k characters, unrelated, processor ms',
        value: speed.unrelated,
        naive: naiveSpeed.unrelated,
        floor: 1000,
        lessIsBetter: true,
      },
    ],
    {
      metrics: {
        editF1: ours.editF1,
        moveRecall: ours.moveRecall,
        roundTrip: ours.roundTrip,
        relatedMs: Math.round(speed.related),
        unrelatedMs: Math.round(speed.unrelated),
      },
      naive: {
        editF1: naive.editF1,
        moveRecall: naive.moveRecall,
        roundTrip: naive.roundTrip,
        relatedMs: Math.round(naiveSpeed.related),
        unrelatedMs: Math.round(naiveSpeed.unrelated),
      },
    },
  );
}

function pairsOf(contracts: readonly Contract[]): EditedPair[] {
  const step = Math.max(1, contracts.length / maxPairs);
  const pairs: EditedPair[] = [];
  for (let at = 0; at < contracts.length; at += step) {
    const number = Math.floor(at);
    const foreign = contracts[(number + Math.ceil(contracts.length / 2)) % contracts.length]!;
    pairs.push(editedPair(contracts[number]!.text, foreign.text, 1000 + number));
  }
  return pairs;
}

interface Measured {
  readonly editF1: number;
  readonly precision: number;
  readonly recall: number;
  readonly moveRecall: number;
  readonly movePrecision: number;
  readonly renumberRecall: number;
  readonly roundTrip: number;
  readonly words: number;
  readonly moves: number;
}

function measure(
  pairs: readonly EditedPair[],
  differ: (before: string, after: string) => readonly Edit[],
): Measured {
  const sum = {
    right: 0,
    wrong: 0,
    missed: 0,
    found: 0,
    moves: 0,
    moved: 0,
    shown: 0,
    numbers: 0,
    known: 0,
    whole: 0,
  };
  for (const pair of pairs) {
    const edits = differ(pair.before, pair.after);
    if (apply(pair.before, edits) === pair.after) sum.whole++;
    const changes = edits.filter(({ kind, spacing }) => kind !== 'equal' && kind !== 'move' && !spacing);
    for (const [words, from, to] of [
      [pair.beforeWords, 'beforeStart', 'beforeEnd'],
      [pair.afterWords, 'afterStart', 'afterEnd'],
    ] as const) {
      const text = from === 'beforeStart' ? pair.before : pair.after;
      const truth = pushedLeft(
        text,
        words,
        Uint8Array.from(words, ({ changed }) => Number(changed)),
      );
      const spans = changes.map((edit) => ({ start: edit[from], end: edit[to] }));
      const marked = pushedLeft(text, words, touched(words, spans));
      truth.forEach((is, word) => {
        if (is && marked[word]) sum.right++;
        else if (is) sum.missed++;
        else if (marked[word]) sum.wrong++;
      });
    }
    countMoves(pair, edits, sum);
    sum.numbers += pair.renumbered.length;
    const renumbered = edits
      .filter((edit) => edit.renumbered)
      .map((edit) => ({ start: edit.afterStart, end: edit.afterEnd }));
    const known = touched(pair.afterWords, renumbered);
    sum.known += pair.renumbered.filter((word) => known[word]).length;
  }
  const { precision, recall, f1 } = hits(sum.right, sum.wrong, sum.missed);
  return {
    editF1: f1,
    precision,
    recall,
    moveRecall: sum.found / (sum.moves || 1),
    movePrecision: sum.moved / (sum.shown || 1),
    renumberRecall: sum.known / (sum.numbers || 1),
    roundTrip: sum.whole / pairs.length,
    words: sum.right + sum.missed,
    moves: sum.moves,
  };
}

function countMoves(
  pair: EditedPair,
  edits: readonly Edit[],
  sum: { found: number; moves: number; moved: number; shown: number },
): void {
  const moves = edits.filter(({ kind }) => kind === 'move');
  /** By word of the later text: the offset it is said to come from; −1 when not shown as moved. */
  const origin = new Int32Array(pair.afterWords.length).fill(-1);
  let at = 0;
  for (const { afterStart, afterEnd, beforeStart } of moves) {
    while (at < origin.length && pair.afterWords[at]!.start < afterStart) at++;
    for (; at < origin.length && pair.afterWords[at]!.start < afterEnd; at++)
      origin[at] = beforeStart + pair.afterWords[at]!.start - afterStart;
  }
  const trulyMoved = new Set(pair.moves.flat());
  origin.forEach((offset, word) => {
    if (offset < 0) return;
    sum.shown++;
    if (trulyMoved.has(word)) sum.moved++;
  });
  for (const block of pair.moves) {
    const right = block.filter((word) => origin[word] === pair.afterWords[word]!.source).length;
    sum.moves++;
    if (right >= foundShare * block.length) sum.found++;
  }
}

/** 1 for each word that one of the spans touches; spans rise. */
function touched(words: readonly TrueWord[], spans: readonly { start: number; end: number }[]): Uint8Array {
  const marks = new Uint8Array(words.length);
  const order = spans.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
  let next = 0;
  words.forEach(({ start, end }, word) => {
    while (next < order.length && order[next]!.end <= start) next++;
    if (next < order.length && order[next]!.start < end) marks[word] = 1;
  });
  return marks;
}

/** Moves each run of marks left while the word before it equals the last word of the run. */
function pushedLeft(text: string, words: readonly TrueWord[], marks: Uint8Array): Uint8Array {
  const wordAt = (index: number) => text.slice(words[index]!.start, words[index]!.end);
  for (let from = 0; from < marks.length; from++) {
    if (!marks[from]) continue;
    let to = from;
    while (to < marks.length && marks[to]) to++;
    let [first, last] = [from, to];
    while (first > 0 && !marks[first - 1] && wordAt(first - 1) === wordAt(last - 1)) {
      marks[--first] = 1;
      marks[--last] = 0;
    }
    from = to;
  }
  return marks;
}

function naiveEdits(before: string, after: string): Edit[] {
  const script = diffWordsWithSpace(before, after, { timeout: naiveLimitMs }) ?? diffLines(before, after);
  let [a, b] = [0, 0];
  return script.map(({ value, added, removed }) => {
    const [beforeStart, afterStart] = [a, b];
    if (!added) a += value.length;
    if (!removed) b += value.length;
    return {
      kind: added ? 'insert' : removed ? 'delete' : 'equal',
      beforeStart,
      beforeEnd: a,
      afterStart,
      afterEnd: b,
      ...(added ? { inserted: value } : {}),
      ...(value.trim() === '' && (added || removed) ? { spacing: true as const } : {}),
    };
  });
}

function timed(
  contracts: readonly Contract[],
  differ: (before: string, after: string) => unknown,
): { related: number; unrelated: number } {
  const half = Math.floor(contracts.length / 2);
  const textOf = (list: readonly Contract[]) =>
    list
      .map(({ text }) => text)
      .join('\n')
      .slice(0, longText);
  const [one, other] = [textOf(contracts.slice(0, half)), textOf(contracts.slice(half))];
  const related = editedPair(one, other, 7);
  return {
    related: processorMs(() => differ(related.before, related.after), turns),
    unrelated: processorMs(() => differ(one, other), turns),
  };
}
