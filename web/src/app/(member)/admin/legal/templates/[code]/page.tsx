import { TemplateEditorPage } from '../../../../../../features/legal-admin/template-editor-page';

export default async function TemplateRoute({ params }: { params: Promise<{ code: string }> }) {
  return <TemplateEditorPage code={(await params).code} />;
}
