'use client';

import { useRef } from 'react';
import { newKey } from '../../lib/api';

/**
 * The idempotency key of what a person means to do. The same intention keeps its key over retries and after going back
 * to look, so a payment whose answer was lost is never made twice; another content is another intention.
 */
export function useIntention(): { keyOf: (content: unknown) => string; done: () => void } {
  const last = useRef<{ content: string; key: string } | null>(null);
  return {
    keyOf: (content) => {
      const text = JSON.stringify(content);
      if (last.current?.content !== text) last.current = { content: text, key: newKey() };
      return last.current.key;
    },
    done: () => {
      last.current = null;
    },
  };
}
