'use client';

import { Button, Group, NativeSelect, NumberInput, Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { matchOf, MatchFields, noMatch, type MatchDraft } from './match-fields';
import type { Match, RetentionQuery } from './types';

const most = 26;

/** What is asked of cohorts: who came back, or how often they did something. */
export interface CohortChoice {
  readonly start: Match;
  /** Null: any active day. With `PER_PERSON` what is counted, and needed. */
  readonly back: Match | null;
  readonly period: RetentionQuery['period'];
  readonly periods: number;
}

interface RetentionFormProps {
  readonly shown: CohortChoice;
  /** What is counted has to be named. */
  readonly measured: boolean;
  readonly busy: boolean;
  readonly onAsk: (choice: CohortChoice) => void;
}

/** Who begins, who counts as back, and how time is cut. */
export function RetentionForm({ shown, measured, busy, onAsk }: RetentionFormProps) {
  const t = useTranslations('analytics.retention');
  const [start, setStart] = useState<MatchDraft>(shown.start);
  const [back, setBack] = useState<MatchDraft>(shown.back ?? noMatch);
  const [period, setPeriod] = useState(shown.period);
  const [periods, setPeriods] = useState<number | string>(shown.periods);
  const [wrong, setWrong] = useState<'start' | 'back' | 'periods' | null>(null);
  const fields = {
    start: useRef<HTMLInputElement>(null),
    back: useRef<HTMLInputElement>(null),
    periods: useRef<HTMLInputElement>(null),
  };
  const ask = () => {
    const count = Number(periods);
    const begins = matchOf(start);
    const returns = matchOf(back);
    const fault =
      begins === null
        ? 'start'
        : measured && returns === null
          ? 'back'
          : Number.isInteger(count) && count >= 1 && count <= most
            ? null
            : 'periods';
    setWrong(fault);
    if (fault) return fields[fault].current?.focus();
    if (begins) onAsk({ start: begins, back: returns, period, periods: count });
  };
  return (
    <form
      noValidate
      aria-label={t('form')}
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <Stack>
        <Group align="flex-start" gap="lg">
          <Stack flex="1 1 16rem" miw={0}>
            <MatchFields
              label={t('start')}
              description={t('startHint')}
              value={start}
              error={wrong === 'start' ? t('startMissing') : null}
              ref={fields.start}
              onChange={setStart}
            />
          </Stack>
          <Stack flex="1 1 16rem" miw={0}>
            <MatchFields
              label={t(measured ? 'measure' : 'back')}
              description={t(measured ? 'measureHint' : 'backHint')}
              required={measured}
              placeholder={measured ? '' : t('anyDay')}
              value={back}
              error={wrong === 'back' ? t('measureMissing') : null}
              ref={fields.back}
              onChange={setBack}
            />
          </Stack>
        </Group>
        <Group align="flex-start" gap="lg">
          <NativeSelect
            label={t('period')}
            value={period}
            flex="1 1 10rem"
            onChange={({ currentTarget }) => setPeriod(currentTarget.value as CohortChoice['period'])}
            data={(['DAY', 'WEEK', 'MONTH'] as const).map((value) => ({
              value,
              label: t(`periodOf.${value}`),
            }))}
          />
          <NumberInput
            ref={fields.periods}
            label={t('periods')}
            value={periods}
            min={1}
            max={most}
            allowDecimal={false}
            flex="1 1 10rem"
            error={wrong === 'periods' ? t('periodsWrong', { most }) : null}
            onChange={setPeriods}
          />
        </Group>
        <Group>
          <Button type="submit" loading={busy}>
            {t('ask')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
