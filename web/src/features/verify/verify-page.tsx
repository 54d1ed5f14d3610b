'use client';

import { Alert, Button, Card, Group, Loader, Stack, Text } from '@mantine/core';
import { IconDeviceDesktop } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { Page } from '../../components/page';
import { FileDrop } from './file-drop';
import { HindranceAlert } from './hindrance-alert';
import { Meaning } from './meaning';
import { ResultView } from './result-view';
import { useCheck } from './use-check';

/** `/verify-document`: anybody drops a sealed document and is told who signed what, when, and whether a byte changed. */
export function VerifyPage() {
  const t = useTranslations('verify');
  const { state, check, stop } = useCheck();
  return (
    <Page title={t('title')} lead={t('lead')} width="normal">
      <Alert color="gray" role="note" icon={<IconDeviceDesktop aria-hidden />} title={t('stays.title')}>
        {t('stays.text')}
      </Alert>
      <FileDrop onFile={(file) => void check(file)} again={state.step === 'done'} />
      <div role="status" style={{ display: 'contents' }}>
        {state.step === 'checking' && (
          <Card>
            <Group justify="space-between">
              <Group gap="sm" wrap="nowrap">
                <Loader size="sm" aria-hidden />
                <Text style={{ overflowWrap: 'anywhere' }}>{t('checking', { name: state.fileName })}</Text>
              </Group>
              <Button variant="default" size="xs" onClick={stop}>
                {t('stop')}
              </Button>
            </Group>
          </Card>
        )}
      </div>
      {state.step === 'hindered' && (
        <HindranceAlert
          file={state.file}
          hindrance={state.hindrance}
          onRetry={() => void check(state.file)}
        />
      )}
      {state.step === 'done' && (
        <ResultView
          // Another file is another result: focus goes to its verdict.
          key={`${state.result.fileName} ${state.result.report.sha256}`}
          result={state.result}
          onAgain={() => void check(state.file)}
        />
      )}
      <Stack>
        <Meaning />
      </Stack>
    </Page>
  );
}
