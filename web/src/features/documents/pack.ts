'use client';

import { accessWire } from '@smartstart/contract';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { useAccess } from '../../lib/session';
import type { DocumentSummary, GateName, MissingPaper } from './types';

/** Papers that one action or rung asks for, as they stand for the reader. */
export interface Pack {
  /** Still to be signed by the reader, in the order in which to sign them. */
  toSign: MissingPaper[];
  /** Signed by the reader; another person signs next. */
  waiting: MissingPaper[];
  conditions: readonly string[];
  open: boolean;
  total: number;
  done: number;
}

/** Gates that always ask for the same number of papers; of the others the largest number seen is remembered. */
const knownTotals: Partial<Record<string, number>> = {
  BECOME_MEMBER: 5,
  SUBSCRIBE: 2,
  START_TRIAL: 2,
  BUZ_USE: 2,
  CREATE_VENTURE: 2,
  SUBMIT_IDEA: 1,
  JOIN_VENTURE: 3,
};

export function isGate(value: string): value is GateName {
  return accessWire.gateName.safeParse(value).success;
}

/** Papers that exist only inside a venture (section 3.1). */
const ventureCodes = new Set(['PPNA', 'PCA', 'IAA', 'JDA', 'HSA']);

/** A rung names venture papers without a venture; those are signed in one, on joining or creating it. */
export function canBeSigned(paper: { code: string; ventureId?: string | null | undefined }): boolean {
  return Boolean(paper.ventureId) || !ventureCodes.has(paper.code);
}

/**
 * What a pack lacks. `pack` is a gate name, or `RUNG_n` for the papers of a rung directly above. Asked anew whenever the
 * own rungs were: live messages come several at a time, and asking on each of them would soon meet the rate limit.
 */
export function usePack(pack: string | null | undefined, ventureId?: string | null, justSigned?: string) {
  const access = useAccess();
  const rung = pack?.startsWith('RUNG_') ? Number(pack.slice(5)) : null;
  const gateName = pack && isGate(pack) ? pack : null;
  const query = useQuery({
    queryKey: ['pack', pack ?? null, ventureId ?? null, access.dataUpdatedAt],
    queryFn: async () => {
      const [gate, copies] = await Promise.all([
        gateName
          ? api.access.check({ query: { action: gateName, ...(ventureId ? { ventureId } : {}) } })
          : null,
        openCopies().queryFn(),
      ]);
      return { gate, copies: copies.items };
    },
    enabled: Boolean(pack) && access.data !== undefined,
    gcTime: 60_000,
    placeholderData: (previous, before) =>
      before?.queryKey[1] === (pack ?? null) && before.queryKey[2] === (ventureId ?? null)
        ? previous
        : undefined,
  });

  const rungState = rung === null ? undefined : access.data?.next.find((one) => one.rung === rung);
  const ready = pack && query.data && access.data;
  const asked = query.data?.gate ?? {
    open: !rungState,
    missingPapers: (rungState?.missingPapers ?? []).filter(canBeSigned),
    missingConditions: rungState?.missingConditions ?? [],
  };
  return {
    data: ready
      ? assemble(pack, ventureId, asked.missingPapers, query.data.copies, {
          conditions: asked.missingConditions,
          open: asked.open,
          ...(justSigned ? { justSigned } : {}),
        })
      : undefined,
    /** Why there is nothing to show; a failed refresh keeps what was there. */
    error: ready ? null : (access.error ?? query.error),
    isFetching: query.isFetching,
    refetch: () => (access.data ? query.refetch() : access.refetch()),
  };
}

/** Copies in signing; shared by every place that must tell "sign this" from "somebody else signs next". */
export function openCopies() {
  return {
    queryKey: ['documents', 'signing'],
    queryFn: () => api.legal.documents({ query: { state: 'SIGNING', shared: 'false', limit: 100 } }),
  };
}

/** Whether the open copy of a paper waits for another person. */
export function waitsForOthers(paper: MissingPaper, copies: readonly DocumentSummary[]): boolean {
  return copies.some(
    (copy) =>
      !copy.youAreDue &&
      copy.code === paper.code &&
      (copy.ventureId ?? undefined) === (paper.ventureId ?? undefined) &&
      (paper.tier === undefined || copy.tier === null || copy.tier === paper.tier),
  );
}

function assemble(
  pack: string,
  ventureId: string | null | undefined,
  missing: readonly MissingPaper[],
  copies: readonly DocumentSummary[],
  state: { conditions: readonly string[]; open: boolean; justSigned?: string },
): Pack {
  const waiting = missing.filter((paper) => waitsForOthers(paper, copies));
  // The answer may still be the one from before the signature.
  const toSign = missing
    .filter((paper) => !waiting.includes(paper) && paper.code !== state.justSigned)
    .sort(electronicSignatureFirst);
  const total = Math.max(
    knownTotals[pack] ?? 0,
    missing.length,
    remember(`${pack}:${ventureId ?? ''}`, missing.length),
  );
  return {
    toSign,
    waiting,
    conditions: state.conditions,
    open: state.open,
    total,
    done: total - toSign.length,
  };
}

/** ESCA makes every other electronic signature valid, so it is always signed first. */
function electronicSignatureFirst(a: MissingPaper, b: MissingPaper): number {
  return Number(b.code === 'ESCA') - Number(a.code === 'ESCA');
}

/** The most papers a pack has asked for in this tab, so that "2 of 5" keeps its 5. */
function remember(key: string, count: number): number {
  try {
    const name = `smartstart.pack.${key}`;
    const most = Math.max(count, Number(sessionStorage.getItem(name) ?? 0));
    sessionStorage.setItem(name, String(most));
    return most;
  } catch {
    return count;
  }
}
