'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { moneyHref } from './money-frame';
import { allRoundsQuery } from './queries';
import { RoundBadge } from './round-badge';
import { RoundProgress } from './round-progress';
import type { Round, Standing } from './types';

/** The round that counts now: the one that is open, else the next planned one, else the last. */
export function CurrentRound({ standing }: { standing: Standing }) {
  const t = useTranslations('money.rounds');
  const ventureId = standing.venture.id;
  const rounds = useQuery(allRoundsQuery(ventureId));
  return (
    <Section title={t('current')}>
      <QueryView query={rounds} lines={1}>
        {(items) => {
          const round = currentOf(items);
          return (
            <Stack gap="md">
              {round ? (
                <>
                  <Group gap="sm">
                    <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
                      {round.name}
                    </Text>
                    <Text size="sm" c="dimmed">
                      {t(`kind.${round.kind}`)}
                    </Text>
                    <RoundBadge state={round.state} />
                  </Group>
                  <RoundProgress round={round} />
                </>
              ) : (
                <Text c="dimmed">{t('noneText')}</Text>
              )}
              <Group>
                <Button component={Link} href={moneyHref(ventureId, '/rounds')} variant="default">
                  {t(round || !standing.acts ? 'toRounds' : 'planFirst')}
                </Button>
              </Group>
            </Stack>
          );
        }}
      </QueryView>
    </Section>
  );
}

export function currentOf(rounds: readonly Round[]): Round | undefined {
  return (
    rounds.find(({ state }) => state === 'ACTIVE') ??
    rounds.findLast(({ state }) => state === 'PLANNED') ??
    rounds[0]
  );
}
