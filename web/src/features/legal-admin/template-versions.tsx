'use client';

import { Button, Group, Stack, Table, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFormat } from '../../lib/format';
import { PublishVersion } from './publish-version';
import type { ManagedTemplate, TemplateVersion } from './queries';

/** The versions of one template, newest first, with what can be done. */
export function TemplateVersions({ template }: { template: ManagedTemplate }) {
  const t = useTranslations('legalAdmin.templates');
  const format = useFormat();
  const [publishing, setPublishing] = useState<TemplateVersion | null>(null);
  const { code, name, purpose, versions } = template;
  return (
    <Stack gap="md">
      <Text size="sm" maw="68ch">
        {purpose}
      </Text>
      <Table.ScrollContainer minWidth={300} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table aria-label={t('versions', { name })} verticalSpacing="xs" horizontalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('version')}</Table.Th>
              <Table.Th scope="col">{t('kind')}</Table.Th>
              <Table.Th scope="col">{t('state')}</Table.Th>
              <Table.Th scope="col" ta="end">
                {t('copies')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {versions.toReversed().map((one) => (
              <Table.Tr key={one.version}>
                <Table.Td>{one.version}</Table.Td>
                <Table.Td>{t(one.kind)}</Table.Td>
                <Table.Td>
                  {one.publishedAt ? t('published', { date: format.date(one.publishedAt) }) : t('draftState')}
                </Table.Td>
                <Table.Td ta="end">{format.number(one.inForce)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Group gap="sm">
        {versions
          .filter(({ state }) => state === 'DRAFT')
          .map((one) => (
            <Button
              key={one.version}
              aria-label={t('publishNamed', { version: one.version, name })}
              onClick={() => setPublishing(one)}
            >
              {t('publish', { version: one.version })}
            </Button>
          ))}
        <Button
          component={Link}
          href={`/admin/legal/templates/${code}`}
          variant="default"
          aria-label={t('writeNamed', { name })}
        >
          {t('write')}
        </Button>
      </Group>
      {publishing && (
        <PublishVersion template={template} version={publishing} onClose={() => setPublishing(null)} />
      )}
    </Stack>
  );
}
