import { MembersTable } from '#features/members/members-table.tsx';
import { PageTop } from '../layout/page-top.tsx';
import { useWorkspace } from '../layout/workspace-gate.tsx';

/** Everybody in the current workspace. */
export default function MembersPage() {
  const { workspace } = useWorkspace();
  return (
    <>
      <PageTop workspace={workspace} title="Members" />
      {workspace !== undefined && <MembersTable workspace={workspace} />}
    </>
  );
}
