'use client';

import { Anchor, Badge, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { PlainTable } from '../money/plain-table';
import { useFigure } from './figures';
import { versionsQuery, type Model, type Version } from './queries';

const shownFigures = ['prAuc', 'auc', 'brier', 'ece'] as const;

/** Every version with what it measured; immutable, the newest first. */
export function VersionsPart({ model }: { model: Model }) {
  const t = useTranslations('models.versions');
  const query = useQuery(versionsQuery(model.name));
  return (
    <Section title={t('title')} text={t('text')}>
      <QueryView query={query}>
        {({ items }) =>
          items.length ? <VersionTable items={items} /> : <Empty title={t('none')} text={t('noneText')} />
        }
      </QueryView>
    </Section>
  );
}

function VersionTable({ items }: { items: readonly Version[] }) {
  const t = useTranslations('models.versions');
  const tFigure = useTranslations('models.figure');
  const { figure } = useFigure();
  const { date } = useFormat();
  const figures = shownFigures.filter((key) => items.some(({ metrics }) => metrics[key] !== undefined));
  return (
    <PlainTable
      label={t('title')}
      items={items}
      keyOf={({ version }) => version}
      minWidth={900}
      columns={[
        {
          head: t('version'),
          cell: (one) => (
            <Anchor component={Link} href={`/admin/models/${one.name}/versions/${one.version}`}>
              {t('versionName', { version: one.version })}
            </Anchor>
          ),
        },
        {
          head: t('state'),
          cell: (one) => (
            <Group gap={4}>
              <Text size="sm">{t(`stateName.${one.state}`)}</Text>
              {one.aliases
                .filter((alias) => alias !== 'champion')
                .map((alias) => (
                  <Badge key={alias} variant="light" h={24}>
                    {t(`alias.${alias}`)}
                  </Badge>
                ))}
            </Group>
          ),
        },
        {
          head: t('gate'),
          cell: (one) => (one.passed === null ? t('ofRelease') : one.passed ? t('passed') : t('notPassed')),
        },
        ...figures.map((key) => ({
          head: tFigure(key),
          end: true,
          cell: (one: Version) => figure(one.metrics[key]),
        })),
        { head: t('data'), cell: (one) => one.data },
        { head: t('registered'), cell: (one) => date(one.registeredAt) },
      ]}
    />
  );
}
