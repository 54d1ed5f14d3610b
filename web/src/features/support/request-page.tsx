'use client';

import { Button, Card, Checkbox, Group, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { communityWire } from '@smartstart/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Empty, Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { api, newKey } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { useTopic } from '../../lib/live';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { useSession } from '../../lib/session';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { AdminMenu } from '../admin/admin-menu';
import { PersonLink } from '../community/byline';
import { PlainList } from '../documents/plain-list';
import { requestQuery, useRefreshSupport } from './queries';
import { RequestState } from './request-state';
import type { SupportCase } from './types';

/** `/support/<id>` and `/admin/support/<id>`: one request with everything that was written. */
export function RequestPage({ id, forHub = false }: { id: string; forHub?: boolean }) {
  const t = useTranslations('support');
  const { userId } = useSession();
  const query = useQuery({ ...requestQuery(id, forHub), retry: false });
  useTopic(userId && `user:${userId}`);
  const list = forHub ? '/admin/support' : '/support';
  return (
    <Page
      title={query.data?.subject ?? t('one')}
      crumbs={[
        ...(forHub ? [{ label: t('admin.root'), href: '/admin' }] : []),
        { label: t(forHub ? 'admin.title' : 'title'), href: list },
      ]}
      width="normal"
    >
      {forHub && <AdminMenu />}
      {hasCode(query.error, 'NOT_FOUND', 'MALFORMED', 'FORBIDDEN') ? (
        <Empty
          title={t('goneTitle')}
          text={t('goneText')}
          action={
            <Button component={Link} href={list}>
              {t('toList')}
            </Button>
          }
        />
      ) : (
        <QueryView query={query}>{(request) => <Case request={request} forHub={forHub} />}</QueryView>
      )}
    </Page>
  );
}

function Case({ request, forHub }: { request: SupportCase; forHub: boolean }) {
  const t = useTranslations('support');
  const format = useFormat();
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {request.answerDueAt
            ? t('dueLong', { time: format.dateTime(request.answerDueAt) })
            : t(`stateTexts.${request.state}`)}
        </Text>
        <RequestState request={request} />
      </Group>
      <PlainList label={t('written', { time: '' })}>
        {request.messages.map((one) => (
          <li key={one.id}>
            <Card p="md" {...(one.byHub ? { bg: 'var(--mantine-color-fir-light)' } : {})}>
              <Stack gap={4}>
                <Text size="sm" c={one.byHub ? 'var(--mantine-color-text)' : 'dimmed'}>
                  {one.byHub ? t('hub') : <PersonLink person={one.author} />}
                  {` · ${format.dateTime(one.at)}`}
                </Text>
                <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                  {one.text}
                </Text>
              </Stack>
            </Card>
          </li>
        ))}
      </PlainList>
      <Reply request={request} forHub={forHub} />
    </Stack>
  );
}

function Reply({ request, forHub }: { request: SupportCase; forHub: boolean }) {
  const t = useTranslations('support.reply');
  const refresh = useRefreshSupport();
  const stepUp = useStepUp();
  const [words, setWords] = useState('');
  const [settles, setSettles] = useState(false);
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const key = useRef(newKey());
  const params = { requestId: request.id };
  const send = useMutation({
    mutationFn: () => {
      const idempotency = { idempotencyKey: key.current };
      const text = words.trim();
      return forHub
        ? stepUp(() => api.support.answer({ params, body: { text, close: settles } }, idempotency))
        : api.support.reply({ params, body: { text } }, idempotency);
    },
    onSuccess: async () => {
      key.current = newKey();
      setWords('');
      setSettles(false);
      notifications.show({ color: 'fir', message: t('sent') });
      await refresh();
    },
  });
  const close = useMutation({
    mutationFn: () => api.support.close({ params, body: {} }),
    onSettled: refresh,
  });
  const may = request.rights.includes(forHub ? 'answer' : 'reply');
  const mayClose = !forHub && request.rights.includes('close');
  if (!may) return <Text size="sm">{t(forHub ? 'closedHub' : 'closed')}</Text>;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const short = words.trim().length < 3;
        setMissing(short);
        if (short) field.current?.focus();
        else send.mutate();
      }}
    >
      <Stack gap="sm">
        <Textarea
          ref={field}
          label={t(forHub ? 'answer' : 'more')}
          value={words}
          error={missing && words.trim().length < 3 ? t('missing') : null}
          maxLength={communityWire.communityLimits.supportCharacters}
          autosize
          minRows={3}
          maxRows={14}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {forHub && (
          <Checkbox
            label={t('settles')}
            checked={settles}
            onChange={(event) => setSettles(event.currentTarget.checked)}
          />
        )}
        {!(send.error instanceof StepUpCancelled) && <ProblemAlert error={send.error ?? close.error} />}
        <Group>
          <Button type="submit" loading={send.isPending}>
            {t('send')}
          </Button>
          {mayClose && (
            <Button variant="default" loading={close.isPending} onClick={() => close.mutate()}>
              {t('settled')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
