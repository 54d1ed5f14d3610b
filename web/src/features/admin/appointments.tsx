'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { ReasonedAction, type Action } from './reasoned-action';

const rungs = [9, 10, 11, 12] as const;

/** Appoints and dismisses administrators. */
export function Appointments() {
  const t = useTranslations('admin.appointments');
  const queryClient = useQueryClient();
  const changed = () => queryClient.invalidateQueries({ queryKey: ['access'] });
  const appoint: Action[] = rungs.map((rung) => ({
    value: `appoint${rung}`,
    label: t('appoint', { role: t(`roles.${rung}`) }),
    run: async (userId, reason) => {
      await api.access.appoint({ body: { userId, rung, reason } });
      void changed();
      return t('appointed', { role: t(`roles.${rung}`) });
    },
  }));
  const dismiss: Action[] = rungs.map((rung) => ({
    value: `dismiss${rung}`,
    label: t('dismiss', { role: t(`roles.${rung}`) }),
    run: async (userId, reason) => {
      await api.access.dismiss({ body: { userId, rung, reason } });
      void changed();
      return t('dismissed', { role: t(`roles.${rung}`) });
    },
  }));
  return (
    <ReasonedAction
      title={t('title')}
      text={t('text')}
      idLabel={t('userId')}
      actions={[...appoint, ...dismiss]}
    />
  );
}
