'use client';

import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { ReasonModal } from '../buz-admin/reason-modal';
import { usePlan } from './plan-fields';
import { reasonBounds, useRefreshOffice } from './queries';
import { isHarsh, type Decision } from './steps';

interface DecideCaseProps {
  readonly act: Decision;
  readonly person: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

/** One decision about a person's case: what it brings about, why, and for a plan what is done until when. */
export function DecideCase({ act, person, onClose, onDone }: DecideCaseProps) {
  const t = useTranslations('legalAdmin');
  const states = useTranslations('compliance.state');
  const refresh = useRefreshOffice();
  const plan = usePlan();
  const planned = act === 'PLAN_AGREED';
  return (
    <ReasonModal
      title={t(`person.act.${act}`)}
      effect={t(`person.effect.${act}`, { name: person.name })}
      confirm={t(`person.act.${act}`)}
      danger={isHarsh(act)}
      field={{ label: t('reason'), ...reasonBounds }}
      {...(planned ? { check: plan.check } : {})}
      run={(reason) =>
        act === 'AUDIT_OPENED'
          ? api.compliance.openAudit({ body: { userId: person.id, reason } })
          : api.compliance.decide({
              params: { userId: person.id },
              body: { event: act, reason, ...(planned ? plan.value() : {}) },
            })
      }
      onClose={onClose}
      onDone={({ state }) => {
        notifications.show({ message: t('person.done', { state: states(state) }), color: 'fir' });
        refresh();
        onDone?.();
      }}
    >
      {planned && plan.fields}
    </ReasonModal>
  );
}
