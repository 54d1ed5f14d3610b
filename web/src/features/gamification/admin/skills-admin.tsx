'use client';

import { NativeSelect, Stack, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Empty } from '../../../components/page';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { api } from '../../../lib/api';
import { ProblemAlert } from '../../../lib/problem';
import { SkillChecks } from './skill-checks';

const key = ['gamification', 'admin', 'skills'];
const grades = ['1', '2', '3', '4', '5'];

export function SkillsAdmin() {
  const t = useTranslations('gamification.admin.skills');
  const words = useTranslations('gamification.skills');
  const client = useQueryClient();
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.gamificationAdmin.skillRatings({}, { signal }),
  });
  const rate = useMutation({
    mutationFn: (body: { name: string; complexity: number }) => api.gamificationAdmin.rateSkill({ body }),
    onSuccess: ({ name, complexity }) => {
      notifications.show({ message: t('rated', { skill: name, complexity }), color: 'fir' });
      return client.invalidateQueries({ queryKey: key });
    },
  });
  return (
    <Stack gap="lg">
      <Section title={t('title')} text={t('text')}>
        <ProblemAlert error={rate.error} />
        <QueryView query={query} lines={4}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t('emptyTitle')} text={t('emptyText')} />
            ) : (
              <Table.ScrollContainer minWidth={420} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
                <Table aria-label={t('title')}>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{words('skill')}</Table.Th>
                      <Table.Th ta="end">{words('asked')}</Table.Th>
                      <Table.Th ta="end">{words('demand')}</Table.Th>
                      <Table.Th>{words('complexity')}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {items.map(({ name, openOpportunities, demand, complexity }) => (
                      <Table.Tr key={name}>
                        <Table.Td>
                          <Text size="sm">{name}</Text>
                        </Table.Td>
                        <Table.Td ta="end">{openOpportunities}</Table.Td>
                        <Table.Td ta="end">{demand}</Table.Td>
                        <Table.Td>
                          <NativeSelect
                            aria-label={t('rate', { skill: name })}
                            w={150}
                            value={complexity === null ? '' : String(complexity)}
                            data={[
                              ...(complexity === null ? [{ value: '', label: words('unrated') }] : []),
                              ...grades.map((value) => ({ value, label: value })),
                            ]}
                            onChange={({ currentTarget: { value } }) =>
                              value && rate.mutate({ name, complexity: Number(value) })
                            }
                          />
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
            )
          }
        </QueryView>
      </Section>
      <SkillChecks />
    </Stack>
  );
}
