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
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { useSession } from '../../lib/session';
import { useMoneyFormat } from '../../lib/use-money-format';
import { PlainTable } from '../money/plain-table';
import { plansQuery } from '../subscription/queries';

type Plan = output<typeof subscriptionsWire.plan>;

export function Pricing() {
  const t = useTranslations('public.pricing');
  const format = useFormat();
  const money = useMoneyFormat();
  const query = useQuery(plansQuery());
  return (
    <Page title={t('title')} lead={t('lead')}>
      <QueryView query={query} lines={2}>
        {({ items, trialDays, newPrice, taxes, taxNote }) => (
          <Stack gap="xl">
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" maw={860}>
              {items.map((plan) => (
                <PlanCard key={plan.code} plan={plan} trialDays={trialDays} />
              ))}
            </SimpleGrid>
            {newPrice && (
              <Text maw="68ch">
                {t('newPrice', {
                  price: money.money(newPrice.priceMinor, newPrice.currency),
                  date: format.date(newPrice.from),
                })}
              </Text>
            )}
            {taxes.length > 0 && (
              <Section title={t('taxTitle')} text={t('taxText')}>
                <PlainTable
                  label={t('taxTitle')}
                  items={taxes}
                  keyOf={({ region }) => region}
                  minWidth={360}
                  columns={[
                    { head: t('region'), cell: ({ name }) => name },
                    {
                      head: t('tax'),
                      cell: ({ rates }) =>
                        rates.map(({ kind, percent }) => `${kind} ${money.percent(percent)}`).join(', '),
                    },
                    {
                      head: t('total'),
                      end: true,
                      cell: ({ totalMinor }) => money.money(totalMinor, items[0]?.currency ?? 'CAD'),
                    },
                  ]}
                />
              </Section>
            )}
            <Text size="sm" c="dimmed" maw="68ch">
              {t('small')} {taxNote}
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
  const href = state !== 'signed-in' ? '/register' : free ? '/dashboard' : '/subscription';
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
            ? t(free ? 'toDashboard' : 'toSubscription')
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
