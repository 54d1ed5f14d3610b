'use client';

import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { problemOf, ProblemAlert } from '../../lib/problem';
import { useSession } from '../../lib/session';
import { HandOverModal } from './hand-over-modal';
import { useTakeAgreement } from './queries';
import type { Agreement, Recipient } from './types';

const correctable: readonly Recipient['state'][] = ['WAITING', 'DUE', 'DECLINED'];

/** What the maker does about one recipient: remind, or put somebody else there. */
export function PlaceActions({ agreement, place }: { agreement: Agreement; place: Recipient }) {
  const t = useTranslations('agreements.parties');
  const format = useFormat();
  const { userId } = useSession();
  const take = useTakeAgreement();
  const [correcting, setCorrecting] = useState(false);
  const params = { documentId: agreement.id, position: place.position };
  const remind = useMutation({
    mutationFn: () => api.agreements.remind({ params, body: {} }),
    onSuccess: take,
  });
  const problem = problemOf(remind.error);
  const soon =
    problem?.code === 'RATE_LIMITED' && problem.retryAfterSeconds
      ? new Date(remind.submittedAt + problem.retryAfterSeconds * 1000).toISOString()
      : null;
  const mayRemind =
    agreement.permissions.includes('REMIND') && place.state === 'DUE' && place.userId !== userId;
  const mayCorrect = agreement.permissions.includes('CORRECT') && correctable.includes(place.state);
  if (!mayRemind && !mayCorrect) return null;
  return (
    <>
      <Group gap="xs" mt={6}>
        {mayRemind && (
          <Button
            size="xs"
            variant="default"
            loading={remind.isPending}
            aria-label={t('remindNamed', { name: place.name })}
            onClick={() => remind.mutate()}
          >
            {t('remind')}
          </Button>
        )}
        {mayCorrect && (
          <Button
            size="xs"
            variant="default"
            aria-label={t('correctNamed', { name: place.name })}
            onClick={() => setCorrecting(true)}
          >
            {t('correct')}
          </Button>
        )}
        <Text size="sm" role="status">
          {remind.isSuccess ? t('reminded') : ''}
        </Text>
      </Group>
      {soon ? (
        <Text size="sm" role="alert">
          {t('remindLater', { when: format.relative(soon) })}
        </Text>
      ) : (
        remind.isError && <ProblemAlert error={remind.error} />
      )}
      {correcting && (
        <HandOverModal
          title={t('correctTitle', { name: place.name })}
          text={t('correctText')}
          confirm={t('correctConfirm')}
          run={(to) => api.agreements.correct({ params, body: to })}
          onClose={() => setCorrecting(false)}
          onDone={take}
        />
      )}
    </>
  );
}
