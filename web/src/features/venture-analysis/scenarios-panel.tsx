'use client';

import { Alert, Badge, Button, Card, Group, Stack, Text } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useMutation, type UseQueryResult } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api, newKey } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { PlainList } from '../documents/plain-list';
import { etagOf } from '../money/types';
import { countOf, isSame } from './assumptions';
import { useRights } from './rights';
import { useRefreshStanding } from './queries';
import { NameScenario } from './scenario-name';
import type { Assumptions, Scenario, Standing } from './types';

interface ScenariosPanelProps {
  readonly standing: Standing;
  readonly scenarios: UseQueryResult<{ items: Scenario[]; most: number }>;
  readonly assumed: Assumptions;
  readonly opened: Scenario | null;
  /** The one the fan is compared with. */
  readonly compared: string | null;
  readonly onOpen: (scenario: Scenario) => void;
  readonly onSaved: (scenario: Scenario | null) => void;
  readonly onCompare: (scenarioId: string) => void;
}

/** Assumptions that were saved: open, compare, save again, rename, delete with a way back. */
export function ScenariosPanel(props: ScenariosPanelProps) {
  const { standing, scenarios, assumed, opened, onSaved } = props;
  const t = useTranslations('standing.scenarios');
  const ventureId = standing.venture.id;
  const saves = useRights(ventureId).includes('SAVE');
  const refresh = useRefreshStanding(ventureId);
  const [naming, setNaming] = useState<'new' | Scenario | null>(null);
  const [gone, setGone] = useState<readonly Scenario[]>([]);
  const [said, say] = useState('');
  const replace = useMutation({
    mutationFn: ({ id, version }: Scenario) =>
      api.ventureAnalysis.editScenario(
        { params: { ventureId, scenarioId: id }, body: { assumptions: assumed } },
        { ifMatch: etagOf({ version }) },
      ),
    onSuccess: (scenario) => {
      onSaved(scenario);
      say(t('saved', { name: scenario.name }));
    },
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: ({ id }: Scenario) =>
      api.ventureAnalysis.removeScenario({ params: { ventureId, scenarioId: id } }),
    onSuccess: (_, scenario) => {
      setGone((before) => [...before, scenario]);
      say('');
      if (opened?.id === scenario.id) onSaved(null);
      return refresh();
    },
  });
  const restore = useMutation({
    mutationFn: ({ name, assumptions }: Scenario) =>
      api.ventureAnalysis.saveScenario(
        { params: { ventureId }, body: { name, assumptions } },
        { idempotencyKey: newKey() },
      ),
    onSuccess: (_, scenario) => {
      setGone((before) => before.filter(({ id }) => id !== scenario.id));
      return refresh();
    },
  });
  return (
    <Section title={t('title')} text={t(saves ? 'text' : 'textRead')}>
      {saves && (
        <Group>
          <Button
            leftSection={<IconDeviceFloppy size={18} aria-hidden />}
            disabled={(scenarios.data?.items.length ?? 0) >= (scenarios.data?.most ?? 1)}
            onClick={() => setNaming('new')}
          >
            {t('save')}
          </Button>
        </Group>
      )}
      <div role="status">
        {said && <Text size="sm">{said}</Text>}
        {gone.map((scenario) => (
          <GoneNote
            key={scenario.id}
            name={scenario.name}
            busy={restore.isPending && restore.variables.id === scenario.id}
            onUndo={() => restore.mutate(scenario)}
          />
        ))}
      </div>
      {hasCode(replace.error, 'EDIT_CONFLICT') ? (
        <Alert color="orange" role="alert" title={t('conflictTitle')}>
          {t('conflict')}
        </Alert>
      ) : (
        <ProblemAlert error={replace.error} />
      )}
      <ProblemAlert error={remove.error ?? restore.error} />
      <QueryView query={scenarios}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t(saves ? 'none' : 'noneRead')}
            </Text>
          ) : (
            <PlainList label={t('title')}>
              {items.map((scenario) => (
                <li key={scenario.id}>
                  <OneScenario
                    {...props}
                    scenario={scenario}
                    saves={saves}
                    busy={replace.isPending || remove.isPending}
                    onReplace={() => replace.mutate(scenario)}
                    onRename={() => setNaming(scenario)}
                    onRemove={() => remove.mutate(scenario)}
                  />
                </li>
              ))}
            </PlainList>
          )
        }
      </QueryView>
      {naming !== null && (
        <NameScenario
          ventureId={ventureId}
          scenario={naming === 'new' ? null : naming}
          assumptions={assumed}
          onClose={() => setNaming(null)}
          onDone={(scenario) => {
            if (naming === 'new' || opened?.id === scenario.id) onSaved(scenario);
            say(t(naming === 'new' ? 'saved' : 'renamed', { name: scenario.name }));
            setNaming(null);
            void refresh();
          }}
        />
      )}
    </Section>
  );
}

