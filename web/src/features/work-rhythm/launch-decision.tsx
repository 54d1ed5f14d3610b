'use client';

import { Button, Group, NumberInput, Radio, SimpleGrid, Stack, Text, Textarea, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { workWire } from '@smartstart/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { focusFirst } from '../../lib/form';
import { useStepUp } from '../../lib/step-up';
import { useIntention } from '../buz/intention';
import { ConfirmModal } from '../ventures/confirm-modal';
import { useRefreshWork } from '../work/queries';
import type { LaunchDecision as Decision, LaunchPlan } from './types';

/** Percentages and ratings as one types them; they travel in hundredths and tenths. */
interface Values {
  decision: Decision | null;
  testers: number | string;
  positiveShare: number | string;
  meanRating: number | string;
  adoptionRate: number | string;
  reasons: string;
}

interface LaunchDecisionProps {
  readonly ventureId: string;
  readonly plan: LaunchPlan;
  readonly onDone: (text: string) => void;
}

const within = (value: number | string, least: number, most: number) =>
  typeof value === 'number' && value >= least && value <= most;

/** The gate at the end of the thirty days: the owner decides on what the beta has shown, and says why. */
export function LaunchDecision({ ventureId, plan, onDone }: LaunchDecisionProps) {
  const t = useTranslations('workRhythm.launch');
  const stepUp = useStepUp();
  const client = useQueryClient();
  const intention = useIntention();
  const refresh = useRefreshWork(ventureId);
  const [asked, setAsked] = useState<Decision | null>(null);
  const form = useForm<Values>({
    initialValues: {
      decision: null,
      testers: '',
      positiveShare: '',
      meanRating: '',
      adoptionRate: '',
      reasons: '',
    },
    validate: {
      decision: (value) => (value === null ? t('gate.decisionMissing') : null),
      testers: (value) => (within(value, 0, 10_000_000) ? null : t('evidence.testersWrong')),
      positiveShare: (value) => (within(value, 0, 100) ? null : t('evidence.shareWrong')),
      meanRating: (value) => (within(value, 1, 5) ? null : t('evidence.ratingWrong')),
      adoptionRate: (value) => (within(value, 0, 100) ? null : t('evidence.shareWrong')),
      reasons: (value) => (value.trim().length < 3 ? t('gate.reasonsShort') : null),
    },
  });
  const send = async () => {
    const { decision, testers, positiveShare, meanRating, adoptionRate, reasons } = form.getValues();
    const body = {
      decision: decision!,
      reasons,
      evidence: {
        testers: Number(testers),
        positiveShareBps: Math.round(Number(positiveShare) * 100),
        meanRatingTenths: Math.round(Number(meanRating) * 10),
        adoptionRateBps: Math.round(Number(adoptionRate) * 100),
      },
    };
    await stepUp(() =>
      api.work.decideLaunch(
        { params: { ventureId }, body },
        { idempotencyKey: intention.keyOf({ plan: plan.id, body }) },
      ),
    );
    // A decision may take the venture to another phase, which its card shows.
    void client.invalidateQueries({ queryKey: ['ventures'] });
    await refresh();
  };
  return (
    <Section title={t('gate.title')} text={t('gate.text')}>
      <form
        noValidate
        onSubmit={form.onSubmit(
          ({ decision }) => setAsked(decision),
          (errors) => focusFirst(form, errors),
        )}
      >
        <Stack>
          <Radio.Group
            label={t('gate.decision')}
            required
            value={form.values.decision}
            error={form.errors['decision']}
            onChange={(value) => form.setFieldValue('decision', value as Decision)}
          >
            <Stack gap="xs" my={6}>
              {workWire.launchDecision.options.map((one, index) => (
                <Radio
                  key={one}
                  value={one}
                  label={t(`gate.options.${one}`)}
                  description={t(`gate.hints.${one}`)}
                  {...(index === 0 ? { 'data-path': 'decision' } : {})}
                />
              ))}
            </Stack>
          </Radio.Group>
          <Title order={3}>{t('evidence.title')}</Title>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NumberInput
              label={t('evidence.testers')}
              description={t('evidence.testersHint')}
              required
              min={0}
              clampBehavior="none"
              allowDecimal={false}
              {...form.getInputProps('testers')}
            />
            <NumberInput
              label={t('evidence.positive')}
              description={t('evidence.percentHint')}
              required
              min={0}
              max={100}
              clampBehavior="none"
              decimalScale={2}
              suffix=" %"
              {...form.getInputProps('positiveShare')}
            />
            <NumberInput
              label={t('evidence.rating')}
              description={t('evidence.ratingHint')}
              required
              min={1}
              max={5}
              step={0.1}
              clampBehavior="none"
              decimalScale={1}
              {...form.getInputProps('meanRating')}
            />
            <NumberInput
              label={t('evidence.adoption')}
              description={t('evidence.adoptionHint')}
              required
              min={0}
              max={100}
              clampBehavior="none"
              decimalScale={2}
              suffix=" %"
              {...form.getInputProps('adoptionRate')}
            />
          </SimpleGrid>
          <Textarea
            label={t('gate.reasons')}
            required
            autosize
            minRows={4}
            maxLength={5000}
            {...form.getInputProps('reasons')}
          />
          <Group>
            <Button type="submit">{t('gate.go')}</Button>
            <Text size="sm" c="dimmed">
              {t('gate.askedFirst')}
            </Text>
          </Group>
        </Stack>
      </form>
      {asked && (
        <ConfirmModal
          title={t(`gate.ask.${asked}.title`)}
          text={t(`gate.ask.${asked}.text`)}
          confirm={t(`gate.options.${asked}`)}
          danger={asked === 'KILL'}
          run={send}
          onClose={() => setAsked(null)}
          onDone={() => onDone(t(`gate.done.${asked}`))}
        />
      )}
    </Section>
  );
}
