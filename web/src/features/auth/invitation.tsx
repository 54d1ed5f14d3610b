'use client';

import { Alert, Blockquote, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Empty, Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { withQuery } from '../../lib/next-path';
import { pending } from '../../lib/pending';
import { hasCode, ProblemAlert, signPackPath } from '../../lib/problem';
import { useAccess, useMe, useSession } from '../../lib/session';
import { invitationQuery, type InvitationPreview } from './invitation-query';

/** Where the link of an invitation mail leads, with or without an account. */
export function Invitation({ token }: { token: string }) {
  const t = useTranslations('auth.invitation');
  const query = useQuery(invitationQuery(token));
  const title = query.data ? t('title', { venture: query.data.ventureName }) : t('plainTitle');
  return (
    <Page title={title} width="normal">
      {hasCode(query.error, 'NOT_FOUND') ? (
        <Empty
          title={t('goneTitle')}
          text={t('goneText')}
          action={
            <Button component={Link} href="/">
              {t('toFront')}
            </Button>
          }
        />
      ) : (
        <QueryView query={query} lines={2}>
          {(invitation) => (
            <Stack gap="lg">
              <About invitation={invitation} />
              {invitation.state === 'PENDING' ? (
                <Answer token={token} invitation={invitation} />
              ) : (
                <Answered state={invitation.state} />
              )}
            </Stack>
          )}
        </QueryView>
      )}
    </Page>
  );
}

function About({ invitation }: { invitation: InvitationPreview }) {
  const t = useTranslations('auth.invitation');
  const format = useFormat();
  return (
    <Stack gap="sm">
      <Text size="lg">{t('about', { person: invitation.invitedBy, venture: invitation.ventureName })}</Text>
      <Text>
        <strong>{t(`roles.${invitation.role}.name`)}.</strong> {t(`roles.${invitation.role}.text`)}
      </Text>
      {invitation.message && (
        <Blockquote p="md" className="prose">
          {invitation.message}
        </Blockquote>
      )}
      <Text size="sm" c="dimmed">
        {t('sentTo', { email: invitation.email })}
        {invitation.state === 'PENDING' &&
          ` · ${t('until', { date: format.dateTime(invitation.expiresAt) })}`}
      </Text>
    </Stack>
  );
}

function Answered({ state }: { state: string }) {
  const t = useTranslations('auth.invitation');
  const key = state === 'ACCEPTED' || state === 'DECLINED' || state === 'CANCELLED' ? state : 'EXPIRED';
  return (
    <Alert color="blue" icon={<IconInfoCircle aria-hidden />}>
      <Stack gap="sm" align="flex-start">
        <Text>{t(`states.${key}`)}</Text>
        {key === 'ACCEPTED' && (
          <Button component={Link} href="/ventures">
            {t('toVentures')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

/** What can be done now: register, sign in, sign papers, or answer. */
function Answer({ token, invitation }: { token: string; invitation: InvitationPreview }) {
  const t = useTranslations('auth.invitation');
  const { state, signOut } = useSession();
  const me = useMe();
  const here = `/invitation/${token}`;
  useEffect(() => {
    if (state === 'signed-out') pending.remember(here);
  }, [state, here]);

  if (state === 'signed-out') {
    return (
      <Stack gap="sm" align="flex-start">
        <Text>{invitation.hasAccount ? t('signInFirst') : t('registerFirst')}</Text>
        <Group>
          {!invitation.hasAccount && (
            <Button component={Link} href={withQuery('/register', { invitation: token })}>
              {t('register')}
            </Button>
          )}
          <Button
            component={Link}
            href={withQuery('/sign-in', { next: here, email: invitation.email })}
            variant={invitation.hasAccount ? 'filled' : 'default'}
          >
            {t('signIn')}
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <QueryView query={me} lines={1}>
      {(account) =>
        account.email.toLowerCase() === invitation.email.toLowerCase() ? (
          <Decide here={here} invitation={invitation} />
        ) : (
          <Alert color="yellow" icon={<IconInfoCircle aria-hidden />} title={t('otherTitle')}>
            <Stack gap="sm" align="flex-start">
              <Text size="sm">{t('otherText', { mine: account.email, invited: invitation.email })}</Text>
              <Button variant="default" onClick={() => void signOut()}>
                {t('signOut')}
              </Button>
            </Stack>
          </Alert>
        )
      }
    </QueryView>
  );
}

function Decide({ here, invitation }: { here: string; invitation: InvitationPreview }) {
  const t = useTranslations('auth.invitation');
  const access = useAccess();
  const queryClient = useQueryClient();
  const params = { invitationId: invitation.invitationId };
  const settled = () => {
    pending.forget();
    // All but this page's own preview: fetched again, it would say "answered" in place of the next step.
    return queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] !== 'preview' });
  };
  const accept = useMutation({
    mutationFn: () => api.ventures.accept({ params, body: {} }),
    onSuccess: settled,
  });
  const decline = useMutation({
    mutationFn: () => api.ventures.decline({ params, body: {} }),
    onSuccess: settled,
  });

  if (accept.data) {
    return (
      <Alert color="fir" icon={<IconCircleCheck aria-hidden />} title={t('acceptedTitle')} role="status">
        <Stack gap="sm" align="flex-start">
          <Text>{t('acceptedText', { venture: invitation.ventureName })}</Text>
          <Button
            component={Link}
            href={signPackPath('JOIN_VENTURE', `/ventures/${accept.data.ventureId}`, accept.data.ventureId)}
          >
            {t('signVenturePapers')}
          </Button>
        </Stack>
      </Alert>
    );
  }
  if (decline.data) return <Answered state="DECLINED" />;
  const member = access.data?.held.includes(1) ?? false;
  return (
    <QueryView query={access} lines={1}>
      {() => (
        <Stack gap="md" align="flex-start">
          {!member && (
            <Alert color="yellow" icon={<IconInfoCircle aria-hidden />} title={t('papersTitle')} w="100%">
              <Text size="sm">{t('papersText')}</Text>
            </Alert>
          )}
          {(accept.error ?? decline.error) && <ProblemAlert error={accept.error ?? decline.error} />}
          <Group>
            {member ? (
              <Button onClick={() => accept.mutate()} loading={accept.isPending} disabled={decline.isPending}>
                {t('accept')}
              </Button>
            ) : (
              <Button
                component={Link}
                href={signPackPath('BECOME_MEMBER', here)}
                onClick={() => pending.remember(here)}
              >
                {t('signPapers')}
              </Button>
            )}
            <Button
              variant="default"
              onClick={() => decline.mutate()}
              loading={decline.isPending}
              disabled={accept.isPending}
            >
              {t('decline')}
            </Button>
          </Group>
        </Stack>
      )}
    </QueryView>
  );
}
