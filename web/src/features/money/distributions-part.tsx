'use client';

import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { useIntention } from '../buz/intention';
import { DistributionList } from './distribution-list';
import { distributionHref } from './money-frame';
import { useRefreshMoney } from './queries';
import type { Standing } from './types';

/** Distributions of recognised revenue, and a new one. */
export function DistributionsPart({ standing }: { standing: Standing }) {
  const t = useTranslations('money.distributions');
  const ventureId = standing.venture.id;
  const router = useRouter();
  const refresh = useRefreshMoney(ventureId);
  const intention = useIntention();
  const open = useMutation({
    mutationFn: () => {
      const idempotencyKey = intention.keyOf(ventureId);
      return api.finances.openDistribution({ params: { ventureId }, body: {} }, { idempotencyKey });
    },
    onSuccess: ({ id }) => {
      intention.done();
      void refresh();
      router.push(distributionHref(ventureId, id));
    },
  });
  return (
    <Section title={t('title')} text={t('text')}>
      {standing.acts && (
        <Group>
          <Button loading={open.isPending} onClick={() => open.mutate()}>
            {t('open')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('openHint')}
          </Text>
        </Group>
      )}
      {open.error && <ProblemAlert error={open.error} />}
      <DistributionList ventureId={ventureId} empty={t(standing.acts ? 'none' : 'noneOthers')} />
    </Section>
  );
}
