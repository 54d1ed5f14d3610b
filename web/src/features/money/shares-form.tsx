'use client';

import {
  Alert,
  Button,
  Group,
  List,
  NativeSelect,
  NumberInput,
  Progress,
  Stack,
  Text,
  Textarea,
} from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { wholePart } from '../../lib/money';
import { ProblemAlert } from '../../lib/problem';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { useMoneyFormat } from '../../lib/use-money-format';
import { useIntention } from '../buz/intention';
import { evenParts } from '../equity/framework';
import { PartField } from '../equity/part-field';
import { seriesColour } from '../equity/patterns';
import { membersQuery } from '../ventures/queries';
import { EditConflict } from './edit-conflict';
import { sharesQuery, useRefreshMoney } from './queries';
import { fallsBetween, faultOf, isSame, mostLines, sumOf, type ShareDraft } from './shares';
import { etagOf } from './types';
import { useEdit } from './use-edit';

type Answer = Awaited<ReturnType<typeof api.finances.revenueShares>>;
interface Wish {
  readonly lines: { readonly userId: string | null; readonly part: number }[];
  readonly deadlineDays: number;
  readonly message: string;
}

interface SharesFormProps {
  readonly ventureId: string;
  readonly answer: Answer;
  readonly onClose: (sent: boolean) => void;
}

const retained = 'venture';
const usualDays = 14;
const mostDays = 60;

