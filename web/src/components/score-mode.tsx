'use client';

import { Badge, Popover, Stack, Text, UnstyledButton } from '@mantine/core';
import type { insightWire } from '@smartstart/contract';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { useFormat } from '../lib/format';

export type ScoreModeName = z.output<typeof insightWire.scoreMode>;
export type FigureKind = z.output<typeof insightWire.figureKind>;
export type Interval = z.output<typeof insightWire.interval>;
export type Provenance = z.output<typeof insightWire.provenance>;
export type PastRecord = z.output<typeof insightWire.pastRecord>;
export type InsightReason = z.output<typeof insightWire.insightReason>;

interface ScoreModeProps {
  readonly mode: ScoreModeName;
  readonly provenance?: Provenance | null;
  readonly interval?: Interval | null;
  readonly past?: PastRecord | null;
  /** Writes the ends of the interval; as percent of one unless given. */
  readonly format?: (value: number) => string;
}

const colours: Record<ScoreModeName, string> = {
  PRIOR: 'gray',
  SCORECARD: 'blue',
  SHRUNKEN: 'orange',
  LEARNT: 'fir',
};

/** How a score came about: a word, and behind it in plain words what it rests on and how often such were right. */
export function ScoreMode({ mode, provenance, interval, past, format }: ScoreModeProps) {
  const t = useTranslations('figures.mode');
  const name = t(`${mode}.name`);
  return (
    <Explain label={t('explain', { name })} name={name} colour={colours[mode]}>
      <Text size="sm">{t(`${mode}.text`)}</Text>
      {interval && <IntervalText interval={interval} {...(format ? { format } : {})} />}
      {provenance && <ProvenanceText provenance={provenance} />}
      {past && <PastRecordText past={past} />}
    </Explain>
  );
}

const kindColours: Record<FigureKind, string> = { COMPUTED: 'gray', PREDICTED: 'grape', RULE: 'blue' };

/** Computed, predicted or scored by a rule: every figure says which. */
export function KindBadge({ kind }: { kind: FigureKind }) {
  const t = useTranslations('figures');
  const name = t(`kind.${kind}.name`);
  return (
    <Explain label={t('mode.explain', { name })} name={name} colour={kindColours[kind]}>
      <Text size="sm">{t(`kind.${kind}.text`)}</Text>
    </Explain>
  );
}

interface ExplainProps {
  readonly label: string;
  readonly name: string;
  readonly colour: string;
  readonly children: ReactNode;
}

/** A badge that opens by pointer, touch and keyboard. */
function Explain({ label, name, colour, children }: ExplainProps) {
  return (
    <Popover width={340} withArrow shadow="md" position="bottom-start" trapFocus={false}>
      <Popover.Target>
        <UnstyledButton aria-label={label} mih={24} maw="100%" style={{ display: 'inline-flex' }}>
          <Badge
            color={colour}
            h={24}
            style={{ cursor: 'pointer' }}
            rightSection={<IconInfoCircle size={14} aria-hidden />}
          >
            {name}
          </Badge>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown maw="calc(100vw - 2rem)">
        <Stack gap="xs" ta="start" style={{ overflowWrap: 'anywhere' }}>
          {children}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function usePercent(): (value: number) => string {
  const { locale } = useFormat();
  const style = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  return (value) => style.format(value);
}

/** An interval in words; its ends as percent of one unless told otherwise. */
export function IntervalText({
  interval,
  format,
}: {
  interval: Interval;
  format?: (value: number) => string;
}) {
  const t = useTranslations('figures');
  const percent = usePercent();
  const write = format ?? percent;
  const { low, high, level } = interval;
  return (
    <Text size="sm">{t('interval', { low: write(low), high: write(high), level: percent(level) })}</Text>
  );
}

/** Where a score comes from: source, model, version, day of training; and whether it is from elsewhere. */
export function ProvenanceText({ provenance }: { provenance: Provenance }) {
  const t = useTranslations('figures');
  const format = useFormat();
  const { model, version, trainedAt, source, foreign } = provenance;
  return (
    <Stack gap={4}>
      <Text size="sm">
        <Text span fw={600} size="sm">
          {t('source')}:
        </Text>{' '}
        {source}
      </Text>
      {model && (
        <Text size="sm">
          <Text span fw={600} size="sm">
            {t('model')}:
          </Text>{' '}
          {version ? t('modelVersion', { model, version }) : model}
        </Text>
      )}
      {trainedAt && (
        <Text size="sm">
          <Text span fw={600} size="sm">
            {t('trained')}:
          </Text>{' '}
          {format.date(trainedAt)}
        </Text>
      )}
      {foreign && <Text size="sm">{t('foreign')}</Text>}
    </Stack>
  );
}

/** How earlier statements of this kind came out; before any has come due it says so. */
export function PastRecordText({ past }: { past: PastRecord }) {
  const t = useTranslations('figures.past');
  const { locale } = useFormat();
  const percent = usePercent();
  const { due, open, meanSaid, shareTrue, coverage, brier } = past;
  const score = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {t('title')}
      </Text>
      <Text size="sm">{due === 0 ? t('none', { open }) : t('due', { due, open })}</Text>
      {due > 0 && meanSaid !== null && shareTrue !== null && (
        <Text size="sm">{t('chance', { said: percent(meanSaid), true: percent(shareTrue) })}</Text>
      )}
      {due > 0 && coverage !== null && <Text size="sm">{t('coverage', { share: percent(coverage) })}</Text>}
      {due > 0 && brier !== null && <Text size="sm">{t('brier', { score: score.format(brier) })}</Text>}
    </Stack>
  );
}
