'use client';

import { useQuery } from '@tanstack/react-query';

/**
 * The plain text that the hash of a document covers, made of its HTML by the rule of the verifier. Null while it is not
 * there, and when the hash does not fit: positions in another text would point at the wrong words.
 */
export function usePlainText(html: string, textHash: string | null): string | null {
  const plain = useQuery({
    queryKey: ['plain-text', textHash ?? html],
    queryFn: async () => {
      const { textOf } = await import('@smartstart/verify');
      const text = textOf(html);
      return textHash === null || (await sha256(text)) === textHash ? text : null;
    },
    staleTime: Infinity,
    gcTime: 5 * 60_000,
    retry: false,
  });
  return plain.data ?? null;
}

async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
