'use client';

import { Alert, Button, Card, Group, Progress, Stack, Stepper, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useFormat } from '../../lib/format';
import { focusFirst } from '../../lib/form';
import { ProblemAlert } from '../../lib/problem';
import { CostNote } from '../rewards/cost';
import { ConflictAlert } from '../../components/conflict-alert';
import {
  draftOf,
  emptyDraft,
  isDirty,
  localDraft,
  stepFields,
  steps,
  type Draft,
  type LocalDraft,
  type Step,
} from './draft';
import { useDraftSaving, type SaveState } from './draft-saving';
import { useDraftRules } from './draft-rules';
import type { Venture } from './types';
import { BasicsStep, DetailsStep, RewardStep } from './wizard-fields';
import { ReviewStep } from './wizard-review';
import { TeamStep } from './wizard-team';

/** Five steps over one form. Every step forward saves; so does the clock. */
export function Wizard({
  start,
  userId,
  firstStep,
}: {
  start: Venture | null;
  userId: string;
  firstStep: Step;
}) {
  const t = useTranslations('ventures.wizard');
  const router = useRouter();
  const rules = useDraftRules();
  const form = useForm<Draft>({ initialValues: start ? draftOf(start) : emptyDraft, validate: rules });
  const { venture, state, dirty, save, reload } = useDraftSaving(form, start, userId);
  const [step, setStep] = useState<Step>(start ? firstStep : 'basics');
  const [restored, setRestored] = useState<LocalDraft | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const index = steps.indexOf(step);
  const fixed = venture !== null && venture.status !== 'DRAFT';

  // Once, when the wizard opens: text typed earlier in this browser that never reached the server.
  const { setValues } = form;
  useEffect(() => {
    const stored = localDraft.read(userId, start?.id ?? null);
    if (!stored || !isDirty(stored.values, start ? draftOf(start) : emptyDraft)) return;
    setValues(stored.values);
    setRestored(stored);
  }, [setValues, start, userId]);

  const show = (next: Step, id = venture?.id) => {
    setStep(next);
    // The address names draft and step, so that a reload comes back here; a real navigation would drop the form.
    if (id) window.history.replaceState(null, '', `/ventures/${id}/edit?step=${next}`);
    requestAnimationFrame(() => heading.current?.focus());
  };
  const go = async (next: Step) => {
    const { errors } = form.validate();
    const here = Object.fromEntries(
      Object.entries(errors).filter(([path]) => stepFields[step].includes(path.split('.')[0] as keyof Draft)),
    );
    form.setErrors(here);
    if (Object.keys(here).length > 0) return focusFirst(form, here);
    const saved = await save();
    if (saved) show(next, saved.id);
  };
  const finish = async () => {
    const saved = await save();
    if (saved) router.push(`/ventures/${saved.id}`);
  };
  const discardRestored = () => {
    localDraft.clear(userId, start?.id ?? null);
    form.setValues(venture ? draftOf(venture) : emptyDraft);
    setRestored(null);
  };

  return (
    <Stack>
      <Stepper active={index} size="sm" visibleFrom="md" onStepClick={(target) => void go(steps[target]!)}>
        {steps.map((name, position) => (
          <Stepper.Step
            key={name}
            label={t(`step.${name}`)}
            allowStepSelect={venture !== null || position === 0}
            aria-current={name === step ? 'step' : undefined}
          />
        ))}
      </Stepper>
      <Stack gap={4} hiddenFrom="md">
        <Text size="sm" fw={600}>
          {t('position', { position: index + 1, total: steps.length })}
        </Text>
        <Progress
          value={((index + 1) / steps.length) * 100}
          aria-label={t('position', { position: index + 1, total: steps.length })}
        />
      </Stack>

      {restored && <Restored draft={restored} onDiscard={discardRestored} />}
      {state.step === 'conflict' && (
        <ConflictAlert words="ventures.conflict" onReload={(discard) => void reload(discard)} />
      )}
      {state.step === 'failed' && <ProblemAlert error={state.error} onRetry={() => void save()} />}

      <Card component="section" aria-labelledby="wizard-step" padding="lg">
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const next = steps[index + 1];
            if (next) void go(next);
          }}
        >
          <Stack gap="lg">
            <Title order={2} id="wizard-step" ref={heading} tabIndex={-1}>
              {t(`step.${step}`)}
            </Title>
            {fixed && (
              <div>
                <Text size="sm">{t('cardCost')}</Text>
                <CostNote action="venture-card-change" />
              </div>
            )}
            {step === 'basics' && <BasicsStep form={form} />}
            {step === 'details' && <DetailsStep form={form} fixed={fixed} />}
            {step === 'team' && <TeamStep form={form} />}
            {step === 'reward' && <RewardStep form={form} fixed={fixed} />}
            {step === 'review' && venture && (
              <ReviewStep form={form} venture={venture} save={save} onGo={(target) => show(target)} />
            )}
            <Group justify="space-between">
              <Button variant="default" disabled={index === 0} onClick={() => show(steps[index - 1]!)}>
                {t('back')}
              </Button>
              <Group>
                <SaveNote state={state} dirty={dirty} created={venture !== null} />
                {step !== 'review' && (
                  <Button type="submit" loading={state.step === 'saving'}>
                    {venture ? t('next') : t('create')}
                  </Button>
                )}
                {step === 'review' && (
                  <Button variant="default" loading={state.step === 'saving'} onClick={() => void finish()}>
                    {venture?.status === 'DRAFT' ? t('saveLater') : t('saveDone')}
                  </Button>
                )}
              </Group>
            </Group>
          </Stack>
        </form>
      </Card>
    </Stack>
  );
}

function SaveNote({ state, dirty, created }: { state: SaveState; dirty: boolean; created: boolean }) {
  const t = useTranslations('ventures.wizard');
  const text =
    state.step === 'saving'
      ? t('saving')
      : dirty
        ? created
          ? t('unsaved')
          : t('notCreated')
        : state.step === 'saved'
          ? t('saved')
          : '';
  return (
    <Text size="sm" c="dimmed" role="status">
      {text}
    </Text>
  );
}

function Restored({ draft, onDiscard }: { draft: LocalDraft; onDiscard: () => void }) {
  const t = useTranslations('ventures.wizard');
  const format = useFormat();
  return (
    <Alert role="status" title={t('restoredTitle')}>
      <Group justify="space-between">
        <Text size="sm">{t('restoredText', { time: format.relative(draft.savedAt) })}</Text>
        <Button size="xs" variant="default" onClick={onDiscard}>
          {t('restoredDiscard')}
        </Button>
      </Group>
    </Alert>
  );
}
