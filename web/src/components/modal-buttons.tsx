'use client';

import { Button, Group } from '@mantine/core';
import { useTranslations } from 'next-intl';

interface ModalButtonsProps {
  readonly confirm: string;
  readonly busy: boolean;
  readonly onCancel: () => void;
}

/** The end of a form in a dialogue: leave everything as it is, or send the form. */
export function ModalButtons({ confirm, busy, onCancel }: ModalButtonsProps) {
  const t = useTranslations('common');
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onCancel}>
        {t('cancel')}
      </Button>
      <Button type="submit" loading={busy}>
        {confirm}
      </Button>
    </Group>
  );
}
