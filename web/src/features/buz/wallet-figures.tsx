'use client';

import { Anchor, Box, Card, SimpleGrid, Stack, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { BuzAmount } from '../../lib/buz';
import type { Wallet } from './types';

const links = {
  staked: '/buz/staking',
  held: '/buz/holds',
  accrued: '/buz/staking',
  waiting: '/buz/earn',
} as const;

/** The balances, the one that can be spent first and largest. */
export function WalletFigures({ wallet }: { wallet: Wallet }) {
  const t = useTranslations('buz.wallet.figures');
  const others = [
    ['staked', wallet.staked],
    ['held', wallet.held],
    ['accrued', wallet.accruedInterest],
    ['waiting', wallet.waiting],
  ] as const;
  return (
    <Card component="section" aria-label={t('label')} p={{ base: 'md', sm: 'xl' }}>
      <Stack gap="lg">
        <Box component="dl" m={0}>
          <Text component="dt" c="dimmed">
            {t('available')}
          </Text>
          <Text component="dd" m={0} fz="clamp(1.8rem, 1.2rem + 2.6vw, 2.75rem)" fw={600} lh={1.2}>
            <BuzAmount amount={wallet.available} />
          </Text>
          <Text component="dd" m={0} size="sm" c="dimmed">
            {t('exactly')} <BuzAmount amount={wallet.available} as="full" />
          </Text>
        </Box>
        <SimpleGrid component="dl" m={0} cols={{ base: 2, md: 4 }}>
          {others.map(([key, amount]) => (
            <div key={key}>
              <Text component="dt" size="sm" c="dimmed">
                {t(key)}
              </Text>
              <Text component="dd" m={0} fw={600} size="lg">
                <BuzAmount amount={amount} />
              </Text>
              <Text component="dd" m={0} size="sm">
                <Anchor component={Link} href={links[key]} inherit>
                  {t(`${key}Link`)}
                </Anchor>
              </Text>
            </div>
          ))}
        </SimpleGrid>
      </Stack>
    </Card>
  );
}
