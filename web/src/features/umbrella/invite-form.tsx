'use client';

import {
  Alert,
  Button,
  Code,
  CopyButton,
  Group,
  NativeSelect,
  Radio,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { umbrellaWire, wire } from '@smartstart/contract';
import { IconCheck, IconSend } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { PersonSelect, type Person } from '../../components/person-select';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { applyErrors, focusFirst } from '../../lib/form';
import { ProblemAlert } from '../../lib/problem';
import { useMoneyFormat } from '../../lib/use-money-format';
import { useAccess } from '../../lib/session';
import { useIntention } from '../buz/intention';
import { useRate } from './looks';
import { useRefreshUmbrella } from './queries';
import { suggestionFor } from './suggestion';

const ways = ['email', 'member', 'link'] as const;
type Way = (typeof ways)[number];
type Kind = (typeof umbrellaWire.relationshipKind)['options'][number];

interface Values {
  way: Way;
  email: string;
  person: Person | null;
  expected: string;
  ratePercent: string;
  kind: Kind;
  message: string;
}

type Sent =
  | { readonly way: 'email'; readonly to: string }
  | { readonly way: 'link'; readonly link: string }
  | { readonly way: 'member'; readonly to: string; readonly id: string };

/** Administrators sign for the hub. */
const hubRungs = [9, 10, 11, 12];

/** One form for three ways: an address, a member, or a link to hand on. */
export function InviteForm() {
  const t = useTranslations('umbrella.invite');
  const kinds = useTranslations('umbrella.row.kind');
  const rate = useRate();
  const { locale } = useMoneyFormat();
  const refresh = useRefreshUmbrella();
  const intention = useIntention();
  const held: readonly number[] = useAccess().data?.held ?? [];
  const hub = hubRungs.some((rung) => held.includes(rung));
  const form = useForm<Values>({
    initialValues: {
      way: 'email',
      email: '',
      person: null,
      expected: '',
      ratePercent: '1.0',
      kind: 'PRIVATE',
      message: '',
    },
    validate: {
      email: (value, { way }) =>
        way !== 'email' || wire.email.safeParse(value.trim()).success ? null : t('emailWrong'),
      person: (value, { way }) => (way === 'member' && value === null ? t('personMissing') : null),
      expected: (value) =>
        value.trim() === '' || suggestionFor(value, locale) !== null ? null : t('expectedWrong'),
    },
  });
  const invite = useMutation({
    mutationFn: async ({ way, email, person, ratePercent, kind, message }: Values): Promise<Sent> => {
      const body = { ratePercent, kind, message: message.trim() };
      const options = { idempotencyKey: intention.keyOf([way, email, person?.id, body]) };
      if (way === 'member') {
        const { id } = await api.umbrella.propose({ body: { ...body, userId: person!.id } }, options);
        return { way, id, to: person!.name };
      }
      const address = way === 'email' ? { email: email.trim() } : {};
      const { link } = await api.umbrella.invite({ body: { ...body, ...address } }, options);
      return link === null ? { way: 'email', to: email.trim() } : { way: 'link', link };
    },
    onSuccess: async () => {
      intention.done();
      form.reset();
      await refresh();
    },
    onError: (error) => {
      applyErrors(form, error);
    },
  });
  const { way, expected } = form.values;
  const suggested = suggestionFor(expected, locale);
  return (
    <Section title={t('formTitle')} text={t('formText')}>
      <form
        noValidate
        onSubmit={form.onSubmit(
          (values) => invite.mutate(values),
          (errors) => focusFirst(form, errors),
        )}
      >
        <Stack maw={620}>
          <Radio.Group label={t('way')} {...form.getInputProps('way')}>
            <Stack gap="xs" mt="xs">
              {ways.map((value) => (
                <Radio
                  key={value}
                  value={value}
                  label={t(`ways.${value}`)}
                  description={t(`wayHints.${value}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          {way === 'email' && (
            <TextInput
              type="email"
              label={t('email')}
              required
              autoComplete="off"
              maxLength={254}
              {...form.getInputProps('email')}
            />
          )}
          {way === 'member' && (
            <PersonSelect
              label={t('person')}
              required
              others
              value={form.values.person}
              error={form.errors['person']}
              onChange={(person) => form.setFieldValue('person', person)}
            />
          )}
          <TextInput
            label={t('expected')}
            description={t('expectedHint')}
            inputMode="numeric"
            autoComplete="off"
            maxLength={18}
            maw={320}
            {...form.getInputProps('expected')}
            onChange={(event) => {
              const typed = event.currentTarget.value;
              form.setFieldValue('expected', typed);
              const fits = suggestionFor(typed, locale);
              if (fits !== null) form.setFieldValue('ratePercent', fits);
            }}
          />
          <NativeSelect
            label={t('rate')}
            description={t(suggested === null ? 'rateHint' : 'rateSuggested', {
              rate: rate(suggested ?? '1.0'),
            })}
            maw={320}
            data={umbrellaWire.rateChoices.map((value) => ({ value, label: rate(value) }))}
            {...form.getInputProps('ratePercent')}
          />
          <Example ratePercent={form.values.ratePercent} />
          <NativeSelect
            label={t('kind')}
            description={t(`kindHints.${form.values.kind}`)}
            maw={320}
            data={umbrellaWire.relationshipKind.options
              .filter((value) => hub || value !== 'HUB')
              .map((value) => ({ value, label: kinds(value) }))}
            {...form.getInputProps('kind')}
          />
          <Textarea
            label={t('message')}
            description={t('messageHint')}
            autosize
            minRows={2}
            maxLength={1000}
            {...form.getInputProps('message')}
          />
          {invite.isError && Object.keys(form.errors).length === 0 && <ProblemAlert error={invite.error} />}
          <div role="status">{invite.isSuccess && <Done sent={invite.data} />}</div>
          <Group>
            <Button type="submit" loading={invite.isPending} leftSection={<IconSend size={18} aria-hidden />}>
              {t(`submit.${way}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

/** What the rate comes to, so that nobody has to work it out. */
function Example({ ratePercent }: { ratePercent: string }) {
  const t = useTranslations('umbrella.invite');
  const format = useMoneyFormat();
  const rate = useRate();
  const ofThousand = `${Number(ratePercent.replace('.', '')) * 100}`;
  return (
    <Text size="sm" c="dimmed" mt={-8}>
      {t('example', {
        rate: rate(ratePercent),
        amount: format.money(ofThousand, 'CAD'),
        base: format.money('100000', 'CAD'),
      })}
    </Text>
  );
}

function Done({ sent }: { sent: Sent }) {
  const t = useTranslations('umbrella.invite');
  if (sent.way === 'email')
    return (
      <Alert color="fir" icon={<IconCheck aria-hidden />}>
        {t('sent', { to: sent.to })}
      </Alert>
    );
  if (sent.way === 'member')
    return (
      <Alert color="fir" icon={<IconCheck aria-hidden />}>
        <Stack gap="sm" align="flex-start">
          <Text size="sm">{t('proposed', { to: sent.to })}</Text>
          <Button component={Link} href={`/umbrella/${sent.id}`} size="xs">
            {t('toRelationship')}
          </Button>
        </Stack>
      </Alert>
    );
  return <LinkToHandOn link={sent.link} />;
}

/** The link is shown this once: only its fingerprint is kept. */
export function LinkToHandOn({ link }: { link: string }) {
  const t = useTranslations('umbrella.invite');
  return (
    <Alert color="fir" icon={<IconCheck aria-hidden />} title={t('linkTitle')}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t('linkText')}</Text>
        <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {link}
        </Code>
        <CopyButton value={link}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {t(copied ? 'copied' : 'copy')}
            </Button>
          )}
        </CopyButton>
      </Stack>
    </Alert>
  );
}
