'use client';

import { Button, Card, Select, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Empty, Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { useIntention } from '../buz/intention';
import { NotAdvice } from './not-advice';
import { templatesQuery } from './queries';
import type { TemplateSummary } from './types';

/** `/documents/new`: choose a template; the draft that comes of it opens in the composer. */
export function NewAgreementPage() {
  const t = useTranslations('agreements.new');
  const list = useTranslations('documents.papers');
  const templates = useQuery(templatesQuery());
  const [ventureId, setVentureId] = useState<string | null>(null);
  const client = useQueryClient();
  const router = useRouter();
  const intention = useIntention();
  const create = useMutation({
    mutationFn: (templateCode: string) => {
      const body = { templateCode, ...(ventureId ? { ventureId } : {}) };
      return api.agreements.create({ body }, { idempotencyKey: intention.keyOf(body) });
    },
    onSuccess: ({ id }) => {
      intention.done();
      void client.invalidateQueries({ queryKey: ['documents'] });
      router.push(`/documents/${id}/edit`);
    },
  });
  return (
    <Page title={t('title')} lead={t('lead')} crumbs={[{ label: list('title'), href: '/documents' }]}>
      <NotAdvice />
      <VentureSelect value={ventureId} onChange={setVentureId} />
      {create.isError && <ProblemAlert error={create.error} />}
      <QueryView query={templates} lines={4}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('emptyTitle')} text={t('emptyText')} />
          ) : (
            <SimpleGrid
              cols={{ base: 1, sm: 2, xl: 3 }}
              component="ul"
              p={0}
              m={0}
              style={{ listStyle: 'none' }}
            >
              {items.map((template) => (
                <li key={template.code}>
                  <TemplateCard
                    template={template}
                    loading={create.isPending && create.variables === template.code}
                    disabled={create.isPending}
                    onUse={() => create.mutate(template.code)}
                  />
                </li>
              ))}
            </SimpleGrid>
          )
        }
      </QueryView>
    </Page>
  );
}

function TemplateCard({
  template,
  loading,
  disabled,
  onUse,
}: {
  template: TemplateSummary;
  loading: boolean;
  disabled: boolean;
  onUse: () => void;
}) {
  const t = useTranslations('agreements.new');
  return (
    <Card component="article" h="100%" padding="md">
      <Stack gap="xs" h="100%">
        <Title order={2} size="h3">
          {template.name}
        </Title>
        <Text size="sm">{template.purpose}</Text>
        <Text size="sm" c="dimmed">
          {t('between', { roles: template.roles.map(({ label }) => label).join(', ') })}
        </Text>
        <Text size="sm" c="dimmed">
          {t('minutes', { minutes: template.readingMinutes })} · {t('version', { version: template.version })}
        </Text>
        <Button
          mt="auto"
          variant="default"
          loading={loading}
          disabled={disabled}
          aria-label={t('useNamed', { name: template.name })}
          onClick={onUse}
        >
          {t('use')}
        </Button>
      </Stack>
    </Card>
  );
}

/** Own ventures to write the agreement for; nothing where there is none. */
export function VentureSelect({
  value,
  onChange,
}: {
  value: string | null;
  onChange: (ventureId: string | null) => void;
}) {
  const t = useTranslations('agreements.new');
  const mine = useQuery({
    queryKey: ['ventures', 'list', 'mine', 'select'],
    queryFn: ({ signal }) => api.ventures.list({ query: { mine: 'true', limit: 100 } }, { signal }),
  });
  const ventures = mine.data?.items ?? [];
  if (ventures.length === 0) return null;
  return (
    <Select
      label={t('venture')}
      description={t('ventureHelp')}
      placeholder={t('ventureNone')}
      clearable
      clearButtonProps={{ 'aria-label': t('ventureClear') }}
      maw={420}
      value={value}
      onChange={onChange}
      data={ventures.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
