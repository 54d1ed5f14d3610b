'use client';

import { Accordion, Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPencilPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { QueryView } from '../../components/query-view';
import { useFormat } from '../../lib/format';
import { LegalFrame } from './legal-frame';
import { templatesQuery, type ManagedTemplate } from './queries';
import { TemplateVersions } from './template-versions';

/** `/admin/legal/templates`: every text with its versions. */
export function TemplatesPage({ find }: { find: string | null }) {
  const t = useTranslations('legalAdmin.templates');
  const query = useQuery(templatesQuery());
  return (
    <LegalFrame
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button
          component={Link}
          href="/admin/legal/templates/new"
          leftSection={<IconPencilPlus size={18} aria-hidden />}
        >
          {t('new')}
        </Button>
      }
    >
      <QueryView query={query} lines={6}>
        {({ items }) => <Templates items={items} find={find ?? ''} />}
      </QueryView>
    </LegalFrame>
  );
}

function Templates({ items, find }: { items: readonly ManagedTemplate[]; find: string }) {
  const t = useTranslations('legalAdmin.templates');
  const [words, setWords] = useState(find);
  const wanted = words.trim().toLowerCase();
  const shown = items.filter(({ code, name }) =>
    [code, name].some((text) => text.toLowerCase().includes(wanted)),
  );
  return (
    <Stack gap="md">
      <TextInput
        type="search"
        label={t('filter')}
        description={t('filterHint')}
        maw={420}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Text size="sm" role="status">
        {t('count', { count: shown.length })}
      </Text>
      <Accordion
        variant="separated"
        order={2}
        defaultValue={items.some(({ code }) => code === find) ? find : null}
      >
        {shown.map((template) => (
          <Accordion.Item key={template.code} value={template.code}>
            <Accordion.Control>
              <Summary template={template} />
            </Accordion.Control>
            <Accordion.Panel>
              <TemplateVersions template={template} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Stack>
  );
}

function Summary({ template }: { template: ManagedTemplate }) {
  const t = useTranslations('legalAdmin.templates');
  const format = useFormat();
  const { code, name, versions } = template;
  const newest = versions.findLast(({ state }) => state === 'PUBLISHED');
  const copies = versions.reduce((sum, { inForce }) => sum + inForce, 0);
  return (
    <Group gap="xs" component="span">
      <Stack gap={0} component="span" miw={0}>
        <Text span fw={600}>
          {name}
        </Text>
        <Text span size="sm" c="dimmed">
          {[
            code,
            newest ? t('newest', { version: newest.version }) : t('unpublished'),
            t('inForce', { count: copies, figure: format.number(copies) }),
          ].join(' · ')}
        </Text>
      </Stack>
      {versions.some(({ state }) => state === 'DRAFT') && (
        <Badge component="span" variant="dot" color="orange" miw="max-content">
          {t('draft')}
        </Badge>
      )}
    </Group>
  );
}
