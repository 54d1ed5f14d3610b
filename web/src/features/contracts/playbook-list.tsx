'use client';

import { Badge, Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { ConfirmModal } from '../ventures/confirm-modal';
import { playbooksQuery, type Playbook } from './queries';

/** What comes with the platform, and what one made of it. */
export function PlaybookList() {
  const t = useTranslations('contracts.playbooks');
  const playbooks = useQuery(playbooksQuery());
  const client = useQueryClient();
  const [removing, setRemoving] = useState<Playbook | null>(null);
  return (
    <Section title={t('title')} text={t('lead')}>
      <QueryView query={playbooks}>
        {({ items }) => (
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
            {items.map((playbook) => (
              <Card key={playbook.id} withBorder component="article">
                <Stack gap="xs" h="100%" justify="space-between">
                  <Stack gap={4}>
                    <Title order={3}>{playbook.name}</Title>
                    <Badge variant="light" color={playbook.shipped ? 'gray' : 'blue'}>
                      {playbook.shipped ? t('shipped') : t('own')}
                    </Badge>
                    <Text size="sm" c="dimmed">
                      {t('rules', { count: playbook.rules.length })}
                    </Text>
                  </Stack>
                  <Group>
                    <Button
                      component={Link}
                      href={`/contracts/playbooks/${playbook.id}`}
                      variant="default"
                      aria-label={t('named', {
                        act: playbook.shipped ? t('copy') : t('edit'),
                        name: playbook.name,
                      })}
                    >
                      {playbook.shipped ? t('copy') : t('edit')}
                    </Button>
                    {!playbook.shipped && (
                      <Button
                        variant="subtle"
                        color="red"
                        aria-label={t('named', { act: t('remove'), name: playbook.name })}
                        onClick={() => setRemoving(playbook)}
                      >
                        {t('remove')}
                      </Button>
                    )}
                  </Group>
                </Stack>
              </Card>
            ))}
          </SimpleGrid>
        )}
      </QueryView>
      {removing && (
        <ConfirmModal
          title={t('removeTitle')}
          text={t('removeText', { name: removing.name })}
          confirm={t('remove')}
          danger
          run={async () => {
            await api.contractReview.removePlaybook({ params: { playbookId: removing.id } });
            await client.invalidateQueries({ queryKey: ['contracts', 'playbooks'] });
          }}
          onClose={() => setRemoving(null)}
          onDone={() => notifications.show({ message: t('removed') })}
        />
      )}
    </Section>
  );
}
