'use client';

import type { RefObject } from 'react';
import { useCallback, useEffect, useRef, useState } from 'react';

type State = 'unavailable' | 'idle' | 'speaking' | 'paused';

/** What is spoken as one piece. Long utterances are cut off by some speech engines, so the text goes block by block. */
const blocks = 'h1,h2,h3,h4,h5,h6,p,li,td,th';

/**
 * Reads the blocks inside `container` aloud from the first to the last and calls `onEnd` after the last.
 * Stopping starts over, pausing does not: reading aloud to the end counts as having read the text.
 */
export function useReadAloud(container: RefObject<HTMLElement | null>, language: string, onEnd: () => void) {
  const [state, setState] = useState<State>('unavailable');
  const run = useRef(0);
  const ended = useRef(onEnd);
  useEffect(() => {
    ended.current = onEnd;
  });

  useEffect(() => {
    if (typeof window !== 'undefined' && 'speechSynthesis' in window) setState('idle');
    const runs = run;
    return () => {
      runs.current++;
      if ('speechSynthesis' in window) window.speechSynthesis.cancel();
    };
  }, []);

  const stop = useCallback(() => {
    run.current++;
    window.speechSynthesis.cancel();
    mark(container.current, null);
    setState('idle');
  }, [container]);

  const start = useCallback(() => {
    const root = container.current;
    if (!root) return;
    window.speechSynthesis.cancel();
    const mine = ++run.current;
    const queue = [...root.querySelectorAll<HTMLElement>(blocks)].filter(
      (block) => block.innerText.trim() && !block.querySelector(blocks),
    );
    setState('speaking');
    const next = (index: number) => {
      if (run.current !== mine) return;
      const block = queue[index];
      mark(root, block ?? null);
      if (!block) {
        setState('idle');
        ended.current();
        return;
      }
      block.scrollIntoView({ block: 'nearest' });
      const utterance = new SpeechSynthesisUtterance(block.innerText);
      utterance.lang = language;
      utterance.onend = () => next(index + 1);
      utterance.onerror = () => {
        // An engine that fails has not read the text: it must not count as read.
        if (run.current === mine) stop();
      };
      window.speechSynthesis.speak(utterance);
    };
    next(0);
  }, [container, language, stop]);

  const pause = useCallback(() => {
    window.speechSynthesis.pause();
    setState('paused');
  }, []);
  const resume = useCallback(() => {
    window.speechSynthesis.resume();
    setState('speaking');
  }, []);

  return { state, start, stop, pause, resume };
}

function mark(root: HTMLElement | null, block: HTMLElement | null) {
  for (const old of root?.querySelectorAll('[data-speaking]') ?? []) old.removeAttribute('data-speaking');
  block?.setAttribute('data-speaking', '');
}
