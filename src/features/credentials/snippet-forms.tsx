import { useId } from 'react';
import styles from './snippets.module.css';
import type { SnippetForm } from './snippets.ts';

interface SnippetFormsProps {
  readonly label: string;
  readonly forms: readonly SnippetForm[];
  readonly chosen: SnippetForm;
  readonly onChoose: (form: SnippetForm) => void;
}

/** The forms of snippet for one place, all in view. */
export const SnippetForms = ({ label, forms, chosen, onChoose }: SnippetFormsProps) => {
  const name = useId();
  return (
    <fieldset className={styles['forms']}>
      <legend className={styles['legend']}>{label}</legend>
      {forms.map((form) => (
        <label key={form.id} className={styles['form']}>
          <input type="radio" name={name} checked={form.id === chosen.id} onChange={() => onChoose(form)} />
          {form.label}
        </label>
      ))}
    </fieldset>
  );
};
