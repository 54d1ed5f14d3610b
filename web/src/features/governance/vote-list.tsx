'use client';

import { Anchor, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { MoreButton, QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { BuzAmount } from '../../lib/buz';
import { useFormat } from '../../lib/format';

/** Who voted how, by name. */
export function VoteList({ proposalId }: { proposalId: string }) {
  const t = useTranslations('governance');
  const format = useFormat();
  const query = useInfiniteQuery({
    queryKey: ['governance', 'votes', proposalId],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.governance.votes(
        { params: { proposalId }, query: pageParam ? { cursor: pageParam } : {} },
        { signal },
      ),
    getNextPageParam: (page) => page.nextCursor,
  });
  return (
    <QueryView query={query}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0) return <Text c="dimmed">{t('votes.none')}</Text>;
        return (
          <Stack gap="md">
            <Table.ScrollContainer minWidth={520}>
              <Table aria-label={t('votes.title')} verticalSpacing="xs">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">{t('votes.voter')}</Table.Th>
                    <Table.Th scope="col">{t('votes.choice')}</Table.Th>
                    <Table.Th scope="col" ta="end">
                      {t('votes.weight')}
                    </Table.Th>
                    <Table.Th scope="col">{t('votes.at')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {items.map(({ voter, choice, weight, viaDelegate, at }) => (
                    <Table.Tr key={`${voter.userId ?? voter.name} ${viaDelegate?.userId ?? ''}`}>
                      <Table.Td>
                        <PersonName person={voter} />
                        {viaDelegate && (
                          <Text size="xs" c="dimmed">
                            {t('votes.via', { name: viaDelegate.name })}
                          </Text>
                        )}
                      </Table.Td>
                      <Table.Td>{t(`choice.${choice}`)}</Table.Td>
                      <Table.Td ta="end">
                        <BuzAmount amount={weight} bare />
                      </Table.Td>
                      <Table.Td>{format.dateTime(at)}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
            <MoreButton query={query} />
          </Stack>
        );
      }}
    </QueryView>
  );
}

/** A person by name, with the way to the profile when there still is one. */
export function PersonName({ person }: { person: { userId: string | null; name: string } }) {
  if (!person.userId) return person.name;
  return (
    <Anchor component={Link} href={`/people/${person.userId}`} inherit>
      {person.name}
    </Anchor>
  );
}
