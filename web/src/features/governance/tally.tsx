'use client';

import { Progress, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { parseBuz, writeBuz } from '@smartstart/units';
import { useTranslations } from 'next-intl';
import { BuzAmount, useBuzFormat } from '../../lib/buz';
import { useFormat } from '../../lib/format';
import type { Proposal } from './queries';

const choices = ['FOR', 'AGAINST', 'ABSTAIN'] as const;
const field = { FOR: 'for', AGAINST: 'against', ABSTAIN: 'abstain' } as const;
const colour = { FOR: 'fir', AGAINST: 'red', ABSTAIN: 'gray.5' } as const;

/** How the votes stand: a bar for the eye, the figures beside it, and how far the quorum is. */
export function Tally({ tally }: { tally: NonNullable<Proposal['tally']> }) {
  const t = useTranslations('governance');
  const { locale } = useFormat();
  const format = useBuzFormat();
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const weights = choices.map((choice) => ({ choice, weight: parseBuz(tally[field[choice]]) }));
  const all = weights.reduce((sum, { weight }) => sum + weight, 0n);
  const quorum = parseBuz(tally.quorum);
  const quorumShare = Math.min(1, share(all, quorum));
  return (
    <Stack gap="md">
      <Progress.Root size={24} aria-hidden>
        {weights.map(({ choice, weight }) => (
          <Progress.Section
            key={choice}
            value={share(weight, all) * 100}
            color={colour[choice]}
            withAria={false}
          />
        ))}
      </Progress.Root>
      <Table aria-label={t('tally.title')} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('tally.choice')}</Table.Th>
            <Table.Th scope="col" ta="end">
              BUZ
            </Table.Th>
            <Table.Th scope="col" ta="end">
              {t('tally.share')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {weights.map(({ choice, weight }) => (
            <Table.Tr key={choice}>
              <Table.Td>
                <span
                  aria-hidden
                  style={{
                    display: 'inline-block',
                    width: 12,
                    height: 12,
                    borderRadius: 3,
                    marginInlineEnd: 8,
                    background: `var(--mantine-color-${colour[choice].replace('.', '-')}${colour[choice].includes('.') ? '' : '-filled'})`,
                  }}
                />
                {t(`choice.${choice}`)}
              </Table.Td>
              <Table.Td ta="end">
                <BuzAmount amount={tally[field[choice]]} bare />
              </Table.Td>
              <Table.Td ta="end">{percent.format(share(weight, all))}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <div>
        <Text size="sm" fw={600}>
          {tally.reached ? t('tally.quorumReached') : t('tally.quorum')}
        </Text>
        <Progress
          value={quorumShare * 100}
          color={tally.reached ? 'fir' : 'orange'}
          aria-label={t('tally.quorumLabel')}
          my={6}
        />
        <Text size="sm">
          {t('tally.quorumText', {
            votes: format.short(writeBuz(all)),
            quorum: format.short(tally.quorum),
          })}
          <VisuallyHidden>{percent.format(quorumShare)}</VisuallyHidden>
        </Text>
      </div>
    </Stack>
  );
}

/** A share for drawing, to a hundredth of a percent; the amounts themselves stay whole numbers. */
function share(part: bigint, whole: bigint): number {
  return whole === 0n ? 0 : Number((part * 10_000n) / whole) / 10_000;
}
