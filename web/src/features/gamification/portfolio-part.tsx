'use client';

import { Anchor, Badge, Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useBuzFormat } from '../../lib/buz';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { PlainList } from '../documents/plain-list';
import { PortfolioForm } from './portfolio-form';
import { portfolioQuery, useRefreshGamification } from './queries';
import type { PortfolioItem } from './types';

export function PortfolioPart() {
  const t = useTranslations('gamification.portfolio');
  const format = useFormat();
  const buz = useBuzFormat();
  const query = useQuery(portfolioQuery());
  const [form, setForm] = useState<PortfolioItem | 'new' | null>(null);
  return (
    <QueryView query={query} lines={4}>
      {({ figures, items }) => (
        <Stack gap="lg">
          <Section title={t('title')} text={t('text')}>
            <SimpleGrid cols={{ base: 2, sm: 4 }} component="dl" m={0}>
              {(
                [
                  [t('projects'), format.number(figures.projects)],
                  [t('contributions'), format.number(figures.contributions)],
                  [t('buz'), buz.short(figures.buzEarned)],
                  [t('kinds'), format.number(figures.kindsOfWork)],
                ] as const
              ).map(([label, value]) => (
                <Stack key={label} gap={0}>
                  <Text component="dt" size="sm" c="dimmed">
                    {label}
                  </Text>
                  <Text component="dd" m={0} size="xl" fw={600}>
                    {value}
                  </Text>
                </Stack>
              ))}
            </SimpleGrid>
          </Section>
          <Section title={t('items')} text={t('itemsText')}>
            <Group>
              <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setForm('new')}>
                {t('add')}
              </Button>
            </Group>
            {items.length === 0 ? (
              <Empty title={t('emptyTitle')} text={t('emptyText')} />
            ) : (
              <PlainList label={t('items')}>
                {items.map((item) => (
                  <li key={item.id}>
                    <Item item={item} onEdit={() => setForm(item)} />
                  </li>
                ))}
              </PlainList>
            )}
          </Section>
          {form && <PortfolioForm item={form === 'new' ? null : form} onClose={() => setForm(null)} />}
        </Stack>
      )}
    </QueryView>
  );
}

function Item({ item, onEdit }: { item: PortfolioItem; onEdit: () => void }) {
  const t = useTranslations('gamification.portfolio');
  const refresh = useRefreshGamification();
  const { id, title, description, url, skills } = item;
  const restore = useMutation({
    mutationFn: () => api.gamification.addPortfolioItem({ body: { title, description, url, skills } }),
    onSuccess: refresh,
  });
  const remove = useMutation({
    mutationFn: () => api.gamification.removePortfolioItem({ params: { itemId: id } }),
    onSuccess: () => {
      const notice = `portfolio-${id}`;
      notifications.show({
        id: notice,
        message: (
          <Group gap="sm">
            <Text size="sm">{t('removed', { title })}</Text>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                restore.mutate();
                notifications.hide(notice);
              }}
            >
              {t('undo')}
            </Button>
          </Group>
        ),
      });
      return refresh();
    },
  });
  return (
    <Card component="article" padding="sm" withBorder>
      <Stack gap="xs">
        <Title order={3} size="h5" style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Title>
        {description && <Text size="sm">{description}</Text>}
        {skills.length > 0 && (
          <Group gap={6}>
            {skills.map((skill) => (
              <Badge key={skill}>{skill}</Badge>
            ))}
          </Group>
        )}
        <Group gap="sm">
          {url && (
            <Anchor href={url} target="_blank" rel="noopener noreferrer nofollow" size="sm">
              {t('open')} {new URL(url).host}
            </Anchor>
          )}
          <Button size="compact-sm" variant="default" aria-label={t('editNamed', { title })} onClick={onEdit}>
            {t('edit')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('removeNamed', { title })}
            loading={remove.isPending}
            onClick={() => remove.mutate()}
          >
            {t('remove')}
          </Button>
        </Group>
        <ProblemAlert error={remove.error} />
      </Stack>
    </Card>
  );
}
