import { Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#ui/button.tsx';
import { classes } from '#ui/classes.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { Notice } from '#ui/notice.tsx';
import { Tabs } from '#ui/tabs.tsx';
import type { Access } from './access.ts';
import { confFile } from './conf-snippets.ts';
import { saveFile } from '#ui/save-file.ts';
import { SnippetForms } from './snippet-forms.tsx';
import styles from './snippets.module.css';
import { isLoopback, snippetPlaces, type SnippetForm } from './snippets.ts';

interface SnippetPanelProps {
  readonly access: Access;
  /** why no snippet can be taken now */
  readonly refusal: string | undefined;
  /** the secret is in safety: copied or downloaded */
  readonly onKept: () => void;
}

/** What to do with a key pair: a snippet for wherever it is used. */
export const SnippetPanel = ({ access, refusal, onKept }: SnippetPanelProps) => {
  const [form, setForm] = useState<SnippetForm>(snippetPlaces[0].forms[0]);
  const place = snippetPlaces.find(({ forms }) => forms.includes(form)) ?? snippetPlaces[0];
  const text = form.write(access);
  const lost = form.elsewhere === true ? Object.values(access.urls).find(isLoopback) : undefined;

  return (
    <div className={styles['panel']}>
      <Tabs
        label="Where it is used"
        value={place.id}
        onChange={(id) => setForm(snippetPlaces.find((other) => other.id === id)?.forms[0] ?? form)}
        tabs={snippetPlaces.map(({ id, label, forms }) => ({
          id,
          label,
          content: (
            <div className={styles['place']}>
              <SnippetForms label={label} forms={forms} chosen={form} onChoose={setForm} />
              <p className={styles['use']}>{form.use(access)}</p>
              {lost !== undefined && (
                <Notice tone="warning">
                  Where that code runs, {lost} is that machine or container itself. Change the server addresses to ones that lead here.
                </Notice>
              )}
              <pre
                className={classes(styles['snippet'], refusal !== undefined && styles['stale'])}
                role="region"
                aria-label="Snippet"
                tabIndex={0}
              >
                <code>{text}</code>
              </pre>
            </div>
          ),
        }))}
      />
      <div className={styles['tools']}>
        <CopyButton text={text} label="Copy snippet" primary reason={refusal} onCopied={() => text.includes(access.secretKey) && onKept()}>
          Copy snippet
        </CopyButton>
        <Button
          icon={<Download aria-hidden="true" />}
          reason={refusal}
          onClick={() => {
            saveFile('clearml.conf', `${confFile(access)}\n`);
            onKept();
          }}
        >
          Download clearml.conf
        </Button>
      </div>
    </div>
  );
};
