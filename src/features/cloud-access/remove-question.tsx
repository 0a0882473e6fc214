import { useState } from 'react';
import { Question } from '#ui/question.tsx';

interface RemoveQuestionProps {
  readonly name: string;
  readonly onRemove: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before a row is removed from this browser. */
export const RemoveQuestion = ({ name, onRemove, onClose }: RemoveQuestionProps) => {
  const [pending, setPending] = useState(false);
  const confirm = async (): Promise<void> => {
    setPending(true);
    await onRemove();
    onClose();
  };
  return (
    <Question
      title={`Remove ${name}?`}
      confirmLabel="Remove"
      tone="danger"
      pending={pending}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <p>
        Preview can read nothing with these keys any more, until they are entered again. The keys themselves stay valid: end them where they
        were made.
      </p>
    </Question>
  );
};
