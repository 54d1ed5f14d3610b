'use client';

import { Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { BulkForm } from './bulk-form';
import { NotAdvice } from './not-advice';
import { templateQuery, templatesQuery } from './queries';

/** `/documents/bulk`: one template for many people, each with a document of their own. */
export function BulkPage() {
  const t = useTranslations('agreements.bulk');
  const list = useTranslations('documents.papers');
  const templates = useQuery(templatesQuery());
  const [code, setCode] = useState<string | null>(null);
  const template = useQuery({ ...templateQuery(code ?? ''), enabled: code !== null });
  const offered = useMemo(
    () => (templates.data?.items ?? []).map(({ code: value, name }) => ({ value, label: name })),
    [templates.data],
  );
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      crumbs={[{ label: list('title'), href: '/documents?tab=agreements' }]}
    >
      <NotAdvice />
      <QueryView query={templates} lines={1}>
        {() => (
          <Section title={t('template')} text={t('templateText')}>
            <Select
              label={t('templateLabel')}
              placeholder={t('templateChoose')}
              data={offered}
              searchable
              allowDeselect={false}
              maw={480}
              value={code}
              onChange={setCode}
            />
          </Section>
        )}
      </QueryView>
      {code !== null && (
        <Stack gap="lg">
          <QueryView query={template}>{(data) => <BulkForm key={data.code} template={data} />}</QueryView>
        </Stack>
      )}
    </Page>
  );
}