/** The button that had the focus is gone with its row; the way back is where one goes on. */
function GoneNote({ name, busy, onUndo }: { name: string; busy: boolean; onUndo: () => void }) {
  const t = useTranslations('standing.scenarios');
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => undo.current?.focus(), []);
  return (
    <Alert color="gray" p="xs" mt="xs">
      <Group justify="space-between" gap="xs">
        <Text size="sm">{t('gone', { name })}</Text>
        <Button
          ref={undo}
          size="xs"
          variant="default"
          loading={busy}
          aria-label={t('undoNamed', { name })}
          onClick={onUndo}
        >
          {t('undo')}
        </Button>
      </Group>
    </Alert>
  );
}

interface OneScenarioProps extends ScenariosPanelProps {
  readonly scenario: Scenario;
  readonly saves: boolean;
  readonly busy: boolean;
  readonly onReplace: () => void;
  readonly onRename: () => void;
  readonly onRemove: () => void;
}

function OneScenario(props: OneScenarioProps) {
  const { scenario, saves, busy, assumed, opened, compared, onOpen, onCompare } = props;
  const t = useTranslations('standing.scenarios');
  const format = useFormat();
  const { id, name, assumptions, createdBy, updatedAt } = scenario;
  const isOpen = opened?.id === id;
  const changed = isOpen && !isSame(assumptions, assumed);
  return (
    <Card p="sm" component="article" aria-label={name}>
      <Group justify="space-between" gap="sm">
        <Stack gap={2} flex="1 1 14rem" miw={0}>
          <Group gap="xs">
            <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
              {name}
            </Text>
            {isOpen && <Badge>{t(changed ? 'openChanged' : 'open')}</Badge>}
            {compared === id && <Badge color="orange">{t('compared')}</Badge>}
          </Group>
          <Text size="sm" c="dimmed">
            {t('line', { count: countOf(assumptions), by: createdBy, date: format.date(updatedAt) })}
          </Text>
        </Stack>
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            aria-label={t('openNamed', { name })}
            onClick={() => onOpen(scenario)}
          >
            {t('openIt')}
          </Button>
          <Button
            size="xs"
            variant="default"
            aria-label={t('compareNamed', { name })}
            disabled={compared === id}
            onClick={() => onCompare(id)}
          >
            {t('compare')}
          </Button>
          {saves && (
            <>
              {changed && (
                <Button
                  size="xs"
                  loading={busy}
                  aria-label={t('replaceNamed', { name })}
                  onClick={props.onReplace}
                >
                  {t('replace')}
                </Button>
              )}
              <Button
                size="xs"
                variant="default"
                aria-label={t('renameNamed', { name })}
                onClick={props.onRename}
              >
                {t('rename')}
              </Button>
              <Button
                size="xs"
                variant="default"
                disabled={busy}
                aria-label={t('removeNamed', { name })}
                onClick={props.onRemove}
              >
                {t('remove')}
              </Button>
            </>
          )}
        </Group>
      </Group>
    </Card>
  );
}
