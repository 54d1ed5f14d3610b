'use client';

import { Alert, Anchor, List, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';
import { signDocumentHref } from '../documents/links';
import { dueDocumentsQuery } from '../documents/queries';
import { useSpan } from './distribution-looks';
import { distributionHref, moneyHref } from './money-frame';
import { distributionsQuery, sharesQuery } from './queries';
import type { Distribution } from './types';

/** In the order in which they are pressing. */
const steps = ['object', 'approve', 'pay', 'settle', 'calculate'] as const;
type WaitingStep = (typeof steps)[number];

/** What waits for the reader: shares to sign, amounts to look at, to approve and to pay. Nothing shows nothing. */
export function WaitingSection({ ventureId }: { ventureId: string }) {
  const t = useTranslations('money.waiting');
  const format = useFormat();
  const span = useSpan();
  const shares = useQuery(sharesQuery(ventureId));
  const due = useQuery(dueDocumentsQuery());
  const distributions = useInfiniteQuery(distributionsQuery(ventureId));
  const plan = shares.data?.waiting;
  const toSign = plan?.documentId && due.data?.items.some(({ id }) => id === plan.documentId);
  const waiting = (distributions.data?.pages ?? [])
    .flatMap(({ items }) => items)
    .flatMap((one) => {
      const step = steps.find((wanted) => one.steps.includes(wanted));
      return step ? [{ one, step }] : [];
    });
  if (!toSign && waiting.length === 0) return null;
  const sentence = (one: Distribution, step: WaitingStep): string => {
    const values = {
      months: span(one) ?? '',
      until: one.objectionsUntil ? format.dateTime(one.objectionsUntil) : '',
    };
    return t(step === 'pay' && one.state === 'PARTIALLY_FAILED' ? 'retry' : step, values);
  };
  return (
    <Alert color="yellow" title={t('title')}>
      <Stack gap="sm">
        <List size="sm" spacing="xs">
          {toSign && plan.documentId && (
            <List.Item>
              {t('sign')}{' '}
              <Anchor
                component={Link}
                href={signDocumentHref(plan.documentId, moneyHref(ventureId))}
                size="sm"
                c="inherit"
              >
                {t('toSign')}
              </Anchor>
            </List.Item>
          )}
          {waiting.map(({ one, step }) => (
            <List.Item key={one.id}>
              {sentence(one, step)}{' '}
              <Anchor component={Link} href={distributionHref(ventureId, one.id)} size="sm" c="inherit">
                {t(step === 'calculate' ? 'lookDraft' : 'look', { months: span(one) ?? '' })}
              </Anchor>
            </List.Item>
          ))}
        </List>
        {distributions.hasNextPage && <Text size="sm">{t('more')}</Text>}
      </Stack>
    </Alert>
  );
}
