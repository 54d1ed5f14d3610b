'use client';

import { Anchor, Button, Card, Group, List, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { systemWire } from '@smartstart/contract';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { output } from 'zod';
import { MailPreview } from '../../components/mail-preview';
import { Empty, Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { hasCode } from '../../lib/problem';

type Mail = output<typeof systemWire.mail>;
const pollEveryMs = 3000;

/** The mails a local installation would have sent. */
export function Mailbox() {
  const t = useTranslations('auth.mailbox');
  const [words, setWords] = useState('');
  const [to] = useDebouncedValue(words.trim(), 300);
  const query = useQuery({
    queryKey: ['mailbox', to],
    queryFn: ({ signal }) =>
      api.system.mailbox({ query: to ? { to, limit: 50 } : { limit: 50 } }, { signal }),
    refetchInterval: (state) => (hasCode(state.state.error, 'NOT_FOUND') ? false : pollEveryMs),
    placeholderData: (previous) => previous,
  });
  if (hasCode(query.error, 'NOT_FOUND')) {
    return (
      <Page title={t('title')} width="normal">
        <Empty
          title={t('offTitle')}
          text={t('offText')}
          action={
            <Button component={Link} href="/">
              {t('toFront')}
            </Button>
          }
        />
      </Page>
    );
  }
  return (
    <Page title={t('title')} lead={t('lead')} width="normal">
      <TextInput
        label={t('filter')}
        type="search"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        leftSection={<IconSearch size={16} aria-hidden />}
        maw={420}
      />
      <QueryView query={query} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('emptyTitle')} text={to ? t('emptyFiltered', { to }) : t('emptyText')} />
          ) : (
            <Stack gap="md" role="feed" aria-busy={query.isFetching} aria-label={t('title')}>
              {items.map((mail) => (
                <MailCard key={mail.id} mail={mail} />
              ))}
            </Stack>
          )
        }
      </QueryView>
    </Page>
  );
}

function MailCard({ mail }: { mail: Mail }) {
  const t = useTranslations('auth.mailbox');
  const format = useFormat();
  return (
    <Card component="article" aria-labelledby={mail.id}>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Title order={2} size="h4" id={mail.id}>
            {mail.subject}
          </Title>
          <Text size="sm" c="dimmed">
            <time dateTime={mail.at}>{format.dateTime(mail.at)}</time>
          </Text>
        </Group>
        <Text size="sm" c="dimmed">
          {t('to', { to: mail.to })}
        </Text>
        <MailPreview html={mail.html} text={mail.text} subject={mail.subject} />
        {mail.links.length > 0 && (
          <List size="sm" listStyleType="none" aria-label={t('links')}>
            {mail.links.map((link) => (
              <List.Item key={link}>
                <Anchor href={localPath(link)} size="sm">
                  {link}
                </Anchor>
              </List.Item>
            ))}
          </List>
        )}
      </Stack>
    </Card>
  );
}

/** Links name the installation's public address; within the same site the path alone keeps this origin. */
function localPath(link: string): string {
  if (typeof window === 'undefined' || !URL.canParse(link)) return link;
  const url = new URL(link);
  return url.origin === window.location.origin ? url.pathname + url.search + url.hash : link;
}
