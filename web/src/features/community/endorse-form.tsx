'use client';

import { Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormModal } from '../../components/form-modal';
import { OpenModal } from '../../components/open-modal';
import { PagedList } from '../../components/paged-list';
import { api, newKey } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { PersonLink } from './byline';
import { endorsementsQuery, useRefreshNetwork } from './queries';

interface EndorseFormProps {
  readonly person: { readonly id: string; readonly name: string };
  readonly skill: string;
  readonly onClose: () => void;
}

/** Vouches for a skill of somebody. */
export function EndorseForm({ person, skill, onClose }: EndorseFormProps) {
  const t = useTranslations('community.endorsements');
  const refresh = useRefreshNetwork();
  const [key] = useState(newKey);
  const form = useForm({ initialValues: { note: '' } });
  const give = useMutation({
    mutationFn: ({ note }: typeof form.values) =>
      api.network.endorse(
        { params: { userId: person.id }, body: { skill, note: note.trim() } },
        { idempotencyKey: key },
      ),
    onSuccess: async ({ weight }) => {
      notifications.show({ color: 'fir', message: t('given', { weight }) });
      onClose();
      await refresh();
    },
  });
  return (
    <FormModal
      title={t('endorseTitle', { name: person.name, skill })}
      confirm={t('endorse')}
      form={form}
      busy={give.isPending}
      error={give.error}
      onSubmit={(values) => give.mutate(values)}
      onClose={onClose}
    >
      <Text size="sm">{t('weights')}</Text>
      <Textarea
        {...form.getInputProps('note')}
        label={t('note')}
        maxLength={300}
        autosize
        minRows={2}
        data-autofocus
      />
    </FormModal>
  );
}

/** Who endorsed a skill, and what each endorsement weighs. */
export function EndorsementsModal({
  userId,
  skill,
  onClose,
}: {
  userId: string;
  skill: string;
  onClose: () => void;
}) {
  const t = useTranslations('community.endorsements');
  const format = useFormat();
  const query = useInfiniteQuery(endorsementsQuery(userId, skill));
  return (
    <OpenModal title={t('listTitle', { skill })} onClose={onClose}>
      <PagedList query={query} label={t('listTitle', { skill })} empty={{ title: t('nobody'), text: '' }}>
        {({ from, weight, givenAt, note }) => (
          <Stack gap={2}>
            <Text size="sm">
              <PersonLink person={from} />
              {` · ${t('weight', { weight })} · ${format.date(givenAt)}`}
            </Text>
            {note && (
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {note}
              </Text>
            )}
          </Stack>
        )}
      </PagedList>
    </OpenModal>
  );
}
