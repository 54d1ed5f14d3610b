'use client';

import { Button, Checkbox, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { PersonSelect, type Person } from '../../components/person-select';
import { QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { PlainList } from '../documents/plain-list';
import { sharesQuery } from './queries';
import type { Share } from './types';

const usualDays = 7;

/** Members besides the parties who may read until a day, and may be heard if they are allowed to comment. */
export function Shares({ documentId }: { documentId: string }) {
  const t = useTranslations('agreements.shares');
  const client = useQueryClient();
  const shares = useQuery(sharesQuery(documentId));
  const again = () => client.invalidateQueries({ queryKey: sharesQuery(documentId).queryKey });
  return (
    <Stack gap="sm">
      <Text size="sm">{t('text')}</Text>
      <QueryView query={shares} lines={1}>
        {({ items }) =>
          items.length === 0 ? null : (
            <PlainList label={t('label')} gap="xs">
              {items.map((share) => (
                <li key={share.id}>
                  <ShareLine documentId={documentId} share={share} onEnded={again} />
                </li>
              ))}
            </PlainList>
          )
        }
      </QueryView>
      <ShareForm documentId={documentId} onShared={again} />
    </Stack>
  );
}

function ShareLine({
  documentId,
  share,
  onEnded,
}: {
  documentId: string;
  share: Share;
  onEnded: () => Promise<void>;
}) {
  const t = useTranslations('agreements.shares');
  const format = useFormat();
  const end = useMutation({
    mutationFn: () => api.agreements.endShare({ params: { documentId, shareId: share.id } }),
    onSuccess: onEnded,
  });
  return (
    <>
      <Group justify="space-between" gap="xs">
        <div>
          <Text size="sm" fw={600}>
            {share.name}
          </Text>
          <Text size="sm" c="dimmed">
            {t(share.canComment ? 'comments' : 'reads', { date: format.date(share.expiresAt) })}
          </Text>
        </div>
        <Button
          size="xs"
          variant="default"
          loading={end.isPending}
          aria-label={t('endNamed', { name: share.name })}
          onClick={() => end.mutate()}
        >
          {t('end')}
        </Button>
      </Group>
      {end.isError && <ProblemAlert error={end.error} />}
    </>
  );
}

function ShareForm({ documentId, onShared }: { documentId: string; onShared: () => Promise<void> }) {
  const t = useTranslations('agreements.shares');
  const [person, setPerson] = useState<Person | null>(null);
  const [canComment, setCanComment] = useState(false);
  const [days, setDays] = useState<number | string>(usualDays);
  const [strict, setStrict] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const share = useMutation({
    mutationFn: (userId: string) =>
      api.agreements.share({ params: { documentId }, body: { userId, canComment, days: Number(days) } }),
    onSuccess: async () => {
      setPerson(null);
      setStrict(false);
      await onShared();
    },
  });
  const wrongDays = Number(days) < 1 || Number(days) > 90;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setStrict(true);
        if (!person) field.current?.focus();
        else if (!wrongDays) share.mutate(person.id);
      }}
    >
      <Stack gap="sm">
        <PersonSelect
          // An empty field after a share: the select keeps what was typed otherwise.
          key={String(share.submittedAt)}
          ref={field}
          label={t('who')}
          value={person}
          onChange={setPerson}
          others
          clearable
          error={strict && !person ? t('whoMissing') : undefined}
        />
        <NumberInput
          label={t('days')}
          min={1}
          max={90}
          allowDecimal={false}
          clampBehavior="blur"
          maw={200}
          value={days}
          error={wrongDays ? t('daysWrong') : undefined}
          onChange={setDays}
        />
        <Checkbox
          label={t('mayComment')}
          checked={canComment}
          onChange={(event) => setCanComment(event.currentTarget.checked)}
        />
        {share.isError && <ProblemAlert error={share.error} />}
        <Group>
          <Button type="submit" variant="default" loading={share.isPending}>
            {t('share')}
          </Button>
          <Text size="sm" role="status">
            {share.isSuccess && !person ? t('shared') : ''}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
