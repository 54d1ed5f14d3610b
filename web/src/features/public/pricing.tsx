'use client';

import { Button, Card, Group, List, SimpleGrid, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { subscriptionsWire } from '@smartstart/contract';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { output } from 'zod';
import { Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { useSession } from '../../lib/session';

type Plan = output<typeof subscriptionsWire.plan>;

export function Pricing() {
  const t = useTranslations('public.pricing');
  const query = useQuery({
    queryKey: ['public', 'plans'],
    queryFn: ({ signal }) => api.subscriptions.plans({}, { signal }),
  });
  return (
    <Page title={t('title')} lead={t('lead')}>
      <QueryView query={query} lines={2}>
        {({ items, trialDays }) => (
          <Stack gap="xl">
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" maw={860}>
              {items.map((plan) => (
                <PlanCard key={plan.code} plan={plan} trialDays={trialDays} />
              ))}
            </SimpleGrid>
            <Text size="sm" c="dimmed" maw="68ch">
              {t('small')}
            </Text>
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}

function PlanCard({ plan, trialDays }: { plan: Plan; trialDays: number }) {
  const t = useTranslations('public.pricing');
  const format = useFormat();
  const { state } = useSession();
  const free = plan.priceMinor === 0;
  const href = state === 'signed-in' ? '/dashboard' : '/register';
  return (
    <Card component="section" aria-labelledby={`plan-${plan.code}`} p={{ base: 'lg', sm: 'xl' }}>
      <Stack gap="md" h="100%">
        <Title order={2} id={`plan-${plan.code}`}>
          {plan.name}
        </Title>
        <Group gap="xs" align="baseline">
          <Text ff="heading" fz="2rem" fw={600} lh={1}>
            {free ? t('free') : format.money(plan.priceMinor, plan.currency)}
          </Text>
          {!free && plan.interval && <Text c="dimmed">{t('perMonth')}</Text>}
        </Group>
        <List
          flex={1}
          spacing="xs"
          center
          icon={
            <ThemeIcon size={20} radius="xl" variant="light">
              <IconCheck size={13} aria-hidden />
            </ThemeIcon>
          }
        >
          {plan.features.map((feature) => (
            <List.Item key={feature}>{feature}</List.Item>
          ))}
        </List>
        <Button component={Link} href={href} variant={free ? 'default' : 'filled'}>
          {state === 'signed-in'
            ? t('toDashboard')
            : free
              ? t('startFree')
              : t('startTrial', { days: trialDays })}
        </Button>
        {!free && (
          <Text size="sm" c="dimmed">
            {t('trialNote', { days: trialDays })}
          </Text>
        )}
      </Stack>
    </Card>
  );
}
