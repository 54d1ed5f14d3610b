'use client';

import { Box, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { LegalText } from '../documents/legal-text';
import classes from './disclosure.module.css';

/** What using electronic records means. It stands open, before the boxes that agree to it. */
export function Disclosure({ html }: { html: string }) {
  const t = useTranslations('guests.panel');
  const id = useId();
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600} id={id}>
        {t('disclosure')}
      </Text>
      <Box className={classes.region} role="region" aria-labelledby={id} tabIndex={0}>
        <LegalText html={html} />
      </Box>
    </Stack>
  );
}
