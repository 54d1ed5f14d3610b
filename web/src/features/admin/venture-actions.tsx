'use client';

import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { ReasonedAction, type Action } from './reasoned-action';

/** Approvals and suspensions of one venture. */
export function VentureActions() {
  const t = useTranslations('admin.ventures');
  const operations = {
    approve: api.ventures.approve,
    refuse: api.ventures.refuse,
    suspend: api.ventures.suspend,
    lift: api.ventures.lift,
  };
  const actions: Action[] = (['approve', 'refuse', 'suspend', 'lift'] as const).map((value) => ({
    value,
    label: t(value),
    run: async (ventureId, reason) =>
      t('statusNow', {
        status: (await operations[value]({ params: { ventureId }, body: { reason } })).status,
      }),
  }));
  return <ReasonedAction title={t('title')} text={t('text')} idLabel={t('id')} actions={actions} />;
}
