'use client';

import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { ReasonModal } from '../buz-admin/reason-modal';
import { useRefreshModels } from './queries';

/** What is to be done: with the version it is about, or the alarm. */
export type Act =
  | { readonly promote: string }
  | { readonly rollback: string }
  | { readonly endAlarm: string };

interface ActModalProps {
  readonly name: string;
  readonly serving: string | null;
  readonly act: Act;
  readonly onClose: () => void;
}

/** Each act says exactly what follows, asks why, and for a proof of identity. */
export function ActModal({ name, serving, act, onClose }: ActModalProps) {
  const t = useTranslations('models.act');
  const refresh = useRefreshModels();
  const kind = 'promote' in act ? 'promote' : 'rollback' in act ? 'rollback' : 'endAlarm';
  const words = {
    version: 'promote' in act ? act.promote : '',
    serving: serving ?? 'none',
  };
  return (
    <ReasonModal
      title={t(`${kind}.title`, words)}
      effect={t(`${kind}.effect`, words)}
      confirm={t(`${kind}.confirm`)}
      danger={kind === 'rollback'}
      run={(reason, idempotencyKey) => run(name, act, reason, idempotencyKey)}
      onClose={onClose}
      onDone={() => {
        notifications.show({ message: t(`${kind}.done`) });
        void refresh();
      }}
    />
  );
}

function run(name: string, act: Act, reason: string, idempotencyKey: string): Promise<unknown> {
  const [params, options] = [{ name }, { idempotencyKey }];
  if ('promote' in act)
    return api.models.promote({ params, body: { version: act.promote, reason } }, options);
  if ('rollback' in act) return api.models.rollback({ params, body: { reason } }, options);
  return api.models.endAlarm({ params: { ...params, alarmId: act.endAlarm }, body: { reason } }, options);
}
