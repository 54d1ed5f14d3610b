'use client';

import { useQuery } from '@tanstack/react-query';
import { analysisQuery } from './queries';
import type { Analysis } from './types';

const none: Analysis['rights'] = [];

/** What the reader's role may read and save, as the server says. */
export function useRights(ventureId: string): Analysis['rights'] {
  return useQuery(analysisQuery(ventureId)).data?.rights ?? none;
}
