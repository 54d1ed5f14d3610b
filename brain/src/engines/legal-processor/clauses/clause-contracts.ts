import { categoryOfSource } from './clause-categories.ts';
import { segmentPoints, type ClauseSegment } from './clause-features.ts';
import { contextAfter, contextBefore, type ClauseSpan } from './clause-spans.ts';
import { headings } from '../text/outline.ts';
import { segment } from '../text/segmentation.ts';

/** A contract with its labels, as training and measuring take it. */
export interface LabelledContract {
  readonly id: string;
  readonly segments: readonly ClauseSegment[];
  /** For each segment the numbers of the categories whose marked passages it touches. */
  readonly segmentLabels: readonly (readonly number[])[];
  /** Each marked passage once. */
  readonly spans: readonly ClauseSpan[];
  /** For each span the numbers of its categories, one or more. */
  readonly spanLabels: readonly (readonly number[])[];
}

/** Labels of categories the catalogue does not know, and empty ones, are left out. */
export function labelContract(
  id: string,
  text: string,
  labels: readonly { readonly category: string; readonly start: number; readonly end: number }[],
): LabelledContract {
  const known = labels
    .map(({ category, start, end }) => ({ category: categoryOfSource(category), start, end }))
    .filter(({ category, start, end }) => category >= 0 && end > start);
  const segments = clauseSegments(text).map((own) => ({ ...own, points: segmentPoints(own.text) }));
  const marked = new Map<string, { start: number; end: number; categories: number[] }>();
  for (const { category, start, end } of known) {
    const span = marked.get(`${start} ${end}`) ?? { start, end, categories: [] };
    if (!span.categories.includes(category)) span.categories.push(category);
    marked.set(`${start} ${end}`, span);
  }
  const spans = [...marked.values()];
  return {
    id,
    segments,
    segmentLabels: segments.map(({ start, end }) => [
      ...new Set(
        known.filter((label) => start < label.end && end > label.start).map(({ category }) => category),
      ),
    ]),
    spans: spans.map(({ start, end }) => clauseSpan(text, segments, start, end)),
    spanLabels: spans.map(({ categories }) => categories),
  };
}

/** The segments of a document with the titles they stand under. */
export function clauseSegments(text: string): ClauseSegment[] {
  const segments = segment(text);
  const titles = headings(segments);
  return segments.map(({ start, end }, index) => ({
    text: text.slice(start, end),
    start,
    end,
    heading: titles[index] ?? null,
  }));
}

/** A passage with what stands around it. */
export function clauseSpan(
  text: string,
  segments: readonly ClauseSegment[],
  start: number,
  end: number,
): ClauseSpan {
  const holder = segments.find((segment) => segment.start < end && segment.end > start);
  return {
    text: text.slice(start, end),
    before: text.slice(Math.max(0, start - contextBefore), start),
    after: text.slice(end, end + contextAfter),
    heading: holder?.heading ?? null,
    start,
    documentLength: text.length,
  };
}
