'use client';

import { useEffect, useState } from 'react';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The characters of the plain text that are marked in its shown form; null when nothing in it is. */
export function useSelectedSpan(region: HTMLElement | null, plain: string | null): Span | null {
  const [span, setSpan] = useState<Span | null>(null);
  useEffect(() => {
    if (!region || plain === null) return;
    const read = () => {
      const selection = document.getSelection();
      const range = selection?.rangeCount ? selection.getRangeAt(0) : null;
      // A mark elsewhere, or the focus going to the button, leaves what was marked last.
      if (!range || range.collapsed || !region.contains(range.commonAncestorContainer)) return;
      const before = document.createRange();
      before.selectNodeContents(region);
      before.setEnd(range.startContainer, range.startOffset);
      setSpan(spanOf(plain, range.toString(), before.toString()));
    };
    document.addEventListener('selectionchange', read);
    return () => document.removeEventListener('selectionchange', read);
  }, [region, plain]);
  return span;
}

/**
 * Where the marked words stand in the plain text. Both texts have the same letters in the same order and differ in white
 * space and list marks only, so letters are compared, and of several places the one nearest to the mark is taken.
 */
export function spanOf(plain: string, marked: string, before: string): Span | null {
  const wanted = lettersOf(marked);
  if (wanted === '') return null;
  const expected = lettersOf(before).length;
  const letters = lettersOf(plain);
  let nearest = letters.indexOf(wanted);
  for (let at = nearest; at !== -1; at = letters.indexOf(wanted, at + 1))
    if (Math.abs(at - expected) < Math.abs(nearest - expected)) nearest = at;
  if (nearest === -1) return null;
  const places = placesOf(plain);
  return { start: places[nearest]!, end: places[nearest + wanted.length - 1]! + 1 };
}

const letter = /[\p{L}\p{N}]/u;

/** By UTF-16 unit, as positions count. */
function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}

function placesOf(plain: string): number[] {
  const places: number[] = [];
  let at = 0;
  for (const sign of plain) {
    if (letter.test(sign)) for (let unit = 0; unit < sign.length; unit++) places.push(at + unit);
    at += sign.length;
  }
  return places;
}
