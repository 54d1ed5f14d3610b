'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Section } from '../../components/section';
import { useSession } from '../../lib/session';
import { BuzFrame } from './buz-frame';
import { allWaiting, runProof, stepNames, type Step, type StepName, type Steps } from './proof-run';
import { ProofStep } from './proof-step';

/** `/buz/proof`: the browser recomputes what the server says. */
export function ProofPage() {
  const t = useTranslations('buz.proof');
  return (
    <BuzFrame title={t('title')} lead={t('lead')}>
      <Checks />
    </BuzFrame>
  );
}

function Checks() {
  const t = useTranslations('buz.proof');
  const { userId } = useSession();
  const [steps, setSteps] = useState<Steps>(allWaiting);
  const [running, setRunning] = useState(false);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const start = async () => {
    if (userId === null) return;
    const controller = new AbortController();
    abort.current = controller;
    setSteps({ ...allWaiting, postings: { state: 'running' } });
    setRunning(true);
    const report = <N extends StepName>(name: N, step: Step<N>) => {
      if (!controller.signal.aborted) setSteps((known) => ({ ...known, [name]: step }));
    };
    try {
      await runProof(userId, report, controller.signal);
    } catch (error) {
      // Only leaving the page ends the run early; then nobody is there to be told.
      if (!controller.signal.aborted) throw error;
    } finally {
      if (!controller.signal.aborted) setRunning(false);
    }
  };

  const states = stepNames.map((name) => steps[name].state);
  const done = states.filter((state) => state !== 'waiting' && state !== 'running').length;
  const bad = states.filter((state) => state === 'failed' || state === 'error').length;
  const started = running || done > 0;
  return (
    <>
      <Section title={t('howTitle')}>
        <Stack gap="sm">
          <Text maw="68ch">{t('how')}</Text>
          <Group>
            <Button
              leftSection={<IconShieldCheck size={18} aria-hidden />}
              loading={running}
              onClick={() => void start()}
            >
              {started ? t('again') : t('start')}
            </Button>
            <Text role="status" size="sm" fw={600}>
              {running
                ? t('running', { position: Math.min(done + 1, stepNames.length), total: stepNames.length })
                : !started
                  ? ''
                  : bad === 0
                    ? t(states.includes('partly') ? 'allButOne' : 'all', { total: stepNames.length })
                    : t('some', { count: bad })}
            </Text>
          </Group>
        </Stack>
      </Section>
      {stepNames.map((name, index) => (
        <ProofStep key={name} name={name} position={index + 1} step={steps[name]} />
      ))}
    </>
  );
}
