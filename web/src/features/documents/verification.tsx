'use client';

import { Alert, Button, List, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconShieldCheck, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';

/** Has the server recompute every hash and signature from stored data and shows each check. */
export function Verification({ documentId }: { documentId: string }) {
  const t = useTranslations('documents.verify');
  const verify = useMutation({ mutationFn: () => api.legal.verify({ params: { documentId } }) });
  return (
    <Stack gap="sm">
      <Text size="sm">{t('text')}</Text>
      <div>
        <Button
          variant="default"
          loading={verify.isPending}
          leftSection={<IconShieldCheck size={18} aria-hidden />}
          onClick={() => verify.mutate()}
        >
          {t('run')}
        </Button>
      </div>
      {verify.isError && <ProblemAlert error={verify.error} onRetry={() => verify.mutate()} />}
      <div role="status">
        {verify.data && (
          <Stack gap="sm">
            <Alert color={verify.data.valid ? 'green' : 'red'}>
              {verify.data.valid ? t('valid') : t('invalid')}
            </Alert>
            <List size="sm" spacing="xs" center={false}>
              {verify.data.checks.map((check) => (
                <List.Item
                  key={check.name}
                  icon={
                    <ThemeIcon size={20} radius="xl" color={check.passed ? 'green' : 'red'} aria-hidden>
                      {check.passed ? <IconCheck size={14} /> : <IconX size={14} />}
                    </ThemeIcon>
                  }
                >
                  <Text size="sm" fw={600}>
                    {check.passed ? t('passed', { name: check.name }) : t('failed', { name: check.name })}
                  </Text>
                  <Text size="sm" c="dimmed">
                    {check.detail}
                  </Text>
                </List.Item>
              ))}
            </List>
          </Stack>
        )}
      </div>
    </Stack>
  );
}
