'use client';

import { Anchor, Button, Card, Group, Stack, Text, Textarea } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { PersonSelect, type Person } from '../../components/person-select';
import { MoreButton, QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { useIntention } from '../buz/intention';
import { PlainList } from '../documents/plain-list';
import { invitationsQuery, useRefreshOpportunities } from './queries';
import type { OpportunityInFull } from './types';

/** Members who were asked to apply, and the way to ask somebody by name. */
export function InvitedPart({ opportunity }: { opportunity: OpportunityInFull }) {
  const t = useTranslations('opportunities.invited');
  const format = useFormat();
  const refresh = useRefreshOpportunities();
  const { id, actions } = opportunity;
  const invitations = useInfiniteQuery(invitationsQuery(id));
  const takeBack = useMutation({
    mutationFn: (userId: string) => api.opportunities.uninvite({ params: { opportunityId: id, userId } }),
    onSuccess: refresh,
  });
  return (
    <Stack gap="lg">
      {actions.includes('INVITE') && <InviteByName opportunity={opportunity} />}
      <ProblemAlert error={takeBack.error} />
      <QueryView query={invitations}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Text size="sm">{t('none')}</Text>;
          return (
            <Stack gap="md">
              <PlainList label={t('title')}>
                {items.map(({ userId, name, message, invitedAt }) => (
                  <li key={userId}>
                    <Card p="sm">
                      <Group justify="space-between" gap="xs">
                        <Stack gap={2} flex="1 1 14rem">
                          <Anchor component={Link} href={`/people/${userId}`} size="sm" fw={600}>
                            {name}
                          </Anchor>
                          <Text size="sm" c="dimmed">
                            {t('on', { date: format.date(invitedAt) })}
                          </Text>
                          {message && <Text size="sm">“{message}”</Text>}
                        </Stack>
                        <Button
                          size="xs"
                          variant="default"
                          loading={takeBack.isPending && takeBack.variables === userId}
                          aria-label={t('takeBackNamed', { name })}
                          onClick={() => takeBack.mutate(userId)}
                        >
                          {t('takeBack')}
                        </Button>
                      </Group>
                    </Card>
                  </li>
                ))}
              </PlainList>
              <MoreButton query={invitations} />
            </Stack>
          );
        }}
      </QueryView>
    </Stack>
  );
}

function InviteByName({ opportunity: { id, visibility } }: { opportunity: OpportunityInFull }) {
  const t = useTranslations('opportunities.invited');
  const field = useRef<HTMLInputElement>(null);
  const [person, setPerson] = useState<Person | null>(null);
  const [message, setMessage] = useState('');
  const [missing, setMissing] = useState(false);
  const invite = useInvite(id);
  return (
    <Section title={t('askTitle')} text={t(visibility === 'PRIVATE' ? 'askPrivate' : 'askText')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(person === null);
          if (person === null) return field.current?.focus();
          invite.mutate(
            { userId: person.id, message: message.trim() },
            {
              onSuccess: () => {
                setPerson(null);
                setMessage('');
              },
            },
          );
        }}
      >
        <Stack gap="sm" maw={560}>
          <PersonSelect
            key={invite.isSuccess ? invite.submittedAt : 'first'}
            ref={field}
            label={t('whom')}
            others
            required
            clearable
            value={person}
            error={missing && person === null ? t('whomMissing') : null}
            onChange={setPerson}
          />
          <Textarea
            label={t('message')}
            autosize
            minRows={2}
            maxLength={500}
            value={message}
            onChange={({ currentTarget }) => setMessage(currentTarget.value)}
          />
          <ProblemAlert
            error={invite.error}
            {...(hasCode(invite.error, 'ALREADY_EXISTS') ? { title: t('twice') } : {})}
          />
          <Group>
            <Button type="submit" loading={invite.isPending}>
              {t('ask')}
            </Button>
            <Text size="sm" role="status">
              {invite.isSuccess && t('asked')}
            </Text>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

/** Asks somebody to apply; the same person and words stay one invitation over retries. */
export function useInvite(opportunityId: string) {
  const intention = useIntention();
  const refresh = useRefreshOpportunities();
  return useMutation({
    mutationFn: (body: { userId: string; message: string }) =>
      api.opportunities.invite(
        { params: { opportunityId }, body },
        { idempotencyKey: intention.keyOf([opportunityId, body]) },
      ),
    onSuccess: () => {
      intention.done();
      return refresh();
    },
  });
}
