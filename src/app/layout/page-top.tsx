import type { Workspace } from '#contract/organization.ts';
import { Breadcrumb } from '#ui/breadcrumb.tsx';
import { href } from '../href.ts';
import { profilePath } from '../paths.ts';
import { PageHeading } from './page-heading.tsx';
import { usePageTitle } from './page-title.ts';

interface PageTopProps {
  /** undefined while its name is not known */
  readonly workspace: Workspace | undefined;
  readonly title: string;
}

/** The top of a workspace's page: where it stands, and its heading. Names the document too. */
export const PageTop = ({ workspace, title }: PageTopProps) => {
  const name = workspace?.name ?? 'Workspace';
  usePageTitle(title, name);
  return (
    <>
      <Breadcrumb
        items={[{ label: name, href: href(workspace === undefined ? '/profile' : profilePath(workspace.id)) }, { label: title }]}
      />
      <PageHeading>{title}</PageHeading>
    </>
  );
};
