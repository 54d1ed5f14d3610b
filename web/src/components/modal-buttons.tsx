'use client';

import { Button, Group } from '@mantine/core';
import { useTranslations } from 'next-intl';

interface ModalButtonsProps {
  readonly confirm: string;
  readonly busy: boolean;
  /** What it does hurts. */
  readonly danger?: boolean;
  readonly onCancel: () => void;
}

/** The end of a form in a dialogue: leave everything as it is, or send the form. */
export function ModalButtons({ confirm, busy, danger = false, onCancel }: ModalButtonsProps) {
  const t = useTranslations('common');
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onCancel}>
        {t('cancel')}
      </Button>
      <Button type="submit" loading={busy} {...(danger ? { color: 'red' } : {})}>
        {confirm}
      </Button>
    </Group>
  );
}
