'use client';

import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { useMoneyFormat } from '../../lib/use-money-format';
import { useSession } from '../../lib/session';
import { DistributionList } from './distribution-list';
import { sharesQuery } from './queries';
import type { SharePlan } from './types';

/** The own share of the revenue and what came of it, for those who do not see all of the money. */
export function OwnMoney({ ventureId }: { ventureId: string }) {
  const t = useTranslations('money.own');
  const shares = useQuery(sharesQuery(ventureId));
  return (
    <>
      <Section title={t('share')} text={t('shareText')}>
        <QueryView query={shares} lines={1}>
          {({ inForce, waiting }) => (
            <Stack gap="xs">
              <OwnShare plan={inForce} />
              {waiting && <Proposed plan={waiting} />}
            </Stack>
          )}
        </QueryView>
      </Section>
      <Section title={t('distributions')} text={t('distributionsText')}>
        <DistributionList ventureId={ventureId} empty={t('noDistributions')} />
      </Section>
    </>
  );
}

function OwnShare({ plan }: { plan: SharePlan | null }) {
  const t = useTranslations('money.own');
  const { date } = useFormat();
  const { part } = useMoneyFormat();
  const { userId } = useSession();
  const line = plan?.lines.find((one) => one.userId === userId);
  if (!plan || !line) return <Text>{t(plan ? 'noShare' : 'noPlan')}</Text>;
  return (
    <>
      <Text fz="xl" fw={600}>
        {t('has', { part: part(line.part) })}
      </Text>
      {plan.effectiveAt && (
        <Text size="sm" c="dimmed">
          {t('since', { date: date(plan.effectiveAt) })}
        </Text>
      )}
    </>
  );
}

function Proposed({ plan }: { plan: SharePlan }) {
  const t = useTranslations('money.own');
  const { part } = useMoneyFormat();
  const { userId } = useSession();
  const line = plan.lines.find((one) => one.userId === userId);
  return <Text size="sm">{line ? t('proposed', { part: part(line.part) }) : t('proposedNone')}</Text>;
}
