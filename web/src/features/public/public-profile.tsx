'use client';

import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty, Page } from '../../components/page';
import { PersonPhoto } from '../../components/person-photo';
import { QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { hasCode } from '../../lib/problem';
import { useSession } from '../../lib/session';

/** The card of a person who chose to have a public one. */
export function PublicProfile({ slug }: { slug: string }) {
  const t = useTranslations('public.profile');
  const format = useFormat();
  const { state } = useSession();
  const query = useQuery({
    queryKey: ['public', 'profiles', slug],
    queryFn: ({ signal }) => api.users.publicProfile({ params: { slug } }, { signal }),
  });
  return (
    <Page title={query.data?.name ?? t('title')} width="normal">
      {hasCode(query.error, 'NOT_FOUND') ? (
        <Empty
          title={t('missingTitle')}
          text={t('missingText')}
          action={
            <Button component={Link} href={state === 'signed-in' ? '/people' : '/'}>
              {state === 'signed-in' ? t('toPeople') : t('toFront')}
            </Button>
          }
        />
      ) : (
        <QueryView query={query} lines={1}>
          {(card) => (
            <Card padding="xl">
              <Group gap="lg" wrap="nowrap" align="flex-start">
                <PersonPhoto name={card.name} fileId={null} size={72} />
                <Stack gap="xs">
                  {card.headline && <Text size="lg">{card.headline}</Text>}
                  {card.location && (
                    <Group gap={6}>
                      <IconMapPin size={16} aria-hidden />
                      <Text size="sm">{card.location}</Text>
                    </Group>
                  )}
                  <Text size="sm" c="dimmed">
                    {t('since', { date: format.date(card.memberSince) })}
                  </Text>
                </Stack>
              </Group>
            </Card>
          )}
        </QueryView>
      )}
    </Page>
  );
}
