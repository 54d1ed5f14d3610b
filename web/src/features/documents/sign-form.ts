'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api, newKey } from '../../lib/api';
import { hasCode, problemOf } from '../../lib/problem';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { agreementQuery } from '../agreements/queries';
import type { Agreement } from '../agreements/types';
import { useRefreshPapers } from './queries';
import type { LegalDocument } from './types';

export const signatureKinds = ['TYPED', 'CLICK', 'DRAWN'] as const;
export type SignatureKind = (typeof signatureKinds)[number];

export interface Signature {
  kind: SignatureKind;
  typedName: string;
  drawing: string | null;
  title: string;
}

type State =
  | { step: 'idle' | 'sending' }
  | { step: 'waiting'; until: number }
  | { step: 'failed'; error: unknown };

/**
 * Sends the signature: asks for the step-up when the server wants one, waits out the signing limit and then tries
 * again by itself. One intention keeps one idempotency key, whatever happens on the way.
 */
export function useSigning(document: LegalDocument, onSigned: (signed: LegalDocument) => void) {
  const stepUp = useStepUp();
  const client = useQueryClient();
  const refresh = useRefreshPapers();
  const [state, setState] = useState<State>({ step: 'idle' });
  const intention = useRef<{ body: string; key: string } | null>(null);
  const waiting = useRef<Signature | null>(null);

  const send = useCallback(
    async (signature: Signature) => {
      const body = signatureBody(document.textHash, signature);
      const serialised = JSON.stringify(body);
      if (intention.current?.body !== serialised) intention.current = { body: serialised, key: newKey() };
      const idempotencyKey = intention.current.key;
      setState({ step: 'sending' });
      try {
        const signed = await stepUp(() =>
          api.legal.sign({ params: { documentId: document.id }, body }, { idempotencyKey }),
        );
        // What may be done next is not part of the answer, so nothing is until the page has asked.
        client.setQueryData<Agreement>(
          agreementQuery(document.id).queryKey,
          (before) => before && { ...before, ...signed, permissions: [] },
        );
        setState({ step: 'idle' });
        onSigned(signed);
        refresh();
      } catch (error) {
        if (error instanceof StepUpCancelled) setState({ step: 'idle' });
        else if (hasCode(error, 'RATE_LIMITED')) {
          waiting.current = signature;
          setState({
            step: 'waiting',
            until: Date.now() + (problemOf(error)?.retryAfterSeconds ?? 60) * 1000,
          });
        } else setState({ step: 'failed', error });
      }
    },
    [client, document, onSigned, refresh, stepUp],
  );

  const until = state.step === 'waiting' ? state.until : null;
  useEffect(() => {
    if (until === null) return;
    const timer = setTimeout(
      () => {
        if (waiting.current) void send(waiting.current);
      },
      Math.max(0, until - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [until, send]);

  return { state, send, cancelWait: () => setState({ step: 'idle' }) };
}

/** A signature as the server takes it, from members and from guests. */
export function signatureBody(textHash: string, signature: Signature) {
  const title = signature.title.trim();
  return {
    textHash,
    kind: signature.kind,
    ...(signature.kind === 'TYPED' ? { typedName: signature.typedName.trim() } : {}),
    ...(signature.kind === 'DRAWN' && signature.drawing ? { drawing: signature.drawing } : {}),
    ...(title ? { title } : {}),
    readToEnd: true as const,
    consents: { terms: true as const, privacy: true as const, electronicSignature: true as const },
  };
}
