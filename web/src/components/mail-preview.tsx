'use client';

import { Box, SegmentedControl, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';

/** A mail as programs show it, and as plain text. The frame runs no script and cannot reach the page. */
export function MailPreview({ html, text, subject }: { html: string; text: string; subject: string }) {
  const t = useTranslations('common.mail');
  const [form, setForm] = useState<'html' | 'text'>('html');
  return (
    <Stack gap="xs">
      <SegmentedControl
        size="xs"
        aria-label={t('form')}
        value={form}
        onChange={(value) => setForm(value as 'html' | 'text')}
        data={[
          { value: 'html', label: t('html') },
          { value: 'text', label: t('text') },
        ]}
        style={{ alignSelf: 'flex-start' }}
      />
      {form === 'html' ? (
        <Box
          component="iframe"
          title={t('frame', { subject })}
          sandbox=""
          srcDoc={html}
          w="100%"
          h={420}
          bg="white"
          bdrs="sm"
          style={{ border: '1px solid var(--mantine-color-default-border)' }}
        />
      ) : (
        <Text size="sm" className="prose" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {text}
        </Text>
      )}
    </Stack>
  );
}
