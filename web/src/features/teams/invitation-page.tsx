'use client';

import { Alert, Blockquote, Button, Group, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty, Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { useFormat } from '../../lib/format';
import { withQuery } from '../../lib/next-path';
import { hasCode } from '../../lib/problem';
import { useSession } from '../../lib/session';
import { invitationLinkQuery } from './queries';

const waitsAt = '/teams#invitations';

/** `/team-invitation/[token]`: where the link of a mail leads, with or without an account. */
export function TeamInvitationPage({ token }: { token: string }) {
  const t = useTranslations('teams.invitation');
  const roles = useTranslations('teams.role');
  const { date } = useFormat();
  const { state: session } = useSession();
  const query = useQuery(invitationLinkQuery(token));
  const title = query.data ? t('title', { place: query.data.placeName }) : t('plainTitle');
  return (
    <Page title={title} width="normal">
      {hasCode(query.error, 'NOT_FOUND') ? (
        <Empty title={t('goneTitle')} text={t('goneText')} />
      ) : (
        <QueryView query={query} lines={2}>
          {({ kind, placeName, inviterName, role, message, email, state, expiresAt }) => (
            <Stack gap="lg">
              <Stack gap="sm">
                <Text size="lg">
                  {t(kind === 'TEAM' ? 'team' : 'company', { inviter: inviterName, place: placeName })}
                </Text>
                <Text>{t('as', { role: roles(role) })}</Text>
                {message && (
                  <Blockquote p="md" className="prose">
                    {message}
                  </Blockquote>
                )}
                <Text size="sm" c="dimmed">
                  {[
                    t('sentTo', { email }),
                    state === 'PENDING' ? t('until', { date: date(expiresAt) }) : null,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
              </Stack>
              {state !== 'PENDING' ? (
                <Alert color="blue" icon={<IconInfoCircle aria-hidden />}>
                  {t(`over.${state}`)}
                </Alert>
              ) : session === 'signed-out' ? (
                <Stack gap="sm" align="flex-start">
                  <Text>{t('first')}</Text>
                  <Group>
                    <Button component={Link} href="/register">
                      {t('register')}
                    </Button>
                    <Button
                      component={Link}
                      href={withQuery('/sign-in', { next: waitsAt })}
                      variant="default"
                    >
                      {t('signIn')}
                    </Button>
                  </Group>
                </Stack>
              ) : (
                <Stack gap="sm" align="flex-start">
                  <Text>{t('inside')}</Text>
                  <Button component={Link} href={waitsAt}>
                    {t('toTeams')}
                  </Button>
                </Stack>
              )}
            </Stack>
          )}
        </QueryView>
      )}
    </Page>
  );
}
