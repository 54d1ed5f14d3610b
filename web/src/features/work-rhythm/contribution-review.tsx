'use client';

import { Alert, NumberInput, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { PartField } from '../equity/part-field';
import { useRefreshWork } from '../work/queries';
import { tenthsOf } from './contribution-card';
import { FormModal } from '../../components/form-modal';
import { ScaleField } from './scale-field';
import { useScale } from './scales';
import type { Contribution } from './types';
import { useSend } from './use-send';

const decisions = ['APPROVE', 'ASK_CHANGES', 'REJECT'] as const;
type Decision = (typeof decisions)[number];

interface Values {
  decision: Decision | null;
  quality: number | null;
  collaboration: number | null;
  points: number | string;
  part: number | null;
  comment: string;
}

interface ReviewProps {
  readonly contribution: Contribution;
  readonly onClose: () => void;
  readonly onDone: (decision: Decision) => void;
}

/** Judges somebody else's contribution. Where it is approved, the points that will count are said before. */
export function ReviewContribution({ contribution, onClose, onDone }: ReviewProps) {
  const t = useTranslations('workRhythm.contributions.reviewing');
  const { number } = useFormat();
  const quality = useScale('quality');
  const collaboration = useScale('collaboration');
  const refresh = useRefreshWork(contribution.ventureId);
  const form = useForm<Values>({
    initialValues: {
      decision: null,
      quality: null,
      collaboration: null,
      points: contribution.proposedPoints,
      part: contribution.proposedPart,
      comment: '',
    },
    validate: (values) => {
      if (values.decision === null) return { decision: t('decisionMissing') };
      if (values.decision !== 'APPROVE') return values.comment.trim() ? {} : { comment: t('commentMissing') };
      const points = Number(values.points);
      return {
        ...(values.quality === null ? { quality: t('markMissing') } : {}),
        ...(values.collaboration === null ? { collaboration: t('markMissing') } : {}),
        ...(Number.isInteger(points) && points >= 1 && points <= 100 ? {} : { points: t('pointsWrong') }),
      };
    },
  });
  const { send, busy, error } = useSend(form, {
    run: ({ decision, points, part, quality: mark, collaboration: together, comment }: Values) => {
      const approval = {
        ...(mark === null ? {} : { quality: mark }),
        ...(together === null ? {} : { collaboration: together }),
        points: Number(points),
        ...(part === null ? {} : { part }),
      };
      return api.work.reviewContribution({
        params: { contributionId: contribution.id },
        body: { decision: decision!, comment, ...(decision === 'APPROVE' ? approval : {}) },
      });
    },
    onDone: () => {
      void refresh();
      onDone(form.getValues().decision!);
    },
  });
  const { decision, part } = form.values;
  const points = Number(form.values.points);
  const mark = form.values.quality;
  const approves = decision === 'APPROVE';
  return (
    <FormModal
      title={t('title', { title: contribution.taskTitle })}
      confirm={t(decision ? `send.${decision}` : 'send.NONE')}
      form={form}
      busy={busy}
      error={error}
      onSubmit={send}
      onClose={onClose}
    >
      <Radio.Group
        label={t('decision')}
        required
        value={decision}
        error={form.errors['decision']}
        onChange={(value) => form.setFieldValue('decision', value as Decision)}
      >
        <Stack gap="xs" my={6}>
          {decisions.map((one, index) => (
            <Radio
              key={one}
              value={one}
              label={t(`decisions.${one}`)}
              description={t(`decisionHints.${one}`)}
              {...(index === 0 ? { 'data-path': 'decision' } : {})}
            />
          ))}
        </Stack>
      </Radio.Group>
      {approves && (
        <>
          <ScaleField label={t('quality')} required word={quality.step} {...form.getInputProps('quality')} />
          <ScaleField
            label={t('collaboration')}
            required
            word={collaboration.step}
            {...form.getInputProps('collaboration')}
          />
          <NumberInput
            label={t('points')}
            description={t('pointsHint', { points: contribution.proposedPoints })}
            required
            maw={260}
            min={1}
            max={100}
            clampBehavior="none"
            allowDecimal={false}
            {...form.getInputProps('points')}
          />
          <Alert color="gray" role="status" title={t('formula')}>
            <Text size="sm">
              {mark !== null && points >= 1
                ? t('sum', { points, quality: mark, count: number(tenthsOf(points, mark) / 10) })
                : t('sumLater')}
            </Text>
          </Alert>
          {part !== null && (
            <PartField
              label={t('part')}
              name={t('part')}
              hint={t('partHint')}
              value={part}
              onChange={(value) => form.setFieldValue('part', value)}
            />
          )}
        </>
      )}
      <Textarea
        label={t(approves ? 'commentOptional' : 'comment')}
        required={!approves}
        autosize
        minRows={3}
        maxLength={2000}
        {...form.getInputProps('comment')}
      />
    </FormModal>
  );
}
