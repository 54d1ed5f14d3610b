'use client';

import { Alert, Button, FileInput, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconDownload } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { saveFile } from '../../lib/save-file';
import { looksBinary, textOfFile } from '../agreements/csv';
import { useIntention } from '../buz/intention';
import { lastMonthOver, usualCurrency } from './fields';
import { ImportPreview } from './import-preview';
import { templateCsv } from './months';
import { useRefreshMoney } from './queries';
import { etagOf, type CsvPreview } from './types';

/** What the server takes. */
const mostSigns = 600_000;

interface MonthsImportProps {
  readonly ventureId: string;
  readonly books: string | null;
  readonly entered: ReadonlySet<string>;
}

interface Checked {
  readonly csv: string;
  readonly preview: CsvPreview;
}

/** Figures from a spreadsheet: looked at first, then taken over whole; with a single problem nothing is. */
export function MonthsImport({ ventureId, books, entered }: MonthsImportProps) {
  const t = useTranslations('money.import');
  const [file, setFile] = useState<File | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const refresh = useRefreshMoney(ventureId);
  const intention = useIntention();
  const field = useRef<HTMLButtonElement>(null);
  const answer = useRef<HTMLDivElement>(null);
  const check = useMutation({
    mutationFn: async (csv: string): Promise<Checked> => ({
      csv,
      preview: await api.finances.previewMonths({ params: { ventureId }, body: { csv } }),
    }),
  });
  const take = useMutation({
    mutationFn: ({ csv, preview }: Checked) => {
      const options = { idempotencyKey: intention.keyOf([csv, preview.version]), ifMatch: etagOf(preview) };
      return api.finances.importMonths({ params: { ventureId }, body: { csv } }, options);
    },
    onSuccess: () => {
      intention.done();
      void refresh();
    },
  });
  useEffect(() => {
    if (check.data || take.data) answer.current?.focus();
  }, [check.data, take.data]);
  const begin = () => {
    setWrong(null);
    check.reset();
    take.reset();
  };
  const refuse = (message: string) => {
    setWrong(message);
    field.current?.focus();
  };
  const look = async () => {
    begin();
    if (!file) return refuse(t('missing'));
    // Two bytes a sign leave room for every spelling; the server counts for itself.
    if (file.size > mostSigns * 2) return refuse(t('tooLarge'));
    const csv = await textOfFile(file);
    if (csv.length > mostSigns) return refuse(t('tooLarge'));
    if (looksBinary(csv)) return refuse(t('notText'));
    if (csv.trim() === '') return refuse(t('empty'));
    check.mutate(csv);
  };
  const checked = check.data;
  const moved = hasCode(take.error, 'EDIT_CONFLICT');
  return (
    <Section title={t('title')} text={t('text')}>
      <Group>
        <Button
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden />}
          onClick={() => {
            const csv = templateCsv(lastMonthOver(), books ?? usualCurrency, entered);
            saveFile(new Blob([csv], { type: 'text/csv' }), t('templateName'));
          }}
        >
          {t('template')}
        </Button>
      </Group>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void look();
        }}
      >
        <Stack gap="md">
          <FileInput
            ref={field}
            label={t('file')}
            description={t('fileHint')}
            placeholder={t('choose')}
            accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
            maw={480}
            clearable
            clearButtonProps={{ 'aria-label': t('clear') }}
            value={file}
            error={wrong}
            onChange={(next) => {
              setFile(next);
              begin();
            }}
          />
          {check.error && <ProblemAlert error={check.error} />}
          <Group>
            <Button type="submit" variant={checked ? 'default' : 'filled'} loading={check.isPending}>
              {t('check')}
            </Button>
            {!take.data && (
              <Text size="sm" c="dimmed">
                {t('notYet')}
              </Text>
            )}
          </Group>
        </Stack>
      </form>
      {checked && (
        <Stack gap="md" ref={answer} tabIndex={-1}>
          {take.data ? (
            <Alert color="green" role="status" title={t('doneTitle')}>
              {t('done', { added: take.data.added, changed: take.data.changed })}
            </Alert>
          ) : (
            <>
              <ImportPreview preview={checked.preview} />
              {moved ? (
                <Alert color="orange" role="alert" title={t('movedTitle')}>
                  <Stack gap="sm">
                    <Text size="sm">{t('movedText')}</Text>
                    <Group>
                      <Button
                        size="xs"
                        onClick={() => {
                          take.reset();
                          check.mutate(checked.csv);
                        }}
                      >
                        {t('again')}
                      </Button>
                    </Group>
                  </Stack>
                </Alert>
              ) : (
                take.error && <ProblemAlert error={take.error} />
              )}
              {isSound(checked.preview) && !moved && (
                <Group>
                  <Button loading={take.isPending} onClick={() => take.mutate(checked)}>
                    {t('take', { count: checked.preview.added + checked.preview.changed })}
                  </Button>
                </Group>
              )}
            </>
          )}
        </Stack>
      )}
    </Section>
  );
}

/** Nothing stands against it, and it would change something. */
function isSound({ problemCount, added, changed }: CsvPreview): boolean {
  return problemCount === 0 && added + changed > 0;
}
