'use client';

import { Alert } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';

/** Every template says it, and so does every page that makes something of one. */
export function NotAdvice() {
  const t = useTranslations('agreements');
  return (
    <Alert color="gray" icon={<IconScale aria-hidden />}>
      {t('notAdvice')}
    </Alert>
  );
}
