'use client';

import { Pattern, type PatternKind } from './patterns';
import type { HolderClass } from './types';

/** Each class of holders has a colour and a pattern of its own, so it is known without seeing colours. */
export const holderClasses = [
  'OWNER',
  'HUB',
  'CONTRIBUTOR',
  'INVESTOR',
  'POOL',
] as const satisfies readonly HolderClass[];

const looks: Record<HolderClass, { colour: string; kind: PatternKind }> = {
  OWNER: { colour: 'var(--mantine-color-fir-6)', kind: 'plain' },
  HUB: { colour: 'var(--mantine-color-grape-6)', kind: 'cross' },
  CONTRIBUTOR: { colour: 'var(--mantine-color-blue-6)', kind: 'slant' },
  INVESTOR: { colour: 'var(--mantine-color-orange-7)', kind: 'dots' },
  POOL: { colour: 'var(--mantine-color-gray-6)', kind: 'faint' },
};

export const colourOf = (holderClass: HolderClass) => looks[holderClass].colour;
const patternId = (holderClass: HolderClass) => `equity-${holderClass.toLowerCase()}`;
export const fillOf = (holderClass: HolderClass) => `url(#${patternId(holderClass)})`;

/** The patterns that charts and legends of a page are filled with; to be there once. */
export function HolderPatterns() {
  return (
    <svg width="0" height="0" style={{ position: 'absolute' }} aria-hidden focusable="false">
      <defs>
        {holderClasses.map((holderClass) => (
          <Pattern key={holderClass} id={patternId(holderClass)} {...looks[holderClass]} />
        ))}
      </defs>
    </svg>
  );
}

/** The piece of a chart beside its word. */
export function Swatch({ holderClass }: { holderClass: HolderClass }) {
  return (
    <svg width="22" height="14" aria-hidden focusable="false" style={{ flexShrink: 0 }}>
      <rect width="22" height="14" rx="2" fill={fillOf(holderClass)} stroke={colourOf(holderClass)} />
    </svg>
  );
}
