'use client';

import { Stack, Text, VisuallyHidden } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { useTopic } from '../../lib/live';
import type { Venture } from '../ventures/types';
import { FileRow } from './file-row';
import { FileUpload } from './file-upload';
import { sizeText } from './looks';
import { filesQuery } from './queries';

/** The files of a venture: everybody who reads its workspace sees them, those who work in it add some. */
export function FileSection({ venture }: { venture: Venture }) {
  const t = useTranslations('ventureFiles.files');
  const { locale } = useFormat();
  const files = useInfiniteQuery(filesQuery(venture.id));
  const [said, say] = useSaid(venture.id);
  return (
    <Section title={t('title')} text={t('text')}>
      <QueryView query={files}>
        {({ pages }) => {
          const { mayAddIn, closed, usedBytes, quotaBytes } = pages[0]!;
          return (
            <Stack gap="md">
              {mayAddIn.length > 0 && <FileUpload venture={venture} tiers={mayAddIn} onDone={say} />}
              <PagedList
                query={files}
                label={t('title')}
                empty={{ title: t('emptyTitle'), text: t(mayAddIn.length > 0 ? 'emptyAdd' : 'emptyText') }}
              >
                {(file) => <FileRow file={file} ventureId={venture.id} onRemoved={say} />}
              </PagedList>
              {closed > 0 && <Text size="sm">{t('closed', { count: closed })}</Text>}
              <Text size="sm" c="dimmed">
                {t('room', { used: sizeText(usedBytes, locale), quota: sizeText(quotaBytes, locale) })}
              </Text>
            </Stack>
          );
        }}
      </QueryView>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </Section>
  );
}

/** What just happened to the files, by the reader or by others. */
function useSaid(ventureId: string) {
  const t = useTranslations('ventureFiles.files');
  const client = useQueryClient();
  const [said, setSaid] = useState({ text: '', count: 0 });
  const say = (text: string) => setSaid(({ count }) => ({ text, count: count + 1 }));
  useTopic(`venture:${ventureId}`, (event) => {
    if (event.type !== 'venture.files') return;
    say(t('changed'));
    void client.invalidateQueries({ queryKey: filesQuery(ventureId).queryKey });
  });
  // A space that comes and goes makes the same sentence count as new.
  return [said.text + (said.count % 2 ? '' : '\u00a0'), say] as const;
}
