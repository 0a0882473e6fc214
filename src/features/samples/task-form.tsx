import { useRef, useState, type FormEvent } from 'react';
import { taskOf } from '#lib/task-address.ts';
import { Button } from '#ui/button.tsx';
import { TextField } from '#ui/text-field.tsx';
import styles from './samples.module.css';

interface TaskFormProps {
  /** as the page's address has it */
  readonly task: string;
  /** gets an id */
  readonly onOpen: (task: string) => void;
}

/** Takes the id or the address of a task. */
export const TaskForm = ({ task, onOpen }: TaskFormProps) => {
  const field = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState(task !== '' && taskOf(task) === undefined);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const id = taskOf(field.current?.value ?? '');
    setWrong(id === undefined);
    if (id === undefined) field.current?.focus();
    else onOpen(id);
  };
  return (
    <form className={styles['form']} autoComplete="off" onSubmit={submit}>
      <TextField
        label="Task"
        ref={field}
        mono
        defaultValue={taskOf(task) ?? task}
        autoComplete="off"
        spellCheck={false}
        autoCapitalize="none"
        hint={wrong ? undefined : 'Its id, or its address in ClearML’s web'}
        error={wrong ? 'This names no task. Enter its id (32 characters, 0–9 and a–f) or the address of its page.' : undefined}
      />
      <Button type="submit">Show</Button>
    </form>
  );
};
