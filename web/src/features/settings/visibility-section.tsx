'use client';

import { Radio, Stack, Switch } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { usersWire } from '@smartstart/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { output } from 'zod';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';

type Privacy = output<typeof usersWire.privacy>;
const visibilities = ['PUBLIC', 'MEMBERS', 'PRIVATE'] as const satisfies readonly Privacy['profile'][];
const flags = ['showActivity', 'showSkills', 'showReputation', 'shareEquityWithHub'] as const;
const key = ['me', 'privacy'];

/** Who sees what of a person. Each choice is saved when it is made. */
export function VisibilitySection() {
  const t = useTranslations('settings.visibility');
  const common = useTranslations('common');
  const queryClient = useQueryClient();
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => api.users.privacy({}, { signal }) });
  const save = useMutation({
    mutationFn: (next: Privacy) => api.users.setPrivacy({ body: next }),
    scope: { id: 'privacy' },
    onMutate: async (next) => {
      await queryClient.cancelQueries({ queryKey: key });
      const before = queryClient.getQueryData<Privacy>(key);
      queryClient.setQueryData(key, next);
      return before;
    },
    onError: (_error, _next, before) => queryClient.setQueryData(key, before),
    onSuccess: (saved) => {
      queryClient.setQueryData(key, saved);
      notifications.show({ message: common('saved'), color: 'fir' });
    },
  });
  return (
    <Section title={t('title')} text={t('text')}>
      {save.error && <ProblemAlert error={save.error} />}
      <QueryView query={query} lines={3}>
        {(privacy) => (
          <Stack gap="lg">
            <Radio.Group
              label={t('profile')}
              value={privacy.profile}
              onChange={(profile) => save.mutate({ ...privacy, profile: profile as Privacy['profile'] })}
            >
              <Stack gap="sm" mt="xs">
                {visibilities.map((value) => (
                  <Radio
                    key={value}
                    value={value}
                    label={t(`profiles.${value}.label`)}
                    description={t(`profiles.${value}.text`)}
                  />
                ))}
              </Stack>
            </Radio.Group>
            {flags.map((flag) => (
              <Switch
                key={flag}
                label={t(`flags.${flag}.label`)}
                description={t(`flags.${flag}.text`)}
                checked={privacy[flag]}
                onChange={(event) => save.mutate({ ...privacy, [flag]: event.currentTarget.checked })}
              />
            ))}
          </Stack>
        )}
      </QueryView>
    </Section>
  );
}
