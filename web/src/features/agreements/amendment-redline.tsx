'use client';

import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { Redline } from '../contracts/redline';
import { usePlainText } from './plain-text';
import type { Agreement } from './types';

const restMs = 1500;

/** What an amendment changes in the text in force, word by word. */
export function AmendmentRedline({ document }: { document: Pick<Agreement, 'id' | 'html'> }) {
  const t = useTranslations('agreements.redline');
  const [settled] = useDebouncedValue(document.html, restMs);
  const text = usePlainText(settled, null);
  const comparison = useQuery({
    queryKey: ['redline', document.id, text],
    queryFn: ({ signal }) =>
      api.contractReview.compare(
        {
          body: {
            before: { kind: 'DOCUMENT', id: document.id },
            after: { kind: 'TEXT', title: t('proposed'), text: text ?? '' },
          },
        },
        { signal },
      ),
    enabled: text !== null,
    placeholderData: (before) => before,
    retry: false,
    gcTime: 60_000,
  });
  return (
    <Section title={t('title')} text={t('text')}>
      <QueryView query={comparison} lines={2}>
        {(data) =>
          data.changes.every(({ kind }) => kind === 'EQUAL') ? (
            <Text size="sm">{t('same')}</Text>
          ) : (
            <>
              <Text size="sm">{t('summary', data.summary)}</Text>
              <Redline comparison={data} />
            </>
          )
        }
      </QueryView>
    </Section>
  );
}
