'use client';

export type PatternKind = 'plain' | 'slant' | 'dots' | 'cross' | 'faint';

const tint = { plain: 0.75, slant: 0.2, dots: 0.2, cross: 0.2, faint: 0.12 } as const;

/** A fill that is told from others without seeing its colour. */
export function Pattern({ id, colour, kind }: { id: string; colour: string; kind: PatternKind }) {
  return (
    <pattern id={id} width="8" height="8" patternUnits="userSpaceOnUse">
      <rect width="8" height="8" fill={colour} fillOpacity={tint[kind]} />
      {(kind === 'slant' || kind === 'cross') && (
        <path d="M-2 2 L2 -2 M0 8 L8 0 M6 10 L10 6" stroke={colour} strokeWidth="1.6" />
      )}
      {kind === 'cross' && <path d="M-2 6 L2 10 M0 0 L8 8 M6 -2 L10 2" stroke={colour} strokeWidth="1.6" />}
      {kind === 'dots' && <circle cx="4" cy="4" r="1.8" fill={colour} />}
    </pattern>
  );
}

/** Looks for series that are only numbered: people in a chart of a scenario. */
const looks: readonly { colour: string; kind: PatternKind }[] = [
  { colour: 'var(--mantine-color-fir-6)', kind: 'plain' },
  { colour: 'var(--mantine-color-blue-6)', kind: 'slant' },
  { colour: 'var(--mantine-color-orange-7)', kind: 'dots' },
  { colour: 'var(--mantine-color-grape-6)', kind: 'cross' },
  { colour: 'var(--mantine-color-red-6)', kind: 'plain' },
  { colour: 'var(--mantine-color-cyan-8)', kind: 'dots' },
  { colour: 'var(--mantine-color-indigo-6)', kind: 'cross' },
  { colour: 'var(--mantine-color-gray-6)', kind: 'faint' },
];
export const seriesMost = looks.length;

export const seriesColour = (index: number) => looks[index % looks.length]!.colour;
export const seriesFill = (index: number) => `url(#equity-series-${index % looks.length})`;

/** The patterns of numbered series; to be there once on a page. */
export function SeriesPatterns() {
  return (
    <svg width="0" height="0" style={{ position: 'absolute' }} aria-hidden focusable="false">
      <defs>
        {looks.map(({ colour, kind }, index) => (
          <Pattern key={index} id={`equity-series-${index}`} colour={colour} kind={kind} />
        ))}
      </defs>
    </svg>
  );
}

export function SeriesSwatch({ index }: { index: number }) {
  return (
    <svg width="22" height="14" aria-hidden focusable="false" style={{ flexShrink: 0 }}>
      <rect width="22" height="14" rx="2" fill={seriesFill(index)} stroke={seriesColour(index)} />
    </svg>
  );
}
