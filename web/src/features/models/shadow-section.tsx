'use client';

import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { useFigure } from './figures';
import { useRefreshModels, type Model, type Version } from './queries';

/** A version that is scored along with the one that serves: compared, and shown to nobody. */
export function ShadowSection({ model, versions }: { model: Model; versions: readonly Version[] }) {
  const t = useTranslations('models.shadow');
  const { figure, percent } = useFigure();
  const refresh = useRefreshModels();
  const [chosen, setChosen] = useState<string | null>(null);
  const set = useMutation({
    mutationFn: (version: string | null) =>
      api.models.setShadow({ params: { name: model.name }, body: { version } }),
    onSuccess: () => void refresh(),
  });
  const others = versions.filter(({ state }) => state !== 'PROMOTED');
  if (!model.learning || model.serving === null || (others.length === 0 && model.shadow === null))
    return null;
  const { shadowComparison: found } = model;
  return (
    <Section title={t('title')} text={t('text')}>
      {model.shadow === null ? (
        <Group align="flex-end">
          <Select
            label={t('version')}
            data={others.map(({ version }) => version)}
            value={chosen}
            onChange={setChosen}
          />
          <Button
            variant="default"
            disabled={chosen === null}
            loading={set.isPending}
            onClick={() => set.mutate(chosen)}
          >
            {t('start')}
          </Button>
        </Group>
      ) : (
        <Stack gap="xs" align="flex-start">
          <Text>{t('runs', { version: model.shadow })}</Text>
          {found && found.rows > 0 ? (
            <Text size="sm">
              {t('found', {
                rows: found.rows,
                served: percent(found.meanServed),
                shadow: percent(found.meanShadow),
                gap: figure(found.meanGap),
                far: percent(found.farApart),
              })}
            </Text>
          ) : (
            <Text size="sm">{t('nothingYet')}</Text>
          )}
          {found && found.settled > 0 && (
            <Text size="sm">
              {t('settled', {
                count: found.settled,
                served: figure(found.brierServed),
                shadow: figure(found.brierShadow),
              })}
            </Text>
          )}
          <Button variant="default" loading={set.isPending} onClick={() => set.mutate(null)}>
            {t('end')}
          </Button>
        </Stack>
      )}
      {set.error && <ProblemAlert error={set.error} />}
    </Section>
  );
}
