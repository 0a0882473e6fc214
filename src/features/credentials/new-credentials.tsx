import { Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#ui/button.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { Notice } from '#ui/notice.tsx';
import { ReadOnlyField } from '#ui/read-only-field.tsx';
import { Tabs } from '#ui/tabs.tsx';
import styles from './credentials.module.css';
import { saveFile } from './save-file.ts';
import { confSnippet, jupyterSnippet, type Access } from './snippets.ts';

const kinds = [
  { id: 'conf', label: 'clearml.conf', use: 'Paste it when clearml-init asks for it, or save it as ~/clearml.conf.', write: confSnippet },
  { id: 'jupyter', label: 'Jupyter', use: 'Run it in the first cell of a notebook.', write: jupyterSnippet },
] as const;

interface NewCredentialsProps {
  readonly access: Access;
  /** the secret is in safety: copied or downloaded */
  readonly onKept: () => void;
}

/** The new pair, with its secret for the only time, and what to do with it. */
export const NewCredentials = ({ access, onKept }: NewCredentialsProps) => {
  const [kind, setKind] = useState<string>('conf');
  const shown = kinds.find(({ id }) => id === kind) ?? kinds[0];
  return (
    <div className={styles['form']}>
      <Notice tone="warning">The secret key is shown only now: copy or download it before you close.</Notice>
      <ReadOnlyField label="Access key" value={access.accessKey} mono copyLabel="Copy access key" />
      <ReadOnlyField label="Secret key" value={access.secretKey} mono copyLabel="Copy secret key" onCopied={onKept} />
      <Tabs
        label="Ways to use it"
        value={kind}
        onChange={setKind}
        tabs={kinds.map(({ id, label, write }) => ({ id, label, content: <Snippet text={write(access)} /> }))}
      />
      <p className={styles['remark']}>{shown.use}</p>
      <div className={styles['tools']}>
        <CopyButton text={shown.write(access)} label="Copy snippet" onCopied={onKept}>
          Copy snippet
        </CopyButton>
        <Button
          icon={<Download aria-hidden="true" />}
          onClick={() => {
            saveFile('clearml.conf', `${confSnippet(access)}\n`);
            onKept();
          }}
        >
          Download clearml.conf
        </Button>
      </div>
    </div>
  );
};

const Snippet = ({ text }: { readonly text: string }) => (
  <pre className={styles['snippet']} tabIndex={0}>
    <code>{text}</code>
  </pre>
);
