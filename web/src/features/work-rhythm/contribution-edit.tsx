'use client';

import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { partText } from '../equity/framework';
import { useEquityFormat } from '../equity/use-equity-format';
import { useRefreshWork } from '../work/queries';
import { ContributionFields, useContributionForm, type ContributionDraft } from '../work/contribution-fields';
import { hoursOf, minutesOf } from '../work/task-draft';
import { EditModal } from './edit-modal';
import { ratingOf } from './scales';
import type { Contribution } from './types';
import { useEdit } from './use-edit';

const valuesOf = (thing: Contribution): ContributionDraft => ({
  effortMinutes: hoursOf(thing.effortMinutes),
  impact: thing.impact,
  proposedPoints: thing.proposedPoints,
  proposedPart: thing.proposedPart,
  note: thing.note,
});

const labels = {
  effortMinutes: 'effort',
  impact: 'impact',
  proposedPoints: 'points',
  proposedPart: 'part',
  note: 'note',
} as const;

interface EditProps {
  readonly contribution: Contribution;
  readonly latest: () => Promise<Contribution | null>;
  readonly onClose: () => void;
}

/** Puts right what was filed, as long as nobody has decided on it. */
export function EditContribution({ contribution, latest, onClose }: EditProps) {
  const t = useTranslations('workRhythm.contributions');
  // Filing stands on the board; both forms say the same.
  const words = useTranslations('work.contribution');
  const { percent } = useEquityFormat();
  const refresh = useRefreshWork(contribution.ventureId);
  const form = useContributionForm(valuesOf(contribution));
  const edit = useEdit<Contribution, ContributionDraft>({
    start: contribution,
    form,
    valuesOf,
    save: ({ effortMinutes, impact, proposedPoints, ...rest }, ifMatch) =>
      api.work.editContribution(
        {
          params: { contributionId: contribution.id },
          body: {
            ...rest,
            ...(impact === undefined || impact === null ? {} : { impact }),
            ...(effortMinutes === undefined ? {} : { effortMinutes: minutesOf(effortMinutes) ?? 0 }),
            ...(proposedPoints === undefined ? {} : { proposedPoints: Number(proposedPoints) }),
          },
        },
        { ifMatch },
      ),
    latest,
    onDone: () => {
      void refresh();
      onClose();
    },
  });
  const say = (field: keyof ContributionDraft, theirs: ContributionDraft) => {
    if (field === 'impact') return words(`impacts.${ratingOf(theirs.impact ?? 1)}`);
    if (field === 'proposedPart')
      return theirs.proposedPart === null ? '–' : percent(partText(theirs.proposedPart));
    return String(theirs[field]);
  };
  return (
    <EditModal
      title={t('editOf', { title: contribution.taskTitle })}
      confirm={t('save')}
      form={form}
      edit={edit}
      say={(field, theirs) => t('theirs', { field: words(labels[field]), text: say(field, theirs) })}
      onClose={onClose}
    >
      <ContributionFields form={form} />
    </EditModal>
  );
}
