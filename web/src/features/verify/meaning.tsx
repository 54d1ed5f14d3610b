'use client';

import { Button, Code, CopyButton, Group, List, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { saveFile } from '../../lib/save-file';
import type { Certificates } from './types';
import { certificatesQuery } from './use-check';

const proves = ['bytes', 'seal', 'records', 'order'] as const;
const provesNot = ['person', 'operator', 'clock', 'still', 'law'] as const;
const command = 'npx smartstart-verify FILE --certificate certificates.pem';

/** What a verdict does and does not prove, and how to reach the same one without this page. */
export function Meaning() {
  const t = useTranslations('verify');
  const certificates = useQuery(certificatesQuery());
  return (
    <>
      <Section title={t('meaning.title')}>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
          <Stack gap="xs">
            <Title order={3}>{t('meaning.proves')}</Title>
            <List size="sm" spacing="xs">
              {proves.map((key) => (
                <List.Item key={key}>{t(`meaning.${key}`)}</List.Item>
              ))}
            </List>
          </Stack>
          <Stack gap="xs">
            <Title order={3}>{t('meaning.provesNot')}</Title>
            <List size="sm" spacing="xs">
              {provesNot.map((key) => (
                <List.Item key={key}>{t(`meaning.${key}`)}</List.Item>
              ))}
            </List>
          </Stack>
        </SimpleGrid>
      </Section>
      <Section title={t('offline.title')} text={t('offline.text')}>
        <Group gap="sm">
          <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
            {command}
          </Code>
          <CopyButton value={command}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                size="xs"
                onClick={copy}
                leftSection={
                  copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />
                }
              >
                {copied ? t('offline.copied') : t('offline.copy')}
              </Button>
            )}
          </CopyButton>
        </Group>
        <Text size="sm">{t('offline.certificates')}</Text>
        <QueryView query={certificates} lines={1}>
          {(items) => <CertificateList items={items} />}
        </QueryView>
        <Text size="sm" c="dimmed">
          {t('offline.other')}
        </Text>
      </Section>
    </>
  );
}

function CertificateList({ items }: { items: Certificates }) {
  const t = useTranslations('verify.offline');
  const format = useFormat();
  if (items.length === 0) return <Text c="dimmed">{t('none')}</Text>;
  const save = () => {
    const pem = items.map((item) => `${item.pem.trim()}\n`).join('');
    saveFile(new Blob([pem], { type: 'application/x-pem-file' }), 'certificates.pem');
  };
  return (
    <Stack align="flex-start">
      <List size="sm" spacing="xs" styles={{ itemWrapper: { display: 'block' } }}>
        {items.map(({ fingerprint, firstSeen, retiredAt }) => (
          <List.Item key={fingerprint} style={{ overflowWrap: 'anywhere' }}>
            <Code>{fingerprint}</Code>{' '}
            {retiredAt
              ? t('retired', { from: format.date(firstSeen), until: format.date(retiredAt) })
              : t('since', { date: format.date(firstSeen) })}
          </List.Item>
        ))}
      </List>
      <Button variant="default" size="xs" leftSection={<IconDownload size={16} aria-hidden />} onClick={save}>
        {t('save')}
      </Button>
    </Stack>
  );
}
