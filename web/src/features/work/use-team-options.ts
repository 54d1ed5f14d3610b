'use client';

import { useTranslations } from 'next-intl';
import { useSession } from '../../lib/session';
import { useTeam } from '../work-rhythm/use-team';
import type { Person } from './types';

/** Those who take tasks, the reader first; somebody who has left stays to be seen where they are still chosen. */
export function useTeamOptions(ventureId: string, chosen?: Person | null) {
  const t = useTranslations('work');
  const { userId: me } = useSession();
  const { workers } = useTeam(ventureId);
  const gone = chosen && !workers.some(({ userId }) => userId === chosen.userId) ? [chosen] : [];
  return [...workers, ...gone]
    .toSorted((a, b) => Number(b.userId === me) - Number(a.userId === me) || a.name.localeCompare(b.name))
    .map(({ userId, name }) => ({ value: userId, label: userId === me ? t('you', { name }) : name }));
}
