'use client';

import { ActionIcon, Badge, Button, Group, Menu, NativeSelect, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconDots } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { MoreButton, QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useMoneyFormat } from '../../lib/use-money-format';
import { ConfirmModal } from '../ventures/confirm-modal';
import { InvestorModal } from './investor-modal';
import { PlainTable } from './plain-table';
import { investorsQuery, useRefreshMoney } from './queries';
import { interests, type Interest, type Investor, type Round, type Standing } from './types';

const colours: Record<Interest, string> = { HIGH: 'green', MEDIUM: 'blue', LOW: 'gray' };

interface InvestorsSectionProps {
  readonly standing: Standing;
  readonly rounds: readonly Round[];
  readonly books: string | null;
  readonly roundId: string | null;
  readonly onRound: (roundId: string | null) => void;
}

/** Those who may put money in, of one round or of all. */
export function InvestorsSection({ standing, rounds, books, roundId, onRound }: InvestorsSectionProps) {
  const t = useTranslations('money.investors');
  const [interest, setInterest] = useState<Interest | null>(null);
  const [open, setOpen] = useState<Investor | 'new' | null>(null);
  const investors = useInfiniteQuery(investorsQuery(standing.venture.id, { roundId, interest }));
  const filtered = roundId !== null || interest !== null;
  return (
    <Section title={t('title')} text={t('text')}>
      <Group align="flex-end" gap="md">
        <NativeSelect
          label={t('round')}
          value={roundId ?? ''}
          onChange={({ currentTarget }) => onRound(currentTarget.value || null)}
          data={[
            { value: '', label: t('allRounds') },
            ...rounds.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <NativeSelect
          label={t('interestLabel')}
          value={interest ?? ''}
          onChange={({ currentTarget }) => setInterest((currentTarget.value || null) as Interest | null)}
          data={[
            { value: '', label: t('anyInterest') },
            ...interests.map((value) => ({ value, label: t(`interest.${value}`) })),
          ]}
        />
        {standing.acts && <Button onClick={() => setOpen('new')}>{t('add')}</Button>}
      </Group>
      <QueryView query={investors}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0)
            return <Text c="dimmed">{t(filtered ? 'noneHere' : standing.acts ? 'none' : 'noneOthers')}</Text>;
          return (
            <Stack gap="md">
              <Rows items={items} rounds={rounds} standing={standing} onEdit={setOpen} />
              <MoreButton query={investors} />
            </Stack>
          );
        }}
      </QueryView>
      {open && (
        <InvestorModal
          ventureId={standing.venture.id}
          books={books}
          rounds={rounds}
          roundId={roundId}
          investor={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </Section>
  );
}

interface RowsProps {
  readonly items: readonly Investor[];
  readonly rounds: readonly Round[];
  readonly standing: Standing;
  readonly onEdit: (investor: Investor) => void;
}

function Rows({ items, rounds, standing, onEdit }: RowsProps) {
  const t = useTranslations('money.investors');
  const format = useMoneyFormat();
  const refresh = useRefreshMoney(standing.venture.id);
  const [removing, setRemoving] = useState<Investor | null>(null);
  return (
    <>
      <PlainTable
        label={t('title')}
        minWidth={760}
        items={items}
        keyOf={({ id }) => id}
        columns={[
          {
            head: t('field.name'),
            cell: ({ name, contact, note }) => (
              <>
                <Text size="sm" fw={600}>
                  {name}
                </Text>
                {contact && (
                  <Text size="sm" c="dimmed">
                    {contact}
                  </Text>
                )}
                {note && <Text size="sm">{note}</Text>}
              </>
            ),
          },
          {
            head: t('field.interest'),
            cell: ({ interest }) => (
              <Badge color={colours[interest]} miw="max-content">
                {t(`interest.${interest}`)}
              </Badge>
            ),
          },
          {
            head: t('round'),
            cell: ({ roundId }) => rounds.find(({ id }) => id === roundId)?.name ?? t('noRound'),
          },
          {
            head: t('field.promisedMinor'),
            end: true,
            cell: ({ promisedMinor, currency }) => format.money(promisedMinor, currency),
          },
          {
            head: t('field.receivedMinor'),
            end: true,
            cell: ({ receivedMinor, currency }) => format.money(receivedMinor, currency),
          },
          ...(standing.acts
            ? [
                {
                  head: t('actions'),
                  end: true,
                  cell: (investor: Investor) => (
                    <Menu position="bottom-end">
                      <Menu.Target>
                        <ActionIcon
                          variant="subtle"
                          color="gray"
                          c="inherit"
                          size="lg"
                          aria-label={t('menu', { name: investor.name })}
                        >
                          <IconDots size={18} aria-hidden />
                        </ActionIcon>
                      </Menu.Target>
                      <Menu.Dropdown>
                        <Menu.Item onClick={() => onEdit(investor)}>{t('edit')}</Menu.Item>
                        <Menu.Item onClick={() => setRemoving(investor)}>{t('remove')}</Menu.Item>
                      </Menu.Dropdown>
                    </Menu>
                  ),
                },
              ]
            : []),
        ]}
      />
      {removing && (
        <ConfirmModal
          title={t('removeTitle', { name: removing.name })}
          text={t('removeText')}
          confirm={t('remove')}
          danger
          run={async () => {
            const params = { ventureId: standing.venture.id, investorId: removing.id };
            await api.finances.removeInvestor({ params });
            await refresh();
          }}
          onClose={() => setRemoving(null)}
        />
      )}
    </>
  );
}
