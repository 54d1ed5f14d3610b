'use client';

import { Anchor, Button, Group, Stack, Table, Text } from '@mantine/core';
import { legalWire } from '@smartstart/contract';
import { IconFilePlus, IconFiles } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { useFormat } from '../../lib/format';
import { DocumentBadge } from '../documents/document-status';
import { madeQuery } from './queries';

/** The agreements that the person made, drafts and sent ones, newest first. */
export function AgreementList() {
  const t = useTranslations('agreements.list');
  const made = useInfiniteQuery(madeQuery());
  return (
    <Stack>
      <Group>
        <Button component={Link} href="/documents/new" leftSection={<IconFilePlus size={18} aria-hidden />}>
          {t('new')}
        </Button>
        <Button
          component={Link}
          href="/documents/bulk"
          variant="default"
          leftSection={<IconFiles size={18} aria-hidden />}
        >
          {t('bulk')}
        </Button>
      </Group>
      <QueryView query={made}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Empty title={t('emptyTitle')} text={t('emptyText')} />;
          return (
            <>
              <MadeTable items={items} />
              <MoreButton query={made} />
            </>
          );
        }}
      </QueryView>
    </Stack>
  );
}

interface Made {
  id: string;
  title: string;
  templateName: string;
  state: string;
  signed: number;
  toSign: number;
  deadline: string | null;
  createdAt: string;
}

function MadeTable({ items }: { items: readonly Made[] }) {
  const t = useTranslations('agreements.list');
  const format = useFormat();
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table captionSide="top">
        <Table.Caption>{t('caption')}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            {(['title', 'state', 'signed', 'deadline', 'created'] as const).map((column) => (
              <Table.Th scope="col" key={column}>
                {t(`column.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((made) => {
            const state = legalWire.documentState.safeParse(made.state).data;
            return (
              <Table.Tr key={made.id}>
                <Table.Td>
                  <Anchor component={Link} href={`/documents/${made.id}`}>
                    {made.title}
                  </Anchor>
                  {made.title !== made.templateName && (
                    <Text size="xs" c="dimmed">
                      {made.templateName}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>{state ? <DocumentBadge state={state} /> : made.state}</Table.Td>
                <Table.Td>
                  {made.toSign ? t('signedOf', { signed: made.signed, toSign: made.toSign }) : '–'}
                </Table.Td>
                <Table.Td>{made.deadline ? format.date(made.deadline) : '–'}</Table.Td>
                <Table.Td>{format.date(made.createdAt)}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
