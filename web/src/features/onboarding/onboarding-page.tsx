'use client';

import {
  Alert,
  Badge,
  Card,
  Grid,
  Group,
  NavLink,
  Progress,
  Skeleton,
  Stack,
  Text,
  ThemeIcon,
  Title,
} from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { Page } from '../../components/page';
import { useTopic } from '../../lib/live';
import { ProblemAlert } from '../../lib/problem';
import { useSession } from '../../lib/session';
import { useFollow } from '../ventures/follow';
import { InvitationPanel } from '../ventures/invitation-panel';
import { AboutStep } from './about-step';
import { BuzStep } from './buz-step';
import { DashboardStep } from './dashboard-step';
import { EmailStep } from './email-step';
import { PapersStep } from './papers-step';
import { PlanStep } from './plan-step';
import { journeyQuery, onboardingSteps, stepHref, type OnboardingStep, type Stage } from './progress';
import { Quests } from './quests';
import { TourStep } from './tour-step';

/** The way in. Each stage has its own address (`?step=`); without one the stage to go on with is shown. */
export function OnboardingPage({ step: asked }: { step: string | undefined }) {
  const t = useTranslations('onboarding');
  const { userId } = useSession();
  const client = useQueryClient();
  const journey = useQuery(journeyQuery());
  useFollow(userId && `user:${userId}`);
  useTopic(userId && `user:${userId}`, (event) => {
    if (/^(journey|quest|access|document|profile)\./.test(event.type))
      void client.invalidateQueries({ queryKey: ['journey'] });
  });
  const heading = useRef<HTMLHeadingElement>(null);
  const shownBefore = useRef<OnboardingStep | null>(null);
  const current = onboardingSteps[(journey.data?.current ?? onboardingSteps.length) - 1]!;
  const named = onboardingSteps.find((one) => one === asked);
  const step = named ?? current;
  const ready = journey.isSuccess;
  useEffect(() => {
    if (!ready) return;
    if (shownBefore.current !== null && shownBefore.current !== step) heading.current?.focus();
    shownBefore.current = step;
  }, [step, ready]);

  if (journey.isLoadingError) {
    return (
      <Page title={t('title')}>
        <ProblemAlert error={journey.error} onRetry={() => void journey.refetch()} />
      </Page>
    );
  }
  if (!journey.data) {
    return (
      <Page title={t('title')}>
        <Skeleton height={360} aria-hidden />
      </Page>
    );
  }
  const { stages, finishedAt } = journey.data;
  const through = stages.filter(({ state }) => state === 'COMPLETED' || state === 'SKIPPED').length;
  const told = t('progress', { done: through, total: stages.length });
  const stage = stages[onboardingSteps.indexOf(step)]!;
  // At the end nothing is left to go on with: the stages are a list to look back at.
  const shown = named !== undefined || !finishedAt;
  return (
    <Page
      title={finishedAt ? t('finished.title') : t('title')}
      lead={finishedAt ? t('finished.lead') : t('lead')}
    >
      <InvitationPanel />
      {finishedAt && <Quests />}
      <Stack gap={6}>
        <Text size="sm" fw={600}>
          {told}
        </Text>
        <Progress value={(through / stages.length) * 100} aria-label={told} />
      </Stack>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 4 }}>
          <nav aria-label={t('steps')}>
            {stages.map((one, index) => (
              <StageLink
                key={one.name}
                stage={one}
                step={onboardingSteps[index]!}
                active={shown && one === stage}
              />
            ))}
          </nav>
        </Grid.Col>
        {shown && (
          <Grid.Col span={{ base: 12, md: 8 }}>
            <Card component="section" aria-labelledby="onboarding-step" padding="lg">
              <Stack gap="lg">
                <Title order={2} id="onboarding-step" ref={heading} tabIndex={-1}>
                  {t(`step.${step}`)}
                </Title>
                {stage.cause && <Alert color="orange">{stage.cause}</Alert>}
                {step === 'email' && <EmailStep />}
                {step === 'about' && <AboutStep stage={stage} />}
                {step === 'papers' && <PapersStep />}
                {step === 'plan' && <PlanStep stage={stage} />}
                {step === 'tour' && <TourStep stage={stage} />}
                {step === 'buz' && <BuzStep />}
                {step === 'dashboard' && <DashboardStep stages={stages} />}
              </Stack>
            </Card>
          </Grid.Col>
        )}
      </Grid>
    </Page>
  );
}

function StageLink({ stage, step, active }: { stage: Stage; step: OnboardingStep; active: boolean }) {
  const t = useTranslations('onboarding');
  return (
    <NavLink
      component={Link}
      href={stepHref(step)}
      replace
      scroll={false}
      active={active}
      aria-current={active ? 'step' : undefined}
      label={
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <span>{t(`step.${step}`)}</span>
          {stage.state !== 'NOT_STARTED' && <Badge variant="default">{t(`state.${stage.state}`)}</Badge>}
        </Group>
      }
      leftSection={<StepMark done={stage.state === 'COMPLETED'} number={stage.number} />}
    />
  );
}

function StepMark({ done, number }: { done: boolean; number: number }) {
  return (
    <ThemeIcon
      size={26}
      radius="xl"
      variant={done ? 'filled' : 'default'}
      color={done ? 'green' : 'gray'}
      aria-hidden
    >
      {done ? (
        <IconCheck size={16} />
      ) : (
        <Text size="sm" component="span">
          {number}
        </Text>
      )}
    </ThemeIcon>
  );
}
