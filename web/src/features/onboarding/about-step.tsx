'use client';

import {
  Alert,
  Button,
  Group,
  NativeSelect,
  NumberInput,
  Select,
  Skeleton,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useEffect, useMemo } from 'react';
import { api } from '../../lib/api';
import { applyErrors, focusFirst } from '../../lib/form';
import { fieldErrors, hasCode, ProblemAlert } from '../../lib/problem';
import { useMe } from '../../lib/session';
import { skillsQuery } from './progress';

interface Values {
  name: string;
  biography: string;
  skill: string;
  level: string;
  years: number | string;
  timeZone: string;
}

/** Asks for the little that lets others find the person. Everything can be done later in the settings. */
export function AboutStep({ onLater }: { onLater: () => void }) {
  const me = useMe();
  const skills = useQuery(skillsQuery());
  const settings = useQuery({ queryKey: ['me', 'settings'], queryFn: () => api.users.settings({}) });
  const failed = [me, skills, settings].find((query) => query.isLoadingError);
  if (failed) return <ProblemAlert error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!me.data || !skills.data || !settings.data) return <Skeleton height={300} aria-hidden />;
  return (
    <AboutForm
      userId={me.data.id}
      skills={skills.data.items.map((skill) => skill.name)}
      onLater={onLater}
      start={{
        name: me.data.name,
        biography: me.data.biography,
        skill: '',
        level: '3',
        years: 1,
        timeZone: startZone(settings.data.timeZone),
      }}
    />
  );
}

interface FormProps {
  start: Values;
  skills: string[];
  userId: string;
  onLater: () => void;
}

function AboutForm({ start, skills, userId, onLater }: FormProps) {
  const t = useTranslations('onboarding.about');
  const router = useRouter();
  const client = useQueryClient();
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), []);
  const storeKey = `smartstart.about.${userId}`;
  const form = useForm<Values>({
    initialValues: start,
    validate: {
      name: (value) => (value.trim() ? null : t('nameMissing')),
      timeZone: (value) => (value ? null : t('timeZoneMissing')),
      years: (value, values) =>
        values.skill.trim() && (typeof value !== 'number' || value < 0 || value > 60)
          ? t('yearsWrong')
          : null,
    },
  });
  const { setValues, values } = form;
  // Typed text survives a closed tab; it is dropped as soon as the server has it.
  useEffect(() => {
    const stored = readStore(storeKey);
    if (stored) setValues(stored);
  }, [setValues, storeKey]);
  useEffect(() => {
    const timer = setTimeout(() => writeStore(storeKey, values), 500);
    return () => clearTimeout(timer);
  }, [storeKey, values]);

  const save = useMutation({
    mutationFn: async (input: Values) => {
      const name = input.name.trim();
      const biography = input.biography.trim();
      const current = await api.users.me({});
      if (name !== current.name || biography !== current.biography) {
        await api.users.editMe({ body: { name, biography } }, current.etag ? { ifMatch: current.etag } : {});
      }
      const settings = await api.users.settings({});
      if (settings.timeZone !== input.timeZone)
        await api.users.setSettings({ body: { ...settings, timeZone: input.timeZone } });
      const skill = input.skill.trim();
      if (skill) {
        await api.users
          .addSkill({ body: { name: skill, level: Number(input.level), years: Number(input.years) } })
          .catch((error: unknown) => {
            // Having the skill already is what was wanted.
            if (!hasCode(error, 'ALREADY_EXISTS')) throw error;
          });
      }
    },
    onSuccess: async () => {
      writeStore(storeKey, null);
      await client.invalidateQueries({ queryKey: ['me'] });
      router.replace('/onboarding?step=papers', { scroll: false });
    },
    onError: (error) => void applyErrors(form, error),
  });
  const wholeFailure = save.isError && Object.keys(fieldErrors(save.error)).length === 0;
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(
        (input) => save.mutate(input),
        (errors) => focusFirst(form, errors),
      )}
    >
      <Stack>
        <Text>{t('text')}</Text>
        <TextInput
          label={t('name')}
          autoComplete="name"
          required
          maxLength={80}
          {...form.getInputProps('name')}
        />
        <Textarea
          label={t('biography')}
          description={t('biographyHelp')}
          autosize
          minRows={3}
          maxLength={2000}
          {...form.getInputProps('biography')}
        />
        {skills.length > 0 && <Alert>{t('skillsHeld', { names: skills.join(', ') })}</Alert>}
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <TextInput
            label={skills.length > 0 ? t('skillMore') : t('skill')}
            placeholder={t('skillExample')}
            maxLength={60}
            miw={180}
            {...form.getInputProps('skill')}
          />
          <NativeSelect
            label={t('level')}
            miw={130}
            data={['1', '2', '3', '4', '5'].map((value) => ({
              value,
              label: t(`levels.${value as '1' | '2' | '3' | '4' | '5'}`),
            }))}
            {...form.getInputProps('level')}
          />
          <NumberInput
            label={t('years')}
            min={0}
            max={60}
            allowDecimal={false}
            miw={110}
            {...form.getInputProps('years')}
          />
        </Group>
        <Select
          label={t('timeZone')}
          description={t('timeZoneHelp')}
          data={zones}
          searchable
          allowDeselect={false}
          required
          {...form.getInputProps('timeZone')}
        />
        {wholeFailure && <ProblemAlert error={save.error} />}
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
          <Button
            variant="default"
            onClick={() => {
              onLater();
              router.replace('/onboarding?step=papers', { scroll: false });
            }}
          >
            {t('later')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** An account without a chosen zone carries UTC; the device knows better. */
function startZone(account: string): string {
  return account && account !== 'UTC' ? account : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function readStore(key: string): Values | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Values | null;
  } catch {
    return null;
  }
}

function writeStore(key: string, values: Values | null): void {
  try {
    if (values) localStorage.setItem(key, JSON.stringify(values));
    else localStorage.removeItem(key);
  } catch {
    // Without storage the text lives as long as the page.
  }
}
