'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../../lib/api';
import { hasCode } from '../../lib/problem';
import { checkFile, Hindered, type Hindrance } from './check';
import type { Lookup, Result } from './types';

export const certificatesQuery = () => ({
  queryKey: ['public', 'certificates'],
  queryFn: async () => (await api.sealing.certificates({})).items,
});

export type CheckState =
  | { readonly step: 'idle' }
  | { readonly step: 'checking'; readonly fileName: string }
  | { readonly step: 'hindered'; readonly file: File; readonly hindrance: Hindrance | 'failed' }
  | { readonly step: 'done'; readonly file: File; readonly result: Result };

/** The way of one file: checked here, then compared with what the installation publishes. The last one counts. */
export function useCheck() {
  const client = useQueryClient();
  const [state, setState] = useState<CheckState>({ step: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const check = useCallback(
    async (file: File) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      setState({ step: 'checking', fileName: file.name });
      const tell = (next: CheckState) => {
        if (!controller.signal.aborted) setState(next);
      };
      try {
        // Without a connection the file is checked all the same; only whose seal it is stays open.
        const known = await client.fetchQuery({ ...certificatesQuery(), staleTime: 0 }).catch(() => null);
        const certificates = known?.map(({ pem }) => pem);
        const report = await checkFile(file, certificates, controller.signal);
        const lookup = report.seals.length ? await lookUp(report.sha256, controller.signal) : 'not asked';
        tell({ step: 'done', file, result: { fileName: file.name, report, lookup } });
      } catch (error) {
        tell({ step: 'hindered', file, hindrance: error instanceof Hindered ? error.hindrance : 'failed' });
      }
    },
    [client],
  );
  const stop = useCallback(() => {
    running.current?.abort();
    setState({ step: 'idle' });
  }, []);
  return { state, check, stop };
}

async function lookUp(sha256: string, signal: AbortSignal): Promise<Lookup> {
  try {
    return await api.sealing.find({ params: { sha256 } }, { signal });
  } catch (error) {
    return hasCode(error, 'NOT_FOUND') ? 'absent' : 'unreachable';
  }
}
