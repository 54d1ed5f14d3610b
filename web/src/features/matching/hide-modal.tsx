'use client';

import { Radio, Stack, Text, Textarea } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ModalButtons } from '../../components/modal-buttons';
import { OpenModal } from '../../components/open-modal';
import { ProblemAlert } from '../../lib/problem';
import { tell } from '../../lib/telling';
import { useFeedback } from './queries';
import type { Match } from './types';

const reasons = ['field', 'time', 'reward', 'place', 'known', 'other'] as const;
type Reason = (typeof reasons)[number];

interface HideModalProps {
  readonly match: Match;
  readonly onClose: () => void;
  readonly onHidden: () => void;
}

/** Takes a suggestion away. A reason helps to suggest better ones and is not asked for; nobody else reads it. */
export function HideModal({ match, onClose, onHidden }: HideModalProps) {
  const t = useTranslations('matching.hide');
  const [reason, setReason] = useState<Reason | null>(null);
  const [words, setWords] = useState('');
  const hide = useFeedback();
  const said = reason === null ? '' : reason === 'other' ? words.trim() : t(`reasons.${reason}`);
  return (
    <OpenModal onClose={onClose} title={t('title', { title: match.opportunity.title })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          hide.mutate(
            { matchId: match.id, body: { kind: 'HIDE', reason: said } },
            {
              onSuccess: () => {
                tell({ type: 'match.ignored', properties: { entityId: match.opportunity.id } });
                onHidden();
                onClose();
              },
            },
          );
        }}
      >
        <Stack>
          <Text size="sm">{t('text')}</Text>
          <Radio.Group
            label={t('why')}
            value={reason}
            onChange={(value) => setReason(reasons.find((one) => one === value) ?? null)}
          >
            <Stack gap="xs" mt="xs">
              {reasons.map((one) => (
                <Radio key={one} value={one} label={t(`reasons.${one}`)} />
              ))}
            </Stack>
          </Radio.Group>
          {reason === 'other' && (
            <Textarea
              label={t('words')}
              autosize
              minRows={2}
              maxLength={300}
              value={words}
              onChange={({ currentTarget }) => setWords(currentTarget.value)}
            />
          )}
          <ProblemAlert error={hide.error} />
          <ModalButtons confirm={t('confirm')} busy={hide.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </OpenModal>
  );
}
