'use client';

import { Accordion, Code, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';
import { PlainList } from '../documents/plain-list';
import type { Agreement } from './types';

/** Every text that was handed in; a text that was signed is never changed, only followed by another. */
export function Versions({ agreement }: { agreement: Agreement }) {
  const t = useTranslations('agreements.versions');
  const format = useFormat();
  if (agreement.versions.length === 0) return null;
  return (
    <Accordion variant="separated" order={2}>
      <Accordion.Item value="versions">
        <Accordion.Control>{t('title', { count: agreement.versions.length })}</Accordion.Control>
        <Accordion.Panel>
          <PlainList label={t('label')}>
            {agreement.versions.map((version) => {
              const shown = version.textHash === agreement.textHash;
              return (
                <li key={`${version.round}.${version.revision}`}>
                  <Stack gap={2}>
                    <Text size="sm" fw={600}>
                      {t('name', { round: version.round, revision: version.revision })}
                      {shown && ` (${t('shown')})`}
                    </Text>
                    <Text size="sm" c="dimmed">
                      {format.dateTime(version.createdAt)} · {t(version.standard ? 'standard' : 'own')}
                    </Text>
                    {version.note && <Text size="sm">{version.note}</Text>}
                    <Code style={{ wordBreak: 'break-all', width: 'fit-content' }} aria-label={t('hash')}>
                      {version.textHash}
                    </Code>
                  </Stack>
                </li>
              );
            })}
          </PlainList>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
