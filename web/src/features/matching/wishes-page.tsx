'use client';

import { Button, Checkbox, Group, Stack, Switch, TagsInput, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { opportunitiesWire } from '@smartstart/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { OpportunitiesFrame } from '../opportunities/opportunities-frame';
import { preferencesQuery } from './queries';
import type { Preferences } from './types';

/** `/opportunities/wishes`: what the reader looks for, and whether suggestions are made at all. */
export function WishesPage() {
  const t = useTranslations('matching.wishes');
  return (
    <OpportunitiesFrame title={t('title')} lead={t('lead')}>
      <Loaded />
    </OpportunitiesFrame>
  );
}

function Loaded() {
  const preferences = useQuery(preferencesQuery());
  return (
    <QueryView query={preferences}>
      {(data) => (
        <>
          <WishesForm preferences={data} />
          <OptOut preferences={data} />
        </>
      )}
    </QueryView>
  );
}

function WishesForm({ preferences }: { preferences: Preferences }) {
  const t = useTranslations('matching.wishes');
  const words = useTranslations('opportunities');
  const common = useTranslations('common');
  const client = useQueryClient();
  const { optedOut: _out, notSuggested, ...first } = preferences;
  const [wishes, setWishes] = useState(first);
  const save = useMutation({
    mutationFn: () => api.matching.setPreferences({ body: wishes }),
    onSuccess: (next) => {
      client.setQueryData(preferencesQuery().queryKey, next as Preferences);
      notifications.show({ message: common('saved'), color: 'fir' });
      return client.invalidateQueries({ queryKey: ['matches'] });
    },
  });
  const set = (change: Partial<typeof first>) => setWishes((before) => ({ ...before, ...change }));
  return (
    <Section title={t('forTitle')} text={t('forText')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap="lg" maw={720}>
          <Choice
            label={t('types')}
            options={opportunitiesWire.opportunityType.options}
            value={wishes.types}
            name={(type) => words(`types.${type}`)}
            onChange={(types) => set({ types })}
          />
          <Choice
            label={t('engagements')}
            options={opportunitiesWire.engagement.options}
            value={wishes.engagements}
            name={(engagement) => words(`engagements.${engagement}`)}
            onChange={(engagements) => set({ engagements })}
          />
          <Choice
            label={t('rewards')}
            options={opportunitiesWire.rewardKind.options}
            value={wishes.rewards}
            name={(reward) => words(`rewards.${reward}`)}
            onChange={(rewards) => set({ rewards })}
          />
          <TagsInput
            label={t('languages')}
            description={t('languagesHint')}
            maxTags={10}
            acceptValueOnBlur
            value={wishes.languages}
            onChange={(languages) => set({ languages })}
          />
          <Stack gap="xs">
            <Switch
              label={t('open')}
              description={t('openHint')}
              checked={wishes.openToOffers}
              onChange={({ currentTarget }) => set({ openToOffers: currentTarget.checked })}
            />
            {notSuggested.map((why) => (
              <Text key={why} size="sm" c="dimmed">
                {why}
              </Text>
            ))}
          </Stack>
          <ProblemAlert error={save.error} />
          <Group>
            <Button type="submit" loading={save.isPending}>
              {common('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly options: readonly T[];
  readonly value: readonly T[];
  readonly name: (option: T) => string;
  readonly onChange: (value: T[]) => void;
}

function Choice<T extends string>({ label, options, value, name, onChange }: ChoiceProps<T>) {
  return (
    <Checkbox.Group
      label={label}
      value={[...value]}
      onChange={(chosen) => onChange(options.filter((option) => chosen.includes(option)))}
    >
      <Group gap="md" mt="xs">
        {options.map((option) => (
          <Checkbox key={option} value={option} label={name(option)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

function OptOut({ preferences: { optedOut } }: { preferences: Preferences }) {
  const t = useTranslations('matching.wishes');
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: () => api.matching.optOut({ body: { optedOut: !optedOut } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['matches'] }),
  });
  return (
    <Section title={t('outTitle')} text={t(optedOut ? 'outText' : 'inText')}>
      <ProblemAlert error={change.error} />
      <Group>
        <Button variant="default" loading={change.isPending} onClick={() => change.mutate()}>
          {t(optedOut ? 'optIn' : 'optOut')}
        </Button>
      </Group>
    </Section>
  );
}
