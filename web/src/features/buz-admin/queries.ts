'use client';

import type { buzWire } from '@smartstart/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { z } from 'zod';
import { api } from '../../lib/api';
import { useAccess } from '../../lib/session';

export type Supply = z.infer<typeof buzWire.supply>;
export type Transaction = z.infer<typeof buzWire.transaction>;
export type Kind = z.infer<typeof buzWire.buzKind>;
export type Overview = Awaited<ReturnType<typeof api.buzAdmin.overview>>;
export type HeldTransfer = Awaited<ReturnType<typeof api.buzAdmin.held>>['items'][number];
export type PersonWallet = Awaited<ReturnType<typeof api.buzAdmin.wallet>>;

/** Operators are told of nothing on these pages by live message, so the pages ask. */
export const refetchInterval = 15_000;

export const overviewQuery = () => ({
  queryKey: ['buz-admin', 'overview'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.buzAdmin.overview({}, { signal }),
  refetchInterval,
});

/** After an act: every figure of these pages, and the operator's own wallet. */
export function useRefreshBuzAdmin() {
  const client = useQueryClient();
  return useCallback(
    () =>
      Promise.all(
        ['buz-admin', 'governance', 'buz'].map((key) => client.invalidateQueries({ queryKey: [key] })),
      ),
    [client],
  );
}

/** Whether the reader holds one of these rungs; the server decides, this only leaves out what would be refused. */
export function useHolds(): (rungs: readonly number[]) => boolean {
  const held: readonly number[] = useAccess().data?.held ?? [];
  return (rungs) => rungs.some((rung) => held.includes(rung));
}
