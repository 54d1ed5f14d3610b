import { createRowBuilder, type SparseRows } from '../../ml/index.ts';
import type { Cue } from './inference-cue.ts';
import { cues } from './inference-cues.ts';
import type { SpanView } from './inference-spans.ts';
import type { HypothesisCode } from './nda-hypotheses.ts';

/**
 * The numbers each of the three fits sees. All of them lie near −2 … 2, because the fits are regularised: a column's
 * scale says how much it is trusted before the data speak.
 */

/** Own cues of a span, its place in lists and its length. */
const cueScale = 0.5;
/** Wordings by which a list of exceptions is introduced. */
const exception =
  /\b(?:not (?:include|apply|extend|cover)|exclud\w{1,10}|no obligation|not be (?:precluded|liable|deemed)|exceptions?|except)\b/;
/** A margin beyond these says no more about a span than one at them. */
const lowestMargin = -6;
const highestMargin = 4;
/** Short spans are titles, long ones run-on paragraphs. */
const shortSpan = 40;
const longSpan = 600;

/** What the cues of one hypothesis say about each span of a document. */
export interface CueReading {
  readonly cues: readonly Cue[];
  /** Spans × cues, row by row: 1 where the cue is found. */
  readonly found: Uint8Array;
  /** Summed weights per span. */
  readonly supporting: Float32Array;
  readonly opposing: Float32Array;
  readonly topical: Float32Array;
}

export function readCues(views: readonly SpanView[], code: HypothesisCode): CueReading {
  const own = cues[code];
  const found = new Uint8Array(views.length * own.length);
  const sums = {
    for: new Float32Array(views.length),
    against: new Float32Array(views.length),
    topic: new Float32Array(views.length),
  };
  views.forEach(({ words }, span) =>
    own.forEach(({ pattern, sense, weight }, cue) => {
      if (!pattern.test(words)) return;
      found[span * own.length + cue] = 1;
      sums[sense][span] = sums[sense][span]! + weight;
    }),
  );
  return { cues: own, found, supporting: sums.for, opposing: sums.against, topical: sums.topic };
}

/** Is this span evidence? Its own cues, those of its list's introduction and items, and those of its neighbours. */
export function evidenceRows(views: readonly SpanView[], reading: CueReading): SparseRows {
  const { supporting, opposing, topical } = reading;
  const items = strongestItem(views, supporting, opposing);
  const exceptions = views.map(({ words }) => exception.test(words));
  const at = (list: Float32Array, span: number) => (span >= 0 ? (list[span] ?? 0) : 0);
  return rowsOf(views, (view, span) => {
    const [plus, minus, topic] = [at(supporting, span), at(opposing, span), at(topical, span)];
    const row = ownCues(reading, span);
    row.push(plus / 4, minus / 4, topic / 3, Math.min(1, (plus + minus + topic) / 5));
    row.push(plus > 0 ? 1 : 0, minus > 0 ? 1 : 0, plus + minus === 0 ? 1 : 0);
    const up = view.parent;
    row.push(
      at(supporting, up) / 4,
      at(opposing, up) / 4,
      at(topical, up) / 3,
      exceptions[up] ? cueScale : 0,
    );
    row.push(items.supporting[span]! / 4, items.opposing[span]! / 4);
    row.push(exceptions[span] && items.supporting[span]! > 0 ? 1 : 0);
    for (const near of [span - 1, span + 1])
      for (const [list, scale] of [
        [supporting, 4],
        [opposing, 4],
        [topical, 3],
      ] as const)
        row.push((at(list, near) / scale) * cueScale);
    row.push(view.item ? cueScale : 0, view.open ? cueScale : 0, exceptions[span] ? cueScale : 0);
    row.push(
      Math.min(1, view.words.length / longSpan) * cueScale,
      view.words.length < shortSpan ? cueScale : 0,
    );
    row.push((span / views.length) * cueScale);
    return row;
  });
}

function ownCues({ cues, found }: CueReading, span: number): number[] {
  return cues.map((_, cue) => (found[span * cues.length + cue] ? cueScale : 0));
}

/** For the introduction of a list, the most its items' cues sum to. */
function strongestItem(
  views: readonly SpanView[],
  supporting: Float32Array,
  opposing: Float32Array,
): { supporting: Float32Array; opposing: Float32Array } {
  const most = { supporting: new Float32Array(views.length), opposing: new Float32Array(views.length) };
  views.forEach(({ parent }, span) => {
    if (parent < 0) return;
    most.supporting[parent] = Math.max(most.supporting[parent]!, supporting[span]!);
    most.opposing[parent] = Math.max(most.opposing[parent]!, opposing[span]!);
  });
  return most;
}

