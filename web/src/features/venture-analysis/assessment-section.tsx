'use client';

import { Accordion, Button, Group, NativeSelect, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ConflictAlert } from '../../components/conflict-alert';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { etagOf } from '../money/types';
import { merged } from '../money/use-edit';
import {
  choicesOf,
  factorsOf,
  groupNames,
  groups,
  judgedOf,
  nameOf,
  type GroupName,
  type Judged,
} from './assessment-factors';
import { assessmentQuery, useRefreshStanding } from './queries';
import { useRights } from './rights';
import type { Assessment } from './types';

/** What no record tells and only people can judge, for the methods that rest on it. */
export function AssessmentSection({ ventureId }: { ventureId: string }) {
  const t = useTranslations('standing.judge');
  const assessment = useQuery(assessmentQuery(ventureId));
  const saves = useRights(ventureId).includes('SAVE');
  return (
    <div id="assessment">
      <Section title={t('title')} text={t(saves ? 'text' : 'textRead')}>
        <QueryView query={assessment}>
          {(data) => (
            // Another version saved elsewhere does not take away what is typed: the edit compares both when it is sent.
            <Judge ventureId={ventureId} assessment={data} saves={saves} />
          )}
        </QueryView>
      </Section>
    </div>
  );
}

interface JudgeProps {
  readonly ventureId: string;
  readonly assessment: Assessment;
  readonly saves: boolean;
}

function Judge({ ventureId, assessment, saves }: JudgeProps) {
  const t = useTranslations('standing.judge');
  const format = useFormat();
  const client = useQueryClient();
  const refresh = useRefreshStanding(ventureId);
  const [own, setOwn] = useState<Judged | null>(null);
  const [from, setFrom] = useState(assessment);
  const [done, setDone] = useState(false);
  // Without own changes the form shows what is saved now.
  if (own === null && from.version !== assessment.version) setFrom(assessment);
  const [theirs, setTheirs] = useState<Assessment | null>(null);
  const save = useMutation({
    mutationFn: (typed: Judged) =>
      api.ventureAnalysis.assess(
        { params: { ventureId }, body: factorsOf(typed) },
        { ifMatch: etagOf(from) },
      ),
    onSuccess: (saved) => {
      client.setQueryData(assessmentQuery(ventureId).queryKey, saved);
      setFrom(saved);
      setOwn(null);
      setDone(true);
      void refresh();
    },
    onError: async (error) => {
      if (!hasCode(error, 'EDIT_CONFLICT')) return;
      setTheirs(await client.fetchQuery({ ...assessmentQuery(ventureId), staleTime: 0 }));
    },
  });
  const judged = own ?? judgedOf(from);
  const set = (name: string, value: string) => {
    setDone(false);
    setOwn({ ...judged, [name]: value });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(judged);
      }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {assessment.assessedAt && assessment.assessedBy
            ? t('by', { name: assessment.assessedBy, date: format.date(assessment.assessedAt) })
            : t('nobody')}
        </Text>
        <Accordion variant="separated" order={3} multiple>
          {groupNames.map((group) => (
            <Accordion.Item key={group} value={group}>
              <Accordion.Control>
                {t(`${group}.title`)}{' '}
                <Text span size="sm" c="dimmed">
                  {t('count', {
                    given: groups[group].factors.filter((factor) => judged[nameOf(group, factor)]).length,
                    all: groups[group].factors.length,
                  })}
                </Text>
              </Accordion.Control>
              <Accordion.Panel>
                <Factors group={group} judged={judged} disabled={!saves} onChange={set} />
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
        {theirs && (
          <ConflictAlert
            words="standing.conflict"
            onReload={(discard) => {
              setOwn(discard ? null : merged(judgedOf(from), judgedOf(theirs), judged));
              setFrom(theirs);
              setTheirs(null);
              save.reset();
            }}
          />
        )}
        <ProblemAlert error={theirs ? null : save.error} />
        {saves && (
          <Group>
            <Button type="submit" loading={save.isPending} disabled={own === null || theirs !== null}>
              {t('save')}
            </Button>
            {own !== null && (
              <Button variant="default" onClick={() => setOwn(null)}>
                {t('back')}
              </Button>
            )}
            <Text size="sm" role="status">
              {done ? t('done') : ''}
            </Text>
          </Group>
        )}
      </Stack>
    </form>
  );
}

/** As the messages name them: a select takes no signs. */
const words: Record<number, string> = { [-1]: 'm1', 0: 'zero', 1: 'p1', 2: 'p2' };

interface FactorsProps {
  readonly group: GroupName;
  readonly judged: Judged;
  readonly disabled: boolean;
  readonly onChange: (name: string, value: string) => void;
}

function Factors({ group, judged, disabled, onChange }: FactorsProps) {
  const t = useTranslations('standing.judge');
  const { locale } = useFormat();
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' });
  const write = (value: number) =>
    group === 'riskFactors'
      ? t('rating', { value: signed.format(value), word: words[value] ?? 'm2' })
      : percent.format(value);
  return (
    <Stack gap="sm">
      <Text size="sm">{t(`${group}.text`)}</Text>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
        {groups[group].factors.map((factor) => {
          const name = nameOf(group, factor);
          const value = judged[name] ?? '';
          return (
            <NativeSelect
              key={name}
              label={t(`${group}.factors.${factor}` as 'berkus.factors.idea')}
              value={value}
              disabled={disabled}
              onChange={({ currentTarget }) => onChange(name, currentTarget.value)}
              data={[
                { value: '', label: t('not') },
                ...choicesOf(group, value).map((step) => ({ value: String(step), label: write(step) })),
              ]}
            />
          );
        })}
      </SimpleGrid>
    </Stack>
  );
}
