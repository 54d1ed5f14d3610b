'use client';

import { Anchor, Badge, Button, Card, Group, List, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconArrowRight, IconCircleCheck, IconLock } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '../../components/section';
import type { Venture } from '../ventures/types';
import { roomHref } from '../ventures/venture-frame';
import { workHref } from '../work/work-frame';
import { IdeaReview } from './idea-review';
import { PhaseAct } from './phase-act';
import { isPhaseEvent, type PhaseEvent } from './phase-events';
import type { PhaseStanding, Way } from './types';

/** Ways that end or interrupt something stand apart from those that lead on. */
const endings: readonly string[] = ['abandon', 'fail'];

interface PhaseWaysProps {
  readonly venture: Venture;
  readonly standing: PhaseStanding;
  readonly onDone: (text: string) => void;
}

/** What may come next, what is missing for it, and taking the step. */
export function PhaseWays({ venture, standing, onDone }: PhaseWaysProps) {
  const t = useTranslations('workRhythm.phase.ways');
  const names = useTranslations('public.phases');
  const [taken, setTaken] = useState<{ way: Way; event: PhaseEvent } | null>(null);
  const review = standing.ways.filter(({ event }) => !isPhaseEvent(event));
  const steps = standing.ways.flatMap((way) => (isPhaseEvent(way.event) ? [{ way, event: way.event }] : []));
  const on = steps.filter(({ event }) => !endings.includes(event));
  const off = steps.filter(({ event, way }) => endings.includes(event) && way.byYou);
  if (standing.ways.length === 0)
    return (
      <Section title={t('title')}>
        <Text>{t('end')}</Text>
      </Section>
    );
  return (
    <>
      {review.length > 0 && (
        <IdeaReview venture={venture} byYou={review.some(({ byYou }) => byYou)} onDone={onDone} />
      )}
      {on.length > 0 && (
        <Section title={t('title')} text={t('text')}>
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            {on.map((step) => (
              <WayCard key={step.event} ventureId={venture.id} {...step} onTake={() => setTaken(step)} />
            ))}
          </SimpleGrid>
        </Section>
      )}
      {off.length > 0 && (
        <Section title={t('endings')}>
          <Group gap="sm">
            {off.map((step) => (
              <Button
                key={step.event}
                variant="default"
                c="var(--mantine-color-error)"
                onClick={() => setTaken(step)}
              >
                {t(`event.${step.event}.title`)}
              </Button>
            ))}
          </Group>
        </Section>
      )}
      {taken && (
        <PhaseAct
          ventureId={venture.id}
          {...taken}
          onClose={() => setTaken(null)}
          onDone={(phase) => {
            setTaken(null);
            onDone(t('moved', { phase: phase ? names(phase) : '' }));
          }}
        />
      )}
    </>
  );
}

/** Where what is missing can be done. */
const remedies: Partial<Record<PhaseEvent, 'papers' | 'team' | 'evidence' | 'days' | 'money'>> = {
  'submit-idea': 'papers',
  'complete-team': 'team',
  'new-hypothesis': 'team',
  validate: 'evidence',
  refute: 'evidence',
  'finish-mvp': 'days',
  launch: 'days',
  'open-round': 'money',
  'complete-round': 'money',
  traction: 'money',
  'scale-up': 'money',
  mature: 'money',
};
const placeOf = (ventureId: string) => ({
  papers: '/documents',
  team: `/ventures/${ventureId}`,
  evidence: workHref(ventureId, '/launch?part=evidence'),
  days: workHref(ventureId, '/launch?part=days'),
  money: roomHref(ventureId, 'money'),
});

interface WayCardProps {
  readonly ventureId: string;
  readonly way: Way;
  readonly event: PhaseEvent;
  readonly onTake: () => void;
}

function WayCard({ ventureId, way, event, onTake }: WayCardProps) {
  const t = useTranslations('workRhythm.phase.ways');
  const names = useTranslations('public.phases');
  // What the act brings along, a link or agreements, may be what is missing.
  const brings = way.asks.includes('link') || way.asks.includes('documentIds');
  const open = way.missing.length === 0 || brings;
  const remedy = remedies[event];
  return (
    <Card p="md" component="article" aria-label={t(`event.${event}.title`)}>
      <Stack gap="xs" h="100%">
        <Title order={3}>{t(`event.${event}.title`)}</Title>
        <Text size="sm">{t(`event.${event}.text`)}</Text>
        <Group gap={6}>
          <IconArrowRight size={16} aria-hidden />
          <Text size="sm">{t('to')}</Text>
          <Badge>{names(way.to)}</Badge>
        </Group>
        {way.missing.length > 0 ? (
          <Stack gap={4}>
            <Text size="sm" fw={600}>
              {t(brings ? 'missingOr' : 'missing')}
            </Text>
            <List size="sm" icon={<IconLock size={16} aria-hidden />}>
              {way.missing.map((sentence) => (
                <List.Item key={sentence}>{sentence}</List.Item>
              ))}
            </List>
            {remedy && (
              <Anchor component={Link} href={placeOf(ventureId)[remedy]} size="sm">
                {t(`remedy.${remedy}`)}
              </Anchor>
            )}
          </Stack>
        ) : (
          <Group gap={6}>
            <IconCircleCheck size={16} aria-hidden />
            <Text size="sm">{t('ready')}</Text>
          </Group>
        )}
        <Group mt="auto" pt="xs">
          {way.byYou ? (
            open && <Button onClick={onTake}>{t('take')}</Button>
          ) : (
            <Text size="sm" c="dimmed">
              {t('byOwners')}
            </Text>
          )}
        </Group>
      </Stack>
    </Card>
  );
}
