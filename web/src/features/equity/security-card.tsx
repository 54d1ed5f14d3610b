'use client';

import { Anchor, Badge, Button, Card, Group, Menu, Stack, Text, Title } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Figure, Figures } from '../buz/figures';
import { actsOn } from './acts';
import { equityHref } from './equity-frame';
import { Explained } from './help-tip';
import type { CapTable, Security, Standing } from './types';
import { useEquityFormat } from './use-equity-format';
import { VestingChart } from './vesting-chart';

interface SecurityCardProps {
  readonly security: Security;
  readonly table: CapTable;
  readonly standing: Standing;
}

/** One certificate, grant, warrant or convertible, with what it rests on and how it vests. */
export function SecurityCard({ security, table, standing }: SecurityCardProps) {
  const t = useTranslations('equity.security');
  const format = useEquityFormat();
  const className = table.classes.find(({ id }) => id === security.classId)?.name;
  const plan = table.plans.find(({ id }) => id === security.planId)?.name;
  const terms = table.terms.find(({ id }) => id === security.termsId);
  const convertible = security.kind === 'CONVERTIBLE';
  const currency = security.price?.currency ?? table.currency;
  return (
    <Card component="article" aria-labelledby={`security-${security.id}`} p={{ base: 'md', sm: 'lg' }}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start">
          <Group gap="sm">
            <Title order={2} id={`security-${security.id}`} size="h3">
              {security.customId}
            </Title>
            <Badge color="gray">{t(`kinds.${security.kind}`)}</Badge>
          </Group>
          {standing.acts && <ActMenu security={security} ventureId={table.ventureId} />}
        </Group>
        <Figures>
          {className && <Figure label={t('class')}>{className}</Figure>}
          {plan && <Figure label={t('plan')}>{plan}</Figure>}
          <Figure label={t('issued')}>{format.day(security.issued)}</Figure>
          {security.ended && <Figure label={t('ended')}>{format.day(security.ended)}</Figure>}
          <Figure label={t(convertible ? 'amount' : 'shares')} strong>
            {convertible
              ? format.money({ amount: security.shares, currency })
              : format.count(security.shares)}
          </Figure>
          {!convertible && <Figure label={t('vested')}>{format.count(security.vested)}</Figure>}
          {security.price && <Figure label={t('price')}>{format.money(security.price)}</Figure>}
          <Figure label={t('restsOn')}>
            {security.documentId ? (
              <Anchor component={Link} href={`/documents/${security.documentId}`} inherit>
                {t('document')}
              </Anchor>
            ) : (
              t('imported')
            )}
          </Figure>
        </Figures>
        {!convertible &&
          (security.schedule.length > 0 ? (
            <VestingChart security={security} />
          ) : (
            <Text size="sm" c="dimmed">
              {terms ? t('noDates', { terms: terms.name }) : t('atOnce')}{' '}
              <Explained term="vesting"> </Explained>
            </Text>
          ))}
        {terms && terms.milestones.length > 0 && (
          <Text size="sm">
            {t('milestones', { list: terms.milestones.map(({ title }) => title).join(', ') })}
          </Text>
        )}
      </Stack>
    </Card>
  );
}

function ActMenu({ security, ventureId }: { security: Security; ventureId: string }) {
  const t = useTranslations('equity');
  const query = `&holder=${encodeURIComponent(security.stakeholderId)}&security=${encodeURIComponent(security.id)}`;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={t('security.changeNamed', { name: security.customId })}
        >
          {t('security.change')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {actsOn(security.kind).map((act) => (
          <Menu.Item key={act} component={Link} href={equityHref(ventureId, `/change?act=${act}${query}`)}>
            {t(`acts.${act}.label`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
