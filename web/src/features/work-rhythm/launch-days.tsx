'use client';

import { Accordion, Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconInfoCircle, IconRocket } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useIntention } from '../buz/intention';
import { ConfirmModal } from '../ventures/confirm-modal';
import { useRefreshWork, useWorkRights } from '../work/queries';
import { LaunchDecision } from './launch-decision';
import { LaunchMilestones } from './launch-milestones';
import { LaunchOutcome } from './launch-outcome';
import { LaunchProgress } from './launch-progress';
import { launchQuery } from './queries';
import type { LaunchPlan } from './types';

interface LaunchDaysProps {
  readonly ventureId: string;
  readonly onDone: (text: string, stays?: true) => void;
}

const isOpen = ({ state }: LaunchPlan) => state === 'RUNNING' || state === 'DECISION_DUE';

/** The thirty-day launch: starting it, how far it is, its milestones, the decision, and earlier attempts. */
export function LaunchDays({ ventureId, onDone }: LaunchDaysProps) {
  const t = useTranslations('workRhythm.launch');
  const may = useWorkRights(ventureId);
  const client = useQueryClient();
  const query = launchQuery(ventureId);
  const launch = useQuery(query);
  const [starting, setStarting] = useState(false);
  const latest = () => client.fetchQuery({ ...query, staleTime: 0 });
  return (
    <>
      <QueryView query={launch}>
        {({ plans, milestones, rights }) => {
          const [plan, ...earlier] = plans;
          const start = rights.includes('start') && (
            <Button leftSection={<IconRocket size={18} aria-hidden />} onClick={() => setStarting(true)}>
              {t(plan ? 'again' : 'start')}
            </Button>
          );
          if (!plan)
            return (
              <Empty
                title={t('emptyTitle')}
                text={t(may('lead-launch') ? (start ? 'emptyStart' : 'emptyLater') : 'emptyRead')}
                action={start}
              />
            );
          const attempt = t('attempt', { attempt: plan.attempt });
          return (
            <Stack gap="lg">
              {isOpen(plan) ? (
                <>
                  <LaunchProgress ventureId={ventureId} plan={plan} milestones={milestones} onDone={onDone} />
                  {plan.state === 'DECISION_DUE' &&
                    (plan.rights.includes('decide') ? (
                      <LaunchDecision ventureId={ventureId} plan={plan} onDone={onDone} />
                    ) : (
                      <Alert color="orange" icon={<IconInfoCircle aria-hidden />} title={t('dueTitle')}>
                        {t(may('lead-launch') ? 'duePapers' : 'dueOwner')}
                      </Alert>
                    ))}
                </>
              ) : (
                <Section title={attempt}>
                  <LaunchOutcome plan={plan} />
                  {start && <Group>{start}</Group>}
                </Section>
              )}
              <LaunchMilestones
                ventureId={ventureId}
                plan={plan}
                milestones={milestones}
                plans={rights.includes('plan') && plan.state === 'RUNNING'}
                latest={async (id) => (await latest()).milestones.find((one) => one.id === id) ?? null}
                onDone={onDone}
              />
              {earlier.length > 0 && (
                <Section title={t('earlier')}>
                  <Accordion variant="separated">
                    {earlier.map((one) => (
                      <Accordion.Item key={one.id} value={one.id}>
                        <Accordion.Control>
                          <Text fw={600}>{t('attempt', { attempt: one.attempt })}</Text>
                          <Text size="sm">{t(`state.${one.state}`)}</Text>
                        </Accordion.Control>
                        <Accordion.Panel>
                          <LaunchOutcome plan={one} />
                        </Accordion.Panel>
                      </Accordion.Item>
                    ))}
                  </Accordion>
                </Section>
              )}
            </Stack>
          );
        }}
      </QueryView>
      {starting && (
        <Start ventureId={ventureId} onClose={() => setStarting(false)} onDone={() => onDone(t('started'))} />
      )}
    </>
  );
}

interface StartProps {
  readonly ventureId: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function Start({ ventureId, onClose, onDone }: StartProps) {
  const t = useTranslations('workRhythm.launch');
  const intention = useIntention();
  const refresh = useRefreshWork(ventureId);
  return (
    <ConfirmModal
      title={t('ask.title')}
      text={t('ask.text')}
      confirm={t('start')}
      run={async () => {
        await api.work.startLaunch(
          { params: { ventureId }, body: {} },
          { idempotencyKey: intention.keyOf('start') },
        );
        await refresh();
      }}
      onClose={onClose}
      onDone={onDone}
    />
  );
}
