'use client';

import { Button, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { ReasonModal } from '../buz-admin/reason-modal';
import { reasonBounds, useRefreshOffice, type ReviewDetail } from './queries';

const decisions = [
  { key: 'approve', decision: 'APPROVE' },
  { key: 'revise', decision: 'REVISE' },
  { key: 'reject', decision: 'REJECT' },
] as const;

/** Approve, ask for a revision, or reject; each says what it brings about before it is done. */
export function DecideReview({ review }: { review: ReviewDetail }) {
  const t = useTranslations('legalAdmin.review');
  const reason = useTranslations('legalAdmin')('reason');
  const states = useTranslations('legalAdmin.reviews.state');
  const refresh = useRefreshOffice();
  const [asking, setAsking] = useState<(typeof decisions)[number] | null>(null);
  const names = { title: review.title, name: review.creatorName };
  return (
    <Section title={t('decide')}>
      <Stack gap="xs">
        {decisions.map((one) => (
          <Button
            key={one.key}
            variant={one.key === 'approve' ? 'filled' : 'default'}
            onClick={() => setAsking(one)}
          >
            {t(one.key)}
          </Button>
        ))}
      </Stack>
      {asking && (
        <ReasonModal
          title={t(`${asking.key}Title`)}
          effect={t(`${asking.key}Effect`, names)}
          confirm={t(asking.key)}
          danger={asking.key === 'reject'}
          field={{ label: reason, ...reasonBounds }}
          run={(text) =>
            api.legalAdmin.decideReview({
              params: { reviewId: review.id },
              body: { decision: asking.decision, reason: text },
            })
          }
          onClose={() => setAsking(null)}
          onDone={({ state }) => {
            notifications.show({ message: t('done', { state: states(state) }), color: 'fir' });
            refresh();
          }}
        />
      )}
    </Section>
  );
}
