'use client';

import { Button, Grid, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useMemo, useReducer, useState } from 'react';
import { Section } from '../../components/section';
import { ProblemAlert } from '../../lib/problem';
import {
  assumptionsOf,
  countOf,
  draftOf,
  firstStep,
  isSame,
  stepped,
  untouched,
  type Draft,
} from './assumptions';
import { AssumptionsForm } from './assumptions-form';
import { BeforeAfter } from './before-after';
import { runwayQuery, scenariosQuery } from './queries';
import { ReportButton } from './report-button';
import { RunwayBasis } from './runway-basis';
import { RunwayFan } from './runway-fan';
import { ScenariosPanel } from './scenarios-panel';
import type { Assumptions, Forecast, Scenario, Standing } from './types';

/** A figure that is being drawn on is not simulated at every step. */
const pauseMs = 350;
/** What the fan is compared with: nothing assumed, the step before, or the id of a saved scenario. */
type Comparison = 'untouched' | 'before' | (string & {});

/** The fan, the assumptions that move it, and those that were saved. */
export function RunwayWorkbench({ standing, first }: { standing: Standing; first: Forecast }) {
  const t = useTranslations('standing.runway');
  const ventureId = standing.venture.id;
  const [steps, take] = useReducer(stepped, firstStep);
  const [comparison, compareWith] = useState<Comparison>('untouched');
  const [opened, setOpened] = useState<Scenario | null>(null);
  const scenarios = useQuery(scenariosQuery(ventureId));
  const assumed = useMemo(() => assumptionsOf(steps.present), [steps.present]);
  const [settled] = useDebouncedValue(assumed, pauseMs);
  const now = useQuery(runwayQuery(ventureId, settled));
  const saved = scenarios.data?.items ?? [];
  const other = comparedOf(comparison, saved, steps.past.at(-1), settled.horizonMonths);
  const ghost = useQuery({
    ...runwayQuery(ventureId, other.assumptions),
    enabled: !isSame(other.assumptions, settled),
  });
  const forecast = now.data?.forecast ?? first;
  const before =
    isSame(other.assumptions, settled) || ghost.isPlaceholderData ? null : (ghost.data?.forecast ?? null);
  const otherName = other.scenario
    ? t('scenario', { name: other.scenario.name })
    : t(`compare.${other.kind}`);
  const waiting = now.isFetching || assumed !== settled;

  const change = (field: string, part: Partial<Draft>) =>
    take({ kind: 'change', field, draft: { ...steps.present, ...part } });
  const open = (scenario: Scenario) => {
    const keyOf = (kind: string, index: number) => `${scenario.id} ${kind} ${index}`;
    take({ kind: 'replace', draft: draftOf(scenario.assumptions, keyOf) });
    setOpened(scenario);
  };
  const reset = () => {
    take({ kind: 'replace', draft: untouched });
    setOpened(null);
  };
  return (
    <Stack gap="lg">
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Stack
            gap="lg"
            style={{ position: 'sticky', top: 'calc(var(--app-shell-header-height, 60px) + 1rem)' }}
          >
            <Section title={t('title')} text={t('text')}>
              {now.error && <ProblemAlert error={now.error} onRetry={() => void now.refetch()} />}
              <RunwayFan forecast={forecast} before={before} beforeName={otherName} waiting={waiting} />
            </Section>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Section title={t('assume')} text={t('assumeText')}>
            <Group gap="xs">
              <Button
                size="xs"
                variant="default"
                leftSection={<IconArrowBackUp size={16} aria-hidden />}
                disabled={steps.past.length === 0}
                onClick={() => take({ kind: 'undo' })}
              >
                {t('undo')}
              </Button>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconArrowForwardUp size={16} aria-hidden />}
                disabled={steps.future.length === 0}
                onClick={() => take({ kind: 'redo' })}
              >
                {t('redo')}
              </Button>
              <Button
                size="xs"
                variant="default"
                disabled={isSame(assumed, assumptionsOf(untouched))}
                onClick={reset}
              >
                {t('reset')}
              </Button>
            </Group>
            <BeforeAfter
              now={forecast}
              before={before}
              beforeName={otherName}
              assumed={countOf(settled)}
              waiting={waiting}
            />
            <NativeSelect
              label={t('compare.label')}
              value={other.value}
              onChange={({ currentTarget }) => compareWith(currentTarget.value)}
              data={[
                { value: 'untouched', label: t('compare.untouched') },
                { value: 'before', label: t('compare.before') },
                ...saved.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
            <AssumptionsForm
              draft={steps.present}
              forecast={first}
              startMonth={first.startMonth}
              currency={first.currency}
              onChange={change}
            />
          </Section>
        </Grid.Col>
      </Grid>
      <ScenariosPanel
        standing={standing}
        scenarios={scenarios}
        assumed={assumed}
        opened={opened}
        compared={other.scenario?.id ?? null}
        onOpen={open}
        onSaved={setOpened}
        onCompare={compareWith}
      />
      <RunwayBasis forecast={forecast} before={before} beforeName={otherName} />
      <Section title={t('report')} text={t('reportText')}>
        <Text size="sm">{t('reportWith', { count: countOf(settled) })}</Text>
        <ReportButton venture={standing.venture} assumptions={settled} />
      </Section>
    </Stack>
  );
}

interface Compared {
  readonly kind: 'untouched' | 'before';
  readonly value: string;
  readonly scenario: Scenario | null;
  readonly assumptions: Assumptions;
}

/** Both are looked at for the same time. A scenario that was deleted meanwhile is compared with no more. */
function comparedOf(
  comparison: Comparison,
  saved: readonly Scenario[],
  last: Draft | undefined,
  horizonMonths: number,
): Compared {
  const scenario = saved.find(({ id }) => id === comparison) ?? null;
  if (scenario)
    return {
      kind: 'untouched',
      value: scenario.id,
      scenario,
      assumptions: { ...scenario.assumptions, horizonMonths },
    };
  const kind = comparison === 'before' ? 'before' : 'untouched';
  const draft = kind === 'before' && last ? last : untouched;
  return { kind, value: kind, scenario: null, assumptions: assumptionsOf({ ...draft, horizonMonths }) };
}
