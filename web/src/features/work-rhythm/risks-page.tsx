'use client';

import { Button, Grid, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { workWire } from '@smartstart/contract';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { PlainList } from '../documents/plain-list';
import { useWorkRights } from '../work/queries';
import { WorkFrame } from '../work/work-frame';
import { DoneNote, type Done } from './done-note';
import { risksQuery } from './queries';
import { RiskCard } from './risk-card';
import { AddRisk, EditRisk } from './risk-form';
import { inCell, RiskMatrix, type Cell } from './risk-matrix';
import { useScale } from './scales';
import type { Risk, RiskState } from './types';

/** Cards that are shown at once; a venture may keep a thousand risks. */
const step = 25;

/** `/ventures/[id]/work/risks`: what may go wrong, how grave that is, and who looks after it. */
export function RisksPage({ ventureId }: { ventureId: string }) {
  const t = useTranslations('workRhythm.risks');
  return (
    <WorkFrame ventureId={ventureId} title={t('title')} lead={t('lead')}>
      {() => <Risks ventureId={ventureId} />}
    </WorkFrame>
  );
}

function Risks({ ventureId }: { ventureId: string }) {
  const t = useTranslations('workRhythm.risks');
  const may = useWorkRights(ventureId);
  const risks = useQuery(risksQuery(ventureId));
  const [adding, setAdding] = useState(false);
  const [done, setDone] = useState<Done | null>(null);
  const tell = (text: string, undo?: () => Promise<unknown>) =>
    setDone((before) => ({ key: (before?.key ?? 0) + 1, text, ...(undo ? { undo } : {}) }));
  const add = may('work') && (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  );
  return (
    <>
      {done && <DoneNote done={done} onClose={() => setDone(null)} />}
      <QueryView query={risks}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t('emptyTitle')} text={t(may('work') ? 'emptyText' : 'emptyRead')} action={add} />
          ) : (
            <>
              {add && <Group>{add}</Group>}
              <MatrixAndList ventureId={ventureId} all={all} onStep={tell} />
            </>
          )
        }
      </QueryView>
      {adding && (
        <AddRisk
          ventureId={ventureId}
          onClose={() => setAdding(false)}
          onDone={({ title }) => {
            setAdding(false);
            tell(t('did.add', { title }));
          }}
        />
      )}
    </>
  );
}

interface MatrixAndListProps {
  readonly ventureId: string;
  readonly all: readonly Risk[];
  readonly onStep: (text: string, undo?: () => Promise<unknown>) => void;
}

/** The matrix, and the list of the state and the field chosen in it. */
function MatrixAndList({ ventureId, all, onStep }: MatrixAndListProps) {
  const t = useTranslations('workRhythm.risks');
  const impact = useScale('impact');
  const probability = useScale('probability');
  const client = useQueryClient();
  const [state, setState] = useState<RiskState | 'ALL'>('OPEN');
  const [chosen, setCell] = useState<Cell | null>(null);
  const [shown, setShown] = useState(step);
  const [edited, setEdited] = useState<Risk | null>(null);
  const ofState = all.filter((risk) => state === 'ALL' || risk.state === state);
  // A field whose last risk has moved elsewhere shows nothing any more.
  const cell = chosen && ofState.some((risk) => inCell(risk, chosen)) ? chosen : null;
  const listed = cell ? ofState.filter((risk) => inCell(risk, cell)) : ofState;
  const latest = async (id: string) =>
    (await client.fetchQuery({ ...risksQuery(ventureId), staleTime: 0 })).find((risk) => risk.id === id) ??
    null;
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, lg: 6 }}>
        <Section title={t('matrix.title')} text={t('matrix.text')}>
          <RiskMatrix
            risks={ofState}
            caption={t('matrix.caption', { state, count: ofState.length })}
            chosen={cell}
            onChoose={setCell}
          />
        </Section>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 6 }}>
        <Stack gap="sm">
          <Group align="flex-end" justify="space-between">
            <NativeSelect
              label={t('filter')}
              value={state}
              onChange={({ currentTarget: { value } }) => {
                setState(value as RiskState | 'ALL');
                setCell(null);
              }}
              data={[
                ...workWire.riskState.options.map((value) => ({ value, label: t(`state.${value}`) })),
                { value: 'ALL', label: t('all') },
              ]}
            />
            {cell && (
              <Button variant="subtle" size="xs" onClick={() => setCell(null)}>
                {t('wholeMatrix')}
              </Button>
            )}
          </Group>
          <Text size="sm" c="dimmed" role="status">
            {cell
              ? t('inCell', {
                  count: listed.length,
                  impact: impact.word(cell.impact),
                  probability: probability.word(cell.probability),
                })
              : t('count', { count: listed.length })}
          </Text>
          {listed.length === 0 && <Text>{t('noneOfState')}</Text>}
          <PlainList label={t('title')}>
            {listed.slice(0, shown).map((risk) => (
              <li key={risk.id}>
                <RiskCard ventureId={ventureId} risk={risk} onEdit={() => setEdited(risk)} onStep={onStep} />
              </li>
            ))}
          </PlainList>
          {listed.length > shown && (
            <Group justify="center">
              <Button variant="default" onClick={() => setShown(shown + step)}>
                {t('more')}
              </Button>
            </Group>
          )}
        </Stack>
      </Grid.Col>
      {edited && (
        <EditRisk
          ventureId={ventureId}
          risk={edited}
          latest={() => latest(edited.id)}
          onClose={() => setEdited(null)}
        />
      )}
    </Grid>
  );
}
