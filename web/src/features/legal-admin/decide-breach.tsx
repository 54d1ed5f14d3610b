'use client';

import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { ReasonModal } from '../buz-admin/reason-modal';
import { usePlan } from './plan-fields';
import { reasonBounds, useRefreshOffice, type Breach } from './queries';

export type BreachAct = 'UNFOUNDED' | 'CONFIRMED' | 'REMEDIED' | 'NOT_REMEDIED';

const acts: Record<Breach['state'], readonly BreachAct[]> = {
  INVESTIGATING: ['CONFIRMED', 'UNFOUNDED'],
  REMEDIATION: ['REMEDIED', 'NOT_REMEDIED'],
  UNFOUNDED: [],
  REMEDIED: [],
  NOT_REMEDIED: [],
};

/** The decisions that a case in this state allows. */
export const breachActs = (state: Breach['state']) => acts[state];

interface DecideBreachProps {
  readonly act: BreachAct;
  readonly breach: Breach;
  readonly onClose: () => void;
}

export function DecideBreach({ act, breach, onClose }: DecideBreachProps) {
  const t = useTranslations('legalAdmin');
  const refresh = useRefreshOffice();
  const plan = usePlan();
  const planned = act === 'CONFIRMED';
  return (
    <ReasonModal
      title={t('breaches.named', { act: t(`breaches.act.${act}`), title: breach.title })}
      effect={t(`breaches.effect.${act}`, { title: breach.title })}
      confirm={t(`breaches.act.${act}`)}
      danger={act === 'NOT_REMEDIED'}
      field={{ label: t('reason'), ...reasonBounds }}
      {...(planned ? { check: plan.check } : {})}
      run={(reason) =>
        api.legalAdmin.decideBreach({
          params: { breachId: breach.id },
          body: { decision: act, reason, ...(planned ? plan.value() : {}) },
        })
      }
      onClose={onClose}
      onDone={({ state }) => {
        notifications.show({
          message: t('breaches.done', { state: t(`breaches.state.${state}`) }),
          color: 'fir',
        });
        refresh();
      }}
    >
      {planned && plan.fields}
    </ReasonModal>
  );
}
