'use client';

import { Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { RangePicker } from '../../components/range-picker';
import { Section } from '../../components/section';
import { AsOf } from './asked';
import { SaveReport } from './save-report';
import type { Question } from './queries';
import type { RangeQuery, RangeView, ReportDefinition } from './types';
import { readQuestion, useAddress, useRange, type Schema } from './use-address';

/** What each page names below its own part of the messages. */
interface Texts {
  readonly build: string;
  readonly buildText?: string;
  readonly result: string;
  readonly resultText?: string;
  readonly emptyTitle?: string;
  readonly emptyText?: string;
}

interface Ranged {
  readonly range: RangeQuery['range'];
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}
/** A question without its time range, which has a field of its own. */
type Choice<Q extends Ranged> = Omit<Q, keyof Ranged>;

interface FormProps<C> {
  /** The question of the address; null while there is none. */
  readonly shown: C | null;
  readonly busy: boolean;
  readonly onAsk: (choice: C) => void;
}

interface AskedQuestionProps<Q extends Ranged, A> {
  readonly texts: Texts;
  readonly schema: Schema<Q>;
  /** Asked when the address names nothing; without it nothing is. */
  readonly usual?: Choice<Q>;
  readonly ask: (body: Q | null) => Question<A>;
  readonly form: (props: FormProps<Choice<Q>>) => ReactNode;
  readonly definition: (body: Q) => ReportDefinition;
  /** Parameters of the address that name something of the answer before. */
  readonly closes?: readonly string[];
  readonly children: (view: A, body: Q) => ReactNode;
  /** The people behind a point, opened by the address. */
  readonly people?: (body: Q, view: A | undefined) => ReactNode;
}

/** A question that stands in the address: the form to build it, the time range, its answer, and keeping it as a report. */
export function AskedQuestion<
  Q extends Ranged,
  A extends { readonly range: RangeView; readonly computedAt: string },
>(props: AskedQuestionProps<Q, A>) {
  const { texts, schema, usual, ask, form, definition, closes = [], children, people } = props;
  const { get, set } = useAddress();
  const { range, query, today, setRange } = useRange('30d');
  const text = get('q');
  const asked = (readQuestion(text, schema) ?? usual ?? null) as Choice<Q> | null;
  const body = asked && ({ ...asked, ...query } as unknown as Q);
  const view = useQuery(ask(body));
  const onAsk = (choice: Choice<Q>) => {
    const next = JSON.stringify(choice);
    // The same question again means: count anew.
    if (next === text) void view.refetch();
    else set({ q: next, ...Object.fromEntries(closes.map((name) => [name, null])) });
  };
  return (
    <Stack gap="lg">
      <Section title={texts.build} {...(texts.buildText ? { text: texts.buildText } : {})}>
        {/* Going back shows the form of the question before. */}
        <div key={text ?? ''}>{form({ shown: asked, busy: view.isFetching, onAsk })}</div>
      </Section>
      <Section title={texts.result} {...(texts.resultText ? { text: texts.resultText } : {})}>
        <Group justify="space-between" align="flex-end">
          <RangePicker value={range} onChange={setRange} today={today} />
          {body && view.data && <SaveReport definition={definition(body)} />}
        </Group>
        {body === null ? (
          <Empty title={texts.emptyTitle ?? ''} text={texts.emptyText ?? ''} />
        ) : (
          <QueryView query={view}>
            {(data) => (
              <Stack>
                {children(data, body)}
                <AsOf range={data.range} computedAt={data.computedAt} />
              </Stack>
            )}
          </QueryView>
        )}
      </Section>
      {body && people?.(body, view.data)}
    </Stack>
  );
}

/** The texts of a page by their usual names. */
export function useQuestionTexts(page: 'trends' | 'segments' | 'funnels' | 'paths'): Texts {
  const t = useTranslations(`analytics.${page}`);
  const optional = (name: 'buildText' | 'resultText' | 'emptyTitle' | 'emptyText') =>
    t.has(name as never) ? { [name]: t(name as never) } : {};
  return {
    build: t('build'),
    result: t('result'),
    ...optional('buildText'),
    ...optional('resultText'),
    ...optional('emptyTitle'),
    ...optional('emptyText'),
  };
}
