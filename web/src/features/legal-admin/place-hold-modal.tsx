'use client';

import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { hasCode } from '../../lib/problem';
import { ReasonModal } from '../buz-admin/reason-modal';
import { reasonBounds, useRefreshOffice, type HoldSubject } from './queries';

interface PlaceHoldModalProps {
  readonly subject: HoldSubject;
  readonly subjectId: string;
  readonly name: string;
  readonly onClose: () => void;
  readonly onDone?: () => void;
  /** There is nothing with this id. */
  readonly onMissing?: () => void;
}

/** Places a hold on something that is chosen already, with the reason. */
export function PlaceHoldModal({
  subject,
  subjectId,
  name,
  onClose,
  onDone,
  onMissing,
}: PlaceHoldModalProps) {
  const t = useTranslations('legalAdmin');
  const refresh = useRefreshOffice();
  return (
    <ReasonModal
      title={t('holds.placeTitle', { name })}
      effect={t('holds.placeEffect', { name })}
      confirm={t('holds.place')}
      field={{ label: t('reason'), ...reasonBounds }}
      run={(reason) =>
        api.compliance.placeHold({ body: { subject, subjectId, reason } }).catch((error: unknown) => {
          if (hasCode(error, 'NOT_FOUND')) onMissing?.();
          throw error;
        })
      }
      onClose={onClose}
      onDone={() => {
        notifications.show({ message: t('holds.placed'), color: 'fir' });
        refresh();
        onDone?.();
      }}
    />
  );
}
