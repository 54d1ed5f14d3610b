'use client';

import { Button, Card, Divider, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { workWire } from '@smartstart/contract';
import { IconPlus } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { Fragment, useState } from 'react';
import { Section } from '../../components/section';
import { AddMilestone, EditMilestone } from './milestone-form';
import { MilestoneRow } from './milestone-row';
import type { LaunchPhase, LaunchPlan, Milestone } from './types';

interface LaunchMilestonesProps {
  readonly ventureId: string;
  readonly plan: LaunchPlan;
  readonly milestones: readonly Milestone[];
  /** New ones can be added now. */
  readonly plans: boolean;
  readonly latest: (id: string) => Promise<Milestone | null>;
  readonly onDone: (text: string, stays?: true) => void;
}

/** The milestones of a launch, by its four parts. */
export function LaunchMilestones({
  ventureId,
  plan,
  milestones,
  plans,
  latest,
  onDone,
}: LaunchMilestonesProps) {
  const t = useTranslations('workRhythm.milestones');
  const [adding, setAdding] = useState<LaunchPhase | null>(null);
  const [edited, setEdited] = useState<Milestone | null>(null);
  return (
    <Section title={t('title')}>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {workWire.launchPhase.options.map((phase) => {
          const ofPhase = milestones.filter((one) => one.phase === phase);
          const done = ofPhase.filter(({ state }) => state === 'COMPLETED').length;
          return (
            <Card p="md" key={phase} component="section" aria-label={t(`phase.${phase}`)}>
              <Stack gap="sm">
                <div>
                  <Title order={3}>{t(`phase.${phase}`)}</Title>
                  <Text size="sm" c="dimmed">
                    {t('doneOf', { done, all: ofPhase.length })}
                    {plan.phase === phase && ` · ${t('current')}`}
                  </Text>
                </div>
                {ofPhase.map((milestone, index) => (
                  <Fragment key={milestone.id}>
                    {index > 0 && <Divider />}
                    <MilestoneRow
                      ventureId={ventureId}
                      milestone={milestone}
                      order={4}
                      onEdit={() => setEdited(milestone)}
                      onDone={onDone}
                    />
                  </Fragment>
                ))}
                {plans && (
                  <Group>
                    <Button
                      size="xs"
                      variant="subtle"
                      leftSection={<IconPlus size={16} aria-hidden />}
                      aria-label={t('addTo', { phase: t(`phase.${phase}`) })}
                      onClick={() => setAdding(phase)}
                    >
                      {t('add')}
                    </Button>
                  </Group>
                )}
              </Stack>
            </Card>
          );
        })}
      </SimpleGrid>
      {adding && (
        <AddMilestone
          ventureId={ventureId}
          phase={adding}
          span={plan}
          onClose={() => setAdding(null)}
          onDone={(title) => {
            setAdding(null);
            onDone(t('did.add', { title }));
          }}
        />
      )}
      {edited && (
        <EditMilestone
          ventureId={ventureId}
          milestone={edited}
          span={plan}
          latest={() => latest(edited.id)}
          onClose={() => setEdited(null)}
        />
      )}
    </Section>
  );
}
