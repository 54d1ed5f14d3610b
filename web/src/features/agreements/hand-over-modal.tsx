'use client';

import { Group, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { ModalButtons } from '../../components/modal-buttons';
import { OpenModal } from '../../components/open-modal';
import { ProblemAlert } from '../../lib/problem';
import { personProblems, type PersonRow } from './draft-form';
import { WhoFields } from './recipient-item';
import type { Agreement } from './types';

interface Successor {
  readonly userId?: string;
  readonly name?: string;
  readonly email?: string;
  readonly reason: string;
}

interface HandOverModalProps {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly run: (to: Successor) => Promise<Agreement>;
  readonly onClose: () => void;
  readonly onDone: (agreement: Agreement) => void;
}

const nobody: PersonRow = {
  key: 'successor',
  guest: false,
  userId: null,
  name: '',
  email: '',
  role: '',
  kind: 'SIGNER',
  step: 1,
};

/** Names the person who takes a place over, and why; both stand in the record. Mounted only while it is open. */
export function HandOverModal({ title, text, confirm, run, onClose, onDone }: HandOverModalProps) {
  const t = useTranslations('agreements.handOver');
  const [person, setPerson] = useState(nobody);
  const [reason, setReason] = useState('');
  const [strict, setStrict] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const act = useMutation({
    mutationFn: () =>
      run({
        ...(person.guest
          ? { name: person.name.trim(), email: person.email.trim() }
          : { userId: person.userId ?? '' }),
        reason: reason.trim(),
      }),
    onSuccess: (agreement) => {
      onDone(agreement);
      onClose();
    },
  });
  const problem = personProblems([person]).get(person.key);
  const short = reason.trim().length < 3;
  return (
    <OpenModal onClose={onClose} title={title}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setStrict(true);
          if (!problem && !short) act.mutate();
          else
            requestAnimationFrame(() =>
              form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
            );
        }}
      >
        <Stack>
          <Text size="sm">{text}</Text>
          <Radio.Group
            label={t('who')}
            value={person.guest ? 'guest' : 'member'}
            onChange={(value) => setPerson({ ...person, guest: value === 'guest' })}
          >
            <Group mt={6} gap="lg">
              <Radio value="member" label={t('member')} />
              <Radio value="guest" label={t('guest')} />
            </Group>
          </Radio.Group>
          <WhoFields
            row={person}
            problem={strict ? problem : undefined}
            onSet={(next) => setPerson({ ...person, ...next })}
          />
          <Textarea
            label={t('reason')}
            required
            autosize
            minRows={2}
            maxLength={500}
            value={reason}
            error={strict && short ? t('reasonShort') : undefined}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {act.isError && <ProblemAlert error={act.error} />}
          <ModalButtons confirm={confirm} busy={act.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </OpenModal>
  );
}
