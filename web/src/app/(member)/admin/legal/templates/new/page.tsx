import { TemplateEditorPage } from '../../../../../../features/legal-admin/template-editor-page';

export default function NewTemplateRoute() {
  return <TemplateEditorPage code={null} />;
}
