'use client';

import {
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
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { Page } from '../../components/page';
import { ProblemAlert } from '../../lib/problem';
import { useSession } from '../../lib/session';
import { useFollow } from '../ventures/follow';
import { InvitationPanel } from '../ventures/invitation-panel';
import { AboutStep } from './about-step';
import { DoneStep } from './done-step';
import { EmailStep } from './email-step';
import { PapersStep } from './papers-step';
import { PlanStep } from './plan-step';
import { onboardingSteps, useOnboarding, type OnboardingStep } from './progress';

/** The way in. Each step has its own address (`?step=`); without one the first open step is shown. */
export function OnboardingPage({ step: asked }: { step: string | undefined }) {
  const t = useTranslations('onboarding');
  const { userId } = useSession();
  const state = useOnboarding();
  useFollow(userId && `user:${userId}`);
  const heading = useRef<HTMLHeadingElement>(null);
  const shownBefore = useRef<OnboardingStep | null>(null);
  const step = onboardingSteps.find((one) => one === asked) ?? state.current;
  const ready = state.progress !== null;
  useEffect(() => {
    if (!ready) return;
    if (shownBefore.current !== null && shownBefore.current !== step) heading.current?.focus();
    shownBefore.current = step;
  }, [step, ready]);

  if (state.error) {
    return (
      <Page title={t('title')}>
        <ProblemAlert error={state.error} onRetry={() => void state.refetch()} />
      </Page>
    );
  }
  if (!state.progress) {
    return (
      <Page title={t('title')}>
        <Skeleton height={360} aria-hidden />
      </Page>
    );
  }
  const { progress } = state;
  const through = onboardingSteps.filter((one) => one !== 'done' && progress[one] !== 'open').length;
  const total = onboardingSteps.length - 1;
  return (
    <Page title={t('title')} lead={t('lead')}>
      <InvitationPanel />
      <Stack gap={6}>
        <Text size="sm" fw={600}>
          {t('progress', { done: through, total })}
        </Text>
        <Progress value={(through / total) * 100} aria-label={t('progress', { done: through, total })} />
      </Stack>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 4 }}>
          <nav aria-label={t('steps')}>
            {onboardingSteps.map((one, index) => (
              <NavLink
                key={one}
                component={Link}
                href={`/onboarding?step=${one}`}
                replace
                scroll={false}
                active={one === step}
                aria-current={one === step ? 'step' : undefined}
                label={
                  <Group justify="space-between" wrap="nowrap" gap="xs">
                    <span>{t(`step.${one}`)}</span>
                    {one !== 'done' && progress[one] !== 'open' && (
                      <Badge variant="default">{t(`state.${progress[one]}`)}</Badge>
                    )}
                  </Group>
                }
                leftSection={<StepMark done={progress[one] === 'done'} number={index + 1} />}
              />
            ))}
          </nav>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Card component="section" aria-labelledby="onboarding-step" padding="lg">
            <Stack gap="lg">
              <Title order={2} id="onboarding-step" ref={heading} tabIndex={-1}>
                {t(`step.${step}`)}
              </Title>
              {step === 'email' && <EmailStep />}
              {step === 'about' && <AboutStep onLater={() => state.aboutLater.change(true)} />}
              {step === 'papers' && <PapersStep member={state.member} />}
              {step === 'plan' && <PlanStep state={state} />}
              {step === 'done' && (
                <DoneStep progress={progress} seated={state.seated} member={state.member} />
              )}
            </Stack>
          </Card>
        </Grid.Col>
      </Grid>
    </Page>
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