/**
 * Which spans of a document come first? The evidence margin against the best of the document and its neighbours; the
 * same columns for every hypothesis, so one fit serves all.
 */
export function rankingRows(
  views: readonly SpanView[],
  reading: CueReading,
  margins: Float32Array,
): SparseRows {
  const order = ranked(margins);
  const rank = new Uint32Array(margins.length);
  order.forEach((span, place) => (rank[span] = place));
  const best = margins[order[0] ?? 0] ?? lowestMargin;
  const total = logSum(margins);
  const item = new Float32Array(margins.length).fill(lowestMargin);
  views.forEach(({ parent }, span) => {
    if (parent >= 0) item[parent] = Math.max(item[parent]!, margins[span]!);
  });
  const { supporting, opposing, topical } = reading;
  const strongest = supporting.reduce((most, plus, span) => Math.max(most, plus + opposing[span]!), 1);
  const near = (span: number) => (span >= 0 ? (margins[span] ?? lowestMargin) : lowestMargin);
  return rowsOf(views, (view, span) => {
    const own = margins[span]!;
    return [
      clipped(own),
      clipped(own - best),
      clipped(total),
      clipped(own - total),
      clipped(near(span - 1)),
      clipped(near(span + 1)),
      clipped(near(view.parent)),
      clipped(item[span]!),
      clipped(near(span - 1) - best),
      clipped(near(span + 1) - best),
      view.item ? 1 : 0,
      view.open ? 1 : 0,
      rank[span] === 0 ? 1 : 0,
      rank[span] === 1 ? 1 : 0,
      rank[span] === 2 ? 1 : 0,
      supporting[span]! / 4,
      opposing[span]! / 4,
      topical[span]! / 3,
      (supporting[span]! + opposing[span]!) / strongest,
    ];
  });
}

/** What does the document say? The strongest evidence, and which way its cues point; one row. */
export function labelRow(reading: CueReading, margins: Float32Array): number[] {
  const order = ranked(margins);
  const chances = Float32Array.from(margins, sigmoid);
  const top = (place: number) => Math.max(-4, Math.min(3, margins[order[place] ?? -1] ?? -4)) / 2;
  const { cues: own, found, supporting, opposing } = reading;
  const best = new Float32Array(own.length);
  const anywhere = new Uint8Array(own.length);
  let [mostPlus, mostMinus, sumPlus, sumMinus, expected] = [0, 0, 0, 0, 0];
  chances.forEach((chance, span) => {
    own.forEach((_, cue) => {
      if (!found[span * own.length + cue]) return;
      best[cue] = Math.max(best[cue]!, Math.sqrt(chance));
      anywhere[cue] = 1;
    });
    mostPlus = Math.max(mostPlus, chance * Math.min(5, supporting[span]!));
    mostMinus = Math.max(mostMinus, chance * Math.min(5, opposing[span]!));
    sumPlus += chance * supporting[span]!;
    sumMinus += chance * opposing[span]!;
    expected += chance;
  });
  const row = [top(0), top(1), Math.min(2, expected) / 2, mostPlus / 4, mostMinus / 4];
  row.push((Math.min(8, sumPlus) - Math.min(8, sumMinus)) / 6, mostPlus > mostMinus ? 0.5 : 0);
  own.forEach((_, cue) => row.push(best[cue]! * 0.5, anywhere[cue]! * 0.25));
  return row;
}

export const sigmoid = (margin: number): number =>
  margin >= 0 ? 1 / (1 + Math.exp(-margin)) : Math.exp(margin) / (1 + Math.exp(margin));

/** Spans by falling margin, earlier ones first among equals. */
function ranked(margins: Float32Array): Uint32Array {
  return Uint32Array.from(margins, (_, span) => span).sort((a, b) => margins[b]! - margins[a]! || a - b);
}

function logSum(margins: Float32Array): number {
  let sum = 0;
  for (const margin of margins) sum += Math.exp(margin);
  return sum > 0 ? Math.log(sum) : lowestMargin;
}

const clipped = (margin: number): number => Math.max(lowestMargin, Math.min(highestMargin, margin)) / 2;

function rowsOf(views: readonly SpanView[], row: (view: SpanView, span: number) => number[]): SparseRows {
  const builder = createRowBuilder(1024);
  let columns = 0;
  views.forEach((view, span) => {
    const values = row(view, span);
    columns = values.length;
    values.forEach((value, column) => {
      if (value !== 0) builder.add(column, value);
    });
    builder.endRow();
  });
  return builder.finish(columns);
}
