'use client';

import { Alert, Anchor, Group, List, Progress, Stack, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { KindBadge, ProvenanceText, ScoreMode } from '../../components/score-mode';
import { useFormat } from '../../lib/format';
import { PlainTable } from '../money/plain-table';
import { placeHref, placeOf } from './next-steps';
import type { Scorecard } from './types';

interface ScorecardViewProps {
  readonly ventureId: string;
  readonly card: Scorecard;
  readonly label: string;
}

/** A rule score with its parts: the weight of each, what it gives, what is still to be won, and where. */
export function ScorecardView({ ventureId, card, label }: ScorecardViewProps) {
  const t = useTranslations('standing.scorecard');
  const format = useFormat();
  const { score, kind, mode, provenance, parts, gaps, formula } = card;
  const percent = new Intl.NumberFormat(format.locale, { style: 'percent', maximumFractionDigits: 1 });
  const figure = (value: number | null) => (value === null ? t('notKnown') : format.number(value));
  return (
    <Stack gap="md">
      <Group gap="xs">
        <KindBadge kind={kind} />
        <ScoreMode mode={mode} provenance={provenance} />
      </Group>
      {score === null ? (
        <Text>{t('unknown')}</Text>
      ) : (
        <Group gap="md">
          <Text fz="xl" fw={600}>
            {t('score', { score: format.number(score) })}
          </Text>
          <Progress flex="1 1 160px" size="lg" value={score} aria-hidden />
        </Group>
      )}
      <PlainTable
        label={label}
        minWidth={620}
        items={parts}
        keyOf={({ part }) => part}
        columns={[
          {
            head: t('part'),
            cell: ({ label: name, known }) => (
              <>
                <Text size="sm">{name}</Text>
                <Text size="sm" c="dimmed">
                  {known}
                </Text>
              </>
            ),
          },
          {
            head: t('weight'),
            end: true,
            cell: ({ weightPercent, effectivePercent }) =>
              weightPercent === effectivePercent
                ? percent.format(weightPercent / 100)
                : t('rescaled', {
                    weight: percent.format(weightPercent / 100),
                    effective: percent.format(effectivePercent / 100),
                  }),
          },
          { head: t('value'), end: true, cell: ({ value }) => figure(value) },
          { head: t('points'), end: true, cell: ({ points }) => figure(points) },
          { head: t('open'), end: true, cell: ({ open }) => figure(open) },
          {
            head: t('where'),
            cell: ({ part, label: name, open, value }) =>
              value === null || (open ?? 0) > 0 ? (
                <Anchor component={Link} href={placeHref(ventureId, placeOf(part))} size="sm">
                  {t(value === null ? 'enter' : 'win', { label: name })}
                </Anchor>
              ) : (
                t('full')
              ),
          },
        ]}
      />
      {gaps.length > 0 && (
        <Alert color="gray" title={t('gaps')}>
          <List size="sm">
            {gaps.map((gap) => (
              <List.Item key={gap}>{gap}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {t('formula', { formula })}
      </Text>
      <ProvenanceText provenance={provenance} />
    </Stack>
  );
}
