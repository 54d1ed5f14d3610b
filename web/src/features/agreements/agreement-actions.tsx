'use client';

import { Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { ActButtons } from './act-buttons';
import { actsOf } from './acts';
import { Part } from './part';
import type { Agreement } from './types';

/** What the reader may do besides the next step; the server says what that is. */
export function AgreementActions({ agreement }: { agreement: Agreement }) {
  const t = useTranslations('agreements.actions');
  const { other } = actsOf(agreement);
  if (other.length === 0) return null;
  return (
    <Part title={t('title')}>
      <Stack gap="xs" align="stretch">
        <ActButtons agreement={agreement} acts={other} />
      </Stack>
    </Part>
  );
}
