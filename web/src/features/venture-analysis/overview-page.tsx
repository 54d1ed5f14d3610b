'use client';

import { Anchor, Button, Group, List, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { runwayQuery as ruleQuery } from '../money/queries';
import { nextSteps, placeHref, type NextStep } from './next-steps';
import { ChanceCard, RiskCard, RunwayCard, ScoreCard } from './overview-cards';
import { analysisQuery } from './queries';
import { StandingFrame, standingHref } from './standing-frame';
import type { Analysis, Standing } from './types';

/** `/ventures/[id]/standing`: how we stand, in one look. */
export function OverviewPage({ ventureId }: { ventureId: string }) {
  return (
    <StandingFrame ventureId={ventureId} page="overview">
      {(standing) => <Overview standing={standing} />}
    </StandingFrame>
  );
}

function Overview({ standing }: { standing: Standing }) {
  const t = useTranslations('standing.overview');
  const format = useFormat();
  const ventureId = standing.venture.id;
  const analysis = useQuery(analysisQuery(ventureId));
  return (
    <QueryView query={analysis} skeleton={<Skeleton height={420} />}>
      {(data) => (
        <Stack gap="lg">
          {!(standing.seesMoney && standing.seesWork) && (
            <Text size="sm" c="dimmed" maw="68ch">
              {t(standing.seesWork ? 'noMoney' : 'noWork')}
            </Text>
          )}
          <SimpleGrid component="ul" p={0} m={0} cols={{ base: 1, sm: 2 }} style={{ listStyle: 'none' }}>
            {standing.seesMoney && (
              <li>
                <RunwayCard standing={standing} />
              </li>
            )}
            {standing.seesMoney && data.nextRound && (
              <li>
                <ChanceCard standing={standing} chance={data.nextRound} />
              </li>
            )}
            {data.readiness ? (
              <li>
                <ScoreCard
                  standing={standing}
                  of="readiness"
                  card={data.readiness}
                  computedAt={data.computedAt}
                />
              </li>
            ) : (
              // Readiness counts funding; who may not see that sees how the team works.
              data.team && (
                <li>
                  <ScoreCard
                    standing={standing}
                    of="team"
                    card={data.team.performance}
                    computedAt={data.computedAt}
                  />
                </li>
              )
            )}
            {standing.seesWork && (
              <li>
                <RiskCard standing={standing} />
              </li>
            )}
          </SimpleGrid>
          <Next standing={standing} analysis={data} />
          <Text size="xs" c="dimmed">
            {t('computed', { moment: format.dateTime(data.computedAt) })}
          </Text>
        </Stack>
      )}
    </QueryView>
  );
}

/** Steps shown at once; the rest stands on the pages of their parts. */
const mostSteps = 6;

function Next({ standing, analysis }: { standing: Standing; analysis: Analysis }) {
  const t = useTranslations('standing.next');
  const ventureId = standing.venture.id;
  const rule = useQuery({ ...ruleQuery(ventureId), enabled: standing.seesMoney });
  if (standing.seesMoney && rule.isPending) return <Skeleton height={160} aria-hidden />;
  const advice = !standing.seesMoney ? [] : rule.data?.level === 'UNKNOWN' ? null : (rule.data?.advice ?? []);
  const steps = nextSteps(analysis, advice);
  return (
    <Section title={t('title')} text={t('text')}>
      {steps.length === 0 ? (
        <Text size="sm">{t('nothing')}</Text>
      ) : (
        <List type="ordered" spacing="sm">
          {steps.slice(0, mostSteps).map((step) => (
            <List.Item key={step.key}>
              <StepText step={step} />{' '}
              <Anchor component={Link} href={placeHref(ventureId, step.place)} size="sm">
                {t(`to.${step.kind}`)}
              </Anchor>
            </List.Item>
          ))}
        </List>
      )}
      <Group>
        <Button component={Link} href={standingHref(ventureId, '/readiness')} variant="default">
          {t('all')}
        </Button>
      </Group>
    </Section>
  );
}

function StepText({ step }: { step: NextStep }) {
  const t = useTranslations('standing.next');
  const format = useFormat();
  switch (step.kind) {
    case 'ADVICE':
      return step.text;
    case 'FIGURES':
      return t('figures');
    case 'OVERDUE_RISK':
      return t('risk', { title: step.title, why: step.text });
    case 'PART':
      return t('part', { label: step.label, points: format.number(step.points) });
    case 'GAP':
      return t('gap', { label: step.label });
  }
}
