'use client';

import { Anchor, Card, Code, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty, Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';

const noticesQuery = {
  queryKey: ['public', 'notices'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.legal.notices({}, { signal }),
  staleTime: 300_000,
};

/** The notices anyone may read: terms of use, privacy, cookies, accessibility. */
export function Notices() {
  const t = useTranslations('public.notices');
  const format = useFormat();
  const query = useQuery(noticesQuery);
  return (
    <Page title={t('title')} lead={t('lead')} width="normal">
      <QueryView query={query} lines={4}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('emptyTitle')} text={t('emptyText')} />
          ) : (
            <Stack gap="md">
              {items.map((notice) => (
                <Card key={notice.code} component="article">
                  <Group justify="space-between">
                    <Title order={2} size="h3">
                      <Anchor component={Link} href={`/notices/${notice.code}`} inherit>
                        {notice.name}
                      </Anchor>
                    </Title>
                    <Text size="sm" c="dimmed">
                      {t('version', { version: notice.version, date: format.date(notice.publishedAt) })}
                    </Text>
                  </Group>
                </Card>
              ))}
            </Stack>
          )
        }
      </QueryView>
    </Page>
  );
}

export function Notice({ code }: { code: string }) {
  const t = useTranslations('public.notices');
  const format = useFormat();
  const query = useQuery(noticesQuery);
  const notice = query.data?.items.find((item) => item.code.toLowerCase() === code.toLowerCase());
  return (
    <Page
      title={notice?.name ?? t('one')}
      crumbs={[{ label: t('title'), href: '/notices' }]}
      width="normal"
      lead={notice && t('version', { version: notice.version, date: format.date(notice.publishedAt) })}
    >
      <QueryView query={query} lines={6}>
        {() =>
          notice ? (
            <Stack gap="lg">
              {/* Shipped with the installation and escaped by the server; the policy blocks any script in it. */}
              <div className="legal-text" dangerouslySetInnerHTML={{ __html: withoutTitle(notice.html) }} />
              <Text size="xs" c="dimmed">
                {t('hash')} <Code>{notice.textHash}</Code>
              </Text>
            </Stack>
          ) : (
            <Empty
              title={t('unknownTitle')}
              text={t('unknownText')}
              action={
                <Anchor component={Link} href="/notices">
                  {t('title')}
                </Anchor>
              }
            />
          )
        }
      </QueryView>
    </Page>
  );
}

/** The text begins with its own title, which the page shows already; a page has one h1. */
function withoutTitle(html: string): string {
  return html.replace(/^\s*<h1[^>]*>.*?<\/h1>/is, '');
}
