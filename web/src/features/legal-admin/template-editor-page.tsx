'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { LegalFrame } from './legal-frame';
import { templatesQuery, type ManagedTemplate } from './queries';
import { loadBase } from './template-base';
import { TemplateEditor } from './template-editor';

/** `/admin/legal/templates/new` and `/[code]`: a new template, or a further version of one. */
export function TemplateEditorPage({ code }: { code: string | null }) {
  const t = useTranslations('legalAdmin');
  const templates = useQuery({ ...templatesQuery(), enabled: code !== null });
  const template = templates.data?.items.find((one) => one.code === code);
  const title = code === null ? t('templates.new') : (template?.name ?? code);
  return (
    <LegalFrame
      title={title}
      lead={t('editor.lead')}
      above={[{ label: t('templates.title'), href: '/admin/legal/templates' }]}
    >
      {code === null ? (
        <TemplateEditor template={null} base={null} />
      ) : (
        <QueryView query={templates} lines={5}>
          {() =>
            template ? (
              <Further key={code} template={template} />
            ) : (
              <Empty title={t('editor.missingTitle')} text={t('editor.missingText')} />
            )
          }
        </QueryView>
      )}
    </LegalFrame>
  );
}

function Further({ template }: { template: ManagedTemplate }) {
  const base = useQuery({
    queryKey: ['legal-office', 'template-base', template.code],
    queryFn: () => loadBase(template),
    // What is being written starts from one text; it must not change underneath.
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <QueryView query={base} lines={5}>
      {(text) => <TemplateEditor template={template} base={text} />}
    </QueryView>
  );
}
