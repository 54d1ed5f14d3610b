'use client';

import { Alert, Button, Group, List, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconArrowLeft } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import type { equityWire } from '@smartstart/contract';
import { ProblemAlert } from '../../lib/problem';
import { signDocumentHref } from '../documents/links';
import { ActCheck } from './act-check';
import { ActChooser } from './act-chooser';
import { emptyDraft, type ActDraft } from './act-draft';
import { ActForm } from './act-form';
import { isActName, type ActName } from './acts';
import { EquityFrame, equityHref } from './equity-frame';
import { NoTable } from './no-table';
import { tableQuery } from './queries';
import type { CapTable, Preview, Proposal, Standing } from './types';

interface ChangePageProps {
  readonly ventureId: string;
  readonly act: string | null;
  readonly holder: string | null;
  readonly security: string | null;
}

/** `/ventures/[id]/equity/change`: choose what, fill in, see what would change and who has to agree, send. */
export function ChangePage({ ventureId, act, holder, security }: ChangePageProps) {
  const t = useTranslations('equity');
  const chosen = isActName(act) ? act : null;
  const crumbs = chosen ? [{ label: t('change.title'), href: equityHref(ventureId, '/change') }] : [];
  return (
    <EquityFrame
      ventureId={ventureId}
      title={chosen ? t(`acts.${chosen}.label`) : t('change.title')}
      lead={chosen ? t(`acts.${chosen}.text`) : t('change.lead')}
      crumbs={crumbs}
      only="owner"
    >
      {(standing) => (
        <Content
          key={`${chosen} ${holder} ${security}`}
          standing={standing}
          act={chosen}
          given={{ holder, security }}
        />
      )}
    </EquityFrame>
  );
}

interface Given {
  readonly holder: string | null;
  readonly security: string | null;
}

function Content({ standing, act, given }: { standing: Standing; act: ActName | null; given: Given }) {
  const router = useRouter();
  const ventureId = standing.venture.id;
  const table = useQuery(tableQuery(ventureId));
  if (table.error) return <ProblemAlert error={table.error} onRetry={() => void table.refetch()} />;
  if (table.data === undefined) return <Skeleton height={320} aria-hidden />;
  if (table.data === null) return <NoTable standing={standing} />;
  if (act === null)
    return <ActChooser onChoose={(one) => router.push(equityHref(ventureId, `/change?act=${one}`))} />;
  return <Steps standing={standing} table={table.data} act={act} given={given} />;
}

interface StepsProps {
  readonly standing: Standing;
  readonly table: CapTable;
  readonly act: ActName;
  readonly given: Given;
}

type Step =
  | { at: 'form' }
  | { at: 'check'; act: equityWire.EquityAct; preview: Preview; date: string | undefined }
  | { at: 'done'; summary: string; proposal: Proposal | null; people: readonly string[] };

function Steps({ standing, table, act, given }: StepsProps) {
  const t = useTranslations('equity.change');
  const ventureId = standing.venture.id;
  const [draft, setDraft] = useState<ActDraft>(() => begun(given, table));
  const [date, setDate] = useState('');
  const [step, setStep] = useState<Step>({ at: 'form' });
  if (step.at === 'done')
    return (
      <Done
        ventureId={ventureId}
        step={step}
        onAgain={() => {
          setDraft(begun(given, table));
          setStep({ at: 'form' });
        }}
      />
    );
  if (step.at === 'check')
    return (
      <ActCheck
        standing={standing}
        act={step.act}
        preview={step.preview}
        date={step.date}
        onBack={() => setStep({ at: 'form' })}
        onDone={(proposal) =>
          setStep({
            at: 'done',
            summary: step.preview.summary,
            proposal,
            people: step.preview.needsConsentOf.map(({ name }) => name),
          })
        }
      />
    );
  return (
    <>
      <Group>
        <Button
          component={Link}
          href={equityHref(ventureId, '/change')}
          variant="subtle"
          size="compact-sm"
          leftSection={<IconArrowLeft size={16} aria-hidden />}
        >
          {t('other')}
        </Button>
      </Group>
      <ActForm
        standing={standing}
        table={table}
        name={act}
        draft={draft}
        onDraft={setDraft}
        date={date}
        onDate={setDate}
        onReady={(ready, preview) =>
          setStep({ at: 'check', act: ready, preview, date: date === '' ? undefined : date })
        }
      />
    </>
  );
}

/** What the address names is filled in already, and the class where there is only one. */
function begun({ holder, security }: Given, { classes }: CapTable): ActDraft {
  const text = classes.length === 1 ? { classId: classes[0]!.id } : {};
  if (holder === null) return { ...emptyDraft, text };
  return security === null
    ? { ...emptyDraft, text: { ...text, stakeholderId: holder } }
    : { ...emptyDraft, owner: holder, text: { ...text, securityId: security } };
}

interface DoneProps {
  readonly ventureId: string;
  readonly step: Extract<Step, { at: 'done' }>;
  readonly onAgain: () => void;
}

function Done({ ventureId, step, onAgain }: DoneProps) {
  const t = useTranslations('equity.change.done');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const { proposal, summary, people } = step;
  return (
    <Alert ref={box} tabIndex={-1} color="green" role="status" title={t(proposal ? 'sent' : 'written')}>
      <Stack gap="sm">
        <Text size="sm">{summary}</Text>
        {proposal && (
          <>
            <Text size="sm">{t('sentText')}</Text>
            <List size="sm">
              <List.Item>{t('you')}</List.Item>
              {people.map((name) => (
                <List.Item key={name}>{name}</List.Item>
              ))}
            </List>
          </>
        )}
        <Group gap="sm">
          {proposal && (
            <Button
              component={Link}
              href={signDocumentHref(proposal.documentId, equityHref(ventureId, '/proposals'))}
            >
              {t('sign')}
            </Button>
          )}
          <Button
            component={Link}
            href={equityHref(ventureId, proposal ? '/proposals' : '')}
            variant={proposal ? 'default' : 'filled'}
          >
            {t(proposal ? 'proposals' : 'table')}
          </Button>
          <Button variant="default" onClick={onAgain}>
            {t('again')}
          </Button>
          <Button component={Link} href={equityHref(ventureId, '/change')} variant="subtle">
            {t('other')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
