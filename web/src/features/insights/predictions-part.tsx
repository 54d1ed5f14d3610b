'use client';

import { Badge, Group, List, Stack, Switch, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { IntervalText, KindBadge, PastRecordText, ScoreMode } from '../../components/score-mode';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { useAccess } from '../../lib/session';
import { ContestButton } from './contest';
import { insightsQuery, useSetPredictions } from './queries';
import { FormulaAndParts } from './scores-part';
import type { Contest, OwnInsights, Profile } from './types';

/** What is said of the person's future, what it rests on, and the switch that ends it. */
export function PredictionsPart({ insights, profile }: { insights: OwnInsights; profile: Profile }) {
  const t = useTranslations('insights.predictions');
  return (
    <Stack gap="lg">
      <Section title={t('title')} text={t('text')}>
        <PredictionsSwitch on={insights.predictions.on} />
      </Section>
      <ChurnSection churn={profile.churn} contests={insights.contests} />
      {profile.seat && <SeatSection seat={profile.seat} contests={insights.contests} />}
      <SegmentSection segment={profile.segment} contests={insights.contests} />
    </Stack>
  );
}

function PredictionsSwitch({ on }: { on: boolean }) {
  const t = useTranslations('insights.predictions');
  const change = useSetPredictions();
  return (
    <Stack gap="sm">
      <ProblemAlert error={change.error} />
      <Switch
        label={t('label')}
        description={t('hint')}
        checked={change.isPending ? change.variables : on}
        disabled={change.isPending}
        onChange={(event) => change.mutate(event.currentTarget.checked)}
      />
    </Stack>
  );
}

/** The same switch among the privacy settings. */
export function PredictionsSetting() {
  const t = useTranslations('insights.predictions');
  const member = useAccess().data?.held.includes(1) ?? false;
  const query = useQuery({ ...insightsQuery(), enabled: member });
  if (!member) return null;
  return (
    <Section title={t('title')} text={t('text')}>
      <QueryView query={query} lines={1}>
        {({ predictions }) => <PredictionsSwitch on={predictions.on} />}
      </QueryView>
    </Section>
  );
}

const levelColours = { HIGH: 'red', MEDIUM: 'orange', LOW: 'green' } as const;

function ChurnSection({ churn, contests }: { churn: Profile['churn']; contests: readonly Contest[] }) {
  const t = useTranslations('insights.churn');
  const format = useFormat();
  const percent = new Intl.NumberFormat(format.locale, { style: 'percent', maximumFractionDigits: 1 });
  if (churn.state !== 'SHOWN')
    return (
      <Section title={t('title')}>
        <Text size="sm">{churn.why}</Text>
      </Section>
    );
  return (
    <Section title={t('title')} text={t(churn.probability === null ? 'ruleText' : 'learntText')}>
      <Group gap="md">
        <Text fz="1.75rem" fw={600} lh={1.2} style={{ fontVariantNumeric: 'tabular-nums' }}>
          {churn.probability === null
            ? t('points', { score: format.number(churn.score ?? 0) })
            : percent.format(churn.probability)}
        </Text>
        {churn.level && <Badge color={levelColours[churn.level]}>{t(`levels.${churn.level}`)}</Badge>}
        {churn.kind && <KindBadge kind={churn.kind} />}
        {churn.mode && (
          <ScoreMode
            mode={churn.mode}
            provenance={churn.provenance}
            interval={churn.interval}
            past={churn.past}
          />
        )}
      </Group>
      {churn.interval && <IntervalText interval={churn.interval} />}
      {churn.reasons.length === 0 ? (
        <Text size="sm">{t('noReasons')}</Text>
      ) : (
        <Stack gap={4}>
          <Text size="sm" fw={600}>
            {t('reasons')}
          </Text>
          <List size="sm">
            {churn.reasons.map(({ key, text }) => (
              <List.Item key={key}>{text}</List.Item>
            ))}
          </List>
        </Stack>
      )}
      {churn.past && <PastRecordText past={churn.past} />}
      {churn.formula && <FormulaAndParts title={t('title')} formula={churn.formula} parts={churn.parts} />}
      <ContestButton statement="CHURN" contests={contests} />
    </Section>
  );
}

function SeatSection({
  seat,
  contests,
}: {
  seat: NonNullable<Profile['seat']>;
  contests: readonly Contest[];
}) {
  const t = useTranslations('insights.seat');
  const format = useFormat();
  const percent = new Intl.NumberFormat(format.locale, { style: 'percent', maximumFractionDigits: 1 });
  if (seat.probability === null)
    return (
      <Section title={t('title')}>
        <Text size="sm">{seat.why}</Text>
      </Section>
    );
  return (
    <Section title={t('title')} text={t('text')}>
      <Group gap="md">
        <Text fz="1.75rem" fw={600} lh={1.2} style={{ fontVariantNumeric: 'tabular-nums' }}>
          {percent.format(seat.probability)}
        </Text>
        <KindBadge kind="PREDICTED" />
        <ScoreMode mode="LEARNT" provenance={seat.provenance} interval={seat.interval} past={seat.past} />
      </Group>
      {seat.interval && <IntervalText interval={seat.interval} />}
      <Stack gap={4}>
        <Text size="sm" fw={600}>
          {t('reasons')}
        </Text>
        <List size="sm">
          {seat.reasons.map(({ key, text }) => (
            <List.Item key={key}>{text}</List.Item>
          ))}
        </List>
      </Stack>
      {seat.past && <PastRecordText past={seat.past} />}
      <ContestButton statement="SEAT" contests={contests} />
    </Section>
  );
}

function SegmentSection({
  segment,
  contests,
}: {
  segment: Profile['segment'];
  contests: readonly Contest[];
}) {
  const t = useTranslations('insights.segment');
  if (segment.state !== 'SHOWN')
    return (
      <Section title={t('title')} text={t('text')}>
        <Text size="sm">{segment.why}</Text>
      </Section>
    );
  return (
    <Section title={t('title')} text={t('text')}>
      <Text fw={600}>{segment.name}</Text>
      <List size="sm">
        {segment.distinguishes.map((words) => (
          <List.Item key={words}>{words}</List.Item>
        ))}
      </List>
      {segment.people !== null && <Text size="sm">{t('people', { count: segment.people })}</Text>}
      {segment.provenance && (
        <Text size="sm" c="dimmed">
          {segment.provenance.source}
        </Text>
      )}
      <ContestButton statement="SEGMENT" contests={contests} />
    </Section>
  );
}
