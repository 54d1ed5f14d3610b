'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useFormat } from '../../lib/format';
import { signDocumentHref, signHref } from '../documents/links';
import { openCopies, usePack, waitsForOthers } from '../documents/pack';
import { PackProgress } from '../documents/pack-progress';
import { dueDocumentsQuery, papersQuery } from '../documents/queries';
import { useAccess } from '../../lib/session';
import { Loaded, Panel } from './panel';
import { PlainList } from '../documents/plain-list';

/** How many papers are listed before the page of all documents takes over. */
const most = 5;

/** Papers to sign, countersignatures that wait, and for guests the way to membership. */
export function PaperTasks() {
  const t = useTranslations('dashboard.papers');
  const access = useAccess();
  const guest = access.data !== undefined && !access.data.held.includes(1);
  return (
    <Panel
      title={t('title')}
      action={
        <Button
          component={Link}
          href="/documents"
          variant="subtle"
          size="compact-sm"
          style={{ flexShrink: 0 }}
        >
          {t('all')}
        </Button>
      }
    >
      {guest ? <Membership /> : <Waiting />}
    </Panel>
  );
}

function Membership() {
  const t = useTranslations('dashboard.papers');
  const pack = usePack('BECOME_MEMBER');
  return (
    <Stack gap="sm">
      <Text>{t('guest')}</Text>
      {pack.data && <PackProgress pack={pack.data} name="BECOME_MEMBER" signing={false} />}
      <Group>
        <Button component={Link} href="/onboarding">
          {t('goOn')}
        </Button>
      </Group>
    </Stack>
  );
}

function Waiting() {
  const t = useTranslations('dashboard.papers');
  const format = useFormat();
  const papers = useQuery(papersQuery());
  const due = useQuery(dueDocumentsQuery());
  const copies = useQuery(openCopies());
  return (
    <Loaded query={papers}>
      {({ items }) => (
        <Loaded query={due}>
          {(documents) => {
            const required = items.filter(
              (paper) =>
                (paper.status === 'REQUIRED' || paper.status === 'EXPIRED') &&
                !waitsForOthers(
                  {
                    code: paper.code,
                    name: paper.name,
                    ...(paper.ventureId ? { ventureId: paper.ventureId } : {}),
                  },
                  copies.data?.items ?? [],
                ),
            );
            const countersign = documents.items.filter(
              (document) =>
                !required.some(
                  (paper) => paper.code === document.code && paper.ventureId === document.ventureId,
                ),
            );
            const rows = [
              ...required.map((paper) => ({
                key: `${paper.name} ${paper.ventureId} ${paper.tier}`,
                name: paper.name,
                href: signHref({ ...paper, after: '/dashboard' }),
                note: paper.ventureName ?? (paper.status === 'EXPIRED' ? t('expired') : paper.purpose),
                action: t('sign'),
              })),
              ...countersign.map((document) => ({
                key: document.id,
                name: document.name,
                href: signDocumentHref(document.id, '/dashboard'),
                action: t('countersign'),
                note: document.deadline
                  ? t('deadline', { date: format.date(document.deadline) })
                  : t('countersignNote'),
              })),
            ];
            if (rows.length === 0) return <Text c="dimmed">{t('none')}</Text>;
            return (
              <PlainList>
                {rows.slice(0, most).map((row) => (
                  <Group key={row.key} component="li" justify="space-between" wrap="nowrap" gap="sm">
                    <div style={{ minWidth: 0 }}>
                      <Text fw={600} size="sm">
                        {row.name}
                      </Text>
                      <Text size="sm" c="dimmed">
                        {row.note}
                      </Text>
                    </div>
                    <Button
                      component={Link}
                      href={row.href}
                      size="xs"
                      style={{ flexShrink: 0 }}
                      leftSection={<IconSignature size={16} aria-hidden />}
                      aria-label={`${row.action}: ${row.name}`}
                    >
                      {row.action}
                    </Button>
                  </Group>
                ))}
                {rows.length > most && (
                  <Text size="sm" c="dimmed">
                    {t('more', { count: rows.length - most })}
                  </Text>
                )}
              </PlainList>
            );
          }}
        </Loaded>
      )}
    </Loaded>
  );
}
