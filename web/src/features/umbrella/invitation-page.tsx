'use client';

import { Alert, Blockquote, Button, Group, List, Stack, Text } from '@mantine/core';
import type { Answer, contract } from '@smartstart/contract';
import { IconInfoCircle } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Empty, Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { withQuery } from '../../lib/next-path';
import { pending } from '../../lib/pending';
import { hasCode, ProblemAlert, signPackPath } from '../../lib/problem';
import { useAccess, useSession } from '../../lib/session';
import { useIntention } from '../buz/intention';
import { useRate } from './looks';
import { invitationByLinkQuery } from './queries';

type Preview = Answer<typeof contract.umbrella.invitationByLink>;

/** `/umbrella/invitation/[token]`: where the link of an invitation leads, with or without an account. */
export function InvitationPage({ token }: { token: string }) {
  const t = useTranslations('umbrella.link');
  const query = useQuery(invitationByLinkQuery(token));
  const title = query.data ? t('title', { sponsor: query.data.sponsorName }) : t('plainTitle');
  return (
    <Page title={title} width="normal">
      {hasCode(query.error, 'NOT_FOUND', 'MALFORMED') ? (
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
                <Answering token={token} invitation={invitation} />
              ) : (
                <Over state={invitation.state} />
              )}
            </Stack>
          )}
        </QueryView>
      )}
    </Page>
  );
}

const facts = ['share', 'others', 'free', 'end'] as const;

/** What it means, before anybody is asked to register or to sign. */
function About({ invitation }: { invitation: Preview }) {
  const t = useTranslations('umbrella.link');
  const format = useFormat();
  const rate = useRate();
  const of = { sponsor: invitation.sponsorName, rate: rate(invitation.ratePercent) };
  return (
    <Stack gap="sm">
      <Text size="lg">{t('about', of)}</Text>
      {invitation.message && (
        <Blockquote p="md" className="prose">
          {invitation.message}
        </Blockquote>
      )}
      <List spacing="xs">
        {facts.map((fact) => (
          <List.Item key={fact}>{t(`facts.${fact}`, of)}</List.Item>
        ))}
      </List>
      {invitation.state === 'PENDING' && (
        <Text size="sm" c="dimmed">
          {t('until', { date: format.date(invitation.expiresAt) })}
        </Text>
      )}
    </Stack>
  );
}

function Over({ state }: { state: Preview['state'] }) {
  const t = useTranslations('umbrella.link');
  return (
    <Alert color="blue" icon={<IconInfoCircle aria-hidden />}>
      <Stack gap="sm" align="flex-start">
        <Text>{t(`states.${state}`)}</Text>
        {state === 'ACCEPTED' && (
          <Button component={Link} href="/umbrella">
            {t('toUmbrella')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

function Answering({ token, invitation }: { token: string; invitation: Preview }) {
  const t = useTranslations('umbrella.link');
  const { state } = useSession();
  const here = `/umbrella/invitation/${token}`;
  useEffect(() => {
    if (state === 'signed-out') pending.remember(here);
  }, [state, here]);
  if (state === 'signed-out')
    return (
      <Stack gap="sm" align="flex-start">
        <Text>{t('registerFirst')}</Text>
        <Group>
          <Button component={Link} href="/register">
            {t('register')}
          </Button>
          <Button component={Link} href={withQuery('/sign-in', { next: here })} variant="default">
            {t('signIn')}
          </Button>
        </Group>
      </Stack>
    );
  return <Decide token={token} here={here} invitation={invitation} />;
}

function Decide({ token, here, invitation }: { token: string; here: string; invitation: Preview }) {
  const t = useTranslations('umbrella.link');
  const access = useAccess();
  const router = useRouter();
  const intention = useIntention();
  const params = { invitationId: invitation.invitationId };
  const body = { token };
  const accept = useMutation({
    mutationFn: () =>
      api.umbrella.acceptInvitation({ params, body }, { idempotencyKey: intention.keyOf(params) }),
    onSuccess: ({ id }) => {
      pending.forget();
      router.push(`/umbrella/${id}`);
    },
    onError: () => intention.done(),
  });
  const decline = useMutation({
    mutationFn: () => api.umbrella.declineInvitation({ params, body }),
    onSuccess: () => pending.forget(),
  });
  if (decline.data) return <Over state="DECLINED" />;
  return (
    <QueryView query={access} lines={1}>
      {({ held }) => (
        <Stack gap="md" align="flex-start">
          {!held.includes(1) && (
            <Alert color="yellow" icon={<IconInfoCircle aria-hidden />} title={t('papersTitle')} w="100%">
              <Text size="sm">{t('papersText')}</Text>
            </Alert>
          )}
          {(accept.error ?? decline.error) && <ProblemAlert error={accept.error ?? decline.error} />}
          <Group>
            {held.includes(1) ? (
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
