'use client';

import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { wire } from '@smartstart/contract';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { PersonSelect, type Person } from '../../components/person-select';
import { Section } from '../../components/section';
import { PlaceHoldModal } from './place-hold-modal';
import type { HoldSubject } from './queries';
import { VentureSelect } from './venture-select';

/** In the address of a page, or by itself. */
const idPattern = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
const subjects = ['USER', 'VENTURE', 'DOCUMENT'] as const;
interface Named {
  readonly id: string;
  readonly name: string;
}

/** What a hold is to rest on; the reason and the proof of identity follow in a dialogue. */
export function HoldForm() {
  const t = useTranslations('legalAdmin.holds');
  const [subject, setSubject] = useState<HoldSubject>('USER');
  const [chosen, setChosen] = useState<Person | null>(null);
  const [documentId, setDocumentId] = useState('');
  const [wrong, setWrong] = useState(false);
  const [asking, setAsking] = useState<Named | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const typed = idPattern.exec(documentId.toLowerCase())?.[0] ?? '';
  const [missing, setMissing] = useState('');
  const choose = (one: Person | null) => {
    setChosen(one);
    setWrong(false);
  };
  const empty = () => {
    setChosen(null);
    setDocumentId('');
  };
  const meant = (): Named | null => {
    if (subject !== 'DOCUMENT') return chosen;
    return wire.id.safeParse(typed).success ? { id: typed, name: t('theDocument') } : null;
  };
  return (
    <Section title={t('place')} text={t('placeText')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const one = meant();
          setWrong(one === null);
          if (one === null) field.current?.focus();
          else setAsking(one);
        }}
      >
        <Stack gap="md" maw={480}>
          <NativeSelect
            label={t('subject')}
            value={subject}
            data={subjects.map((value) => ({ value, label: t(value) }))}
            onChange={(event) => {
              setSubject(event.currentTarget.value as HoldSubject);
              setWrong(false);
              empty();
            }}
          />
          {subject === 'USER' && (
            <PersonSelect
              ref={field}
              label={t('person')}
              required
              byId
              clearable
              value={chosen}
              error={wrong ? t('personMissing') : undefined}
              onChange={choose}
            />
          )}
          {subject === 'VENTURE' && (
            <VentureSelect
              ref={field}
              value={chosen}
              error={wrong ? t('ventureMissing') : undefined}
              onChange={choose}
            />
          )}
          {subject === 'DOCUMENT' && (
            <TextInput
              ref={field}
              label={t('document')}
              description={t('documentHint')}
              required
              autoComplete="off"
              spellCheck={false}
              value={documentId}
              error={
                wrong ? t('documentWrong') : typed && typed === missing ? t('documentMissing') : undefined
              }
              onChange={(event) => {
                setDocumentId(event.currentTarget.value);
                setWrong(false);
              }}
            />
          )}
          <Group>
            <Button type="submit">{t('place')}</Button>
          </Group>
        </Stack>
      </form>
      {asking && (
        <PlaceHoldModal
          subject={subject}
          subjectId={asking.id}
          name={asking.name}
          onClose={() => setAsking(null)}
          onDone={empty}
          {...(subject === 'DOCUMENT'
            ? {
                onMissing: () => {
                  setMissing(asking.id);
                  setAsking(null);
                  requestAnimationFrame(() => field.current?.focus());
                },
              }
            : {})}
        />
      )}
    </Section>
  );
}
