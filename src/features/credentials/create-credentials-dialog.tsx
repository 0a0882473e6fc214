import { useState } from 'react';
import { CreateForm } from './create-form.tsx';
import { keysHaveLives } from './model.ts';
import { PairDialog, type PairPlace } from './pair-dialog.tsx';
import { useCreateCredentials, type NewPair } from './queries.ts';

/** Makes a key pair and shows it. */
export const CreateCredentialsDialog = (place: PairPlace) => {
  const { workspace, configuration } = place;
  const [made, setMade] = useState<NewPair>();
  const create = useCreateCredentials(workspace.id, setMade);
  return (
    <PairDialog
      title="Create new credentials"
      submitLabel="Create"
      pending={create.isPending}
      made={made}
      renderForm={(id) => <CreateForm id={id} workspace={workspace} lives={keysHaveLives(configuration)} create={create} />}
      {...place}
    />
  );
};
