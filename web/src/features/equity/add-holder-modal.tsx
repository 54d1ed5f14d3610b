'use client';

import { Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { equityWire } from '@smartstart/contract';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ModalButtons } from '../../components/modal-buttons';
import { OpenModal } from '../../components/open-modal';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { useIntention } from '../buz/intention';
import { build, emptyDraft, type ActDraft, type Faults } from './act-draft';
import type { Option } from './holder-options';
import { NewHolderFields } from './new-holder-fields';
import type { CapTable, Standing } from './types';
import { useEquityFormat } from './use-equity-format';

interface AddHolderModalProps {
  readonly standing: Standing;
  readonly table: CapTable;
  readonly onClose: () => void;
  readonly onAdded: (option: Option) => void;
}

/** Adds somebody to the table in the middle of another act, who then can be chosen there. */
export function AddHolderModal({ standing, table, onClose, onAdded }: AddHolderModalProps) {
  const t = useTranslations('equity');
  const format = useEquityFormat();
  const stepUp = useStepUp();
  const intention = useIntention();
  const [draft, setDraft] = useState<ActDraft>(emptyDraft);
  const [faults, setFaults] = useState<Faults>({});
  const add = useMutation({
    mutationFn: async (act: Extract<equityWire.OwnerAct, { act: 'ADD_STAKEHOLDER' }>) => {
      const body = { act };
      const idempotencyKey = intention.keyOf(body);
      const params = { ventureId: standing.venture.id };
      const { objectIds } = await stepUp(() => api.equity.act({ params, body }, { idempotencyKey }));
      return { value: objectIds[0]!, label: act.stakeholder.name };
    },
    onSuccess: onAdded,
  });
  return (
    <OpenModal onClose={onClose} title={t('acts.ADD_STAKEHOLDER.label')} size="lg">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // A dialogue lies in the tree of the form it was opened from.
          event.stopPropagation();
          const built = build('ADD_STAKEHOLDER', draft, format, table.currency);
          setFaults(built.faults ?? {});
          if (built.act?.act === 'ADD_STAKEHOLDER') add.mutate(built.act);
        }}
      >
        <Stack>
          <Text size="sm">{t('acts.ADD_STAKEHOLDER.text')}</Text>
          <NewHolderFields
            field={{ kind: 'newHolder' }}
            act="ADD_STAKEHOLDER"
            standing={standing}
            table={table}
            draft={draft}
            faults={faults}
            onChange={(next, ...changed) => {
              setDraft(next);
              setFaults((known) =>
                Object.fromEntries(Object.entries(known).filter(([key]) => !changed.includes(key))),
              );
            }}
          />
          {add.error && !(add.error instanceof StepUpCancelled) && <ProblemAlert error={add.error} />}
          <ModalButtons confirm={t('fields.add')} busy={add.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </OpenModal>
  );
}
