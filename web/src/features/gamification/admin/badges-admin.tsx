'use client';

import { Badge, Button, Group, Stack, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { api } from '../../../lib/api';
import { ReasonModal } from '../../buz-admin/reason-modal';
import { RarityMark } from '../badge-list';
import type { BadgeDefinition } from '../types';
import { BadgeForm } from './badge-form';
import { badgesKey } from './keys';

/** All badges with their rules; new ones are offered here, and old ones withdrawn. */
export function BadgesAdmin() {
  const t = useTranslations('gamification.admin.badges');
  const client = useQueryClient();
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<BadgeDefinition | null>(null);
  const query = useQuery({
    queryKey: badgesKey,
    queryFn: ({ signal }) => api.gamificationAdmin.badgeDefinitions({}, { signal }),
  });
  return (
    <Section title={t('title')} text={t('text')}>
      <QueryView query={query} lines={6}>
        {({ items, facts }) => {
          const words = new Map(facts.map((fact) => [fact.fact, fact.words]));
          return (
            <Stack gap="md">
              <Group>
                <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
                  {t('add')}
                </Button>
              </Group>
              <Table.ScrollContainer minWidth={620} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
                <Table aria-label={t('title')}>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t('name')}</Table.Th>
                      <Table.Th>{t('rule')}</Table.Th>
                      <Table.Th>{t('rarity')}</Table.Th>
                      <Table.Th ta="end">{t('holders')}</Table.Th>
                      <Table.Th>{t('state')}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {items.map((badge) => (
                      <Table.Tr key={badge.code}>
                        <Table.Td>{badge.name}</Table.Td>
                        <Table.Td>
                          <Rule rule={badge.rule} words={words} />
                        </Table.Td>
                        <Table.Td>
                          <RarityMark rarity={badge.rarity} />
                        </Table.Td>
                        <Table.Td ta="end">{badge.holders}</Table.Td>
                        <Table.Td>
                          {badge.state === 'OFFERED' ? (
                            <Button
                              size="compact-sm"
                              variant="default"
                              aria-label={t('withdrawNamed', { name: badge.name })}
                              onClick={() => setLeaving(badge)}
                            >
                              {t('withdraw')}
                            </Button>
                          ) : (
                            <Badge color="gray">{t(`states.${badge.state}`)}</Badge>
                          )}
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
              {adding && <BadgeForm facts={facts} onClose={() => setAdding(false)} />}
            </Stack>
          );
        }}
      </QueryView>
      {leaving && (
        <ReasonModal
          title={t('withdrawNamed', { name: leaving.name })}
          effect={t('withdrawEffect', { name: leaving.name, holders: leaving.holders })}
          confirm={t('withdraw')}
          danger
          run={(reason) =>
            api.gamificationAdmin.withdrawBadge({ params: { code: leaving.code }, body: { reason } })
          }
          onClose={() => setLeaving(null)}
          onDone={({ name }) => {
            notifications.show({ message: t('withdrawn', { name }) });
            void client.invalidateQueries({ queryKey: badgesKey });
          }}
        />
      )}
    </Section>
  );
}

function Rule({ rule, words }: { rule: BadgeDefinition['rule']; words: ReadonlyMap<string, string> }) {
  const t = useTranslations('gamification.admin.badges');
  if (rule.kind === 'STREAK') return <Text size="sm">{t('streak', { days: rule.days })}</Text>;
  const conditions = rule.kind === 'COMPOSITE' ? rule.all : [rule];
  return (
    <Text size="sm">
      {conditions
        .map((condition) => {
          const said = words.get(condition.fact) ?? condition.fact;
          return 'atLeast' in condition
            ? t('atLeast', { need: condition.atLeast, words: said })
            : t('atMost', { need: condition.atMost, words: said });
        })
        .join('; ')}
    </Text>
  );
}
