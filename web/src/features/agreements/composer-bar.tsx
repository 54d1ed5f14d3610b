'use client';

import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconSend } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { ConflictAlert } from '../../components/conflict-alert';
import type { useDraftSaving } from './draft-saving';
import type { Gap } from './preview-pane';
import { useTakeAgreement } from './queries';

type Saving = ReturnType<typeof useDraftSaving>;

interface ComposerBarProps {
  readonly saving: Saving;
  readonly gaps: readonly Gap[];
  readonly onGap: (fieldId: string) => void;
  /** A second bar on the page does not speak. */
  readonly silent?: boolean;
}

/** Whether the draft is stored, and the way to hand it in. */
export function ComposerBar({ saving, gaps, onGap, silent = false }: ComposerBarProps) {
  const t = useTranslations('agreements.composer');
  const router = useRouter();
  const take = useTakeAgreement();
  const { stored, state, dirty, amending, save } = saving;
  const submit = useMutation({
    mutationFn: async () => {
      if (!(await save())) return null;
      return api.agreements.submit({ params: { documentId: stored.agreement.id }, body: {} });
    },
    onSuccess: (submitted) => {
      if (!submitted) return;
      take(submitted);
      router.push(`/documents/${submitted.id}`);
    },
  });
  const text =
    state.step === 'saving'
      ? t('saving')
      : dirty
        ? t('unsaved')
        : state.step === 'saved'
          ? t('saved')
          : t('stored');
  return (
    <>
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed" {...(silent ? {} : { role: 'status' })}>
          {text}
        </Text>
        <Button
          leftSection={<IconSend size={18} aria-hidden />}
          loading={submit.isPending || submit.isSuccess}
          onClick={() => {
            const [first] = gaps;
            if (first) onGap(first.fieldId);
            else submit.mutate();
          }}
        >
          {t(amending ? 'submitAmendment' : 'submit')}
        </Button>
      </Group>
      {submit.isError && <ProblemAlert error={submit.error} />}
    </>
  );
}

/** What stands in the way of storing the draft. */
export function SavingAlerts({ saving: { state, save, reload } }: { saving: Saving }) {
  if (state.step === 'conflict')
    return <ConflictAlert words="agreements.conflict" onReload={(discard) => void reload(discard)} />;
  if (state.step === 'failed') return <ProblemAlert error={state.error} onRetry={() => void save()} />;
  return null;
}
