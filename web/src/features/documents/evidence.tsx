'use client';

import { Accordion, Button, Code, Skeleton, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';

/** The evidence of every signature, loaded when it is opened: each view of a document is audited. */
export function Evidence({ documentId, code }: { documentId: string; code: string }) {
  const t = useTranslations('documents.evidence');
  const [opened, setOpened] = useState<string | null>(null);
  const evidence = useQuery({
    queryKey: ['documents', 'evidence', documentId],
    queryFn: () => api.legal.evidence({ params: { documentId } }),
    enabled: opened !== null,
  });
  const download = () => {
    const url = URL.createObjectURL(
      new Blob([JSON.stringify(evidence.data, null, 2)], { type: 'application/json' }),
    );
    const link = Object.assign(window.document.createElement('a'), {
      href: url,
      download: `evidence-${code}-${documentId}.json`,
    });
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <Accordion variant="separated" order={2} value={opened} onChange={setOpened}>
      <Accordion.Item value="evidence">
        <Accordion.Control>{t('title')}</Accordion.Control>
        <Accordion.Panel>
          {evidence.isLoadingError ? (
            <ProblemAlert error={evidence.error} onRetry={() => void evidence.refetch()} />
          ) : !evidence.data ? (
            <Skeleton height={160} aria-hidden />
          ) : (
            <Stack>
              <Text size="sm">{t('text')}</Text>
              <div>
                <Button
                  variant="default"
                  leftSection={<IconDownload size={18} aria-hidden />}
                  onClick={download}
                >
                  {t('download')}
                </Button>
              </div>
              {evidence.data.records.length === 0 && <Text c="dimmed">{t('none')}</Text>}
              {evidence.data.records.length > 0 && (
                <Accordion order={3} multiple>
                  {evidence.data.records.map((record) => (
                    <Accordion.Item key={record.id} value={record.id}>
                      <Accordion.Control>{t('record', { position: record.position })}</Accordion.Control>
                      <Accordion.Panel>
                        <Stack gap="xs">
                          <Value label={t('recordText')} value={pretty(record.record)} />
                          <Value label={t('recordHash')} value={record.recordHash} />
                          <Value label={t('previousHash')} value={record.previousHash} />
                          <Value label={t('signature')} value={record.signature} />
                          <Value label={t('keyId')} value={record.keyId} />
                        </Stack>
                      </Accordion.Panel>
                    </Accordion.Item>
                  ))}
                </Accordion>
              )}
            </Stack>
          )}
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}

function Value({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <Text size="sm" fw={600}>
        {label}
      </Text>
      <Code block style={{ whiteSpace: 'pre-wrap', wordBreak: 'break-all' }}>
        {value || '–'}
      </Code>
    </div>
  );
}

function pretty(record: string): string {
  try {
    return JSON.stringify(JSON.parse(record), null, 2);
  } catch {
    return record;
  }
}