/** New shares with their live sum. Nothing is sent before they come to exactly 100 %. */
export function SharesForm({ ventureId, answer, onClose }: SharesFormProps) {
  const t = useTranslations('money.shares');
  const format = useMoneyFormat();
  const client = useQueryClient();
  const stepUp = useStepUp();
  const intention = useIntention();
  const refresh = useRefreshMoney(ventureId);
  const members = useQuery(membersQuery(ventureId));
  const [lines, setLines] = useState<readonly ShareDraft[]>(() => linesOf(answer));
  const [days, setDays] = useState<number | string>(usualDays);
  const [message, setMessage] = useState('');
  const [tried, setTried] = useState(false);
  const state = useRef<HTMLDivElement>(null);
  const edit = useEdit<Answer, Wish>({
    from: answer,
    send: (body, base) => {
      const options = { idempotencyKey: intention.keyOf([body, base.version]), ifMatch: etagOf(base) };
      return stepUp(() => api.finances.setRevenueShares({ params: { ventureId }, body }, options));
    },
    fresh: () => client.fetchQuery({ ...sharesQuery(ventureId), staleTime: 0 }),
    onDone: () => {
      intention.done();
      void refresh();
      onClose(true);
    },
  });
  const nameOf = ({ userId, name }: ShareDraft) => (userId === null ? t('retained') : name);
  const before = linesOf(edit.base);
  const fault = faultOf(lines);
  const same = isSame(before, lines);
  const rest = wholePart - sumOf(lines);
  const falls = fallsBetween(before, lines);
  const there = new Set(lines.map(({ userId }) => userId));
  const others = (members.data?.items ?? []).filter(
    ({ userId, state: standing }) => standing === 'ACTIVE' && !there.has(userId),
  );
  const change = (userId: string | null, part: number) =>
    setLines((all) => all.map((line) => (line.userId === userId ? { ...line, part } : line)));
  const add = (value: string) => {
    const member = others.find(({ userId }) => userId === value);
    const part = Math.max(0, rest);
    if (value === retained) setLines([...lines, { userId: null, name: '', part }]);
    else if (member) setLines([...lines, { userId: member.userId, name: member.name, part }]);
  };
  const daysWrong = typeof days !== 'number' || !Number.isInteger(days) || days < 1 || days > mostDays;
  const submit = () => {
    setTried(true);
    if (fault || same) state.current?.focus();
    else if (daysWrong) document.getElementById('shares-days')?.focus();
    else
      edit.save({
        lines: lines.map(({ userId, part }) => ({ userId, part })),
        deadlineDays: days,
        message: message.trim(),
      });
  };
  const sumText = t('sum', { sum: format.part(sumOf(lines)) });
  return (
    <Section title={t('editor')} text={t('editorText')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="lg">
          {edit.theirs && (
            <EditConflict
              whole
              differences={differencesOf(linesOf(edit.theirs))}
              onKeep={edit.settle}
              onTake={() => {
                if (edit.theirs) setLines(linesOf(edit.theirs));
                edit.settle();
              }}
            />
          )}
          {lines.map((line) => (
            <Group key={line.userId ?? retained} align="flex-end" gap="sm">
              <div style={{ flex: '1 1 260px' }}>
                <PartField
                  label={nameOf(line)}
                  name={nameOf(line)}
                  value={line.part}
                  sum={sumText}
                  error={tried && line.part === 0 ? t('fault.NOTHING') : null}
                  onChange={(part) => change(line.userId, part)}
                />
              </div>
              {rest !== 0 && line.part + rest > 0 && line.part + rest <= wholePart && (
                <Button
                  variant="default"
                  size="xs"
                  aria-label={t('restTo', { name: nameOf(line), part: format.part(line.part + rest) })}
                  onClick={() => change(line.userId, line.part + rest)}
                >
                  {t('takeRest', { part: format.part(line.part + rest) })}
                </Button>
              )}
              <Button
                variant="subtle"
                color="red"
                size="xs"
                leftSection={<IconTrash size={16} aria-hidden />}
                aria-label={t('removeOf', { name: nameOf(line) })}
                onClick={() => setLines(lines.filter(({ userId }) => userId !== line.userId))}
              >
                {t('remove')}
              </Button>
            </Group>
          ))}
          <Group align="flex-end" gap="sm">
            {lines.length < mostLines && (others.length > 0 || !there.has(null)) && (
              <NativeSelect
                label={t('add')}
                value=""
                w={{ base: '100%', xs: 280 }}
                onChange={({ currentTarget }) => add(currentTarget.value)}
                data={[
                  { value: '', label: t('choose') },
                  ...others.map(({ userId, name }) => ({ value: userId, label: name })),
                  ...(there.has(null) ? [] : [{ value: retained, label: t('retained') }]),
                ]}
              />
            )}
            {lines.length > 1 && (
              <Button
                variant="default"
                onClick={() => {
                  const parts = evenParts(wholePart, lines.length);
                  setLines(lines.map((line, index) => ({ ...line, part: parts[index]! })));
                }}
              >
                {t('even')}
              </Button>
            )}
          </Group>
          {members.error && <ProblemAlert error={members.error} onRetry={() => void members.refetch()} />}
          <Stack gap="xs" ref={state} tabIndex={-1}>
            <Progress.Root size={20} aria-hidden>
              {lines.map(({ userId, part }, index) => (
                <Progress.Section
                  key={userId ?? retained}
                  value={(part / Math.max(wholePart, sumOf(lines))) * 100}
                  color={seriesColour(index)}
                />
              ))}
            </Progress.Root>
            <Text role="status" fw={600}>
              {rest === 0 ? t('exact') : t(rest > 0 ? 'less' : 'more', { rest: format.part(Math.abs(rest)) })}
            </Text>
            {tried && (fault || same) && (
              <Text size="sm" c="red" role="alert">
                {fault ? t(`fault.${fault}`) : t('unchanged')}
              </Text>
            )}
          </Stack>
          <Alert color={falls.length ? 'orange' : 'gray'} title={t(falls.length ? 'falls' : 'noFalls')}>
            {falls.length === 0 ? (
              <Text size="sm">{t('atOnce')}</Text>
            ) : (
              <Stack gap="xs">
                <Text size="sm">{t('fallsText')}</Text>
                <List size="sm">
                  {falls.map(({ userId, name, before: was, after }) => (
                    <List.Item key={userId}>
                      {t('fall', { name, before: format.part(was), after: format.part(after) })}
                    </List.Item>
                  ))}
                </List>
              </Stack>
            )}
          </Alert>
          {falls.length > 0 && (
            <Group align="flex-start" gap="md">
              <NumberInput
                id="shares-days"
                label={t('days')}
                description={t('daysHint')}
                min={1}
                max={mostDays}
                allowDecimal={false}
                value={days}
                error={tried && daysWrong ? t('daysWrong', { most: mostDays }) : null}
                onChange={setDays}
                w={{ base: '100%', xs: 240 }}
              />
              <Textarea
                label={t('message')}
                description={t('messageHint')}
                autosize
                minRows={2}
                maxLength={1000}
                flex="1 1 280px"
                value={message}
                onChange={({ currentTarget }) => setMessage(currentTarget.value)}
              />
            </Group>
          )}
          {edit.error && !(edit.error instanceof StepUpCancelled) && <ProblemAlert error={edit.error} />}
          <Group>
            <Button type="submit" loading={edit.saving}>
              {t(falls.length ? 'send' : 'putInForce')}
            </Button>
            <Button variant="default" onClick={() => onClose(false)}>
              {t('cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );

  /** Everybody in any of the plans: the share before, the one that is saved now, and the one that was typed. */
  function differencesOf(saved: readonly ShareDraft[]) {
    const all = new Map([...before, ...saved, ...lines].map((line) => [line.userId, line]));
    const partIn = (of: readonly ShareDraft[], userId: string | null) =>
      format.part(of.find((line) => line.userId === userId)?.part ?? 0);
    return [...all.values()].map((line) => ({
      label: nameOf(line),
      was: partIn(before, line.userId),
      saved: partIn(saved, line.userId),
      typed: partIn(lines, line.userId),
    }));
  }
}

function linesOf({ inForce }: Answer): ShareDraft[] {
  return (inForce?.lines ?? []).map(({ userId, name, part }) => ({ userId, name, part }));
}
