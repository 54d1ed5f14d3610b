'use client';

import { Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { ModalButtons } from '../../components/modal-buttons';
import { OpenModal } from '../../components/open-modal';
import { PersonSelect, type Person } from '../../components/person-select';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';

/** Finds somebody to write to. */
export function DirectModal({ onClose, onOpened }: { onClose: () => void; onOpened: (id: string) => void }) {
  const t = useTranslations('messages.directForm');
  const [person, setPerson] = useState<Person | null>(null);
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const open = useMutation({
    mutationFn: (userId: string) => api.channels.direct({ body: { userId } }),
    onSuccess: ({ id }) => {
      onClose();
      onOpened(id);
    },
  });
  return (
    <OpenModal title={t('title')} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(person === null);
          if (person) open.mutate(person.id);
          else field.current?.focus();
        }}
      >
        <Stack>
          <PersonSelect
            ref={field}
            label={t('person')}
            value={person}
            onChange={setPerson}
            others
            required
            error={missing && person === null ? t('missing') : null}
          />
          <ProblemAlert error={open.error} />
          <ModalButtons confirm={t('open')} busy={open.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </OpenModal>
  );
}
